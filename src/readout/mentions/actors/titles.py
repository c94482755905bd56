"""Offices and affiliations that the text gives to a person."""

from __future__ import annotations

from collections.abc import Mapping

from readout.knowledge import actor_words, offices
from readout.knowledge.actor_words import Phrase
from readout.mentions.actors.draft import Draft, Held
from readout.mentions.actors.nouns import singular
from readout.mentions.actors.reading import Reading

_BEHIND = frozenset("of for at in from to with on".split())
_OF = frozenset(("of", "from", "with", "at"))
_BECOMES = frozenset(
    "become became becomes named appointed elected serves served re-elected reelected works worked "
    "remains remained sworn".split()
)
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
_OPENS = frozenset("the a an its his her their one".split())
_LONGEST = 16
"""Words of an apposition that are looked at."""

At = Mapping[int, tuple[int, Phrase]]
"""Fixed phrases by the words they cover."""


def _is_noun(r: Reading, i: int) -> bool:
    low = r.low[i]
    if r.upos[i] not in ("NOUN", "PROPN", "ADJ", "X"):
        return False
    if low in _HEADS:
        return True
    low = singular(low)
    return (low in actor_words.nouns("persons") and low not in _FAMILY) or (
        r.words[i][0].isupper() and r.low[i].rstrip(".") in actor_words.listed("person_titles")
    )


def _country(r: Reading, first: int, after: int, at: At) -> str | None:
    for k in range(first, after):
        if k in at and at[k][1].use in ("name", "adjective", "metonym", "national"):
            return at[k][1].country
    return None


def _owner(r: Reading, first: int, after: int, names: Mapping[int, Draft], at: At) -> str | None:
    """Whose the office is: a name or state inside a span, the longest stretch of it."""
    for k in range(first, after):
        if k in at:
            _i, phrase = at[k]
            if phrase.use == "organisation":
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
        fits = low in titles or low.rstrip(".") in titles or _is_noun(r, k)
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
    if noun < 0:
        return _of_before(r, d, names, at)
    words = list(range(first, noun + 1))
    # What belongs to a name or a state is whose it is, the rest is the title.
    start = first
    for w in words:
        if r.low[w].rstrip(".") in titles and w not in at:
            continue
        if w in at or w in names or r.low[w] in ("'s", "’s", "-"):
            start = w + 1
    title = r.text(start, noun + 1) if start <= noun else r.text(noun, noun + 1)
    if title.lower().rstrip(".") in _CIVIL:
        return None
    said = {r.low[w] for w in range(start, noun + 1)}
    if not any(_is_noun(r, w) for w in range(start, noun + 1)) and not said & titles:
        return None
    country = _country(r, first, noun + 1, at)
    of = _owner(r, first, start, names, at)
    if of is None and start > first:
        of = r.text(first, start)
    return Held(title, of, country, _whose(title, r, first, start, names, at), first, noun + 1)


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
    if link < 1 or not _is_noun(r, link - 1) or link - 1 in names:
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


def _whose(
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
    title = r.text(start, end)
    of = _owner(r, first, start, names, at)
    # Behind the noun: "of X", "at X", "for X".
    k = noun + 1
    if k < after and r.low[k] in _BEHIND:
        behind = _owner(r, k, after, names, at)
        if behind is not None and of is None:
            of = behind
        stop = k + 1
        while stop < after and r.upos[stop] not in ("PUNCT", "VERB", "AUX", "PRON", "SCONJ"):
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
        ):
            title = f"{title} {inner}"  # "minister of transport"
        elif r.low[k] == "of" and offices.office(title).rank == "minister":
            # "minister of foreign affairs of Peru": up to the next "of"
            cut = next((w for w in range(k + 1, stop) if r.low[w] in ("of", "in")), None)
            if cut and not any(w in at or w in names for w in range(k, cut)):
                title = f"{title} {r.text(k, cut)}"
    away = next((k for k in range(noun, after) if r.low[k] == "to"), after)
    country = _country(r, first, away, at)  # an ambassador to Peru is not of Peru
    sector = _whose(title, r, first, after, names, at)
    return Held(title, of, country, sector, first, after)


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


