"""Which mentions name the same: rules for names, titles and descriptions.

The order is that of the multi-pass sieve (Raghunathan et al. 2010): what is said outright
(appositions, equal names) before what is likely (titles, descriptions, pronouns). Everything looks
back through a bounded window, so time is linear in the text.
"""

from __future__ import annotations

from readout.knowledge import offices
from readout.mentions.actors import plurals, pronouns
from readout.mentions.actors.anew import (
    beside,
    counted_anew,
    new_by_what_follows,
    of_another,
    of_speaker,
)
from readout.mentions.actors.called import called, named_behind
from readout.mentions.actors.chains import WINDOW, Chain, Chains
from readout.mentions.actors.draft import Draft
from readout.mentions.actors.inner_names import KINDS, named_inside
from readout.mentions.actors.interview import interview
from readout.mentions.actors.labels import by_brackets, by_initials, is_label
from readout.mentions.actors.reading import Reading


def _initials(key: tuple[str, ...], words: list[str]) -> str:
    return "".join(w[0] for w in words if w[0].isupper()).lower()


def _person(c: Chains, i: int) -> int | None:
    d = c.drafts[i]
    key = d.key
    exact = c.by_key.get(key)
    if exact is not None and not _clash(c, exact, d):
        return exact
    some = [n for n in reversed(c.by_last.get(key[-1], [])) if c.chains[n].kind == "person"][:8]
    if len(key) == 1:
        fitting = [n for n in some if not _clash(c, n, d)]
        if fitting:
            # The one spoken of most, when a family is in the article, and not "his mother, N.N."
            return max(fitting, key=lambda n: (
                len(c.chains[n].mentions) > 3, not _is_kin(c, n), c.chains[n].last))  # fmt: skip
        first = [n for n in c.recent[-WINDOW:] if c.chains[n].kind == "person"
                 and any(k[0] == key[0] and len(k) > 1 for k in c.chains[n].names)]  # fmt: skip
        return first[-1] if first else None
    for n in some:
        names = c.chains[n].names
        full = {k for k in names if len(k) > 1} or names
        for other in full:
            if _same_person(key, other) and not _clash(c, n, d):
                return n
    return None


def _is_kin(c: Chains, n: int) -> bool:
    """Whether somebody is told of as a relative of another one."""
    return any(
        _KIN & {c.reading.low[k] for k in range(max(0, d.first - _BEFORE), d.after)}
        for d in (c.drafts[m] for m in c.chains[n].mentions[:2])
        if d.form == "name"
    )


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(b) == 1:
        return a[-1] == b[0]
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    if x == y or (len(x) == 1 and y.startswith(x)) or (len(y) == 1 and x.startswith(y)):
        return True
    return min(len(x), len(y)) >= 3 and (x.startswith(y) or y.startswith(x) or set(a) <= set(b)
                                         or set(b) <= set(a))  # fmt: skip


def _clash(c: Chains, n: int, d: Draft) -> bool:
    gender = c.chains[n].gender
    return bool(d.gender and gender and d.gender != gender)


def _abroad(c: Chains, n: int, d: Draft) -> bool:
    """Whether a draft is said to be of another country than a chain."""
    return bool(d.country and c.chains[n].country not in (None, d.country))


