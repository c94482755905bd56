"""What the words of a claim do: negate, refuse all at once, tell of an attack, say who began."""

from __future__ import annotations

from itertools import accumulate, pairwise

from readout.accounts.wording import Word, forms, has_content, stem
from readout.knowledge.account_words import words

_REACH = 6
"""Words after a negation that it may bear on."""
_REACH_OF_NO = 3
"""The same for "no", which bears on the things behind it."""
_ENOUGH = 2
"""Content words behind a "not" from which it does not bear on those before it."""

_WITHIN = ("that", "which", "who", "whom", "whose", "because", "where")
"""Words that open a clause within a clause, before which a negation does not reach."""

_NO_NEGATION = frozenset(
    [("not", w) for w in ("only", "just", "merely", "simply")]
    + [("no", w) for w in ("doubt", "matter", "sooner", "wonder")]
)
"""Pairs of words that negate nothing."""

_NEGATING = frozenset().union(
    *map(words, ("negations", "negations_of_all", "denials", "refusing_to", "promises"))
)
"""Words that may negate."""

ATTACKING = frozenset(stem(w) for w in words("attacking"))
"""Common forms of attacking."""


def negated(said: list[Word]) -> frozenset[str]:
    """The common forms of the words that a negation may bear on.

    "not" and "never" bear on all between two commas, "no" and "without" on what follows; a broken
    promise to do something is not doing it.
    """
    if not any(w.lower in _NEGATING or w.lower.endswith("n't") for w in said):
        return frozenset()
    where = {w.start: at for at, w in enumerate(said)}
    content = [(where[w.start], form) for w, form in forms(said)]
    part = list(accumulate((b.start - a.end > 1 for a, b in pairwise(said)), initial=0))
    inner = list(accumulate((w.lower in _WITHIN for w in said[1:]), initial=0))
    out: set[str] = set()
    for at, word in enumerate(said):
        lower = word.lower
        if (lower, said[at + 1].lower if at + 1 < len(said) else "") in _NO_NEGATION:
            continue
        if lower in words("negations_of_all") or lower.endswith("n't"):
            near = [
                (k, form) for k, form in content if part[k] == part[at] and inner[k] >= inner[at]
            ]
            after = {form for k, form in near if k > at}
            # "The shelling never happened": what stands before it is meant too.
            whole = len(after) < _ENOUGH or lower in words("falsehoods")
            out |= {form for _, form in near} if whole else after
        elif lower in words("negations") or (
            # "A disputed bridge" is one all the same.
            lower in words("denials") and not (at and said[at - 1].lower in ("a", "an", "the"))
        ):
            reach = _REACH_OF_NO if lower == "no" else _REACH
            out |= {form for k, form in [c for c in content if c[0] > at][:reach]}
        elif (
            lower in words("refusing_to")
            and at + 1 < len(said)
            and said[at + 1].lower == "to"
            and "not" not in (w.lower for w in said[:at])
        ):
            # "Refused to receive them", "has yet to answer": it was not done.
            out |= {form for k, form in [c for c in content if c[0] > at][:_REACH]}
        elif lower in words("promises") and any(
            w.lower in words("breaking") for w in said[max(0, at - 3) : at]
        ):
            out |= {form for k, form in content if k > at}
    return frozenset(out)


def absent(said: list[Word]) -> frozenset[str]:
    """The common forms of what there was none of: "no warning", "not a single shot"."""
    if not any(w.lower in ("no", "single") for w in said):
        return frozenset()
    content = {w.start: form for w, form in forms(said)}
    out: set[str] = set()
    for at, word in enumerate(said):
        single = word.lower == "single" and said[max(0, at - 2)].lower == "not"
        pair = (word.lower, said[at + 1].lower if at + 1 < len(said) else "")
        if (word.lower != "no" or pair in _NO_NEGATION) and not single:
            continue
        behind = [content[w.start] for w in said[at + 1 : at + 4] if w.start in content]
        out |= set(behind[:2])
    return frozenset(out)


def undone(said: list[Word]) -> frozenset[str]:
    """The common forms of what is negated itself, not beside: "did not ram the cutter", "no depot".

    Narrower than ``negated``: what stands right behind the negation.
    """
    out = absent(said)
    plain = [
        at
        for at, w in enumerate(said)
        if w.lower in ("not", "never", "cannot") or w.lower.endswith("n't")
    ]
    if not plain:
        return out
    content = {w.start: form for w, form in forms(said)}
    for at in plain:
        pair = (said[at].lower, said[at + 1].lower if at + 1 < len(said) else "")
        if pair not in _NO_NEGATION:
            out |= set([content[w.start] for w in said[at + 1 :] if w.start in content][:1])
    return out


def attacked(said: list[Word]) -> bool:
    """Whether an act of attacking stands in the passive."""
    return any(
        word.lower in ("was", "were", "been", "under")
        and any(stem(w.text) in ATTACKING for w in said[at + 1 : at + 3])
        for at, word in enumerate(said)
    )


def passive(said: list[Word]) -> bool:
    """Whether the clause is told in the passive, so that its subject is not the doer."""
    return any(
        word.lower in words("passive_verbs")
        and any(
            w.lower.endswith("ed") or w.lower in words("past_participles")
            for w in said[at + 1 : at + 4]
        )
        for at, word in enumerate(said)
    )


def began(said: list[Word]) -> bool:
    """Whether an attack is told with a word of beginning, in the active voice."""
    plain = {w.lower for w in said}
    attack = any(stem(w.text) in ATTACKING or w.lower in ("fire", "firing") for w in said)
    return attack and bool(plain & words("first_words")) and not attacked(said)


def is_blanket(said: list[Word], denied: bool) -> bool:
    """Whether words refuse what others said without saying it again."""
    lower = [w.lower for w in said]
    refusing = (
        denied
        or any(w in words("denials") or w in words("falsehoods") for w in lower)
        or any(w in ("no", "not", "never", "nothing") or w.endswith("n't") for w in lower)
    )
    if not refusing:
        return False
    own = words("referring") | words("negations") | words("denials") | words("falsehoods")
    rest = [w for w in said if w.lower not in own and has_content(w)]
    refers = any(w in words("versions") for w in lower)
    # "The spread of disinformation" is a thing spoken of; "this is disinformation" refuses.
    points = refers or denied or any(w in words("pointing") for w in lower)
    false = any(w in words("falsehoods") and (points or w not in words("topics")) for w in lower)
    return (refers and len(rest) <= 2) or (false and len(rest) <= 3)
