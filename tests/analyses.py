"""Analyses written by hand: what the rooms behind the language model would be given."""

from __future__ import annotations

import numpy as np

from readout.language.analysis import Analysis, Attributions, Frames, Labels, Names, Parts
from readout.language.lemmas import Lemmas
from readout.language.narrow import narrow

LABELS = Labels(
    upos="ADJ ADP ADV AUX CCONJ DET NOUN NUM PART PRON PROPN PUNCT SCONJ VERB X".split(),
    xpos="CC CD DT IN JJ MD NN NNP NNPS NNS PRP RB TO VB VBD VBG VBN VBZ .".split(),
    deprel="root nsubj nsubj:pass obj obl nmod advmod aux case det punct conj cc mark xcomp "
    "amod compound dep aux:pass ccomp acl acl:relcl advcl appos nummod".split(),
    name_types="person organization gpe location facility group event other".split(),
    roles="_ ARG0 ARG1 ARG2 ARGM-TMP ARGM-LOC".split(),
    roots="NONE CONSULT ASSAULT AID RETREAT AGREE ACCUSE COERCE PROTEST REQUEST REJECT".split(),
    statuses="none occurred ongoing planned requested predicted hypothetical denied "
    "unknown".split(),
    modes=["ASSAULT/aerial", "ASSAULT/beat", "CONSULT/phone"],
    parts="_ actor recipient place time quantity".split(),
)


class Sketch:
    """Sentences word by word, with only what a test needs; the rest is "nothing"."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.sentences: list[int] = []
        self.rows: list[tuple[str, int, str]] = []
        self.told: dict[int, tuple[str, float, str, bool, str | None]] = {}
        self.parts: list[tuple[int, int, str, float]] = []
        self.tags: dict[int, str] = {}

    def sentence(self, text: str) -> list[int]:
        """Adds words of the form ``word/UPOS/head/deprel`` (head 0: the root, else a number from
        1); gives the numbers of the words in the whole text."""
        first = len(self.words)
        self.sentences.append(first)
        for item in text.split():
            word, upos, head, deprel = item.rsplit("/", 3)
            self.words.append(word)
            self.rows.append((upos, first + int(head) - 1 if int(head) else -1, deprel))
        return list(range(first, len(self.words)))

    def tag(self, word: int, xpos: str) -> None:
        """Gives a word a Penn tag other than NN."""
        self.tags[word] = xpos

    def tells(
        self,
        word: int,
        root: str,
        *,
        score: float = 0.9,
        status: str = "occurred",
        background: bool = False,
        mode: str | None = None,
        **parts: list[int],
    ) -> None:
        """``word`` tells an act; ``actor=[words]`` and so on take part in it."""
        self.told[word] = (root, score, status, background, mode)
        for name, words in parts.items():
            self.parts += [(word, other, name, 0.9) for other in words]

    def analysis(self) -> Analysis:
        """The words joined by blanks, as an analysis."""
        n = len(self.words)
        ends = np.cumsum([len(w) + 1 for w in self.words]) - 1
        starts = ends - [len(w) for w in self.words]
        root = np.zeros((n, len(LABELS.roots)), np.float32)
        status = np.zeros((n, len(LABELS.statuses)), np.float32)
        mode = np.zeros((n, 1 + len(LABELS.modes)), np.float32)
        root[:, 0] = status[:, 0] = mode[:, 0] = 1
        background = np.zeros(n, np.float32)
        for word, (name, score, standing, behind, how) in self.told.items():
            root[word] = 0
            root[word, [0, LABELS.roots.index(name)]] = 1 - score, score
            status[word] = 0
            status[word, LABELS.statuses.index(standing)] = 1
            background[word] = behind
            if how:
                mode[word] = 0
                mode[word, 1 + LABELS.modes.index(how)] = 1
        self.parts.sort()
        none = np.zeros(0, np.int32)
        nothing = np.zeros((n, 4), np.uint16)
        columns = list(zip(*self.parts, strict=True)) or [[], [], [], []]
        return Analysis(
            text=" ".join(self.words),
            start=starts.astype(np.int32),
            end=ends.astype(np.int32),
            sentences=np.array([*self.sentences, n], np.int32),
            block=np.zeros(n, np.int32),
            upos=np.array([LABELS.upos.index(u) for u, _, _ in self.rows], np.uint8),
            xpos=np.array([LABELS.xpos.index(self.tags.get(i, "NN")) for i in range(n)], np.uint8),
            head=np.array([h for _, h, _ in self.rows], np.int32),
            deprel=np.array([LABELS.deprel.index(d) for _, _, d in self.rows], np.uint8),
            predicate=np.zeros(n, np.float32),
            factuality=np.zeros(n, np.float32),
            root=root,
            status=status,
            background=background,
            mode=narrow(mode),
            parts=Parts(
                np.array(columns[0], np.int32),
                np.array(columns[1], np.int32),
                np.array([LABELS.parts.index(p) for p in columns[2]], np.uint8),
                np.array(columns[3], np.float32),
            ),
            names=Names(none, none, none.astype(np.uint8), none.astype(np.float32)),
            frames=Frames(none, none, none.astype(np.uint8), none.astype(np.float32)),
            attributions=Attributions(
                none, none.astype(np.uint8), none, none, none.astype(np.float32)
            ),
            labels=LABELS,
            lemmas=Lemmas({}, {}),
            coref_left=nothing,
            coref_right=nothing,
            event_word=nothing,
            event_source=nothing,
            event_target=nothing,
            scorers={},
        )


def span(analysis: Analysis, first: int, last: int | None = None) -> tuple[int, int]:
    """Code points from word ``first`` to word ``last`` (included)."""
    return int(analysis.start[first]), int(analysis.end[first if last is None else last])
