"""Which chain a pronoun of the third person means: a weighted choice."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import log1p
from operator import mul

import numpy as np
import numpy.typing as npt

from readout.knowledge import actor_words
from readout.knowledge.coreference_weights import pronoun_weights
from readout.mentions.actors.chains import WINDOW, Chains
from readout.mentions.actors.likewise import part
from readout.mentions.actors.nouns import singular
from readout.mentions.actors.ruled_out import LATELY, REACH, of_speaker, possible, told_of

SURE = 10.0
"""Scores of the model beyond this say no more."""
FEATURES = (
    "model", "here", "before", "gap", "subject", "object", "owner", "parallel", "commands",
    "often", "pronoun", "named", "gender", "plural", "state", "organization", "latest",
    "rank", "speaker", "content", "definite", "block", "commands owned", "model here", "first",
    "next", "bias",
)  # fmt: skip
"""What speaks for a chain; the weights go by these names."""
_SUBJECT = frozenset(("nsubj", "nsubj:pass"))
_OBJECT = frozenset(("obj", "iobj", "obl"))

_MODEL_HERE = FEATURES.index("model here")
_LATE = 2
"""Sentences over which somebody goes on doing or suffering."""
_LATEST = 3
"""Mentions of a chain, the latest, of which the best score of the model counts."""

Meant = Callable[[Chains, int], int | None]


def kind_of(gender: str | None) -> str:
    """The weights of a pronoun: "he" of one person, "it" of a thing, "they" of several."""
    return "he" if gender in ("f", "m") else "it" if gender == "n" else "they"


def _says_of_himself(c: Chains, i: int, n: int) -> bool:
    """Whether pronoun ``i`` is the subject of what chain ``n`` is told to have said, unquoted."""
    r, d = c.reading, c.drafts[i]
    subject = d.gender in ("f", "m") and r.rel[d.head] in _SUBJECT and not r.quoted[d.head]
    return subject and r.rel[r.head[d.head]] in ("ccomp", "parataxis") and of_speaker(c, i, n)


def _suffers_it(c: Chains, i: int) -> bool:
    """Whether a political act is done to pronoun ``i``: of "the minister said *he* was being held"
    the minister is the last to be held."""
    r, here = c.reading, c.drafts[i].head
    return r.rel[here] == "nsubj:pass" and r.head[here] >= 0 and r.tells[r.head[here]]


def _told_gender(c: Chains, n: int) -> bool:
    """Whether the name, title or noun of a chain tells its gender, not only a pronoun."""
    return any(
        c.drafts[m].gender and c.drafts[m].form != "pronoun" for m in c.chains[n].mentions[:8]
    )


def _above(c: Chains, word: int) -> set[int]:
    """The words that govern a word, up to the root of its sentence."""
    head, out = c.reading.head, set()
    at = head[word]
    while at >= 0 and at not in out:
        out.add(at)
        at = head[at]
    return out


def _features(c: Chains, i: int, n: int, above: set[int], rank: int) -> list[float]:
    """What speaks for chain ``n`` as what pronoun ``i`` means, in the order of ``FEATURES``; the
    model's score is filled in by the caller. ``rank`` chains were mentioned later."""
    r, d, chain = c.reading, c.drafts[i], c.chains[n]
    last = c.drafts[chain.last]
    here = r.sentence[d.head]
    gap = here - r.sentence[last.head]
    rel = r.rel[last.head]
    owner = r.rel[d.head] == "nmod:poss"
    commands = 0.0
    for m in reversed(chain.mentions[-LATELY:]):
        word = c.drafts[m].head
        if r.sentence[word] != here:
            break
        if r.rel[word] in _SUBJECT and r.head[word] in above:
            commands = 1.0
            break
    return [
        0.0,
        float(gap == 0),
        float(gap == 1),
        -0.25 * max(0, gap - 1),
        float(rel in _SUBJECT),
        float(rel in _OBJECT),
        float(rel == "nmod:poss"),
        float(rel in _SUBJECT and r.rel[d.head] in _SUBJECT and gap == 1),
        commands,
        log1p(min(12, len(chain.mentions))),
        float(last.form == "pronoun" and last.gender == d.gender),
        float(bool(chain.names)),
        float(bool(d.gender) and chain.gender == d.gender and _told_gender(c, n)),
        float(chain.plural),
        float(chain.kind == "state"),
        float(chain.kind in ("organization", "media")),
        float(n == c.recent[-1]),
        -0.2 * min(5, rank),
        0.5 if of_speaker(c, i, n) else 0.0,
        float(r.content[last.head] == r.content[d.head]),
        float(last.definite),
        float(r.block[last.head] == r.block[d.head]),
        commands * owner,
        0.0,
        float(n == c.leading),
        float(
            gap == 1
            and rel in _SUBJECT
            and r.rel[d.head] in _SUBJECT
            and r.block[last.head] == r.block[d.head]
        ),
        1.0,
    ]  # fmt: skip


