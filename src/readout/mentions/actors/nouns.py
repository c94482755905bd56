"""Mentions without a name: descriptions ("a White House official", "rebels"), and pronouns."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Literal

from readout.knowledge import actor_words
from readout.knowledge.actor_words import Phrase
from readout.mentions.actors import copula
from readout.mentions.actors.draft import Draft, Kind
from readout.mentions.actors.origins import SENT, belongs, is_stance
from readout.mentions.actors.reading import Reading

_INDEFINITE = frozenset("someone somebody anyone anybody everyone everybody nobody".split())
_NOUNS = frozenset(("NOUN", "PROPN", "ADJ"))
_HELD = frozenset("held controlled run led backed occupied dominated linked ruled allied".split())
_SIDES = frozenset(("REB", "OPP"))
_CUTS = frozenset(("(", ")", "[", "]", "–", "—", "“", "”", '"', ":", ";", "/"))
_BODIES = frozenset(
    "ministry agency court parliament university company bank party newspaper council committee "
    "commission organization organisation".split()
)
_LEFT = frozenset(("det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "advmod", "case"))
_OF = frozenset("of in from for at with".split())
_DEFINITE = frozenset("the this that these those his her their its our my your".split())
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people",
              "wives": "wife", "servicemen": "serviceman", "policemen": "policeman",
              "businessmen": "businessman", "gunmen": "gunman", "lives": "life",
              "spokesmen": "spokesman", "fishermen": "fisherman", "congressmen": "congressman",
              "militiamen": "militiaman", "police": "police", "troops": "troops",
              "gentlemen": "gentleman"}  # fmt: skip


def singular(word: str) -> str:
    """The singular of a noun in lower case, by rule."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _left_edge(r: Reading, i: int, floor: int) -> int:
    """The first word of the modifiers before a noun, unbroken."""
    first = i
    for k in reversed(r.children[i]):
        if k >= first or k < floor:
            continue
        if r.rel[k] not in _LEFT or r.rel[k] == "case":
            break
        if r.rel[k] == "advmod" and r.rel[k + 1] in ("det", "nmod:poss"):
            break  # "is personally a fan", "now our president"
        first = min(first, _left_edge(r, k, floor))
    return first


_OF_WHAT = frozenset(
    "absolve accuse acquit assure clear convict cure deprive exonerate inform notify relieve "
    "remind rob strip suspect warn".split()
)
"""Verbs with an object and "of" something, which belongs to the verb and not to the object."""


_WHEN = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday".split()
)
"""Names behind "in" and "on" that tell when: "the court *in September* called"."""


def _right_edge(r: Reading, i: int, depth: int = 0) -> int:
    """The word after a noun and the phrases with "of", "in" ... right behind it."""
    after = i + 1
    done_to = depth == 0 and r.rel[i] in ("obj", "nsubj:pass") and r.head[i] >= 0
    if done_to and r.analysis.lemma(r.head[i]) in _OF_WHAT:
        return after  # "accused the army *of the massacre*"
    for k in r.children[i]:
        if k < after:
            continue
        case = r.case(k) if r.rel[k] == "nmod" and depth < 2 and k - after <= 6 else None
        if case == "of" or (case in _OF and r.upos[k] == "PROPN" and r.low[k] not in _WHEN):
            first = min([*r.children[k], k])
            if first == after:
                after = _right_edge(r, k, depth + 1)
                continue
        if r.rel[k] == "flat" and k == after:
            after = k + 1
            continue
        break
    return after


@cache
def _pairs() -> frozenset[str]:
    """First words of the nouns of two words."""
    listed = (*actor_words.nouns("persons"), *actor_words.nouns("groups"))
    return frozenset(name.partition("_")[0] for name in listed if "_" in name)


@cache
def _occasions() -> dict[str, str]:
    """Nouns of agreements, wars and summits to the kind."""
    kinds = ("summits", "conflicts", "agreements")  # what is in two lists is of the last
    return {word: kind for kind in kinds for word in actor_words.listed(kind)}


@cache
def _listed() -> frozenset[str]:
    """Every noun of persons, groups and occasions."""
    people = (*actor_words.nouns("persons"), *actor_words.nouns("groups"))
    return frozenset((*people, *_occasions()))


def _pair(r: Reading, i: int, noun: str) -> str:
    """A noun with the word before it or before its hyphen, as the lists have two words that name
    something else than the second alone: "coast_guard", "secretary_general"."""
    k = i - 2 if i > 1 and r.words[i - 1] == "-" else i - 1
    if k < 0 or r.low[k] not in _pairs():
        return ""
    return f"{r.low[k]}_{r.low[i] if r.low[i].endswith('forces') else noun}"


