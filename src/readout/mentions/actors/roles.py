"""Where the text gives a person an office: before the name, behind it, or by a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from readout.mentions.actors import titles
from readout.mentions.actors.draft import Draft, Held
from readout.mentions.actors.reading import Reading

_OF = frozenset(("of", "from", "with", "at"))
_BECOMES = frozenset(
    "become became becomes named appointed elected serves served re-elected reelected works worked "
    "remains remained sworn".split()
)
_OPENS = frozenset("the a an its his her their one".split())
_LONGEST = 16
"""Words of an apposition that are looked at."""


def _chunk(r: Reading, i: int) -> int:
    """The word after an apposition that begins at ``i``: up to a comma, dash, bracket or verb."""
    k = i
    while k < len(r) and r.sentence[k] == r.sentence[i] and k - i < _LONGEST:
        if r.words[k] in (",", "—", "–", ";", ")", ":", ".", "”", '"', "“", "and", "who", "which"):
            if r.words[k] == "and" and k + 1 < len(r) and r.upos[k - 1] in ("NOUN", "ADJ", "PROPN"):
                inner = any(r.words[m] in ("of", "for") for m in range(i, k))
                if inner:
                    k += 1
                    continue
            break
        if r.upos[k] in ("VERB", "AUX", "PRON", "SCONJ") and r.xpos[k] not in (
            "VBG",
            "VBN",
            "PRP$",
        ):
            break
        k += 1
    return k


def behind(r: Reading, d: Draft, names: Mapping[int, Draft], at: titles.At) -> list[Held]:
    """Appositions after a name: ", a Putin spokesman", ", of the Center for ...", "(...)"."""
    out: list[Held] = []
    i = d.after
    for _ in range(3):
        if i >= len(r) or r.words[i] not in (",", "(", "—", "–") or i + 1 >= len(r):
            break
        if r.sentence[i + 1] != r.sentence[d.first]:
            break
        first = i + 1
        if r.xpos[first] == "CD":  # an age
            i = first + 1
            continue
        after = _chunk(r, first)
        if after == first:
            break
        low = r.low[first]
        if low in _OF:
            bodies = ("organization", "media", "group", "state")
            body = any(k in at or (k in names and names[k].kind in bodies)
                       for k in range(first, after))  # fmt: skip
            of = titles.owner_in(r, first + 1, after, names, at) if body else None
            if of is None:
                break
            out.append(Held("affiliation", of, titles.country_in(r, first, after, at),
                            _sector_of(first + 1, after, names, at), first, after))  # fmt: skip
            break
        noun = _head_noun(r, first, after, names)
        if noun < 0 or _says_it(r, noun, d.head):
            break
        out.append(titles.phrase_role(r, noun, first, after, names, at))
        i = after
    return out


def _says_it(r: Reading, noun: int, name: int) -> bool:
    """Whether a noun behind a name is the subject of the last verb: "asked him to free Smith, *a
    spokesman* said"."""
    verb = r.head[noun]
    return r.rel[noun] == "nsubj" and verb > noun and r.rel[name] in ("obj", "obl", "nmod")


def _sector_of(first: int, after: int, names: Mapping[int, Draft], at: titles.At) -> str | None:
    for k in range(first, after):
        if k in names and names[k].sector:
            return names[k].sector
        if k in at and at[k][1].sector:
            return at[k][1].sector
    return "NGO"


def _head_noun(r: Reading, first: int, after: int, names: Mapping[int, Draft]) -> int:
    """The noun of an office at the head of an apposition, -1 where the span is none."""
    k = first
    if r.upos[k] not in ("DET", "ADJ", "NOUN", "PROPN", "VERB", "NUM", "ADV", "PRON"):
        return -1
    found = -1
    while k < after:
        if r.low[k] in titles.BEHIND and k > first:
            break
        if k in names and names[k].kind == "person" and k + 1 < after and found < 0:
            k += 1
            continue
        if titles.is_office_noun(r, k) and not (k in names and names[k].kind != "person"):
            found = k
        k += 1
    if (
        found >= 0
        and found + 1 < after
        and r.upos[found + 1] in ("NOUN", "PROPN")
        and (found + 1 in names)
    ):
        return -1  # "..., President Putin and ...": another name with its title
    return found


