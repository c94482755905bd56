"""Which mentions name the same: rules for names and titles, a weighted choice for pronouns.

The order is that of the multi-pass sieve (Raghunathan et al. 2010): what is said outright
(appositions, equal names) before what is likely (titles, descriptions, pronouns). Everything looks
back through a bounded window, so time is linear in the text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from readout.knowledge import actor_words, offices
from readout.mentions.actors.draft import Draft, Kind
from readout.mentions.actors.reading import Reading

WINDOW = 40
"""Chains looked back upon, the latest first."""
REACH = 5
"""Sentences back to the last mention that a pronoun can mean."""


@dataclass(slots=True)
class Chain:
    """Mentions of one thing, as places in the list of drafts."""

    kind: Kind
    mentions: list[int] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    country: str | None = None
    nouns: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    """Nouns of the offices held, lower case."""
    ranks: set[str] = field(default_factory=set)
    last: int = -1
    """Draft that mentioned it last."""
    guest: bool = False
    """The one interviewed: what is "I" in the answers, and never "he" there."""
    members: tuple[int, ...] = ()
    """Chains that a plural stands for."""


@dataclass
class Chains:
    """Chains over drafts; :func:`linked` makes them."""

    reading: Reading
    drafts: list[Draft]
    chains: list[Chain] = field(default_factory=list)
    of: dict[int, int] = field(default_factory=dict)
    """Chain of each draft."""
    recent: list[int] = field(default_factory=list)
    """Chains by their last mention, the latest last."""
    by_key: dict[tuple[str, ...], int] = field(default_factory=dict)
    by_last: dict[str, list[int]] = field(default_factory=dict)
    by_country: dict[str, int] = field(default_factory=dict)
    by_noun: dict[str, list[int]] = field(default_factory=dict)
    answers: frozenset[int] = frozenset()
    """Blocks of an interview in which the guest speaks."""
    guest: str | None = None
    """Last word of the guest's name."""

    def new(self, i: int, kind: Kind | None = None) -> int:
        """A chain of its own for draft ``i``."""
        self.chains.append(Chain(kind or self.drafts[i].kind))
        number = len(self.chains) - 1
        self.add(number, i)
        return number

    def add(self, number: int, i: int) -> None:
        """Puts draft ``i`` into a chain."""
        chain, d = self.chains[number], self.drafts[i]
        chain.mentions.append(i)
        self.of[i] = number
        chain.last = i
        if d.gender and (chain.gender is None or d.form == "name"):
            chain.gender = d.gender if d.gender != "n" or chain.kind != "person" else chain.gender
        if d.form != "pronoun":
            chain.plural = chain.plural or d.plural
            chain.country = chain.country or d.country
        if d.form == "name" and d.key:
            chain.names.add(d.key)
            chain.guest = chain.guest or (d.kind == "person" and d.key[-1] == self.guest)
            self.by_key.setdefault(d.key, number)
            held = self.by_last.setdefault(d.key[-1], [])
            if number not in held:
                held.append(number)
        if d.noun:
            chain.nouns.add(d.noun)
            some = self.by_noun.setdefault(d.noun, [])
            if not some or some[-1] != number:
                some.append(number)
        for role in d.roles:
            words = role.title.lower().replace("-", " ").split()
            chain.titles.update(words)
            chain.country = chain.country or role.country
            kind = offices.office(role.title)
            if kind.rank:
                chain.ranks.add(kind.rank)
            for word in words:
                some = self.by_noun.setdefault(word, [])
                if number not in some[-8:]:
                    some.append(number)
        if chain.kind == "person" and chain.gender is None and chain.titles:
            if chain.titles & actor_words.listed("women"):
                chain.gender = "f"
            elif chain.titles & actor_words.listed("men"):
                chain.gender = "m"
        if self.recent and self.recent[-1] != number:
            window = self.recent[-WINDOW:]
            if number in window:
                del self.recent[len(self.recent) - len(window) + window.index(number)]
        if not self.recent or self.recent[-1] != number:
            self.recent.append(number)


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
            # The one spoken of most, when a family is in the article.
            return max(fitting, key=lambda n: (len(c.chains[n].mentions) > 3, c.chains[n].last))
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


def _thing(c: Chains, i: int) -> int | None:
    """An organisation, group or other named thing."""
    d = c.drafts[i]
    exact = c.by_key.get(d.key)
    if exact is not None:
        return exact
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
        if chain.kind == d.kind and any(
            set(d.key) <= set(k) or set(k) <= set(d.key) for k in chain.names
        ):
            return n
    return None


_MODIFIERS_SKIPPED = frozenset(
    "the a an this that these those his her their its our my other some many several two three "
    "of in for from more all both such same".split()
)


def _modifiers(c: Chains, d: Draft) -> set[str]:
    r = c.reading
    return {r.low[k] for k in range(d.first, d.after) if k != d.head} - _MODIFIERS_SKIPPED