def described(
    r: Reading,
    names: list[Draft],
    phrases: Iterable[tuple[int, Phrase]],
    offices: Container[int] = (),
) -> list[Draft]:
    """Descriptions of persons and groups; those that are titles before a name are left out.

    ``offices`` are the words that the roles of persons were read from.
    """
    persons, groups = actor_words.nouns("persons"), actor_words.nouns("groups")
    inside = bytearray(len(r))
    for d in names:
        inside[d.first : d.after] = b"\1" * (d.after - d.first)
    heads = {d.head: d for d in names}
    starts = {d.first: d.head for d in names if d.kind == "person"}
    persons_named = frozenset(starts.values())
    origin = {i + k: p for i, p in phrases for k in range(len(p.words))}
    sites = actor_words.listed("sites")
    occasions, listed, pairs = _occasions(), _listed(), _pairs()
    out: list[Draft] = []
    joined: dict[int, int] = {}
    naming = {i - 1 for i in starts if i and r.low[i - 1] in ("named", "called")}
    for i, (low, upos) in enumerate(zip(r.low, r.upos, strict=True)):
        if inside[i] or (upos not in _NOUNS and low not in _INDEFINITE):
            continue
        plural = r.xpos[i] in ("NNS", "NNPS")
        noun = singular(low) if plural or low in _IRREGULAR else low
        if noun not in listed and low not in listed and r.low[i - 1] not in pairs and (
            r.low[i - 1] != "-"
        ):  # fmt: skip
            continue  # most nouns
        sector = persons.get(noun)
        kind: Kind = "person"
        pair = _pair(r, i, noun)
        if pair in persons:
            sector, kind = persons[pair], "group" if plural else "person"
        elif pair in groups:
            sector, kind = groups[pair], "group"
        elif sector is None or (low in groups and noun not in persons):
            sector, kind = groups.get(low) or groups.get(noun) or sector, "group"
        elif plural or low in groups:
            kind = "group"
        if i + 2 < len(r.low) and r.low[i + 2] in _HELD and r.words[i + 1] == "-":
            if (sector in _SIDES and kind == "person") or noun in ("government", "regime", "army"):
                # "Rebel-held Idlib" speaks of rebels.
                name = noun if kind == "group" else noun + "s"
                out.append(Draft(i, i, i + 1, "description", "group", name, plural=kind == "person",
                                 sector=sector, noun=noun, score=0.6))  # fmt: skip
            continue
        if sector is None:
            occasion = occasions.get(low)
            if occasion and upos != "ADJ":
                draft = _occasion(r, i, occasion, origin)
                if draft:
                    out.append(draft)
            continue
        if upos == "ADJ":
            continue
        rel, governor = r.rel[i], r.head[i]
        called = starts.get(i + 1) if kind == "person" and r.words[i][0].islower() else None
        if called is not None and not plural and _owned(r, _left_edge(r, i, 0), i):
            pass  # "the coach N.N.", "his father N.N."
        elif (
            rel in ("compound", "nmod:desc", "flat", "amod")
            and governor >= 0
            and not (rel == "compound" and plural and low in groups)
        ):
            continue  # "police officer", "President Obama": part of another mention
        if noun == "people" or low in ("police", "troops", "forces", "couple", "duo"):
            plural = True
        if (noun in sites and not _acts(r, i)) or is_stance(r, i, noun):
            continue
        first = _uncut(r, _left_edge(r, i, 0), i)
        after = _right_edge(r, i)
        named = next((k for k in range(i + 1, after) if k in starts), None)
        if named is not None and r.low[named - 1] not in _OF:
            after = named  # "the president of X N.N."
        country, state = None, False
        for k in range(first, after):
            if k in origin and origin[k].country and _origin(r, k, i, noun, origin):
                country, state = origin[k].country, origin[k].use != "place"
                break
        sector = _special(r, first, i, sector, origin)
        before = r.low[first]
        if (
            kind == "person"
            and not plural
            and first == i
            and r.words[i][0].islower()
            and low not in _INDEFINITE
            and called is None
            and i not in offices
            and r.rel[i] not in ("nsubj", "nsubj:pass", "appos", "vocative", "nmod:poss")
        ):
            continue  # "in person", "as president": no mention of anybody
        owned = any(r.rel[k] == "nmod:poss" for k in r.children[i])
        definite = before in _DEFINITE or owned
        gender: Literal["f", "m", "n"] | None = None
        if kind == "person":
            gender = (
                "f" if noun in actor_words.listed("women")
                else "m" if noun in actor_words.listed("men") else None
            )  # fmt: skip
        elif not plural:
            gender = "n"
        number_word = any(r.rel[k] == "nummod" for k in r.children[i])
        draft = Draft(
            i, first, after, "description", kind, r.text(first, after), plural=plural,
            gender=gender, country=country, sector=sector, noun=noun, definite=definite,
            score=0.75,
        )  # fmt: skip
        if kind == "group" and low in _BODIES:
            draft.kind = "organization"
        if noun in ("government", "administration", "regime") and state and not plural:
            draft.kind, draft.sector = "state", "GOV"
        if called is not None and not plural:
            draft.same = called
        elif rel == "appos" and governor in heads:
            draft.same = governor
        elif kind == "person" and not plural and (
            (behind := _behind_comma(r, after, starts)) >= 0
        ):  # fmt: skip
            # "Her daughter, N.N., said"
            inside_it = r.rel[behind] == "appos" and first <= r.head[behind] < after
            if inside_it or (definite and _between_commas(r, heads[behind], starts)):
                draft.same = behind
        elif kind == "person" and not plural and after in naming:
            draft.same = starts[after + 1]  # "a man named N.N."
        elif (subject := copula.subject(r, i)) is not None:
            draft.same = subject
        elif definite and kind == "person" and not plural and governor in persons_named and (
            copula.is_subject(r, i)
        ):  # fmt: skip
            draft.same = governor  # "the first witness was N.N."
        elif rel == "conj" and governor in joined and not owned and (
            before not in ("a", "an") or copula.subject(r, governor) is not None
        ):  # fmt: skip
            draft.same = joined[governor]  # "is a mathematician and writer"
        if draft.same is not None:
            joined[i] = draft.same
        draft.generic = number_word and not definite
        out.append(draft)
    return out


