"""Mentions by name: persons, organisations, and states under their names, demonyms, metonyms."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from readout.knowledge import actor_words
from readout.knowledge.actor_words import Phrase
from readout.mentions.actors import bodies
from readout.mentions.actors.draft import Draft, Kind
from readout.mentions.actors.origins import named_like_town
from readout.mentions.actors.reading import Reading, is_shouted_noun

STATIC = frozenset(
    "in at near across throughout inside around outside within into through on along".split()
)
"""Prepositions after which a state or capital is a place and no actor."""
_ACTING = frozenset(("nsubj", "nsubj:pass", "nmod:poss", "obj", "iobj"))
_WITH = frozenset("with between by against for via and than like".split())
_NUMERAL = re.compile("[IVX]{2,5}")
_DASHES = frozenset(("(", "—", "–", "-", "--", ",", ":"))
"""What follows the town of a dateline."""
_LETTERS = frozenset("QC KC SC MP MSP MEP MD OBE CBE MBE JP DDS RN PhD MBA LLB Esq".split())
"""What stands behind names and is none."""
_PROPER = frozenset(("PROPN", "NOUN", "ADJ", "X"))


def _matches(r: Reading, i: int, phrase: Phrase) -> bool:
    words = phrase.words
    if i + len(words) > len(r):
        return False
    for k, word in enumerate(words):
        seen = r.words[i + k]
        if seen == word and not (len(words) == 1 and is_shouted_noun(r, i)):
            continue
        if word.isupper() and len(word) <= 4:
            return False  # "us" is not the US, "who" not the WHO
        if r.low[i + k].replace("’", "'") != word.lower() or not seen[0].isupper():
            return False
    return True


def phrases(r: Reading) -> Iterator[tuple[int, Phrase]]:
    """Fixed phrases of the tables in the text, longest first, without overlap."""
    table = actor_words.phrases()
    free = 0
    for i, low in enumerate(r.low):
        if low not in table or i < free:
            continue
        word = r.words[i]
        if word[0].isupper() or low[:3] == "al-":
            for phrase in table[low]:
                if _matches(r, i, phrase):
                    yield i, phrase
                    free = i + len(phrase.words)
                    break


def head_of(r: Reading, first: int, after: int) -> int:
    """The word of a span that is governed from outside it."""
    for i in range(first, after):
        if not first <= r.head[i] < after:
            return i
    return first


def _state(r: Reading, i: int, phrase: Phrase) -> Draft | None:
    """A mention of a state where it acts or is acted on; None where it is a place or an adjective
    of something that is no act."""
    after = i + len(phrase.words)
    head = head_of(r, i, after)
    name = actor_words.states()[phrase.country or ""].name if phrase.country else ""
    draft = Draft(head, i, after, "name", "state", name, country=phrase.country, gender="n")
    rel, case = r.rel[head], r.case(head)
    before = r.low[i - 1] if i else ""
    if phrase.use == "name":
        if rel in ("compound", "amod") and r.head[head] >= after and not r.acts[r.head[head]]:
            return None
        return None if case in STATIC or before in STATIC else draft
    if phrase.use == "metonym":
        acting = rel in _ACTING or (rel in ("obl", "nmod", "conj") and case in _WITH)
        modifies = rel in ("compound", "amod") and r.acts[r.head[head]]
        if rel == "nsubj" and not r.acts[r.head[head]] and not phrase.seat:
            return None
        if case in STATIC or before in STATIC:
            return None
        if after < len(r) and not phrase.seat:
            # "Manila Archbishop N.N.", "Vienna/Fairfax": part of a title or of a longer name
            low = r.low[after]
            titled = r.upos[after] in _PROPER and (  # "Manila *accused* China" names no accused
                low in actor_words.listed("person_titles") or low in actor_words.nouns("persons")
            )
            opens = i == 0 or r.block[i - 1] != r.block[i]
            if (
                titled
                or low == "/"
                or (opens and low in _DASHES)
                or (r.upos[after] == "PROPN" and r.words[after][0].isupper())
            ):
                return None
        if not (acting or modifies or (phrase.seat and rel not in ("compound", "amod"))):
            return None
        draft.form = "metonym"
        return draft
    noun = r.xpos[head] in ("NNS", "NNPS", "NN", "NNP") and rel not in ("amod", "compound")
    if phrase.use == "national" and noun and (r.low[head][-1] == "s" or r.xpos[head][-1] == "S"):
        draft.kind, draft.form, draft.plural = "group", "demonym", True
        draft.name, draft.sector, draft.gender = r.text(i, after), "CVL", None
        draft.noun = r.low[head]
        return draft
    if rel in ("amod", "compound") and r.head[head] >= 0 and _does(r, r.head[head]):
        acting_noun = r.low[r.head[head]]
        singular = acting_noun.removesuffix("s")
        persons, groups = actor_words.nouns("persons"), actor_words.nouns("groups")
        known = acting_noun in persons or acting_noun in groups or singular in persons
        if known and singular not in ("warplane", "jet"):
            return None
        draft.form = "demonym"
        return draft
    return None


def _does(r: Reading, noun: int) -> bool:
    """Whether a noun tells an act itself, or is what an act is done by: "Syrian *airstrikes*
    killed"."""
    above = r.head[noun]
    return r.acts[noun] or (r.rel[noun] == "nsubj" and above >= 0 and r.tells[above])