def behind(r: Reading, d: Draft, names: Mapping[int, Draft], at: At) -> list[Held]:
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
            of = _owner(r, first + 1, after, names, at) if body else None
            if of is None:
                break
            out.append(Held("affiliation", of, _country(r, first, after, at),
                            _sector_of(first + 1, after, names, at), first, after))  # fmt: skip
            break
        noun = _head_noun(r, first, after, names)
        if noun < 0:
            break
        out.append(phrase_role(r, noun, first, after, names, at))
        i = after
    return out


def _sector_of(first: int, after: int, names: Mapping[int, Draft], at: At) -> str | None:
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
        if r.low[k] in _BEHIND and k > first:
            break
        if k in names and names[k].kind == "person" and k + 1 < after and found < 0:
            k += 1
            continue
        if _is_noun(r, k) and not (k in names and names[k].kind != "person"):
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
    r: Reading, d: Draft, start: int, names: Mapping[int, Draft], at: At
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
        if r.low[first] in ("the", "a", "an") and (first == 0 or r.low[first - 1] not in _BEHIND):
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
            and (k < noun or not any(r.low[m] in _BEHIND for m in range(noun + 1, k)))
        ):
            return None
    linked = r.rel[d.head] == "appos" or (
        (r.low[first] in _OPENS or any(r.low[k] in ("'s", "’s") for k in range(first, noun))
         or first in at)
        and not (r.rel[noun] in ("obj", "obl", "nmod") and r.rel[d.head] in ("nsubj", "nsubj:pass"))
    )  # fmt: skip
    return phrase_role(r, noun, first, comma, names, at) if linked else None


def said_to_be(r: Reading, d: Draft, names: Mapping[int, Draft], at: At) -> Held | None:
    """ "X is the mayor of Y", "X was elected president": through the tree."""
    h = r.head[d.head]
    if h < 0 or r.rel[d.head] not in ("nsubj", "nsubj:pass"):
        return None
    noun = -1
    if any(r.rel[k] == "cop" for k in r.children[h]) and _is_noun(r, h):
        noun = h
    elif r.low[h] in _BECOMES:
        for k in r.children[h]:
            if k > h and r.rel[k] in ("xcomp", "obj", "obl") and _is_noun(r, k):
                noun = k
                break
    if noun < 0 or noun in names:
        return None
    first = min([noun, *[k for k in r.children[noun] if h >= 0 and k > d.after - 1
                         and r.rel[k] in ("det", "amod", "compound", "nmod:poss")]])  # fmt: skip
    after = _chunk(r, noun + 1) if noun + 1 < len(r) else noun + 1
    return phrase_role(r, noun, first, max(after, noun + 1), names, at)


def roles_of(r: Reading, d: Draft, names: Mapping[int, Draft], at: At) -> list[Held]:
    """All offices and affiliations that the text gives at one mention of a person by name."""
    out: list[Held] = []
    first = before(r, d, names, at)
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


def _completed(r: Reading, d: Draft, held: Held, names: Mapping[int, Draft], at: At) -> Held:
    """A title before the name with what follows the name: "Judge N.N. of the Supreme Court"."""
    after = _tail(r, d)
    if after == d.after or held.of is not None:
        return held
    of = _owner(r, d.after + 1, after, names, at)
    if of is None:
        return held
    return held._replace(
        of=of,
        country=held.country or _country(r, d.after, after, at),
        sector=_whose(held.title, r, d.after, after, names, at) or held.sector,
    )


def _attached(r: Reading, d: Draft, names: Mapping[int, Draft], at: At) -> Held | None:
    """ "N.N. of Human Rights Watch": an affiliation without a title."""
    after = _tail(r, d)
    for k in range(d.after + 1, after):
        if k in names and names[k].kind in ("organization", "media", "group"):
            of = _owner(r, d.after + 1, after, names, at)
            sector = _sector_of(d.after + 1, after, names, at)
            country = _country(r, d.after, after, at)
            return Held("affiliation", of, country, sector, d.after, after)
    return None