_HONORIFICS = frozenset("he h.e. dr dr. mr mr. mrs mrs. ms ms. sir gen. col. lt.".split())


def _behind_comma(r: Reading, after: int, starts: Mapping[int, int]) -> int:
    """The head of the name behind a comma and honorifics; -1 where there is none."""
    if r.words[after : after + 1] != [","]:
        return -1
    at = after + 1
    while at < len(r) and at not in starts and r.low[at] in _HONORIFICS:
        at += 1
    return starts.get(at, -1)


def _between_commas(r: Reading, name: Draft, starts: Container[int]) -> bool:
    """Whether a name stands between commas and in no list: "the mayor, N.N., in Rome"."""
    behind = r.low[name.after : name.after + 2]
    listed = behind[1:] in (["and"], ["or"]) or name.after + 1 in starts
    return behind[:1] == [","] and not listed


_KNOWING = frozenset("analyst expert historian scholar specialist watcher".split())
"""Nouns whom the name of a state before them or behind "on" tells what they know of."""


def _origin(r: Reading, k: int, i: int, noun: str, origin: Mapping[int, Phrase]) -> bool:
    """Whether a state or place named at word ``k`` says where the noun at ``i`` is from."""
    if k > i:
        sent = noun in SENT and any(r.low[w] == "for" for w in r.children[k])
        return belongs(r, k, i) and not sent
    named = origin[k].use in ("name", "place") and r.rel[k] in ("compound", "nmod:unmarked")
    return not (named and noun in _KNOWING)


_SPECIAL = frozenset(("REB", "MIL", "COP", "SPY", "OPP", "MED", "LAB", "REL", "JUD", "CRM", "LEG"))
_FIRM = frozenset(("REB", "CRM", "JUD", "REL", "HLH"))


def _special(r: Reading, first: int, noun: int, sector: str, origin: Mapping[int, Phrase]) -> str:
    """The sector of a description with that of its modifiers: an army spokesman is military."""
    if sector in _FIRM:
        return sector
    persons, groups = actor_words.nouns("persons"), actor_words.nouns("groups")
    for k in range(noun - 1, first - 1, -1):
        if k in origin:
            if origin[k].use in ("organisation", "metonym") and r.upos[k] == "PROPN":
                return origin[k].sector or sector
            continue
        if r.rel[k] not in ("compound", "amod"):
            continue
        if r.low[k] in ("news", "press"):
            return "MED"
        own = groups.get(r.low[k]) or persons.get(singular(r.low[k]))
        if own in _SPECIAL:
            return own
    return sector


def _acts(r: Reading, i: int) -> bool:
    """Whether a word is who does something, or is done to."""
    h = r.head[i]
    return (
        h >= 0 and r.acts[h] and (r.rel[i] in ("nsubj", "nsubj:pass", "obj") or r.case(i) == "by")
    )


def _owned(r: Reading, first: int, noun: int) -> bool:
    """Whether a noun phrase begins with a determiner or with whose it is."""
    return r.low[first] in _DEFINITE or any(r.low[k] in ("'s", "’s") for k in range(first, noun))


def _uncut(r: Reading, first: int, noun: int) -> int:
    """The first word after the last bracket or dash before a noun."""
    for k in range(noun - 1, first - 1, -1):
        if r.words[k] in _CUTS:
            return k + 1
    return first


def _occasion(r: Reading, i: int, kind: str, origin: dict[int, Phrase]) -> Draft | None:
    """A named agreement, war or summit: "the Minsk agreements", "the civil war in Syria"."""
    first = _left_edge(r, i, 0)
    after = _right_edge(r, i)
    proper = any(r.upos[k] == "PROPN" for k in range(first, after))
    if not proper and not (kind == "summits" and r.low[first] == "the"):
        return None
    bare = first + 1 if r.low[first] in ("the", "a", "an", "this") else first
    country = next((origin[k].country for k in range(first, after) if k in origin), None)
    return Draft(
        i, first, after, "name" if proper else "description", kind.removesuffix("s"),  # type: ignore[arg-type]
        r.text(bare, i + 1 if i > bare and r.upos[i - 1] == "PROPN" else after),
        noun=singular(r.low[i]), key=tuple(r.low[bare : i + 1 if i > bare else after]),
        country=country, gender="n", definite=True, score=0.6,
    )  # fmt: skip