def _occasion(r: Reading, first: int, after: int) -> Kind | None:
    low = "" if "of" in r.low[after - 3 : after - 1] else r.low[after - 1]  # "Ministry of War"
    for kind in ("agreements", "conflicts", "summits", "documents"):
        if low in actor_words.listed(kind):
            return kind.removesuffix("s")  # type: ignore[return-value]
    return None


def _grown(r: Reading, first: int, after: int, kind: str) -> tuple[int, int]:
    """A name with the proper nouns that the tree joins to it."""
    while after < len(r) and r.rel[after] == "flat" and first <= r.head[after] < after:
        if r.upos[after] not in _PROPER or not r.words[after][0].isupper():
            break
        after += 1
    if kind == "person" and after < len(r) and _NUMERAL.fullmatch(r.words[after]):
        after += 1  # "Abdullah II"
    titles = actor_words.listed("person_titles")
    while first > 0 and r.sentence[first - 1] == r.sentence[first]:
        before = first - 1
        joined = (r.rel[first] == "flat" and r.head[first] == before) or (
            kind == "organization" and r.rel[before] == "compound"
            and first <= r.head[before] < after
        )  # fmt: skip
        if not joined or r.upos[before] != "PROPN" or not r.words[before][0].isupper():
            break
        if r.low[before] in titles:
            break
        first = before
    if kind == "organization" and first >= 2 and r.low[first - 1] in ("the", "a", "of", "for"):
        # "Center for a New American Security", of which only the end was taken for a name.
        k = first - 1
        while k > 0 and r.low[k] in ("the", "a", "an", "of", "for"):
            k -= 1
        if r.low[k] in actor_words.nouns("organisation_heads") and r.words[k][0].isupper():
            while k > 0 and r.upos[k - 1] == "PROPN" and r.words[k - 1][0].isupper():
                k -= 1
            if r.sentence[k] == r.sentence[first]:
                first = k
    return first, after


def _person(r: Reading, first: int, after: int, score: float) -> Draft | None:
    titles = actor_words.listed("person_titles")
    while after - first > 1 and r.low[first].strip(".") in titles:
        first += 1
    while after - first > 1 and (
        r.low[after - 1] in ("'s", "’s", "'") or r.upos[after - 1] == "PUNCT"
    ):
        after -= 1
    if after - first == 1 and (
        r.low[first] in titles
        or r.low[first].removesuffix("s") in titles
        or r.upos[first] in ("PRON", "DET")
    ):
        return None
    key = tuple(w for w in r.low[first:after] if w not in ('"', "“", "”", ",", "-"))
    if not key or not any(c.isalpha() for c in key[-1]):
        return None
    head = head_of(r, first, after)
    gender = actor_words.sex_of(key)
    title = r.low[first - 1] if first else ""
    if title in actor_words.listed("women"):
        gender = "f"
    elif title in actor_words.listed("men") or title.rstrip(".") in ("mr",):
        gender = "m"
    elif title.rstrip(".") in ("mrs", "ms"):
        gender = "f"
    return Draft(head, first, after, "name", "person", r.text(first, after), gender=gender,
                 key=key, definite=True, score=score)  # fmt: skip