def _thing(c: Chains, i: int) -> int | None:
    """An organisation, group or other named thing."""
    d = c.drafts[i]
    short = by_brackets(c, i)
    if short is not None:
        return short
    exact = c.by_key.get(d.key)
    if exact is not None:
        if not (_abroad(c, exact, d) or (d.country is None and c.chains[exact].country)):
            return exact
        # The ministry of one state and that of another share a name: the last of that country.
        alike = [n for n in c.by_last.get(d.key[-1], [])[-6:]
                 if d.key in c.chains[n].names and not _abroad(c, n, d)]  # fmt: skip
        if alike:
            return max(alike, key=lambda n: c.chains[n].last)
    if len(d.key) == 1 and d.name.isupper() and 2 <= len(d.name) <= 8:
        for n in reversed(c.recent[-WINDOW:]):
            chain = c.chains[n]
            if chain.kind in ("person", "state"):
                continue
            for m in chain.mentions[:3]:
                words = c.drafts[m].name.split()
                if len(words) > 1 and _initials((), words) == d.key[0]:
                    return n
    if len(d.key) > 1 and len(_initials((), d.name.split())) > 1:
        n2 = c.by_key.get((_initials((), d.name.split()),))
        if n2 is not None:
            return n2
    for n in reversed(c.by_last.get(d.key[-1], [])[-6:]):
        chain = c.chains[n]
        if (
            chain.kind == d.kind
            and not _abroad(c, n, d)
            and any(set(d.key) <= set(k) or set(k) <= set(d.key) for k in chain.names)
        ):
            return n
    return _of_kind_named(c, d)


def _of_kind_named(c: Chains, d: Draft) -> int | None:
    """ "Hamas" of "the Hamas movement", whichever of the two comes first."""
    if d.kind not in ("organization", "group"):
        return None
    bare = d.key[:-1] if d.key[-1] in KINDS else d.key
    if not bare:
        return None
    members = (*bare[:-1], bare[-1].removesuffix("s") if bare[-1].endswith("s") else bare[-1] + "s")
    for key in (bare, members, *((*bare, kind) for kind in sorted(KINDS))):
        n = c.by_key.get(key)
        if n is not None and c.chains[n].kind in ("organization", "group"):
            return None if _abroad(c, n, d) else n
    return None


_MODIFIERS_SKIPPED = frozenset(
    "the a an this that these those his her their its our my other some many several two three "
    "of in for from more all both such same".split()
)


def _modifiers(c: Chains, d: Draft) -> set[str]:
    r = c.reading
    return {r.low[k] for k in range(d.first, d.after) if k != d.head} - _MODIFIERS_SKIPPED


def _narrow(c: Chains, chain: Chain, d: Draft) -> bool:
    """Whether all that a chain was called by a noun so far has another noun before it."""
    r = c.reading
    heads = [c.drafts[m].head for m in chain.mentions[:4] if c.drafts[m].noun == d.noun]
    return all(any(r.rel[k] == "compound" for k in r.children[head]) for head in heads)


_KIN = frozenset(
    "mother father wife husband son daughter brother sister widow cousin nephew niece uncle aunt "
    "grandson granddaughter mom dad stepson stepdaughter".split()
)
_COURTS = frozenset(("court", "tribunal"))
_BEFORE = 2
"""Words before a name in which it is told of whose family somebody is: "his *mother*, N.N."."""
LIKELY = 0.35
"""Score from which a description names what an earlier mention names."""
NEAR = 30
"""Sentences between two mentions of a crowd that no word makes a definite one."""


