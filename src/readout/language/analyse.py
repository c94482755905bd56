"""Reads a text: one pass of the encoder over its windows, then decoding over all words at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from readout.language import decode
from readout.language.analysis import Analysis, Frames, Labels, Parts
from readout.language.attributions import attributions
from readout.language.model import Floats, Model
from readout.language.names import find_names
from readout.language.narrow import narrow
from readout.language.second_look import second_look
from readout.language.voice import settle_voice
from readout.language.windows import Window, plan
from readout.page.page import Page

Ints = npt.NDArray[np.int32]

BATCH = 24
"""Windows in flight: bounds memory on long texts and feeds all threads. No result depends on it."""
_KEPT = (
    "left.link", "right.link", "left.coref", "right.coref", "left.event", "right.source",
    "right.target",
)  # fmt: skip
"""Projections that are paired beyond a sentence, or only when asked for."""
TELLS = 0.1
"""Probability of telling an act from which a word is asked who takes part in it."""
SPLIT = 0.9
"""Probability of the boundary head from which a sentence is cut where no rule cuts it."""
_PAIRS = 384
"""Pairs scored at once, which stay in the processor's cache: a quarter less time than all at once.
A multiple of the rows that matrix products are cut into, so that no result depends on it."""
_SURE = np.log(SPLIT / (1 - SPLIT))


def page_spans(page: Page) -> list[tuple[int, int]]:
    """The blocks of a page that are read: all but its chrome."""
    return [(b.start, b.end) for b in page.blocks if b.role != "chrome"]


def analyse_page(page: Page, model: Model) -> Analysis:
    """The analysis of a page; ``block`` numbers count the blocks of :func:`page_spans`."""
    return analyse(page.text, page_spans(page), model)


def analyse(text: str, spans: Sequence[tuple[int, int]], model: Model) -> Analysis:
    """The analysis of the spans of ``text`` (code points, in order, not overlapping)."""
    room = model.about.window - 2
    return _Decoder(model).read(text, plan(text, spans, model.pieces, room))


def analyse_words(sentences: Sequence[Sequence[str]], model: Model) -> Analysis:
    """The analysis of sentences whose words are given, for scoring against a treebank.

    The text is the words joined by blanks, the sentences by line breaks; no boundary is added.
    """
    text = "\n".join(" ".join(words) for words in sentences)
    windows = _given(sentences, model)
    return _Decoder(model, split=False).read(text, windows)


def _given(sentences: Sequence[Sequence[str]], model: Model) -> Iterator[Window]:
    room = model.about.window - 2
    held: list[tuple[int, int, bool, int, str]] = []
    size = at = 0

    def window() -> Window:
        ids, shapes, first = model.pieces.words([w for *_, w in held])
        start, end, opens, block = (np.array([h[k] for h in held]) for k in range(4))
        return Window(
            start.astype(np.int32), end.astype(np.int32), ids, shapes, first,
            opens.astype(np.bool_), block.astype(np.int32),
        )  # fmt: skip

    for number, words in enumerate(sentences):
        sizes = [len(model.pieces.word(w)[0]) for w in words]
        if held and size + sum(sizes) > room:
            yield window()
            held, size = [], 0
        for k, word in enumerate(words):
            if size + sizes[k] > room:
                yield window()
                held, size = [], 0
            held.append((at, at + len(word), k == 0, number, word))
            size += sizes[k]
            at += len(word) + 1
    if held:
        yield window()


_IDLE = {
    "role": ["PUNCT"],
    "part": ["PUNCT", "ADP", "AUX", "CCONJ", "PART", "SCONJ", "INTJ"],
}
"""Parts of speech of words that are no argument of a predicate and no part of an event."""


def _softmax(scores: Floats) -> Floats:
    if not len(scores):
        return scores
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


class _Columns:
    """Arrays that grow batch by batch, so that nothing of a long text exists twice."""

    def __init__(self) -> None:
        self._held: dict[str, npt.NDArray[Any]] = {}
        self._used: dict[str, int] = {}

    def add(self, batch: dict[str, npt.NDArray[Any]], share: float) -> None:
        """Puts the arrays of a batch behind those of the earlier ones; ``share`` of the text, 0 to
        1, is read then."""
        for name, values in batch.items():
            if name not in self._held:
                self._held[name], self._used[name] = values, len(values)
                continue
            held, used = self._held[name], self._used[name]
            need = used + len(values)
            if need > len(held):
                # For the whole text: room that is never written takes no memory.
                wide = max(need, int(1.1 * need / share))
                wider = np.empty((wide, *held.shape[1:]), held.dtype)
                wider[:used] = held[:used]
                self._held[name] = held = wider
            held[used:need] = values
            self._used[name] = need

    def whole(self) -> dict[str, npt.NDArray[Any]]:
        """All arrays, as long as what was added, which are given away."""
        held, self._held = self._held, {}
        return {name: values[: self._used[name]] for name, values in held.items()}


class _Decoder:
    """Turns the scores of the windows of one text into an :class:`Analysis`.

    All that stays inside a sentence is decoded batch by batch, so that a long text holds some
    1.2 kB a word and not the 7 kB of all scores.
    """

    def __init__(self, model: Model, *, split: bool = True) -> None:
        self.model = model
        self.split = split
        self.layout = model.about.layout
        names = model.about.labels
        self.labels = Labels(
            upos=names["upos"],
            xpos=names["xpos"],
            deprel=names["deprel"],
            name_types=names["names"],
            roles=names["roles"],
            roots=names["root"],
            statuses=names["status"],
            modes=names["mode"],
            parts=names["parts"],
        )
        self.root_label = names["deprel"].index("root")
        self.idle = {head: np.isin(names["upos"], kinds) for head, kinds in _IDLE.items()}

    def read(self, text: str, windows: Iterator[Window]) -> Analysis:
        """The analysis of a text from its windows."""
        held = _Columns()
        words = number = 0
        while batch := list(islice(windows, BATCH)):
            outputs = self.model.run([(w.pieces, w.shapes, w.first) for w in batch])
            share = int(batch[-1].end[-1]) / len(text)
            held.add(self._batch(text, batch, outputs, words, number), share)
            words += sum(len(w.start) for w in batch)
            number += len(batch)
        if not number:
            width = max(b for _, b in self.layout.values())
            nothing = np.zeros((1, width), np.float32), np.zeros((0, 1), np.float32)
            none = np.zeros(0, np.int32)
            empty = Window(none, none, none, none, none, none.astype(np.bool_), none)
            held.add(self._batch(text, [empty], [nothing], 0, 0), 1.0)
        return self._compose(text, held.whole())

    def _batch(
        self,
        text: str,
        windows: Sequence[Window],
        outputs: Sequence[tuple[Floats, Floats]],
        at: int,
        number: int,
    ) -> dict[str, npt.NDArray[Any]]:
        """All arrays of a run of windows whose first word is word ``at`` of the text."""
        scores = np.concatenate([words[1:] for words, _ in outputs])

        def part(name: str) -> Floats:
            a, b = self.layout[name]
            return scores[:, a:b]

        start = np.concatenate([w.start for w in windows])
        end = np.concatenate([w.end for w in windows])
        sizes = [len(w.start) for w in windows]
        opens = np.concatenate([w.opens for w in windows])
        if self.split:
            self._split(text, start, end, opens, part("start"))
        # The first word of a window begins a sentence, being cut off from its governors.
        opens[np.cumsum([0, *sizes[:-1]])[: len(opens)]] = True
        head = _governors([arcs for _, arcs in outputs], opens) - 1
        begins = np.flatnonzero(opens).astype(np.int32)
        sentences = np.append(begins, np.int32(len(opens))).astype(np.int32)
        predicate = _softmax(part("predicate"))[:, 1]
        out: dict[str, npt.NDArray[Any]] = {
            "start": start,
            "end": end,
            "block": np.concatenate([w.block for w in windows]),
            "window": np.repeat(np.arange(number, number + len(windows)), sizes),
            "begins": begins + at,
            "head": np.where(head < 0, -1, head + at).astype(np.int32),
            "deprel": self._deprel(part("left.label"), part("right.label")[head], head),
            "upos": part("upos").argmax(1).astype(np.uint8),
            "xpos": part("xpos").argmax(1).astype(np.uint8),
            "predicate": predicate,
            "factuality": np.clip(part("fact")[:, 0], -3, 3),
            "root": _softmax(part("root")),
            "tags": part("tags"),
            "names": part("names"),
        }
        for name in _KEPT:
            out[name] = narrow(part(name))
        out["status"] = _softmax(part("status"))
        out["background"] = _softmax(part("background"))[:, 1]
        out["mode"] = narrow(_softmax(part("mode")))
        owner, word, role, chance = self._pairs("role", part, predicate > 0.5, sentences)
        out |= {"frame.predicate": owner + at, "frame.argument": word + at}
        out |= {"frame.role": role, "frame.score": chance}
        tells = (out["root"][:, 0] < 1 - TELLS) | (out["status"][:, 0] < 1 - TELLS)
        owner, word, role, chance = self._pairs("part", part, tells, sentences)
        out |= {"part.trigger": owner + at, "part.word": word + at}
        out |= {"part.part": role, "part.score": chance}
        return out

    @staticmethod
    def _split(
        text: str, start: Ints, end: Ints, opens: npt.NDArray[np.bool_], scores: Floats
    ) -> None:
        """Marks where the boundary head is sure of one more sentence than the rules find."""
        for word in np.flatnonzero(scores[:, 1] - scores[:, 0] > _SURE).tolist():
            # The head has learnt from chat, too, where sentences run on without a mark.
            opens[word] |= not runs_on(text, start, end, word)

    def _compose(self, text: str, held: dict[str, npt.NDArray[Any]]) -> Analysis:
        n = len(held["start"])
        sentences = np.append(held["begins"], n).astype(np.int32)
        # What is used up is let go, a quarter of all.
        told = attributions(
            held.pop("tags"),
            held.pop("left.link"),
            held.pop("right.link"),
            held.pop("window"),
            self.model.pairs["link"],
        )
        words = [
            text[a:b] for a, b in zip(held["start"].tolist(), held["end"].tolist(), strict=True)
        ]
        settle_voice(words, held, self.labels.deprel, self.labels.xpos)
        return Analysis(
            text=text,
            sentences=sentences,
            names=find_names(
                words,
                held.pop("names"),
                sentences,
                self.labels.name_types,
                held["upos"],
                second_look(),
            ),
            frames=Frames(
                held["frame.predicate"],
                held["frame.argument"],
                held["frame.role"],
                held["frame.score"],
            ),
            parts=Parts(
                held["part.trigger"], held["part.word"], held["part.part"], held["part.score"]
            ),
            attributions=told,
            labels=self.labels,
            lemmas=self.model.lemmas,
            coref_left=held["left.coref"],
            coref_right=held["right.coref"],
            event_word=held["left.event"],
            event_source=held["right.source"],
            event_target=held["right.target"],
            scorers=self.model.pairs,
            **{
                name: held[name]
                for name in (
                    "start", "end", "block", "upos", "xpos", "head", "deprel",
                    "predicate", "factuality", "root", "status", "background", "mode",
                )
            },
        )  # fmt: skip

    def _deprel(self, left: Floats, right: Floats, head: Ints) -> npt.NDArray[np.uint8]:
        """Labels of the arcs chosen; "root" goes to the root, whatever its row of ``right`` is, and
        to nothing else."""
        scores = self.model.pairs["label"](left, right)
        scores[:, self.root_label] = -np.inf
        found = scores.argmax(1)
        found[head < 0] = self.root_label
        return np.asarray(found, dtype=np.uint8)

    def _pairs(
        self,
        head: str,
        part: Callable[[str], Floats],
        owners: npt.NDArray[np.bool_],
        sentences: Ints,
    ) -> tuple[Ints, Ints, npt.NDArray[np.uint8], Floats]:
        """Owner, word, class and score: the best class of the head ``role`` or ``part`` of each
        word of the sentence to each of the owners (predicates, triggers), where it is not 0."""
        at = np.flatnonzero(owners)
        # Leaving out what takes part in nothing saves a seventh of the pairs, a third with _IDLE.
        words = np.flatnonzero(~self.idle[head][part("upos").argmax(1)])
        bounds = np.searchsorted(words, sentences)
        number = np.searchsorted(sentences, at, side="right") - 1
        low, sizes = bounds[number], bounds[number + 1] - bounds[number]
        # All pairs of a predicate with a word of its sentence, as two flat columns.
        ends = np.cumsum(sizes)
        owner = np.repeat(at, sizes)
        word = words[np.arange(len(owner)) - np.repeat(ends - sizes - low, sizes)]
        left, right, scorer = part(f"left.{head}"), part(f"right.{head}"), self.model.pairs[head]
        scores = np.empty((len(owner), len(scorer.bias)), dtype=np.float32)
        for first in range(0, len(owner), _PAIRS):
            some = slice(first, first + _PAIRS)
            joined = left[owner[some]]
            joined += right[word[some]]
            scores[some] = scorer.of_sums(joined)
        best = scores.argmax(1)
        hit = np.flatnonzero(best)
        # The softmax of the best class alone.
        chosen = scores[hit]
        chance = 1 / np.exp(chosen - chosen.max(1, keepdims=True, initial=-np.inf)).sum(1)
        return (
            owner[hit].astype(np.int32),
            word[hit].astype(np.int32),
            best[hit].astype(np.uint8),
            chance.astype(np.float32),
        )


def runs_on(text: str, start: Ints, end: Ints, word: int) -> bool:
    """Whether a word in lower case follows another without a mark between them."""
    before = text[end[word - 1] - 1] if word else ""
    return before.isalnum() and text[start[word]].islower()


def _governors(windows: Sequence[Floats], opens: npt.NDArray[np.bool_]) -> Ints:
    """Governor of each word of a batch, 0 for a root, else 1 + its word; a tree per sentence.

    ``windows``: the scores of the arcs of each window, in which the sentences that ``opens`` marks
    are whole.
    """
    sentence: npt.NDArray[np.intp] = np.cumsum(opens, dtype=np.intp)
    heads: npt.NDArray[np.intp] = np.empty(len(opens), dtype=np.intp)
    firsts = []
    at = 0
    for arcs in windows:
        firsts.append(at)
        here = slice(at, at + len(arcs))
        scores = arcs.copy()
        among = scores[:, 1:]
        np.copyto(among, -np.inf, where=sentence[here][:, None] != sentence[here])
        np.fill_diagonal(among, -np.inf)
        best = scores.argmax(1)
        heads[here] = np.where(best == 0, 0, best + at)
        at += len(arcs)
    begins = np.flatnonzero(opens)
    ends = np.append(begins[1:], len(opens))
    for number in decode.broken(heads, sentence).tolist():
        a, b = int(begins[number - 1]), int(ends[number - 1])
        window = bisect_right(firsts, a) - 1
        arcs, first = windows[window], firsts[window]
        own = arcs[a - first : b - first]
        local = decode.tree_heads(
            np.concatenate([own[:, :1], own[:, a - first + 1 : b - first + 1]], 1)
        )
        heads[a:b] = np.where(local == 0, 0, local + a)
    return heads.astype(np.int32)