def reversed_apposition(
    r: Reading, d: Draft, start: int, names: Mapping[int, Draft], at: titles.At
) -> Held | None:
    """ "The foreign minister of Peru, Ana Vega, said"; ``start`` begins the name or its title."""
    comma = start - 1
    if comma < 2 or r.words[comma] != "," or r.sentence[comma] != r.sentence[d.first]:
        return None
    closed = d.after >= len(r) or r.words[d.after] in (",", ".", "—", ")") or r.upos[d.after] in (
        "VERB", "AUX", "ADP", "CCONJ")  # fmt: skip
    if not closed:
        return None
    first = comma
    while first > 0 and r.sentence[first - 1] == r.sentence[comma] and comma - first < _LONGEST:
        if r.words[first - 1] in (",", "“", '"', "—", ";", ":"):
            break
        if r.upos[first - 1] in ("VERB", "AUX", "SCONJ", "CCONJ") and r.rel[first - 1] not in (
            "compound", "amod", "cc"):  # fmt: skip
            break
        first -= 1
        inner = first > 0 and r.low[first - 1] in titles.BEHIND
        if r.low[first] in ("the", "a", "an") and not inner:
            break
    if first >= comma:
        return None
    while first < comma and r.upos[first] == "ADP":
        first += 1
    noun = _head_noun(r, first, comma, names)
    if noun < 0:
        return None
    for k in range(first, comma):
        # "An aide to Chancellor Merkel, N.N.": another person may stand behind a preposition only.
        if (
            k in names
            and names[k].kind == "person"
            and (k < noun or not any(r.low[m] in titles.BEHIND for m in range(noun + 1, k)))
        ):
            return None
    linked = r.rel[d.head] == "appos" or (
        (r.low[first] in _OPENS or any(r.low[k] in ("'s", "’s") for k in range(first, noun))
         or first in at)
        and not (r.rel[noun] in ("obj", "obl", "nmod") and r.rel[d.head] in ("nsubj", "nsubj:pass"))
    )  # fmt: skip
    return titles.phrase_role(r, noun, first, comma, names, at) if linked else None


def said_to_be(r: Reading, d: Draft, names: Mapping[int, Draft], at: titles.At) -> Held | None:
    """ "X is the mayor of Y", "X was elected president": through the tree."""
    h = r.head[d.head]
    if h < 0 or r.rel[d.head] not in ("nsubj", "nsubj:pass"):
        return None
    noun = -1
    if any(r.rel[k] == "cop" for k in r.children[h]) and titles.is_office_noun(r, h):
        noun = h
    elif r.rel[h] == "xcomp" and r.low[r.head[h]] in _BECOMES and titles.is_office_noun(r, h):
        noun = h  # the name hung on the office, not on the verb
    elif r.low[h] in _BECOMES:
        for k in r.children[h]:
            if k > h and r.rel[k] in ("xcomp", "obj", "obl") and titles.is_office_noun(r, k):
                noun = k
                break
    if noun < 0 or noun in names:
        return None
    first = min([noun, *[k for k in r.children[noun] if h >= 0 and k > d.after - 1
                         and r.rel[k] in ("det", "amod", "compound", "nmod:poss")]])  # fmt: skip
    after = _chunk(r, noun + 1) if noun + 1 < len(r) else noun + 1
    return titles.phrase_role(r, noun, first, max(after, noun + 1), names, at)


def roles_of(r: Reading, d: Draft, names: Mapping[int, Draft], at: titles.At) -> list[Held]:
    """All offices and affiliations that the text gives at one mention of a person by name."""
    out: list[Held] = []
    first = titles.before(r, d, names, at)
    if first:
        out.append(_completed(r, d, first, names, at))
    turned = reversed_apposition(r, d, first.first if first else d.first, names, at)
    out += [turned] if turned else behind(r, d, names, at)
    if not out and (of := _attached(r, d, names, at)):
        out.append(of)
    told = said_to_be(r, d, names, at)
    if told:
        out.append(told)
    return out


def _tail(r: Reading, d: Draft) -> int:
    """The word after "of ..." that follows a name at once; ``d.after`` where there is none."""
    i = d.after
    if i + 1 >= len(r) or r.low[i] not in ("of", "from"):
        return i
    after = i + 1
    while after < len(r) and after - i < 10 and r.sentence[after] == r.sentence[i]:
        if r.upos[after] not in ("PROPN", "DET", "ADJ", "NOUN", "PART") and not (
            r.low[after] in ("of", "for", "and", "-") and after + 1 < len(r)
            and r.words[after + 1][0].isupper()
        ):  # fmt: skip
            break
        after += 1
    return after


def _completed(r: Reading, d: Draft, held: Held, names: Mapping[int, Draft], at: titles.At) -> Held:
    """A title before the name with what follows the name: "Judge N.N. of the Supreme Court"."""
    after = _tail(r, d)
    if after == d.after or held.of is not None:
        return held
    of = titles.owner_in(r, d.after + 1, after, names, at)
    if of is None:
        return held
    return held._replace(
        of=of,
        country=held.country or titles.country_in(r, d.after, after, at),
        sector=titles.sector_of_office(held.title, r, d.after, after, names, at) or held.sector,
    )


def _attached(r: Reading, d: Draft, names: Mapping[int, Draft], at: titles.At) -> Held | None:
    """ "N.N. of Human Rights Watch": an affiliation without a title."""
    after = _tail(r, d)
    for k in range(d.after + 1, after):
        if k in names and names[k].kind in ("organization", "media", "group"):
            of = titles.owner_in(r, d.after + 1, after, names, at)
            sector = _sector_of(d.after + 1, after, names, at)
            country = titles.country_in(r, d.after, after, at)
            return Held("affiliation", of, country, sector, d.after, after)
    return None
