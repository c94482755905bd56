"""Drafts from the runs and links of the language model, with their edges set by convention."""

from __future__ import annotations

from dataclasses import replace

from readout.statements.draft import Draft, joined, without
from readout.statements.phrases import is_outlet
from readout.statements.sources import cue_head, source_of
from readout.statements.tree import Run, Tree

_LIGHT = frozenset(("ADV", "AUX", "PART", "CCONJ"))
_GOES_ON = frozenset(("obj", "flat", "compound", "obl", "xcomp", "nmod", "fixed", "case"))
"""Relations of a word behind a source that show its phrase to go on."""
_BEFORE_NOUN = frozenset(("det", "amod", "compound", "nummod"))
_TOLD = frozenset(("told", "tells", "tell", "telling"))
_NEAR = 6
"""Words from an adverb that the model took for a whole cue to the verb that it belongs to."""
_QUOTES = frozenset(('"', "”", "’", "'", "''", "»"))
_GAP = 2
"""Words between two pieces of content that are made one when no role stands between them."""


def model_drafts(tree: Tree) -> list[Draft]:
    """One draft for each cue of the model that has content."""
    runs = tree.analysis.attributions
    found: dict[int, tuple[list[list[Run]], list[list[float]]]] = {}
    for number, role, first, after, score in zip(
        runs.number.tolist(),
        runs.role.tolist(),
        runs.start.tolist(),
        runs.end.tolist(),
        runs.score.tolist(),
        strict=True,
    ):
        if number >= 0:
            runs_of, scores_of = found.setdefault(number, ([[], [], []], [[], [], []]))
            runs_of[role].append((first, after))
            scores_of[role].append(score)
    out = []
    for (sources, cues, contents), scores in found.values():
        if contents and cues:
            means = [sum(s) / len(s) if s else 0.0 for s in scores]
            draft = Draft(None, cues[0], tuple(contents), "model", (means[0], means[1], means[2]))
            out.append(_settle(tree, draft, sources))
    return out


def _settle(tree: Tree, draft: Draft, sources: list[Run]) -> Draft:
    assert draft.cue is not None
    cue = _whole_cue(tree, draft.cue, [*sources, *draft.content])
    content = _pieces(tree, list(draft.content), [cue, *sources])
    content = [_past_hearer(tree, cue, piece) for piece in content]
    content = _to_the_cue(tree, content, [cue, *sources])
    content = _from_its_start(tree, content, [cue, *sources])
    draft = replace(draft, cue=cue, content=tuple(content), head=cue_head(tree, cue))
    sources = _pieces(tree, sources, [cue, *content]) if len(sources) > 1 else sources
    ours = source_of(tree, cue, draft.content) if len(sources) != 1 else None
    if not sources:
        return _whole_content(tree, replace(draft, source=ours, filled=ours is not None))
    both = [s for s in sources if ours and s[0] < ours[1] and ours[0] < s[1]]
    nearest = min(sources, key=lambda s: max(cue[0] - s[1], s[0] - cue[1]))
    source = _whole_source(tree, both[0] if both else nearest, [cue, *content])
    return _whole_content(tree, replace(draft, source=source))


def _whole_content(tree: Tree, draft: Draft) -> Draft:
    """The draft with content read from the first word of its clause, where nothing but that clause
    stands before it in its sentence ("*China's ministry* added three firms to its list, a spokesman
    said"), and up to the words that name the speaker."""
    others = [run for run in (draft.cue, draft.source) if run]
    content = _to_the_cue(tree, list(draft.content), others)
    behind = min((a for a, _ in others), default=0)
    content = [_from_the_start(tree, run) if run[1] <= behind else run for run in content]
    return draft if content == list(draft.content) else draft.with_content(content)


def _from_the_start(tree: Tree, run: Run) -> Run:
    first, after = run
    low, _ = tree.sentence_run(first)
    while low < first and tree.analysis.block[low] != tree.analysis.block[first]:
        low += 1
    whole = low < first and tree.left[tree.top(first, after)] == low
    return (low, after) if whole and "PUNCT" not in tree.upos[low:first] else run


def _whole_source(tree: Tree, source: Run, others: list[Run]) -> Run:
    """A source that breaks off inside a phrase is read to the end of it."""
    first, after = source
    low, high = tree.sentence_run(first)
    noun = tree.head[after - 1]
    if tree.rel[after - 1] in _BEFORE_NOUN and after <= noun < high:
        # It breaks off before the noun of its phrase.
        after_others = max((b for _, b in others if b <= first), default=low)
        before_others = min((a for a, _ in others if a > noun), default=high)
        whole = tree.phrase(noun, max(low, after_others), min(high, before_others))
        if not any(a < whole[1] and whole[0] < b for a, b in others):
            return min(first, whole[0]), whole[1]
    while after < high and first <= tree.head[after] < after and tree.rel[after] in _GOES_ON:
        stop = max(after + 1, tree.right[after] + 1)
        if stop > high or any(a < stop and after < b for a, b in others):
            break
        after = stop
    return first, after


