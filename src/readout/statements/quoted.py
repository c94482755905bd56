"""Drafts and quotation marks: content ends where its quotation ends, a quotation goes on without a
cue, and one that nobody holds yet looks for its speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise

from readout.knowledge.statement_words import cue_class
from readout.statements.draft import Draft, joined, without
from readout.statements.quotes import Quote, is_speech
from readout.statements.sources import source_of
from readout.statements.tree import Run, Tree

_SPEAKS = frozenset(("say", "claim", "ask"))
_REACH = 30
"""Words from a quotation to the verb that reports it."""
_MARKS = frozenset(('"', "“", "”", "«", "»", "„", "``", "''", "‘", "’"))
_STOPS = frozenset((".", "!", "?", *_MARKS))
"""What stands before a quotation that begins a sentence."""
_RECENT = 400
"""Drafts back to which a quotation is given: bounds the time of a very long text."""
_BETWEEN = 2
"""Sentences from what somebody is quoted for to a further quotation of the same speaker."""


def quote_runs(tree: Tree, quotes: list[Quote]) -> list[tuple[Run, Quote]]:
    """Words of each quotation, marks included; those without a word are left out."""
    out = []
    for quote in quotes:
        first, after = bisect_left(tree.start, quote.start), bisect_right(tree.end, quote.end)
        if after > first + 1:
            out.append(((first, after), quote))
    return out


def hold_quotes(tree: Tree, drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """The drafts with whole quotations as content, and new drafts for quotations left over."""
    runs = quote_runs(tree, quotes)
    drafts = _rejoined(tree, _whole(tree, drafts, [run for run, _ in runs]), runs)
    out = list(drafts)
    holder: dict[int, int] = {}
    for number, draft in enumerate(out):
        for a, b in draft.content:
            for word in range(a, b):
                holder[word] = number
    cue_at = {d.head: k for k, d in enumerate(out) if d.head >= 0}
    text = tree.analysis.text
    last_quote: Run | None = None
    for run, quote in runs:
        middle = (run[0] + run[1]) // 2
        held = holder.get(middle, holder.get(run[0] + 1))
        if held is None and is_speech(text, quote) and not _title(tree, run, quote):
            held = _hold(tree, out, holder, cue_at, run, quote, last_quote)
        if held is not None:
            for word in range(*run):
                holder.setdefault(word, held)
            last_quote = run
    return out


def _whole(tree: Tree, drafts: list[Draft], runs: list[Run]) -> list[Draft]:
    """Content that begins or ends inside a quotation reaches to its mark, unless another role
    stands between."""
    firsts = [a for a, _ in runs]
    out = []
    for draft in drafts:
        pieces = []
        others = [r for r in (draft.source, draft.cue) if r]
        for a, b in draft.content:
            first, after = a, b
            for k in range(max(0, bisect_right(firsts, a) - 1), bisect_left(firsts, b)):
                low, high = runs[k]
                if high <= a or low >= b:
                    continue
                shared = min(b, high) - max(a, low)
                if (low < a < high and shared * 2 >= high - low) or a == low + 1:
                    first = low
                opens = a in (low, low + 1)
                if low < b < high and (opens or shared * 2 >= high - low or high - b <= 2):
                    after = high
            grown = [(first, after)]
            for hole in others:
                grown = without(grown, hole)
            grown = [run for run in grown if any(tree.upos[i] != "PUNCT" for i in range(*run))]
            pieces += grown or [(a, b)]
        out.append(draft.with_content(pieces))
    return out


def _rejoined(tree: Tree, drafts: list[Draft], runs: list[tuple[Run, Quote]]) -> list[Draft]:
    """The drafts, with both halves of a quoted sentence given to whom the first one has: "“If you
    say so,” Kay said, nodding to the clerk, “*you are a fool*.”" """
    out = list(drafts)
    for ((_, comma), _), (second, quote) in pairwise(runs):
        between = tree.words[comma - 2], tree.words[second[0] - 1]
        apart = tree.analysis.block[comma - 1] != tree.analysis.block[second[0]]
        if apart or quote.continues or between != (",", ",") or not _clause(tree, second):
            continue
        number = next(
            (k for k, d in enumerate(out)
             if d.cue is not None and comma <= d.cue[0] and d.cue[1] <= second[0]
             and any(b == comma for _, b in d.content)),
            -1,
        )  # fmt: skip
        if number < 0:
            continue
        for k, draft in enumerate(out):
            if k == number:
                out[k] = draft.with_content([*draft.content, second])
            elif any(a < second[1] and second[0] < b for a, b in draft.content):
                rest = without(list(draft.content), second)
                out[k] = draft.with_content([r for one in rest if (r := _trimmed(tree, one))])
    return [draft for draft in out if draft.content]


def _trimmed(tree: Tree, run: Run) -> Run | None:
    """A run without the comma at its end; None where nothing is left."""
    first, after = run
    while after > first and tree.words[after - 1] == ",":
        after -= 1
    return (first, after) if first < after else None


def _clause(tree: Tree, run: Run) -> bool:
    """Whether a quotation opens in lower case with the subject of a clause."""
    first, after = run
    return tree.words[first + 1][:1].islower() and any(
        tree.rel[k] == "nsubj" and first < tree.head[k] < after for k in range(first + 1, after)
    )