def options(c: Chains, i: int) -> tuple[list[int], npt.NDArray[np.float64]]:
    """The chains ``[K]`` that pronoun ``i`` can mean, the last mentioned first, and what speaks for
    each ``[K, features]``."""
    chains, rows = _options(c, i)
    return chains, np.asarray(rows, dtype=np.float64).reshape(-1, len(FEATURES))


def _options(c: Chains, i: int) -> tuple[list[int], list[list[float]]]:
    """The same as lists: there are two or three, and arrays so small cost more than they save."""
    r, d = c.reading, c.drafts[i]
    chains: list[int] = []
    rows: list[list[float]] = []
    above = _above(c, d.head)
    heads: list[int] = []
    told = told_of(c, i)
    here = r.sentence[d.head]
    for n in reversed(c.recent[-WINDOW:]):
        if here - r.sentence[c.drafts[c.chains[n].last].head] > REACH:
            break
        if possible(c, i, n, told):
            rows.append(_features(c, i, n, above, len(chains)))
            chains.append(n)
            heads += [c.drafts[m].head for m in c.chains[n].mentions[-_LATEST:]]
    if chains:
        scores = c.antecedents.scores(d.head, heads)
        at = 0
        for n, row in zip(chains, rows, strict=True):
            after = at + min(_LATEST, len(c.chains[n].mentions))
            row[0] = max(-SURE, min(SURE, max(scores[at:after])))
            row[_MODEL_HERE] = row[0] * row[1]
            at = after
    return chains, rows


ACTING = 1.2
"""What it speaks for a body being meant when "it" does what is told as an event: the weights are
fitted on texts of all kinds, in which most of what "it" means is no actor."""


SPEAKING = 2.0
"""What it speaks for who was quoted last being meant, when "he said" stands behind what is said:
whoever is named in the quotation is spoken of and does not speak."""


OWN = 1.0
"""What it speaks for a speaker being meant by the subject of what is said: "Smith said *he*"."""


LIKEWISE = 1.5
"""What it speaks for who lately did or suffered the like of what "they" do or suffer."""


HELD = 3.0
"""What it speaks against an office holder who tells that "he" was seized, hit or jailed."""


FRONTED = 2.0
"""What it speaks for who is the subject of the clause in front: "when Smith lost, *he* ..."."""


ALSO = 2.0
"""What it speaks for who did something right before what "he also" does."""


def _likewise(c: Chains, i: int, n: int, plays: str) -> bool:
    """Whether chain ``n`` had the part of pronoun ``i`` in one of the last sentences."""
    r, here = c.reading, c.drafts[i].head
    return any(
        r.sentence[here] - r.sentence[word] <= _LATE and part(r, word) == plays
        for m in c.chains[n].mentions[-_LATEST:]
        if (word := c.drafts[m].head) != here
    )


def _spoke_last(c: Chains, i: int) -> int | None:
    """The chain that was quoted last before what pronoun ``i`` is the source of, behind it."""
    r, here = c.reading, c.drafts[i].head
    number = r.number_of_source.get(here)
    if number is None or not r.content_first.get(number, here) < here:
        return None
    before = r.source_before(r.content_first[number])
    return None if before is None else _person_in(c, *before)


def _speaks_on(c: Chains, i: int) -> int | None:
    """The person who was the source in the sentence before what pronoun ``i`` is the source of:
    "..., Sani Musa told reporters. *He* said"."""
    r, here = c.reading, c.drafts[i].head
    before = r.source_before(here) if here in r.number_of_source else None
    if before is None or r.sentence[here] - r.sentence[before[0]] != 1:
        return None
    return _person_in(c, *before)


