"""A model whose scores are a fixed function of one window's pieces: no file, no network."""

from __future__ import annotations

import numpy as np

from readout.language.lemmas import Lemmas
from readout.language.model import Description, Model, PairScorer
from readout.language.pieces import Pieces

TOKEN = {"upos": 5, "xpos": 4, "names": 7, "tags": 7, "predicate": 2, "start": 2, "root": 4}
TOKEN |= {"status": 3, "background": 2, "mode": 3}
PAIR = {"label": (6, 4), "role": (6, 5), "link": (6, 3), "coref": (6, 1), "event": (6, 1)}
PAIR |= {"part": (6, 3)}


def _layout() -> dict[str, tuple[int, int]]:
    sizes = {**TOKEN, "fact": 1}
    for name, (size, _) in PAIR.items():
        if name != "event":
            sizes |= {f"left.{name}": size, f"right.{name}": size}
    sizes |= {"left.event": 6, "right.source": 6, "right.target": 6}
    out, at = {}, 0
    for name, size in sizes.items():
        out[name] = (at, at + size)
        at += size
    return out


class FakeModel(Model):
    """Reads letters as pieces; scores are drawn from a generator seeded by the window."""

    def __init__(self, window: int = 32) -> None:
        self.about = Description(
            format=1,
            version="0",
            window=window,
            files={},
            begin=1,
            end=2,
            unknown=3,
            layout=_layout(),
            labels={
                "upos": ["NOUN", "VERB", "PUNCT", "PROPN", "X"],
                "xpos": ["NN", "VBD", ".", "NNP"],
                "deprel": ["root", "nsubj", "obj", "punct"],
                "names": ["person", "gpe", "event"],
                "tags": ["source", "cue", "content"],
                "roles": ["_", "ARG0", "ARG1", "ARG2", "ARGM-TMP"],
                "root": ["NONE", "CONSULT", "ASSAULT", "AID"],
                "status": ["none", "occurred", "planned"],
                "mode": ["ASSAULT/aerial", "CONSULT/visit"],
                "parts": ["_", "actor", "recipient"],
            },
        )
        self.runs: list[int] = []
        self.held = Pieces(lambda w: [10 + ord(c) % 50 for c in w if not c.isspace()], 3)
        rng = np.random.default_rng(5)
        self.scorers = {
            name: PairScorer(
                rng.normal(size=shape).astype(np.float32),
                rng.normal(size=shape[1]).astype(np.float32),
            )
            for name, shape in PAIR.items()
        }

    pieces = property(lambda self: self.held)  # type: ignore[assignment]
    pairs = property(lambda self: self.scorers)  # type: ignore[assignment]
    lemmas = property(lambda self: Lemmas({}, {}))  # type: ignore[assignment]

    def run(self, windows):  # type: ignore[no-untyped-def]
        self.runs += [len(pieces) for pieces, _, _ in windows]
        width = max(b for _, b in self.about.layout.values())
        out = []
        for pieces, shapes, first in windows:
            seed = int(pieces.sum() * 31 + shapes.sum() * 7 + first.sum())
            rng = np.random.default_rng(seed)
            n = len(first)
            words = rng.normal(size=(n + 1, width)).astype(np.float32)
            out.append((words, rng.normal(size=(n, n + 1)).astype(np.float32) * 3))
        return out