def _title(tree: Tree, run: Run, quote: Quote) -> bool:
    """Whether all longer words of a quotation begin with a capital: the name of a work or show."""
    words = [tree.words[i] for i in range(run[0] + 1, run[1] - 1) if tree.words[i].isalpha()]
    long = [w for w in words if len(w) > 3]
    return len(words) < 9 and bool(long) and all(w[0].isupper() for w in long) and quote.closed


def _hold(
    tree: Tree,
    out: list[Draft],
    holder: dict[int, int],
    cue_at: dict[int, int],
    run: Run,
    quote: Quote,
    last: Run | None,
) -> int | None:
    """Number of the draft that a quotation is given to, a new one where need be, or None."""
    found = _after(tree, run) or _before(tree, run)
    if found is not None:
        cue, verb = found
        if verb in cue_at:
            number = cue_at[verb]
            held = out[number]
            if not any(a <= run[0] and run[1] <= b for a, b in held.content):
                out[number] = held.with_content([*held.content, run])
            return number
        source = source_of(tree, cue, (run,))
        if source is not None and not (source[0] < run[1] and run[0] < source[1]):
            out.append(Draft(source, cue, (run,), "quote", filled=True, head=verb))
            cue_at[verb] = len(out) - 1
            return len(out) - 1
    before = _previous(tree, out, holder, run, quote, last)
    if before is not None:
        out[before] = out[before].with_content([*out[before].content, run])
    return before


def _after(tree: Tree, run: Run) -> tuple[Run, int] | None:
    """A verb of saying right behind: ``"...," Smith said`` or ``"...," said Smith``."""
    at = run[1]
    block = tree.analysis.block
    if (
        at >= len(tree)
        or block[at] != block[run[0]]
        or tree.lower[at - 2] not in (",", "?", "!", "—", "-", "–")
    ):
        return None
    for i in range(at, min(len(tree), at + _REACH)):
        if tree.words[i] in ('"', "“", "«", "„", ".", ";") or block[i] != block[run[0]]:
            return None
        if _reports(tree, i):
            return _cue(tree, i), i
    return None


def _before(tree: Tree, run: Run) -> tuple[Run, int] | None:
    """A verb of saying before a comma or colon: ``Smith said: "..."``."""
    at = run[0] - 1
    block = tree.analysis.block
    if at < 0 or block[at] != block[run[0]] or tree.words[at] not in (",", ":"):
        if at < 0 or block[at] != block[run[0]] or not _reports(tree, at):
            return None
        return _cue(tree, at), at
    low = max(tree.sentence_run(at)[0], at - _REACH)
    for i in range(at - 1, low - 1, -1):
        if tree.words[i] in ('"', "”", "»"):
            return None
        if _reports(tree, i):
            return _cue(tree, i), i
    return None


def _reports(tree: Tree, i: int) -> bool:
    return tree.upos[i] == "VERB" and cue_class().get(tree.lemma(i)) in _SPEAKS


def _cue(tree: Tree, verb: int) -> Run:
    """A verb with the auxiliaries, negation and adverbs that touch it on the left."""
    first = verb
    while first > 0 and tree.head[first - 1] == verb and tree.rel[first - 1] in ("aux", "advmod"):
        first -= 1
    return first, verb + 1


def _previous(
    tree: Tree, out: list[Draft], holder: dict[int, int], run: Run, quote: Quote, last: Run | None
) -> int | None:
    """The draft that a cue-less quotation goes on: its end touches it, or its quotation was left
    open by the paragraph before."""
    if quote.continues and last is not None:
        return holder.get(last[0] + 1)
    block = tree.analysis.block
    at = run[0] - 1
    steps = 0
    while at >= 0 and steps < 2 and tree.upos[at] == "PUNCT" and at not in holder:
        at, steps = at - 1, steps + 1
    if at < 0 or block[at] != block[run[0]]:
        return None
    recent = list(enumerate(out[-_RECENT:], start=max(0, len(out) - _RECENT)))
    near = [
        (max(b for _, b in d.runs()), k) for k, d in recent if any(a <= at < b for a, b in d.runs())
    ]
    if near:
        return max(near)[1] if _quotes(tree, out[max(near)[1]]) else None
    return _last_quoted(tree, recent, run)


def _last_quoted(tree: Tree, recent: list[tuple[int, Draft]], run: Run) -> int | None:
    """The last draft of the paragraph, where it holds a quotation and is a sentence or two back:
    "..., Obama said on Monday. He gave no date. "..."."""
    block = tree.analysis.block
    if tree.words[run[0] - 1] not in _STOPS:
        return None
    before = [
        (d.cue[0], k)
        for k, d in recent
        if d.cue is not None and d.cue[0] < run[0] and block[d.cue[0]] == block[run[0]]
    ]
    if not before:
        return None
    at, number = max(before)
    far = tree.sentence[run[0]] - tree.sentence[at] > _BETWEEN
    return None if far or not _quotes(tree, recent[number - recent[0][0]][1]) else number


def _quotes(tree: Tree, draft: Draft) -> bool:
    """Whether a quotation mark stands in what is said."""
    return any(tree.words[i] in _MARKS for a, b in draft.content for i in range(a, b))


__all__ = ["hold_quotes", "joined", "quote_runs", "replace"]