def _described(c: Chains, i: int) -> int | None:
    d = c.drafts[i]
    r = c.reading
    assert d.noun is not None
    if new_by_what_follows(r, d) or counted_anew(r, d):
        return None
    d.definite = d.definite or is_label(r, d)
    here = r.sentence[d.head]
    mine = _modifiers(c, d)
    bare = d.form != "pronoun" and not mine
    best, chosen = 0.0, None
    weighed = []
    seen = c.by_noun.get(d.noun, [])[-24:]
    rank = offices.office(r.text(d.head, d.head + 1)).rank if d.kind == "person" else None
    for n in reversed(seen):
        chain = c.chains[n]
        if chain.plural != d.plural or (chain.kind == "state") != (d.kind == "state"):
            continue
        if d.gender and chain.gender and d.gender != chain.gender:
            continue
        if d.country and chain.country and d.country != chain.country:
            continue
        if beside(c, n, d) or of_another(c, n, d):
            continue
        if d.noun in _COURTS and mine and mine not in [_modifiers(c, c.drafts[m])
                                                       for m in chain.mentions[:4]]:  # fmt: skip
            continue  # "the supreme court" is not "a court" of before
        if of_speaker(r, d) != any(of_speaker(r, c.drafts[m]) for m in chain.mentions[:4]):
            continue
        distance = here - r.sentence[c.drafts[chain.last].head]
        score = 1.0 - 0.03 * min(distance, 20)
        if d.noun in chain.titles:
            if not d.definite:
                continue
            score += 0.3 + 0.05 * min(6, len(chain.mentions))
            if mine and not mine & (chain.titles | {w for k in chain.names for w in k}):
                score -= 0.4 if not d.country or d.country != chain.country else 0.0
        else:
            theirs = [_modifiers(c, c.drafts[m]) for m in chain.mentions[:4]
                      if c.drafts[m].noun == d.noun]  # fmt: skip
            overlap = any(mine & t for t in theirs)
            clear = any(not t for t in theirs)
            if d.plural or d.kind == "group":
                if not (d.definite or bare or mine in theirs):
                    continue
                if not (bare or overlap or (clear and d.definite)):
                    continue
                counted = c.drafts[chain.mentions[0]].generic
                if bare and d.plural and not d.definite and (counted or _narrow(c, chain, d)):
                    continue  # "authorities" are more than the "airport authorities" of before
                if not d.definite and d.sector == "CVL" and distance > NEAR:
                    continue  # "people" here and "people" there are not the same people
            elif not d.definite:
                continue
            if mine and not overlap and not clear:
                continue
        weighed.append((n, score))
        if score > best:
            best, chosen = score, n
    c.weigh(i, weighed)
    if chosen is None and d.definite and rank and bare and not d.plural:
        for n in reversed(c.recent[-WINDOW:]):
            if rank in c.chains[n].ranks and not (
                (d.country and c.chains[n].country not in (None, d.country)) or of_another(c, n, d)
            ):
                return n
    likely = chosen if best > LIKELY else None
    unnamed = likely is None or not c.chains[likely].names
    if unnamed and d.noun in _YOUNG and d.definite and not d.plural and d.kind == "person":
        known = _by_age(c, d)
        if known is not None and (likely is None or c.chains[known].names):
            return known
    return likely


_YOUNG = frozenset(
    "child baby infant newborn toddler kid boy girl daughter son teenager youngster schoolboy "
    "schoolgirl".split()
)
_FAMILY = 6
"""Persons of one surname at most that "the Clintons" means."""
_REACH = 6
"""Sentences back to which a child may be told of by another word."""


def _by_age(c: Chains, d: Draft) -> int | None:
    """ "The baby" is the daughter spoken of before: the last child, one with a name before
    others."""
    here = c.reading.sentence[d.head]
    found = []
    for n in reversed(c.recent[-WINDOW:]):
        chain = c.chains[n]
        if here - c.reading.sentence[c.drafts[chain.last].head] > _REACH:
            break
        if chain.kind != "person" or chain.plural or not chain.nouns & _YOUNG:
            continue
        if not (d.gender and chain.gender) or d.gender == chain.gender:
            found.append(n)
    return next((n for n in found if c.chains[n].names), found[0] if found else None)


def _joined(c: Chains, i: int) -> int | None:
    """Persons and groups joined by "and" with draft ``i`` as the first: a chain of their own."""
    r, d = c.reading, c.drafts[i]
    conj = [k for k in r.children[d.head] if r.rel[k] == "conj" and k > d.after - 1]
    return conj[-1] if conj else None


def _named_with(c: Chains, i: int) -> int | None:
    """The draft of the name that a description stands before or around."""
    behind = named_behind(c, i)
    return named_inside(c, i) if behind is None else behind