def _is_person(r: Reading, first: int, after: int) -> bool:
    """Whether a name of another type is a person's: by a given name, or an address before it."""
    if not 2 <= after - first <= 4 or any(r.upos[k] != "PROPN" for k in range(first, after)):
        return False
    if r.low[after - 1] in actor_words.nouns("organisation_heads"):
        return False
    return r.low[first] in actor_words.given_names() or (
        first > 0
        and r.rel[first - 1] in ("nmod:desc", "compound")
        and r.head[first - 1] == first
        and r.low[first - 1].rstrip(".") in actor_words.listed("person_titles")
    )


def _untagged(r: Reading, taken: bytearray, tables: Container[int]) -> list[Draft]:
    """Persons that the model did not mark: proper nouns of which a title or a given name tells."""
    given, titles = actor_words.given_names(), actor_words.listed("person_titles")
    nouns = actor_words.nouns("persons")
    out = []
    total = len(r)
    free = 0
    for i, upos in enumerate(r.upos):
        if i < free or upos != "PROPN" or taken[i] or not r.words[i][0].isupper():
            continue
        after = i + 1
        while (
            after < total
            and not taken[after]
            and r.upos[after] == "PROPN"
            and r.words[after][0].isupper()
            and r.sentence[after] == r.sentence[i]
        ):
            after += 1
        first = i
        while first < after and (r.low[first].rstrip(".") in titles or r.low[first] in nouns):
            first += 1
        titled = first > i or (i > 0 and r.low[i - 1] in nouns and r.rel[i - 1] != "appos")
        size = after - first
        known = size >= 2 and r.low[first] in given
        body = r.low[after - 1] in actor_words.nouns("organisation_heads")
        state = first in tables and r.words[first - 1] == "DR"  # "DR Congo"
        body = body or state or _calendar(r, first, after)
        if 0 < size <= 4 and (known or titled) and not body:
            draft = _person(r, first, after, 0.5)
            if draft is not None:
                out.append(draft)
        free = after
    return out


def _calendar(r: Reading, first: int, after: int) -> bool:
    days = "monday tuesday wednesday thursday friday saturday sunday".split()
    return any(r.low[k] in days or r.rel[k] in ("obl", "obl:unmarked") for k in range(first, after))


