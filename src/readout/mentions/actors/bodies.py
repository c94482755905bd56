"""Names of bodies: kind, sector and country by the words of the name and around it."""

from __future__ import annotations

from collections.abc import Mapping

from readout.knowledge import actor_words
from readout.knowledge.actor_words import Phrase, phrases
from readout.mentions.actors.draft import Kind
from readout.mentions.actors.reading import Reading

_CENTRAL = frozenset("central state reserve national federal".split())
_NEWS = frozenset(("news", "press", "broadcasting"))
_HOUSES = frozenset("agency association bureau corporation network service".split())
"""With a word for news before them, houses that tell it: "Xinhua News Agency"."""
_STATES = frozenset(("name", "adjective", "national", "metonym", "place"))
_ADJECTIVES = frozenset(("adjective", "national"))
_JOINED = frozenset(("amod", "compound", "flat", "nmod", "appos", "dep", "nmod:desc"))
_OWNERS = frozenset(("nmod:poss", "amod", "compound"))
OF_STATES = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY"))
"""Sectors of bodies that every state has: "the Foreign Ministry"."""
_STORMS = frozenset("cyclone hurricane typhoon storm blizzard".split())
_PLAIN = frozenset(("ADJ", "PRON", "DET", "NUM", "ADV"))


def sector_of_organisation(words: tuple[str, ...]) -> tuple[Kind, str | None]:
    """Kind and sector of an organisation by the nouns of its name (lower case)."""
    heads = actor_words.nouns("organisation_heads")
    if "bank" in words and (_CENTRAL & set(words) or words[:2] == ("bank", "of")):
        return "organization", "GOV"
    if _NEWS & set(words[:-1]) and words[-1] in _HOUSES:
        return "media", "MED"
    order = [*words[-1:], *words[:1], *words[1:-1]]
    for word in order:
        if word in heads:
            sector = heads[word]
            return ("media" if sector == "MED" else "organization"), sector
    return "organization", None


def between_states(
    r: Reading, first: int, after: int, at: Mapping[int, tuple[int, Phrase]]
) -> bool:
    """Whether a name is that of a part of a body of several states: "U.N. Security Council",
    "General Assembly of the United Nations"."""
    for k in range(first, after):
        if k not in at or at[k][1].sector != "IGO" or at[k][0] != k:
            continue
        before = k - 1
        if before > first and r.low[before] == "the":
            before -= 1
        if before < first or r.low[before] in ("of", "the"):
            return True
    return False


def country_of_body(
    r: Reading, head: int, first: int, after: int, at: Mapping[int, tuple[int, Phrase]]
) -> str | None:
    """The country that a name says: an adjective before a noun ("American Israel Public Affairs
    Committee" is American), else the first; or that of whose it is ("Russia's Defense Ministry",
    "the Defense Ministry of Russia")."""
    inside = [at[k][1] for k in range(first, after) if k in at and at[k][1].country]
    states = [p for p in inside if p.use in _STATES]
    for some in ([p for p in states if p.use in _ADJECTIVES], states, inside):
        if some:
            return some[0].country
    for k in r.children[head]:
        if k not in at or at[k][1].use not in _STATES or first <= k < after:
            continue
        if (k < first and r.rel[k] in _OWNERS) or (k >= after and r.case(k) == "of"):
            return at[k][1].country
    return None


def key_of(
    r: Reading, first: int, after: int, at: Mapping[int, tuple[int, Phrase]]
) -> tuple[str, ...]:
    """The words that name a body among those of its state: "Russian Defense Ministry" and "Defense
    Ministry of Russia" are the same as "Defense Ministry" of Russia."""
    whole = tuple(r.low[first:after])
    if sector_of_organisation(whole)[1] not in OF_STATES:
        return whole
    words = list(range(first, after))
    while words and words[0] in at and at[words[0]][1].use in _STATES:
        words = words[1:]
    while words and words[-1] in at and at[words[-1]][1].use in _STATES:
        words = words[:-1]
        while words and r.low[words[-1]] in ("of", "the"):
            words = words[:-1]
    return tuple(r.low[k] for k in words) if len(words) > 1 else whole


def no_name(r: Reading, first: int, after: int) -> bool:
    """Whether what was taken for the name of a body is none: its head is an ordinary word with
    the capital of a sentence ("Many in Gaza"), or the one word is a noun of persons ("Expert")."""
    head = first
    for i in range(first, after):
        if not first <= r.head[i] < after:
            head = i
            break
    opens = head == 0 or r.sentence[head - 1] != r.sentence[head] or not r.words[head - 1].isalnum()
    if r.upos[head] in _PLAIN and (opens or r.words[head][0].islower()):
        return not any(r.words[k][0].isupper() for k in range(first, head)) and not (
            head + 1 < after and r.words[head + 1][0].isupper()
        )
    if after - first > 1:
        return False
    low = r.low[first]
    persons = actor_words.nouns("persons")
    return low in persons or low.removesuffix("s") in persons


def storms(r: Reading) -> frozenset[str]:
    """Names that the text gives to storms: of "Cyclone Nivar" the last word."""
    return frozenset(
        r.low[i + 1]
        for i, low in enumerate(r.low[:-1])
        if low in _STORMS and r.words[i][0].isupper() and r.words[i + 1][0].isupper()
        and r.words[i + 1].isalpha()
    )  # fmt: skip


def _in_midst(word: str) -> bool:
    return word.isalnum() or word == ","


def named_for_state(r: Reading, i: int, after: int) -> bool:
    """Whether the state that words from ``i`` to ``after`` name is only the end of the name of a
    body: "Rise Senegal", "Free Honduras", "Air Canada"."""
    k = i - 1
    if k < 1 or r.sentence[k - 1] != r.sentence[i] or not _in_midst(r.words[k - 1]):
        return False  # the word before has the capital of a sentence, or may have
    word = r.words[k]
    if not (word.isalpha() and word[0].isupper() and word[1:].islower() and len(word) > 1):
        return False
    if r.low[k] in actor_words.listed("before_states"):
        return False
    if any(p.words == (word,) for p in phrases().get(r.low[k], ())):
        return False  # "Spanish Morocco"
    if r.low[k] in actor_words.listed("person_titles") | actor_words.listed("title_modifiers"):
        return False
    if r.words[k - 1].islower() and r.low[k - 1] in actor_words.nouns("organisation_heads"):
        return True  # "the opposition party Rise Senegal"
    inside = range(i, after)
    if r.head[k] in inside:
        return r.rel[k] in _JOINED
    return any(r.head[m] == k and r.rel[m] in _JOINED for m in inside)