def linked(
    r: Reading,
    drafts: list[Draft],
    *,
    explain: bool = False,
    meant: pronouns.Meant = pronouns.meant,
) -> Chains:
    """The chains over drafts in text order; first and second persons are left to
    :mod:`readout.mentions.actors.speakers`. ``explain`` keeps what was weighed; ``meant`` chooses
    what a pronoun means (another one while the weights are fitted)."""
    c = Chains(r, drafts, weighed={} if explain else None)
    c.talk = interview(r, drafts)
    at_head = {d.head: i for i, d in enumerate(drafts)}
    pairs: list[tuple[int, int, tuple[int, ...]]] = []
    fronted: dict[int, int] = {}
    for i, d in enumerate(drafts):
        if d.said:
            continue
        number: int | None = None
        if d.same is not None and _says_so(c, at_head.get(d.same), i):
            continue
        if d.same is not None and at_head.get(d.same, -1) in c.of:
            number = c.of[at_head[d.same]]
            chain = c.chains[number]
            other = (chain.kind == "person") != (d.kind == "person")
            if d.form == "description" and (chain.plural != d.plural or other):
                number = None
        number = number if number is not None else by_initials(c, i)
        if number is not None:
            pass
        elif d.form == "pronoun":
            number = _plural(c, i, pairs) if d.plural else None
            if number is None:
                number = meant(c, i)
            if number is None:
                continue
        elif (behind := _named_with(c, i)) is not None:
            number = _thing(c, behind)
            if number is None:
                number = fronted[behind] = c.new(i)
                continue
        elif d.form == "description" and d.kind != "state":
            if plurals.stands_for_some(c, d):
                number = plurals.leaders(c, i, pairs)
            if number is None:
                number = _described(c, i)
            if number is None:
                number = called(c, i)
        elif d.kind == "state":
            key = d.country or ""
            number = c.by_country.get(key)
            if number is None:
                number = c.by_country[key] = c.new(i)
                continue
        elif d.kind == "person" and d.key:
            number = _person(c, i)
        elif d.kind == "group" and d.plural and d.form == "name":
            family = [n for n in c.by_last.get(d.key[-1][:-1], []) if c.chains[n].kind == "person"]
            number = c.group(tuple(family[:_FAMILY])) if len(family) > 1 else None
        elif d.kind == "group" and d.form == "demonym":
            number = c.by_key.get((d.name.lower(),))
            if number is None:
                number = c.new(i)
                c.by_key[(d.name.lower(),)] = number
                continue
        elif d.key:
            number = fronted.get(i)
            if number is None:
                number = _thing(c, i)
            else:
                c.chains[number].kind = d.kind
        if number is None:
            number = c.new(i)
        else:
            c.add(number, i)
        if d.form == "name" and d.kind == "person":
            end = _joined(c, i)
            if end is not None and end in at_head:
                parts = [i] + [at_head[k] for k in r.children[d.head]
                               if r.rel[k] == "conj" and k in at_head]  # fmt: skip
                pairs.append((r.sentence[d.head], at_head[end], tuple(parts)))
    return c


def _says_so(c: Chains, speaking: int | None, i: int) -> bool:
    """ "I am a teacher": the teacher waits until it is known who speaks."""
    if speaking is None or c.drafts[speaking].said not in ("i", "you") or c.drafts[i].plural:
        return False
    c.waiting.append((i, speaking))
    return True


def _plural(c: Chains, i: int, pairs: list[tuple[int, int, tuple[int, ...]]]) -> int | None:
    """ "Obama and Putin ... they": the pair joined last, when no plural came since."""
    r, d = c.reading, c.drafts[i]
    here = r.sentence[d.head]
    for sentence, end, parts in reversed(pairs[-3:]):
        if here - sentence > 1 or end >= i or any(p not in c.of for p in parts):
            break
        since = [n for n in c.recent[-6:] if c.chains[n].plural
                 and c.drafts[c.chains[n].last].first > c.drafts[end].first]  # fmt: skip
        if since:
            break
        return c.group(tuple(dict.fromkeys(c.of[p] for p in parts)))
    return None