def _hyphenated(drafts: list[Draft], r: Reading) -> list[Draft]:
    """Persons with a hyphen between that were taken for two: "Green-Karol"."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == d.kind == "person"
            and d.first - last.after == 1
            and r.words[last.after] == "-"
            and r.end[last.after] == r.start[d.first]
        ):
            last.after, last.name = d.after, r.text(last.first, d.after)
            last.key = (*last.key[:-1], f"{last.key[-1]}-{d.key[0]}", *d.key[1:])
        else:
            out.append(d)
    return out


def named(
    r: Reading,
    found: list[tuple[int, Phrase]],
    origins: Mapping[int, tuple[int, Phrase]],
    places: Container[tuple[int, int]] = (),
) -> list[Draft]:
    """All mentions by name, in text order, none inside another; ``found`` of :func:`phrases`;
    ``origins`` are the phrases and places that tell of a country, by the words they cover.

    ``places`` are spans (characters) of places: no person or organisation has just that name,
    unless a title stands before it.
    """
    drafts: list[Draft] = []
    taken = bytearray(len(r))
    at = {i + k: (i, p) for i, p in found for k in range(len(p.words))}
    a = r.analysis
    types = a.labels.name_types
    storms = bodies.storms(r)
    for first, after, number, score in zip(
        a.names.start.tolist(), a.names.end.tolist(), a.names.type.tolist(),
        a.names.score.tolist(), strict=True,
    ):  # fmt: skip
        kind = types[number]
        inside = {at[k][0] for k in range(first, after) if k in at}
        whole = len(inside) == 1 and all(k in at for k in range(first, after))
        town = whole and kind == "person" and score > 0.6 and named_like_town(r, first, at)
        written = any(r.words[k][0].isupper() for k in range(first, after))
        if not written and not any(c.isupper() for c in r.text(first, after)):
            continue  # "army": a description
        if (whole and not town) or any(taken[first:after]):
            continue  # the tables know it better
        if (
            after - first == 1
            and first
            and r.words[first - 1] == ","
            and r.words[first] in _LETTERS
        ):
            continue  # "N.N., QC"
        first, after = _grown(r, first, after, kind)
        while after - first > 1 and (
            (r.upos[after - 1] == "PUNCT" and r.words[after - 1] != ".")
            or r.low[after - 1] in ("of", "the")
        ):
            after -= 1
        draft: Draft | None = None
        if kind != "person" and not inside and _is_person(r, first, after):
            kind = "person"
        if kind == "person" and r.low[after - 1] not in storms:
            draft = _person(r, first, after, score)
        elif kind == "organization" and not bodies.no_name(r, first, after):
            low = tuple(r.low[first:after])
            of, sector = bodies.sector_of_organisation(low)
            shared = bodies.between_states(r, first, after, at)
            occasion = _occasion(r, first, after)
            head = head_of(r, first, after)
            draft = Draft(head, first, after, "name", occasion or of, r.text(first, after),
                          key=low, sector="IGO" if shared else sector, gender="n",
                          definite=True, score=score)  # fmt: skip
            if not shared:
                draft.country = bodies.country_of_body(r, head, first, after, origins)
                draft.key = bodies.key_of(r, first, after, at) if draft.country else low
        elif kind in ("event", "other"):
            occasion = _occasion(r, first, after)
            if occasion:
                head = head_of(r, first, after)
                draft = Draft(head, first, after, "name", occasion, r.text(first, after),
                              key=tuple(r.low[first:after]), gender="n", score=score)  # fmt: skip
        elif kind == "gpe" and not inside:
            head = head_of(r, first, after)
            if r.rel[head] == "nsubj" and r.head[head] >= 0 and r.acts[r.head[head]]:
                draft = Draft(head, first, after, "name", "place", r.text(first, after),
                              key=tuple(r.low[first:after]), gender="n", score=score)  # fmt: skip
        if draft is not None and not any(taken[draft.first : draft.after]):
            taken[draft.first : draft.after] = b"\1" * (draft.after - draft.first)
            drafts.append(draft)
    for i, phrase in found:
        after = i + len(phrase.words)
        if any(taken[i:after]):
            continue
        if phrase.use == "organisation":
            head = head_of(r, i, after)
            if (
                r.rel[head] in ("compound", "amod")
                and r.head[head] >= after
                and not (r.acts[r.head[head]] or after - i > 1)
            ):
                continue
            kind_of: Kind = "media" if phrase.sector == "MED" else "organization"
            if phrase.sector == "REB":
                kind_of = "group"
            common = phrase.sector == "MED" and not phrase.words[0].isupper()
            if common and len(phrase.words) == 1 and r.upos[i] != "PROPN":
                continue
            draft = Draft(head, i, after, "name", kind_of, " ".join(phrase.words),
                          key=tuple(w.lower() for w in phrase.words), gender="n",
                          country=phrase.country, sector=phrase.sector, definite=True)  # fmt: skip
            if phrase.country is None and phrase.sector in bodies.OF_STATES:
                draft.country = bodies.country_of_body(r, head, i, after, origins)
        elif phrase.use == "name" and bodies.named_for_state(r, i, after) and not taken[i - 1]:
            i -= 1
            draft = Draft(head_of(r, i, after), i, after, "name", "organization", r.text(i, after),
                          key=tuple(r.low[i:after]), gender="n", country=phrase.country,
                          definite=True)  # fmt: skip
        else:
            draft = _state(r, i, phrase)
        if draft is not None:
            taken[i:after] = b"\1" * (after - i)
            drafts.append(draft)
    for draft in _untagged(r, taken, at):
        taken[draft.first : draft.after] = b"\1" * (draft.after - draft.first)
        drafts.append(draft)
    drafts.sort(key=lambda d: d.first)
    titles = actor_words.listed("person_titles")
    known = {(i, i + len(p.words)) for i, p in found if p.use == "organisation"}
    drafts = [
        d
        for d in drafts
        if d.kind not in ("person", "organization")
        or (d.first, d.after) in known  # the European Union is a place and acts all the same
        or (r.start[d.first], r.end[d.after - 1]) not in places
        or (d.first and r.low[d.first - 1].rstrip(".") in titles)
    ]
    # The rest of a word is nobody: "Secretary" "-General".
    drafts = [d for d in drafts if not r.words[d.first].startswith("-")]
    return _hyphenated(drafts, r)