def _described(c: Chains, i: int) -> int | None:
    d = c.drafts[i]
    r = c.reading
    assert d.noun is not None
    here = r.sentence[d.head]
    mine = _modifiers(c, d)
    bare = d.form != "pronoun" and not mine
    best, chosen = 0.0, None
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
            elif not d.definite:
                continue
            if mine and not overlap and not clear:
                continue
        if score > best:
            best, chosen = score, n
    if chosen is None and d.definite and rank and bare and not d.plural:
        for n in reversed(c.recent[-WINDOW:]):
            if rank in c.chains[n].ranks and not (
                d.country and c.chains[n].country not in (None, d.country)
            ):
                return n
    return chosen if best > 0.35 else None


_SUBJECT = frozenset(("nsubj", "nsubj:pass"))


def pronoun_features(c: Chains, i: int, n: int) -> list[float] | None:
    """What speaks for chain ``n`` as what pronoun ``i`` means; None where it cannot be.

    The model's score stands first and is filled in by the caller.
    """
    r, d, chain = c.reading, c.drafts[i], c.chains[n]
    last = c.drafts[chain.last]
    here = r.sentence[d.head]
    gap = here - r.sentence[last.head]
    if gap > REACH or last.head == d.head:
        return None
    if d.gender in ("f", "m"):
        if chain.kind != "person" or chain.plural or chain.gender not in (None, d.gender):
            return None
        if chain.guest and r.block[d.head] in c.answers:
            return None
    elif d.gender == "n":
        if chain.kind == "person" or chain.plural or chain.kind == "group" and last.noun in (
            "people", "public"):  # fmt: skip
            return None
    elif d.plural:
        if not (chain.plural or chain.kind in ("group", "organization", "media", "state")):
            return None
    same_clause = gap == 0 and r.head[last.head] == r.head[d.head]
    if same_clause and r.rel[d.head] in ("obj", "iobj") and r.rel[last.head] in _SUBJECT and not (
        r.low[d.head].endswith(("self", "selves"))):  # fmt: skip
        return None
    # What the speaker says of "he" is not of himself.
    number = r.content[d.head]
    speaker = 0.0
    if number >= 0 and number in r.source:
        first, after = r.source[number], r.source_after[number]
        if any(first <= c.drafts[m].head < after for m in chain.mentions[-3:]):
            if r.quoted[d.head]:
                return None
            speaker = 0.5
    roles = [r.rel[c.drafts[m].head] for m in chain.mentions[-3:]]
    return [
        0.0,
        float(gap == 0),
        float(gap == 1),
        -0.25 * max(0, gap - 1),
        float(roles[-1] in _SUBJECT),
        float(roles[-1] in _SUBJECT and r.rel[d.head] in _SUBJECT and gap == 1),
        float(roles[-1] == "nmod:poss"),
        float(np.log1p(min(12, len(chain.mentions)))),
        float(last.form == "pronoun" and last.gender == d.gender),
        float(bool(chain.names)),
        float(chain.gender == d.gender) if d.gender else 0.0,
        float(chain.plural) - float(chain.kind == "state") if d.plural else 0.0,
        float(n == c.recent[-1]),
        speaker,
        float(r.content[last.head] == number),
        float(last.definite),
    ]


WEIGHTS = [0.35, 1.1, 0.9, 1.0, 0.7, 0.5, -0.3, 0.5, 0.8, 0.3, 0.7, 1.6, 0.3, 1.2, 0.4, 0.2]
"""Of :func:`pronoun_features`, in their order, set by hand. Weights fitted to GUM's train part
choose a little better there (0.78 of pronouns against 0.76) and no better elsewhere."""
FLOOR = 1.5
"""Score below which a pronoun is left alone."""


def _pronoun(c: Chains, i: int) -> int | None:
    r, d = c.reading, c.drafts[i]
    options: list[tuple[int, list[float]]] = []
    for n in reversed(c.recent[-WINDOW:]):
        features = pronoun_features(c, i, n)
        if features is not None:
            options.append((n, features))
        if r.sentence[d.head] - r.sentence[c.drafts[c.chains[n].last].head] > REACH:
            break
    if not options:
        return None
    heads = []
    for n, _ in options:
        mentions = c.chains[n].mentions[-3:]
        heads += [c.drafts[m].head for m in (mentions * 3)[:3]]
    scores = r.analysis.antecedent_scores(d.head, np.asarray(heads, np.int32)).reshape(-1, 3)
    best, chosen = FLOOR, None
    for (n, features), model in zip(options, scores.max(axis=1).tolist(), strict=True):
        features[0] = max(-6.0, min(6.0, model))
        total = sum(w * x for w, x in zip(WEIGHTS, features, strict=True))
        if total > best:
            best, chosen = total, n
    return chosen


