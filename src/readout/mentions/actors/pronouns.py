"""Which chain a pronoun of the third person means: a weighted choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from readout.mentions.actors.chains import WINDOW, Chains

REACH = 5
"""Sentences back to the last mention that a pronoun can mean."""
_MANY = frozenset(("group", "organization", "media", "state"))
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
    if not r.quoted[d.head] and not chain.names and _only_quoted(c, chain.mentions):
        return None
    if d.gender in ("f", "m"):
        if chain.kind != "person" or chain.plural or chain.gender not in (None, d.gender):
            return None
        if chain.guest and r.block[d.head] in c.talk.answers:
            return None
    elif d.gender == "n":
        if chain.kind == "person" or chain.plural or (chain.kind == "group" and last.noun in (
            "people", "public")):  # fmt: skip
            return None
    elif d.plural and not (chain.plural or chain.kind in _MANY):
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


def _only_quoted(c: Chains, mentions: Sequence[int]) -> bool:
    """Whether all that lately spoke of somebody stands inside quotations: "my father" of a speaker
    is nobody the article goes on about."""
    return all(c.reading.quoted[c.drafts[m].head] for m in mentions[-_LATELY:])


_LATELY = 4
"""Mentions of a chain, the latest, that are asked whether they stand in quotations."""

WEIGHTS = [0.35, 1.1, 0.9, 1.0, 0.7, 0.5, -0.3, 0.5, 0.8, 0.3, 0.7, 1.6, 0.3, 1.2, 0.4, 0.2]
"""Of :func:`pronoun_features`, in their order, set by hand. Weights fitted to GUM's train part
choose a little better there (0.78 of pronouns against 0.76) and no better elsewhere."""
FLOOR = 1.5
"""Score below which a pronoun is left alone."""


def meant(c: Chains, i: int) -> int | None:
    """The chain that a pronoun of the third person means; None where no chain is likely."""
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
    weighed = []
    for (n, features), model in zip(options, scores.max(axis=1).tolist(), strict=True):
        features[0] = max(-6.0, min(6.0, model))
        total = sum(w * x for w, x in zip(WEIGHTS, features, strict=True))
        weighed.append((n, total))
        if total > best:
            best, chosen = total, n
    c.weigh(i, weighed)
    return chosen
