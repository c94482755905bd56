"""Reads a text: one pass of the encoder over its windows, then decoding over all words at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from readout.language import decode
from readout.language.analysis import Analysis, Frames, Labels, Names
from readout.language.attributions import attributions, mean_over
from readout.language.model import Floats, Model
from readout.language.windows import Window, plan
from readout.page.page import Page

Ints = npt.NDArray[np.int32]

BATCH = 64
"""Windows in flight: bounds memory on long texts and feeds all threads. No result depends on it."""
SPLIT = 0.5
"""Probability of the boundary head from which a sentence is cut where no rule cuts it."""


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


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


class _Decoder:
    """Turns the scores of the windows of one text into an :class:`Analysis`."""

    def __init__(self, model: Model, *, split: bool = True) -> None:
        self.model = model
        self.split = split
        names = model.about.labels
        self.labels = Labels(
            upos=names["upos"],
            xpos=names["xpos"],
            deprel=names["deprel"],
            name_types=names["names"],
            roles=names["roles"],
            roots=names["root"],
        )
        self.root_label = names["deprel"].index("root")

    def read(self, text: str, windows: Iterator[Window]) -> Analysis:
        kept: list[Window] = []
        words: list[Floats] = []
        opens: list[npt.NDArray[np.bool_]] = []
        heads: list[Ints] = []
        label_right: list[Floats] = []
        at = 0
        a, b = self.model.about.layout["right.label"]
        while batch := list(islice(windows, BATCH)):
            outputs = self.model.run([(w.pieces, w.shapes, w.first) for w in batch])
            for window, (scores, arcs) in zip(batch, outputs, strict=True):
                boundary = self._boundaries(window, scores[1:])
                local = _governors(arcs, boundary)
                label_right.append(scores[:, a:b][local])
                heads.append(np.where(local == 0, -1, local - 1 + at).astype(np.int32))
                words.append(scores[1:])
                opens.append(boundary)
                kept.append(window)
                at += len(local)
        return self._compose(text, kept, words, opens, heads, label_right)

    def _boundaries(self, window: Window, scores: Floats) -> npt.NDArray[np.bool_]:
        """Where sentences begin: by rule, and where the boundary head is sure of one more. The
        first word of a window begins one too, being cut off from its governors."""
        opens = window.opens.copy()
        if self.split:
            a, _ = self.model.about.layout["start"]
            odds = scores[:, a + 1] - scores[:, a]
            opens |= odds > np.log(SPLIT / (1 - SPLIT))
        opens[0] = True
        return opens

    def _compose(
        self,
        text: str,
        windows: list[Window],
        words: list[Floats],
        opens: list[npt.NDArray[np.bool_]],
        heads: list[Ints],
        label_right: list[Floats],
    ) -> Analysis:
        about = self.model.about

        def joined(parts: list[npt.NDArray[np.int32]]) -> Ints:
            return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)

        width = max(b for _, b in about.layout.values())
        scores = np.concatenate(words) if words else np.zeros((0, width), dtype=np.float32)

        def part(name: str) -> Floats:
            a, b = about.layout[name]
            return scores[:, a:b]

        n = len(scores)
        begins = np.flatnonzero(np.concatenate(opens)) if opens else np.zeros(0, dtype=np.intp)
        sentences = np.append(begins, n).astype(np.int32) if n else np.zeros(1, dtype=np.int32)
        head = joined(heads)
        predicate = _softmax(part("predicate"))[:, 1] if n else np.zeros(0, dtype=np.float32)
        return Analysis(
            text=text,
            start=joined([w.start for w in windows]),
            end=joined([w.end for w in windows]),
            sentences=sentences,
            block=joined([w.block for w in windows]),
            upos=part("upos").argmax(1).astype(np.uint8),
            xpos=part("xpos").argmax(1).astype(np.uint8),
            head=head,
            deprel=self._deprel(part("left.label"), label_right, head),
            predicate=predicate,
            factuality=np.clip(part("fact")[:, 0], -3, 3),
            root=_softmax(part("root")) if n else part("root"),
            names=_names(part("names"), sentences),
            frames=self._frames(part, predicate, sentences),
            attributions=attributions(
                part("tags"),
                part("left.link"),
                part("right.link"),
                np.repeat(np.arange(len(windows), dtype=np.int32), [len(w.start) for w in windows]),
                self.model.pairs["link"],
            ),
            labels=self.labels,
            lemmas=self.model.lemmas,
            coref_left=part("left.coref"),
            coref_right=part("right.coref"),
            event_word=part("left.event"),
            event_source=part("right.source"),
            event_target=part("right.target"),
            scorers=self.model.pairs,
        )

    def _deprel(self, left: Floats, right: list[Floats], head: Ints) -> npt.NDArray[np.uint8]:
        """Labels of the arcs chosen; "root" goes to the root and to nothing else."""
        if not len(head):
            return np.zeros(0, dtype=np.uint8)
        scores = self.model.pairs["label"](left, np.concatenate(right))
        scores[:, self.root_label] = -np.inf
        found = scores.argmax(1)
        found[head < 0] = self.root_label
        return np.asarray(found, dtype=np.uint8)

    def _frames(self, part: Callable[[str], Floats], predicate: Floats, sentences: Ints) -> Frames:
        """The best role of each word for each predicate of its sentence."""
        at = np.flatnonzero(predicate > 0.5)
        lengths = np.diff(sentences)
        number = np.repeat(np.arange(len(lengths)), lengths)[at]
        sizes = lengths[number]
        # All pairs of a predicate with a word of its sentence, as two flat columns.
        owner = np.repeat(at, sizes)
        offset = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        word = np.repeat(sentences[number], sizes) + offset
        scores = self.model.pairs["role"](part("left.role")[owner], part("right.role")[word])
        best = scores.argmax(1) if len(scores) else np.zeros(0, dtype=np.intp)
        hit = np.flatnonzero(best)
        chance = _softmax(scores[hit])[np.arange(len(hit)), best[hit]] if len(hit) else best
        return Frames(
            owner[hit].astype(np.int32),
            word[hit].astype(np.int32),
            best[hit].astype(np.uint8),
            chance.astype(np.float32),
        )


def _governors(arcs: Floats, opens: npt.NDArray[np.bool_]) -> Ints:
    """Governor of each word of a window, 0 for a root, else 1 + its word; a tree per sentence."""
    sentence: npt.NDArray[np.intp] = np.cumsum(opens, dtype=np.intp)
    scores = arcs.copy()
    scores[:, 1:][sentence[:, None] != sentence] = -np.inf
    n = len(scores)
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads = scores.argmax(1)
    bad = decode.broken(heads, sentence)
    for number in bad:
        inside = np.flatnonzero(sentence == number)
        a = int(inside[0])
        columns = np.concatenate([[0], inside + 1])
        local = decode.tree_heads(arcs[np.ix_(inside, columns)])
        heads[inside] = np.where(local == 0, 0, local + a)
    return np.asarray(heads, dtype=np.int32)


def _names(scores: Floats, sentences: Ints) -> Names:
    starts, lengths = sentences[:-1].astype(np.intp), np.diff(sentences).astype(np.intp)
    tags = decode.viterbi(scores, starts, lengths)
    start, end, kind = decode.runs(tags)
    chance = _softmax(scores)[np.arange(len(tags)), tags] if len(tags) else scores[:, 0]
    return Names(start, end, kind.astype(np.uint8), mean_over(chance, start, end))
