"""What the text itself says that an entity is: "X, a peace deal signed in ...", "(the Y party)".

Four patterns, each read from the words right behind a mention and the syntax around them: an
apposition, a relative clause with "which", an expansion in brackets, and "was referring to a peace
deal ..." as what the agreement in the words just quoted is. Persons and states are left out: what
stands beside them are offices, which are roles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from readout.record.types import Entity, Statement
from readout.spans import Span
from readout.statements.parties import case
from readout.statements.tree import Tree

_KINDS = frozenset(("organization", "group", "place", "agreement", "conflict", "summit", "media",
                    "document"))  # fmt: skip
_LONGEST = 32
"""Words of a gloss."""
_MOST = 3
"""Glosses of one entity."""
_OPENS = frozenset((",", "–", "—", "-", "--"))
_CLOSES = frozenset((".", ";", ":", ")", "”", '"', "–", "—", "--", "?", "!"))
_DETERMINERS = frozenset(("a", "an", "the", "one"))
_NAMING = frozenset(("known", "called", "named", "dubbed", "formed", "founded"))
_REFERS = frozenset(("refer", "allude"))
_THINGS = frozenset("agreement accord deal treaty pact convention protocol truce ceasefire".split())


def glossed(
    tree: Tree, entities: Iterable[Entity], statements: Iterable[Statement]
) -> list[Entity]:
    """The entities with the explanations that the text gives of them, in text order.

    Glosses that an entity has already stay; one that overlaps another is left out.
    """
    held = list(entities)
    referred = _referred(tree, held, list(statements))
    out = []
    for entity in held:
        spans = list(entity.glosses)
        if entity.kind in _KINDS:
            for mention in entity.mentions:
                if mention.form in ("name", "metonym") and len(spans) < _MOST:
                    found = _behind(tree, mention.start, mention.end)
                    spans += [found] if found else []
            spans += referred.get(entity.id, [])
        kept: list[Span] = []
        for span in sorted(spans):
            if all(span.start >= k.end or span.end <= k.start for k in kept):
                kept.append(span)
        kept = kept[:_MOST]
        out.append(
            entity if kept == entity.glosses else msgspec.structs.replace(entity, glosses=kept)
        )
    return out


def _behind(tree: Tree, start: int, end: int) -> Span | None:
    """The explanation right behind a mention, without the mark that opens it."""
    first, after = bisect_left(tree.start, start), bisect_left(tree.start, end)
    if first >= after or after + 2 >= len(tree):
        return None
    head = tree.top(first, after)
    high = min(tree.sentence_run(head)[1], after + _LONGEST)
    mark, at = tree.words[after], after + 1
    if tree.sentence[at] != tree.sentence[head] or tree.sentence[first] != tree.sentence[head]:
        return None
    if mark == "(":
        return _bracketed(tree, first, after, high)
    if mark not in _OPENS or (tree.end[after - 1] == tree.start[after] == tree.start[at] - 1 and (
        mark == "-")):  # fmt: skip
        return None
    word = tree.lower[at]
    if word in _DETERMINERS or word in _NAMING or tree.lower[at : at + 2] == ["also", "known"]:
        noun = next((k for k in _hung(tree, head, after)
                     if tree.rel[k] in ("appos", "acl")
                     and tree.left[k] <= at <= k), -1)  # fmt: skip
        if noun < 0 or (word in _DETERMINERS and tree.rel[noun] != "appos"):
            return None
        if any(tree.rel[k] == "conj" for k in tree.children[head] if k > after):
            return None  # a list, in which the parser saw an apposition
        if word in _DETERMINERS and tree.upos[noun] not in ("NOUN",):
            return None
    elif word == "which":
        noun = next((k for k in tree.children[head] if tree.full[k] == "acl:relcl" and k > at), -1)
        if noun < 0 or not _explains(tree, noun):
            return None
    else:
        return None
    return _to_the_end(tree, at, noun, high)


def _hung(tree: Tree, head: int, after: int) -> list[int]:
    """What hangs on a name, and on a plural that it belongs to: "fighters of X, an alliance"."""
    out = list(tree.children[head])
    up = tree.head[head]
    plural = 0 <= up < head and tree.rel[head] == "nmod" and tree.xpos[up] == "NNS"
    if plural and tree.lower[after + 1] in ("a", "an"):
        out += tree.children[up]
    return out


def _explains(tree: Tree, verb: int) -> bool:
    """Whether a relative clause says what a thing is, not what it did now: its verb is a copula, a
    verb in the present, or a passive ("which was signed in ...")."""
    below = tree.children[verb]
    if any(tree.rel[k] == "cop" or tree.full[k] == "nsubj:pass" for k in below):
        return True
    return tree.xpos[verb] in ("VBZ", "VBP") and tree.lemma(verb) not in ("say", "tell", "deny")


def _to_the_end(tree: Tree, first: int, head: int, high: int) -> Span | None:
    """From ``first`` to where the phrase below ``head`` ends, or a mark that closes it."""
    last = min(tree.right[head], high - 1)
    after = first
    while after <= last and tree.words[after] not in _CLOSES:
        after += 1
    while after - 1 > first and tree.closes_nothing(first, after - 1):
        after -= 1
    if after - first < 2 or not first <= head < after:
        return None
    return Span(tree.start[first], tree.end[after - 1])


def _bracketed(tree: Tree, first: int, after: int, high: int) -> Span | None:
    """An abbreviation's full name, or words that explain it, in brackets."""
    close = next((k for k in range(after + 1, high) if tree.words[k] == ")"), -1)
    if close < after + 3:
        return None
    name = [w for w in tree.words[first:after] if w[0].isupper()]
    inside = [w for w in tree.words[after + 1 : close] if w[0].isupper()]
    letters = "".join(w[0] for w in inside).lower()
    expands = len(name) == 1 and name[0].isupper() and letters == name[0].lower()
    told = tree.lower[after + 1] in _DETERMINERS and any(
        tree.upos[k] == "NOUN" for k in range(after + 1, close)
    )
    return Span(tree.start[after + 1], tree.end[close - 1]) if expands or told else None


def _referred(
    tree: Tree, entities: list[Entity], statements: list[Statement]
) -> dict[str, list[Span]]:
    """ "... was referring to a peace deal": of the agreement in the content said before, where the
    words tell of one alone."""
    out: dict[str, list[Span]] = {}
    agreements = [e for e in entities if e.kind == "agreement"]
    if not agreements:
        return out
    spans = [s for one in statements for s in one.content]
    for i in range(len(tree)):
        if tree.upos[i] != "VERB" or tree.lemma(i) not in _REFERS:
            continue
        noun = next((k for k in tree.children[i] if k > i and case(tree, k) == "to"), -1)
        if noun < 0 or tree.lemma(noun) not in _THINGS:
            continue
        at = next((k for k in range(i + 1, noun) if tree.lower[k] in ("a", "an", "the")), -1)
        _, high = tree.sentence_run(i)
        if at < 0:
            continue
        # The sentence and the two before it: what was said is what is explained.
        far = tree.start[tree.bounds[max(0, tree.sentence[i] - 2)]]
        said = [s for s in spans if far <= s.start and s.start < tree.start[i]]
        meant = {e.id for e in agreements for m in e.mentions
                 if far <= m.start < tree.start[i] and any(
                     s.start <= m.start and m.end <= s.end for s in said)}  # fmt: skip
        if len(meant) != 1:
            continue
        span = _to_the_end(tree, at, noun, min(high, at + _LONGEST))
        if span is not None:
            out.setdefault(meant.pop(), []).append(span)
    return out