def _acted_before(c: Chains, i: int) -> int | None:
    """Who did what the sentence before tells, where pronoun ``i`` "also" does something."""
    r, here = c.reading, c.drafts[i].head
    verb, number = r.head[here], r.sentence[here]
    if c.drafts[i].gender not in ("f", "m") or verb < 0 or r.rel[here] not in _SUBJECT:
        return None
    if not any(r.low[k] == "also" for k in r.children[verb]):
        return None
    before = (k for k in range(here - 1, -1, -1) if r.sentence[k] < number)
    for k in before:
        if r.sentence[k] < number - 1:
            break
        if r.rel[k] == "root":
            subjects = [w for w in r.children[k] if r.rel[w] in _SUBJECT]
            return c.chain_at(subjects[0]) if subjects else None
    return None


def _of_fronted_clause(c: Chains, i: int) -> int | None:
    """Who is the subject of the clause that stands before the one of which pronoun ``i`` is."""
    r, here = c.reading, c.drafts[i].head
    verb = r.head[here]
    if c.drafts[i].gender not in ("f", "m") or verb < 0 or r.rel[here] not in _SUBJECT:
        return None
    for clause in r.children[verb]:
        if clause < here and r.rel[clause] == "advcl":
            subjects = (c.chain_at(w) for w in r.children[clause] if r.rel[w] in _SUBJECT)
            return next((n for n in subjects if n is not None), None)
    return None


def _person_in(c: Chains, first: int, after: int) -> int | None:
    """The chain of the first person whom some words name, else of the first body."""
    inside = [n for w in range(first, after) if (n := c.chain_at(w)) is not None]
    persons = [n for n in inside if c.chains[n].kind == "person"]
    return next(iter(persons or inside), None)


@cache
def _weights(kind: str) -> list[float]:
    """The weights of a kind of pronoun in the order of ``FEATURES``."""
    weights = pronoun_weights(kind)
    return [weights[name] for name in FEATURES]


def _acts(c: Chains, i: int) -> bool:
    """Whether "it" is the subject of a verb that tells an event."""
    d, r = c.drafts[i], c.reading
    above = r.head[d.head]
    return bool(
        d.gender == "n"
        and above >= 0
        and r.rel[d.head] in _SUBJECT
        and r.analysis.root[above, 0] < 0.5
    )


HAVING = 1.5
"""The same where "its" has people: "its spokesman", "its troops"."""


def _has_people(c: Chains, i: int) -> bool:
    """Whether "its" stands before a noun for people: then a body is meant."""
    d, r = c.drafts[i], c.reading
    noun = r.head[d.head]
    if d.gender != "n" or r.rel[d.head] != "nmod:poss" or noun < 0:
        return False
    forms = (r.low[noun], singular(r.low[noun]))
    return any(form in actor_words.nouns(kind) for form in forms for kind in ("persons", "groups"))


def meant(c: Chains, i: int) -> int | None:
    """The chain that a pronoun of the third person means; None where no chain is likely."""
    chains, rows = _options(c, i)
    if not chains:
        return None
    weights = _weights(kind_of(c.drafts[i].gender))
    bonus = ACTING if _acts(c, i) else HAVING if _has_people(c, i) else 0.0
    spoke = _spoke_last(c, i)
    if spoke is None:
        spoke = _speaks_on(c, i)
    held = _suffers_it(c, i)
    acted = _acted_before(c, i)
    fronted = _of_fronted_clause(c, i)
    plays = part(c.reading, c.drafts[i].head) if c.drafts[i].plural else None
    scores = [
        sum(map(mul, row, weights))
        + bonus
        + (SPEAKING if n == spoke else OWN if _says_of_himself(c, i, n) else 0.0)
        - (HELD if held and c.chains[n].ranks and of_speaker(c, i, n) else 0.0)
        + (ALSO if n == acted else 0.0)
        + (FRONTED if n == fronted else 0.0)
        for n, row in zip(chains, rows, strict=True)
    ]
    if plays is not None and max(scores) > 0.0:
        scores = [
            score + (LIKEWISE if _likewise(c, i, n, plays) else 0.0)
            for n, score in zip(chains, scores, strict=True)
        ]
    c.weigh(i, list(zip(chains, scores, strict=True)))
    best = max(scores)
    return chains[scores.index(best)] if best > 0.0 else None