def _joined(c: Chains, i: int) -> int | None:
    """Persons and groups joined by "and" with draft ``i`` as the first: a chain of their own."""
    r, d = c.reading, c.drafts[i]
    conj = [k for k in r.children[d.head] if r.rel[k] == "conj" and k > d.after - 1]
    return conj[-1] if conj else None


def linked(r: Reading, drafts: list[Draft]) -> Chains:
    """The chains over drafts in text order; first and second persons are left to
    :mod:`readout.mentions.actors.speakers`."""
    c = Chains(r, drafts)
    c.answers, c.guest = interview(r, drafts)
    at_head = {d.head: i for i, d in enumerate(drafts)}
    pairs: list[tuple[int, int, tuple[int, ...]]] = []
    for i, d in enumerate(drafts):
        if d.said:
            continue
        number: int | None = None
        if d.same is not None and at_head.get(d.same, -1) in c.of:
            number = c.of[at_head[d.same]]
            if d.form == "description" and c.chains[number].plural != d.plural:
                number = None
        if number is not None:
            pass
        elif d.form == "pronoun":
            number = _plural(c, i, pairs) if d.plural else None
            if number is None:
                number = _pronoun(c, i)
            if number is None:
                continue
        elif d.form == "description" and d.kind != "state":
            if d.plural and d.definite and d.noun in actor_words.listed("collective_plurals"):
                number = _leaders(c, i)
            if number is None:
                number = _described(c, i)
        elif d.kind == "state":
            key = d.country or ""
            number = c.by_country.get(key)
            if number is None:
                number = c.by_country[key] = c.new(i)
                continue
        elif d.kind == "person" and d.key:
            number = _person(c, i)
        elif d.kind == "group" and d.form == "demonym":
            number = c.by_key.get((d.name.lower(),))
            if number is None:
                number = c.new(i)
                c.by_key[(d.name.lower(),)] = number
                continue
        elif d.key:
            number = _thing(c, i)
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
        return _group(c, i, tuple(dict.fromkeys(c.of[p] for p in parts)))
    return None


def _group(c: Chains, i: int, members: tuple[int, ...]) -> int:
    for n, chain in enumerate(c.chains):
        if chain.members and set(chain.members) == set(members):
            return n
    c.chains.append(Chain("group", plural=True, members=members))
    return len(c.chains) - 1


def _leaders(c: Chains, i: int) -> int | None:
    """ "The leaders", "the two presidents": the last persons with such an office, two of them."""
    r, d = c.reading, c.drafts[i]
    here = r.sentence[d.head]
    noun = d.noun or ""
    rank = offices.office(noun).rank
    wanted = (
        {rank} if rank and rank != "leader" else {"head of state", "head of government", "leader"}
    )
    found: list[int] = []
    for n in reversed(c.recent[-WINDOW:]):
        chain = c.chains[n]
        if here - r.sentence[c.drafts[chain.last].head] > 6:
            break
        if noun in ("country", "nation", "side", "neighbour", "neighbor", "government", "power",
                    "rival", "ally", "foe"):  # fmt: skip
            if chain.kind == "state":
                found.append(n)
        elif (
            chain.kind == "person"
            and chain.names
            and not chain.plural
            and (chain.ranks & wanted or noun in chain.titles)
        ):
            found.append(n)
        if len(found) == 2:
            break
    return _group(c, i, tuple(sorted(found))) if len(found) == 2 else None


ASKED = 3
"""Blocks that end with a question, from which a page is an interview."""


def asking(r: Reading) -> set[int]:
    """Blocks that end with a question."""
    asks: set[int] = set()
    for i in range(len(r)):
        last = i + 1 == len(r) or r.block[i + 1] != r.block[i]
        if last and (r.words[i] == "?" or (i and r.words[i - 1] == "?")):
            asks.add(r.block[i])
    return asks


def interview(r: Reading, drafts: list[Draft]) -> tuple[frozenset[int], str | None]:
    """Blocks in which the guest of an interview speaks, and the last word of the guest's name;
    nothing for other pages. The guest is whom the lines before the first question name most often,
    the first of the headline before others."""
    asks = asking(r)
    if len(asks) < ASKED:
        return frozenset(), None
    said = {r.block[d.head] for d in drafts if d.said in ("i", "we") and r.content[d.head] < 0}
    start = min(asks)
    ahead = [
        d
        for d in drafts
        if d.kind == "person" and d.form == "name" and d.key and r.block[d.head] < start
    ]
    counts = Counter(d.key[-1] for d in ahead)
    first = ahead[0].key[-1] if ahead and r.block[ahead[0].head] == min(r.block) else None
    guest = max(counts, key=lambda w: (counts[w] + 2 * (w == first), w), default=None)
    return frozenset(said - asks), guest


def commonest(values: list[str | None]) -> str | None:
    """The value said most often, the first among equals; None is no value."""
    counts = Counter(v for v in values if v)
    return counts.most_common(1)[0][0] if counts else None
