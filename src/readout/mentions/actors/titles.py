"""Titles: the words of an office, whose it is, its country and sector."""

from __future__ import annotations

from collections.abc import Mapping

from readout.knowledge import actor_words, offices
from readout.knowledge.actor_words import Phrase
from readout.mentions.actors.draft import Draft, Held
from readout.mentions.actors.nouns import singular
from readout.mentions.actors.origins import SENT, belongs
from readout.mentions.actors.reading import Reading

BEHIND = frozenset("of for at in from to with on".split())
_TAILS = frozenset("in chief elect designate emeritus".split())
"""Words behind a hyphen that belong to an office: "editor-in-chief", "president-elect"."""
_CIVIL = frozenset("mr mrs ms miss sir madam dr lord lady dame mister".split())
_FAMILY = frozenset(
    "wife husband mother father son daughter brother sister widow man woman boy girl person friend "
    "child people parent uncle aunt nephew niece cousin colleague guy victim individual partner "
    "girlfriend boyfriend couple hero fan baby name winner".split()
)
_HEADS = frozenset("chief head president founder chair boss patriarch king queen leader".split())
"""Nouns of offices that are too common elsewhere to be descriptions of persons."""
_OWN = frozenset(("academic", "journalist", "lawyer", "analyst", "health"))
"""Ranks whose sector does not follow from the body they belong to."""

At = Mapping[int, tuple[int, Phrase]]
"""Fixed phrases by the words they cover."""


def is_office_noun(r: Reading, i: int) -> bool:
    """Whether a word names an office or a trade."""
    low = r.low[i]
    if r.upos[i] not in ("NOUN", "PROPN", "ADJ", "X"):
        return False
    if low in _HEADS:
        return True
    low = singular(low)
    return (low in actor_words.nouns("persons") and low not in _FAMILY) or (
        r.words[i][0].isupper() and r.low[i].rstrip(".") in actor_words.listed("person_titles")
    )


def country_in(r: Reading, first: int, after: int, at: At, noun: int = -1) -> str | None:
    """The first country named in a span; of what stands behind ``noun``, what belongs to it."""
    for k in range(first, after):
        if k in at and at[k][1].use in ("name", "adjective", "metonym", "national", "place"):
            if 0 <= noun < k and not belongs(r, k, noun):
                continue
            return at[k][1].country
    return None


def owner_in(r: Reading, first: int, after: int, names: Mapping[int, Draft], at: At) -> str | None:
    """Whose the office is: a name or state inside a span, the longest stretch of it."""
    for k in range(first, after):
        if k in at:
            _i, phrase = at[k]
            if phrase.use in ("organisation", "place"):
                return " ".join(phrase.words)
        if k in names and names[k].first >= first:
            return names[k].name
    for k in range(first, after):
        if k in at and at[k][1].country:
            return actor_words.states()[at[k][1].country or ""].name
    return None


def before(r: Reading, d: Draft, names: Mapping[int, Draft], at: At) -> Held | None:
    """ "Russian President Vladimir Putin": the title right before a name."""
    titles = actor_words.listed("person_titles")
    k = d.first - 1
    first = d.first
    noun = -1
    while k >= 0 and r.sentence[k] == r.sentence[d.first] and d.first - k <= 9:
        low = r.low[k]
        fits = low in titles or low.rstrip(".") in titles or is_office_noun(r, k)
        if noun < 0 and (not fits or low in actor_words.listed("title_modifiers")):
            break  # "Minister of Defence N.N.": the office is not the word before the name
        if noun < 0:
            noun = k
        known = k in at or k in names
        linked = r.rel[k] in ("compound", "amod", "nmod:desc", "flat", "nmod:poss", "nmod") and (
            k < r.head[k] <= d.after or r.head[k] == d.head
        )
        glue = low in ("'s", "’s", "-", "and", "of", "for", "&") and noun >= 0 and k - 1 in (
            names.keys() | at.keys()
        )  # fmt: skip
        if not (fits or known or glue or (linked and r.upos[k] in ("ADJ", "NOUN", "PROPN"))):
            break
        if low in ("and", "of", "for") and not known:
            break
        if (
            k in at
            and r.words[k].isupper()
            and len(low) > 3
            and (k == 0 or r.block[k - 1] != r.block[k])
        ):
            break  # "LONDON President N.N.": a dateline without its dash
        first = k
        k -= 1
        if _hyphenated(r, k) and k - 1 not in names and k - 1 not in at:
            first = k - 1  # "Secretary-General N.N.", three words of one title
            k -= 2
    if noun < 0:
        return _of_before(r, d, names, at)
    words = list(range(first, noun + 1))
    # What belongs to a name or a state is whose it is, the rest is the title.
    start = first
    for w in words:
        if r.low[w].rstrip(".") in titles and w not in at:
            continue
        if w in at or w in names or r.low[w] in ("'s", "’s") or (
            r.low[w] == "-" and (w - 1 in at or w - 1 in names)
        ):  # fmt: skip
            start = w + 1
    title = r.text(start, noun + 1) if start <= noun else r.text(noun, noun + 1)
    if title.lower().rstrip(".") in _CIVIL:
        return None
    said = {r.low[w] for w in range(start, noun + 1)}
    if not any(is_office_noun(r, w) for w in range(start, noun + 1)) and not said & titles:
        return None
    country = country_in(r, first, noun + 1, at)
    of = owner_in(r, first, start, names, at)
    if of is None and start > first:
        of = r.text(first, start)
    sector = sector_of_office(title, r, first, start, names, at)
    return Held(title, of, country, sector, first, noun + 1)


