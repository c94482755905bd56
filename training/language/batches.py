"""Packs sentences into windows of word pieces and windows into padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from readout.language.pieces import SHAPES, Pieces
from training.language import labels
from training.language.corpora import Document, Sentence

WINDOW = 128
"""Word pieces in a window, the two end marks included."""
CLS, SEP, PAD, MASK = 101, 102, 0, 103
IGNORE = -100


@dataclass
class Window:
    """Consecutive sentences of one document, at most ``WINDOW`` pieces together."""

    corpus: str
    document: str
    sentences: list[Sentence]
    encoded: list[tuple[np.ndarray, np.ndarray, np.ndarray]]
    cut: bool = False
    """The one sentence of this window was too long and lost its end."""

    @property
    def words(self) -> int:
        return sum(len(first) for _, _, first in self.encoded)


class Packer:
    """Makes windows; remembers the pieces of each sentence."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self._known: dict[int, tuple[Sentence, tuple[np.ndarray, np.ndarray, np.ndarray]]] = {}

    def encode(self, sentence: Sentence) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        found = self._known.get(id(sentence))
        if found is None:
            # The sentence is kept as well: its id must not go to another one.
            found = self._known[id(sentence)] = sentence, self.pieces.words(sentence.words)
        return found[1]

    def windows(self, document: Document, rng: random.Random | None = None) -> list[Window]:
        """The windows of a document; with ``rng`` the first is cut short at random, so that the
        boundaries fall elsewhere in each epoch."""
        out: list[Window] = []
        room = WINDOW - 2
        limit = rng.randint(room // 3, room) if rng else room
        sentences: list[Sentence] = []
        encoded: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        size = 0
        for sentence in document.sentences:
            ids, shapes, first = self.encode(sentence)
            long = len(ids) > room
            if sentences and (size + len(ids) > limit or long):
                out.append(Window(document.corpus, document.id, sentences, encoded))
                sentences, encoded, size, limit = [], [], 0, room
            if long:
                keep = int(np.searchsorted(first, room + 1, side="left")) - 1
                end = int(first[keep])
                one = (ids[:end], shapes[:end], first[:keep])
                out.append(Window(document.corpus, document.id, [sentence], [one], cut=True))
                continue
            sentences.append(sentence)
            encoded.append((ids, shapes, first))
            size += len(ids)
        if sentences:
            out.append(Window(document.corpus, document.id, sentences, encoded))
        return out


PASSAGES = frozenset(("written", "events", "real", "named"))
"""Corpora of short texts. What stands alone in training is not known again in an article, whose
windows are full, so most of these are read together with others."""
TOGETHER = 7


def gathered(documents: Sequence[Document], rng: random.Random) -> list[Document]:
    """Short documents in random order, up to ``TOGETHER`` of them put together as one."""
    order = list(documents)
    rng.shuffle(order)
    out: list[Document] = []
    at = 0
    while at < len(order):
        some = order[at : at + rng.randint(1, TOGETHER)]
        at += len(some)
        out.append(Document(some[0].corpus, some[0].id, [s for d in some for s in d.sentences]))
    return out


def mixture(
    documents: dict[str, list[Document]],
    shares: dict[str, float],
    packer: Packer,
    rng: random.Random,
) -> Iterator[Window]:
    """Windows for ever, each corpus by its share, every corpus shuffled anew when used up."""

    def endless(corpus: str) -> Iterator[Window]:
        while True:
            windows: list[Window] = []
            held = documents[corpus]
            for document in gathered(held, rng) if corpus in PASSAGES else held:
                windows += packer.windows(document, rng)
            rng.shuffle(windows)
            yield from windows

    shares = {c: share for c, share in shares.items() if documents[c]}
    streams = {c: endless(c) for c in shares}
    credit = dict.fromkeys(shares, 0.0)
    total = sum(shares.values())
    while True:
        for corpus, share in shares.items():
            credit[corpus] += share / total
        corpus = max(credit, key=lambda c: (credit[c], c))
        credit[corpus] -= 1
        yield next(streams[corpus])


_UPPER = SHAPES.index("upper")
_LOWER = SHAPES.index("lower")
_TITLE = SHAPES.index("title")
_CASED = np.array([i for i, s in enumerate(SHAPES) if s in ("lower", "title", "upper", "mixed")])


def recase(shapes: np.ndarray, rng: random.Random) -> np.ndarray:
    """Now and then a sentence in capitals, in small letters or in the case of a headline: the
    vocabulary is uncased, so the shape is all that changes."""
    draw = rng.random()
    if draw > 0.06:
        return shapes
    to = _UPPER if draw < 0.02 else _LOWER if draw < 0.04 else _TITLE
    base = shapes % len(SHAPES)
    return np.where(np.isin(base, _CASED), shapes - base + to, shapes)


MASKED = 0.03
"""Part of the words hidden from the encoder in training, so that names are known by their place
too: the corpora are small and seen ten times."""


def hide(ids: np.ndarray, first: np.ndarray, rng: random.Random) -> np.ndarray:
    """Some words replaced by ``[MASK]``, whole."""
    chosen = [k for k in range(len(first)) if rng.random() < MASKED]
    if not chosen:
        return ids
    out = ids.copy()
    ends = np.append(first[1:], len(ids))
    for k in chosen:
        out[first[k] : ends[k]] = MASK
    return out


class Inventory:
    """Label numbers that come from the data: Penn tags and dependency labels."""

    def __init__(self, xpos: Sequence[str], deprel: Sequence[str]) -> None:
        self.xpos = list(xpos)
        self.deprel = list(deprel)
        self.xpos_at = {x: i for i, x in enumerate(self.xpos)}
        self.deprel_at = {x: i for i, x in enumerate(self.deprel)}

    @classmethod
    def of(cls, documents: dict[str, list[Document]]) -> Inventory:
        sentences = [s for c in ("ewt", "gum") for d in documents[c] for s in d.sentences]
        return cls(
            sorted({x for s in sentences for x in s.xpos or []}),
            sorted({x for s in sentences for x in s.deprel or []}),
        )


def collate(
    windows: Sequence[Window], inventory: Inventory, rng: random.Random | None = None
) -> dict[str, torch.Tensor]:
    """Padded arrays of a batch; pair targets as index lists into ``(window, word, word)``.

    ``B`` windows, ``P`` pieces, ``W`` words at most. Word tensors are ``[B, W]``.
    """
    size = max(sum(len(i) for i, _, _ in w.encoded) for w in windows) + 2
    width = max(w.words for w in windows)
    shape = (len(windows), width)
    ids = np.zeros((len(windows), size), np.int64)
    shapes = np.zeros_like(ids)
    first = np.zeros(shape, np.int64)
    sentence = np.full(shape, -1, np.int64)
    word = {k: np.full(shape, IGNORE, np.int64) for k in ("upos", "xpos", "heads", "deprel")}
    word |= {k: np.full(shape, IGNORE, np.int64) for k in ("predicate", "tags", "start")}
    word |= {k: np.full(shape, IGNORE, np.int64) for k in ("status", "background", "told", "mode")}
    name_masks = np.zeros(shape, np.int64)
    fact = np.full(shape, np.nan, np.float32)
    roles: list[tuple[int, int, int, int]] = []
    links: list[tuple[int, int, int, int]] = []
    coref: list[tuple[int, int, int]] = []
    parts: list[tuple[int, int, int, int]] = []
    events: list[tuple[int, int, int, int, int, int]] = []
    for b, window in enumerate(windows):
        at, w0 = 1, 0
        ids[b, 0] = CLS
        chains: dict[str, int] = {}
        cues: dict[int, int] = {}
        attributed: list[tuple[int, int, int]] = []
        for k, (s, (pi, ps, pf)) in enumerate(zip(window.sentences, window.encoded, strict=True)):
            n = len(pf)
            cut = n < len(s.words)
            here = slice(w0, w0 + n)
            ids[b, at : at + len(pi)] = hide(pi, pf, rng) if rng else pi
            shapes[b, at : at + len(pi)] = recase(ps, rng) if rng else ps
            first[b, here] = pf + at
            sentence[b, here] = k
            if k and s.starts:
                word["start"][b, here] = 0
                word["start"][b, w0] = 1
            elif s.starts:
                word["start"][b, w0 + 1 : w0 + n] = 0
            if s.upos is not None:
                word["upos"][b, here] = s.upos[:n]
            if s.xpos is not None:
                word["xpos"][b, here] = [inventory.xpos_at.get(x, IGNORE) for x in s.xpos[:n]]
            if s.heads is not None and s.deprel is not None:
                for i in range(n):
                    h = s.heads[i]
                    if h <= n or not cut:
                        word["heads"][b, w0 + i] = h + w0 if h else 0
                        word["deprel"][b, w0 + i] = inventory.deprel_at.get(s.deprel[i], IGNORE)
            if s.names is not None:
                name_masks[b, here] = s.names[:n]
            for i, value in s.factuality:
                if i < n:
                    fact[b, w0 + i] = value
            if s.roots is not None and s.status is not None:
                assert s.modes is not None
                assert s.background is not None
                word["told"][b, here] = s.roots[:n]
                word["mode"][b, here] = s.modes[:n]
                word["status"][b, here] = s.status[:n]
                word["background"][b, here] = s.background[:n]
                part_at = {(p, t): r for p, t, r in s.parts}
                for p in {p for p, _, _ in s.parts if p < n}:
                    known = range(n) if s.parts_whole else [t for q, t in part_at if q == p]
                    parts += [(b, w0 + p, w0 + t, part_at.get((p, t), 0)) for t in known if t < n]
            if s.predicates is not None:
                word["predicate"][b, here] = s.predicates[:n]
                role_of = {(p, t): r for p, t, r in s.args}
                for p in (i for i in range(n) if s.predicates[i]):
                    roles += [(b, w0 + p, w0 + t, role_of.get((p, t), 0)) for t in range(n)]
            if s.attribution is not None:
                for i, (role, number) in enumerate(s.attribution[:n]):
                    opens = not attributed or attributed[-1][1:] != (role, number)
                    word["tags"][b, w0 + i] = 0 if not role else 2 * role - (1 if opens else 0)
                    attributed.append((w0 + i, role, number))
                    if role == 2:
                        cues.setdefault(number, w0 + i)
            for head, chain in s.mentions or []:
                if head < n:
                    chains.setdefault(chain, len(chains))
                    coref.append((b, w0 + head, chains[chain]))
            for source, target, mask in s.events:
                ends = [w0 + x if 0 <= x < n else -1 for x in (source, target)]
                if rng and rng.random() < 0.3:
                    ends = [-1, -1]
                events.append((b, w0, w0 + n, ends[0], ends[1], mask))
            at += len(pi)
            w0 += n
        ids[b, at] = SEP
        for number, cue in cues.items():
            for i, role, of in attributed:
                gold = {1: 1, 3: 2}.get(role, 0) if of == number else 0
                links.append((b, cue, i, gold))
    out = {k: torch.from_numpy(v) for k, v in word.items()}
    out |= {
        "ids": torch.from_numpy(ids),
        "shapes": torch.from_numpy(shapes),
        "first": torch.from_numpy(first),
        "sentence": torch.from_numpy(sentence),
        "names": torch.from_numpy(name_masks),
        "fact": torch.from_numpy(fact),
        "roles": torch.tensor(roles, dtype=torch.long).reshape(-1, 4),
        "links": torch.tensor(links, dtype=torch.long).reshape(-1, 4),
        "parts": torch.tensor(parts, dtype=torch.long).reshape(-1, 4),
        "coref": torch.tensor(sorted(set(coref)), dtype=torch.long).reshape(-1, 3),
        "events": torch.tensor(events, dtype=torch.long).reshape(-1, 6),
    }
    assert len(labels.NAME_TAGS) < 63
    return out