def _whole_cue(tree: Tree, cue: Run, others: list[Run]) -> Run:
    """An adverb or auxiliary alone is stretched to the verb it stands at."""
    first, after = cue
    cue = first, after = _end_of_cue(tree, cue, others)
    if any(tree.upos[i] not in _LIGHT for i in range(first, after)):
        low, _ = tree.sentence_run(first)
        while first > low and _before_verb(tree, first - 1, cue):
            if any(a <= first - 1 < b for a, b in others):
                break
            first -= 1
        return first, after
    head = tree.head[after - 1]
    if tree.upos[after - 1] == "AUX" and tree.rel[after - 1] == "cop":
        return cue
    if not (after <= head < after + _NEAR or first - _NEAR < head < first):
        return cue
    whole = min(first, head), max(after, head + 1)
    if any(a < whole[1] and whole[0] < b for a, b in others):
        return cue
    return whole


def _end_of_cue(tree: Tree, cue: Run, others: list[Run]) -> Run:
    """A cue without the comma, hearer or stray preposition at its end, with the preposition or "to"
    between it and what it governs."""
    first, after = cue
    begins = {a for a, _ in others}
    _, high = tree.sentence_run(after - 1)
    while after - 1 > first:
        last = after - 1
        stray = tree.upos[last] == "ADP" and tree.rel[last] == "case" and after not in begins
        if (
            tree.words[last] == ","
            or (stray and after < high)
            or (tree.upos[last] == "PRON" and tree.rel[last] in ("obj", "iobj"))
        ):
            after -= 1
        else:
            break
    noun = tree.head[after - 1]
    free = not any(a <= noun and after < b for a, b in others)
    if free and tree.rel[after - 1] in ("det", "amod") and after <= noun < min(high, after + 3):
        after = noun + 1
    link = after < high and after + 1 in begins and after not in begins
    if link and (tree.rel[after] == "case" or tree.lower[after] in ("to", ":")):
        after += 1
    return first, after


def _before_verb(tree: Tree, i: int, cue: Run) -> bool:
    """Whether a word is an adverb, auxiliary or negation of a verb in the cue."""
    return (
        cue[0] <= tree.head[i] < cue[1]
        and tree.rel[i] in ("advmod", "aux")
        and tree.lower[i] not in ("when", "how", "why", "where", "instead", "meanwhile", "however")
    )


def _past_hearer(tree: Tree, cue: Run, piece: Run) -> Run:
    """Content that opens with whom it was told to, "told Reuters the talks ...", less that name."""
    first, after = piece
    if first != cue[1] or tree.lower[cue[1] - 1] not in _TOLD:
        return piece
    at = first + (tree.lower[first] == "the" or tree.words[first] == "The")
    begin = at
    while at < after and tree.words[at][0].isupper():
        at += 1
        if is_outlet(tree.analysis.quote(begin, at)) and at < after:
            return at, after
    goes_on = at < after - 1 and tree.upos[at] in ("PRON", "DET", "SCONJ", "NUM", "NOUN", "ADJ")
    return (at, after) if begin < at and goes_on and tree.words[at] not in ("'s", "’s") else piece


def _to_the_cue(tree: Tree, content: list[Run], others: list[Run]) -> list[Run]:
    """Content that breaks off before the words that lead up to its cue or source, read up to them
    where all of these hang on it: "600 *people marched to the embassy* of ..., witnesses said"."""
    first, after = content[-1]
    behind = min((a for a, _ in others if a >= after), default=after)
    end = behind
    while end > after and tree.upos[end - 1] == "PUNCT":
        end -= 1
    top = tree.top(first, after)
    quoted = tree.words[after - 1] in _QUOTES
    if quoted or end - after <= 0 or tree.sentence[end - 1] != tree.sentence[first]:
        return content
    return [*content[:-1], (first, end)] if end - 1 <= tree.right[top] else content


def _from_its_start(tree: Tree, content: list[Run], others: list[Run]) -> list[Run]:
    """Content before its cue that begins inside its own clause, read from where that begins:
    "*Messages show* the army lost the town, an adviser said"."""
    first, after = content[0]
    low, _ = tree.sentence_run(first)
    top = tree.top(first, after)
    up = tree.head[top]
    if first == low or not low <= up < first or tree.rel[top] not in ("ccomp", "xcomp"):
        return content
    whole = tree.phrase(up, low, after)
    behind = min((a for a, _ in others if a >= after), default=-1)
    free = not any(a < after and whole[0] < b for a, b in others)
    if whole[0] != low or whole[1] != after or behind < 0 or not free:
        return content
    return [(low, after), *content[1:]]


def _pieces(tree: Tree, content: list[Run], others: list[Run]) -> list[Run]:
    """Pieces with nothing but a word or two between them become one; none covers another role."""
    out: list[Run] = []
    for piece in joined(content):
        if out and 0 < piece[0] - out[-1][1] <= _GAP:
            between = out[-1][1], piece[0]
            if not any(a < between[1] and between[0] < b for a, b in others):
                out[-1] = out[-1][0], piece[1]
                continue
        out.append(piece)
    for hole in others:
        out = without(out, hole)
    return [p for p in out if any(tree.upos[i] != "PUNCT" for i in range(*p))] or content