def _hyphenated(r: Reading, k: int) -> bool:
    """Whether word ``k`` is the hyphen of a title: "Attorney-General", "Major-General"."""
    if k < 1 or r.low[k] != "-" or k + 1 >= len(r):
        return False
    if r.end[k - 1] != r.start[k] or r.end[k] != r.start[k + 1]:
        return False
    low = r.low[k - 1]
    titles = actor_words.listed("person_titles") | actor_words.listed("title_modifiers")
    return is_office_noun(r, k - 1) or low in titles


def _of_before(r: Reading, d: Draft, names: Mapping[int, Draft], at: At) -> Held | None:
    """ "The president of the Lombardy region N.N.", without a comma."""
    k, link = d.first - 1, -1
    while k >= 0 and r.sentence[k] == r.sentence[d.first] and d.first - k <= 12:
        if r.low[k] in ("of", "for"):
            link = k
        elif r.upos[k] not in ("PROPN", "NOUN", "ADJ", "DET", "PART") and r.low[k] not in (
            "and", "-"):  # fmt: skip
            break
        k -= 1
    if link < 1 or not is_office_noun(r, link - 1) or link - 1 in names:
        return None
    if r.low[link - 1] in actor_words.listed("title_modifiers"):
        return None
    noun = link - 1
    first = noun
    while first > 0 and r.rel[first - 1] in ("compound", "amod", "nmod:desc") and (
        r.upos[first - 1] in ("ADJ", "NOUN", "PROPN") and r.head[first - 1] >= first
    ):  # fmt: skip
        first -= 1
    return phrase_role(r, noun, first, d.first, names, at)


def _proper(r: Reading, first: int, after: int) -> bool:
    """Whether words are a body's name and no part of a title, as in "Secretary of State"."""
    if any(r.low[w] in actor_words.listed("title_modifiers") for w in range(first, after)):
        return False
    return all(r.words[w][0].isupper() for w in range(first, after))


def sector_of_office(
    title: str, r: Reading, first: int, after: int, names: Mapping[int, Draft], at: At
) -> str | None:
    """The sector of an office: that of the body it belongs to, else of its rank."""
    kind = offices.office(title)
    if kind.rank not in _OWN:
        for k in range(first, after):
            if k in at and at[k][1].use == "organisation":
                return at[k][1].sector
            if k in names and names[k].kind in ("organization", "media") and names[k].sector:
                return names[k].sector
    return kind.sector or _sector(title)


def _sector(title: str) -> str | None:
    words = title.lower().split()
    persons = actor_words.nouns("persons")
    for word in reversed(words):
        if word == "general":
            continue  # a rank has been found before: "the director general" is of no army
        if singular(word) in persons:
            return persons[singular(word)]
    return None


def phrase_role(
    r: Reading, noun: int, first: int, after: int, names: Mapping[int, Draft], at: At
) -> Held:
    """The role in a noun phrase from ``first`` to ``after`` with head ``noun``: "a Putin
    spokesman", "the foreign minister of Peru"."""
    start = noun
    k = noun - 1
    while k >= first and r.upos[k] in ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB", "ADV"):
        if k in at or k in names or r.words[k] in (",", "“", "”", '"'):
            break
        start = k
        k -= 1
    end = noun + 1
    while end + 1 < after and r.words[end] == "-" and r.low[end + 1] in _TAILS:
        end += 2
    title = r.text(start, end)
    of = owner_in(r, first, start, names, at)
    # Behind the noun: "of X", "at X", "for X".
    k = end
    owned = of is not None
    if k < after and r.low[k] in BEHIND:
        behind = owner_in(r, k, after, names, at)
        if behind is not None and of is None:
            of = behind
        stop = k + 1
        while stop < after and r.upos[stop] not in ("PUNCT", "VERB", "AUX", "PRON", "SCONJ"):
            if r.upos[stop] == "ADP" and r.low[stop] not in ("of", "for"):
                break
            stop += 1
        while stop < after and r.words[stop] == "-" and stop + 1 < after:
            stop += 2
        inner = r.text(k, stop)
        lower = inner[:1].islower()
        if (behind is None or r.low[k] != "of") and lower and stop > k + 1 and of is None:
            of = " ".join(w for w in inner.split()[1:] if w.lower() not in ("the", "a", "an"))
        if (
            r.low[k] in ("of", "for")
            and stop > k + 1
            and not any(w in at or w in names for w in range(k, stop))
            and (owned or not _proper(r, k + 1, stop) or offices.office(inner).topics)
        ):
            title = f"{title} {inner}"  # "minister of transport"
        elif r.low[k] == "of" and offices.office(title).rank == "minister":
            # "minister of foreign affairs of Peru": up to the next "of"
            cut = next((w for w in range(k + 1, stop) if r.low[w] in ("of", "in")), None)
            if cut and not any(w in at or w in names for w in range(k, cut)):
                title = f"{title} {r.text(k, cut)}"
    # An ambassador to Peru is not of Peru, nor is a coordinator for it.
    away_words = ("to", "for") if r.low[noun] in SENT else ("to",)
    away = next((k for k in range(noun, after) if r.low[k] in away_words), after)
    country = country_in(r, first, away, at, noun)
    sector = sector_of_office(title, r, first, away, names, at)
    return Held(title, of, country, sector, first, after)
