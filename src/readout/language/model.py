"""The encoder as shipped: an ONNX graph, its word pieces and the description of both.

Nothing is loaded before the first use, and one process holds one session, which all threads
share: onnxruntime sessions may be run from several threads at once.
"""

from __future__ import annotations

import functools
import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from readout.errors import ModelError
from readout.language.lemmas import Lemmas
from readout.language.pieces import Pieces
from readout.runtime import open_model

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

PACKAGED = Path(__file__).parent / "model"
"""Where an installed package keeps the model."""
FORMAT = 1
"""Version of the layout of the folder; a model of another one is refused."""


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """``model.json``: what the files beside it are and where the scores of each head stand."""

    format: int
    version: str
    window: int
    """Word pieces the encoder reads at once, its two end marks included."""
    files: dict[str, str]
    """SHA-256 of each file, in hexadecimal."""
    begin: int
    end: int
    unknown: int
    """Numbers of the pieces ``[CLS]``, ``[SEP]`` and ``[UNK]``."""
    layout: dict[str, tuple[int, int]]
    """Columns of the output ``words`` by head."""
    labels: dict[str, list[str]]
    """Names of the classes of ``upos``, ``xpos``, ``deprel``, ``names``, ``tags``, ``roles`` and
    ``root``."""
    training: dict[str, Any] = {}
    """Seed, command, data with licences, scores: for the model card."""


@dataclass(frozen=True)
class PairScorer:
    """``W relu(left + right) + b``, the last step of the heads that relate two words."""

    weight: Floats
    """``[size, classes]``."""
    bias: Floats

    def __call__(self, left: Floats, right: Floats) -> Floats:
        """Scores ``[..., classes]`` of pairs of projections ``[..., size]``."""
        return self.of_sums(left + right)

    def of_sums(self, joined: Floats) -> Floats:
        """The same for sums of both projections, which are overwritten."""
        np.maximum(joined, 0, out=joined)
        return np.asarray(joined @ self.weight + self.bias)


class Model:
    """A loaded model folder. Use :func:`load`, which shares one between callers."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.threads = max(1, threads)
        path = folder / "model.json"
        try:
            self.about = msgspec.json.decode(path.read_bytes(), type=Description)
        except FileNotFoundError:
            raise ModelError(
                f"{path}: there is no language model; install a release of readout, which holds "
                "one, or build it with `python -m training all`"
            ) from None
        except msgspec.DecodeError as error:
            raise ModelError(f"{path}: not the description of a model ({error})") from None
        if self.about.format != FORMAT:
            raise ModelError(
                f"{path}: format {self.about.format}, but this version of readout reads {FORMAT}"
            )
        self._lock = threading.Lock()
        self._session: Any = None
        self._workers: ThreadPoolExecutor | None = None

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            raise ModelError(f"{path}: missing; install readout again")
        return path

    def verify(self) -> None:
        """Raises :class:`ModelError` when a file is not the one ``model.json`` describes."""
        for name, digest in self.about.files.items():
            found = hashlib.sha256(self._file(name).read_bytes()).hexdigest()
            if found != digest:
                raise ModelError(f"{self.folder / name}: damaged (SHA-256 {found[:12]}…)")

    @functools.cached_property
    def digest(self) -> str:
        """Twelve hexadecimal digits that name this model in a record."""
        listed = "".join(f"{k}:{v};" for k, v in sorted(self.about.files.items()))
        return hashlib.sha256(listed.encode()).hexdigest()[:12]

    @property
    def label(self) -> str:
        """Version and digest, as ``readout.model`` of a record has them."""
        return f"{self.about.version} {self.digest}"

    @functools.cached_property
    def pieces(self) -> Pieces:
        """Word pieces by the vocabulary of the encoder."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file("tokenizer.json")))

        def encode(word: str) -> list[int]:
            # Half of all new words are one piece, which is told in a tenth of the time.
            if word.isascii() and word.isalnum():
                whole = tokenizer.token_to_id(word.lower())
                if whole is not None:
                    return [whole]
            ids: list[int] = tokenizer.encode(word, add_special_tokens=False).ids
            return ids

        return Pieces(encode, self.about.unknown)

    @functools.cached_property
    def pairs(self) -> dict[str, PairScorer]:
        """The ends of the pair heads: ``label``, ``role``, ``link``, ``coref``, ``event``."""
        with np.load(self._file("pairs.npz"), allow_pickle=False) as held:
            names = sorted({name.split(".")[0] for name in held.files})
            return {n: PairScorer(held[f"{n}.weight"], held[f"{n}.bias"]) for n in names}

    @functools.cached_property
    def lemmas(self) -> Lemmas:
        """Dictionary forms by word and Penn tag."""
        return Lemmas.read(self._file("lemmas.tsv"))

    def _open(self) -> Any:
        with self._lock:
            if self._session is None:
                # Windows are the unit of parallel work: one thread inside each run.
                self._session = open_model(str(self._file("encoder.onnx")))
            return self._session

    def run(self, windows: list[tuple[Ids, Ids, Ids]]) -> list[tuple[Floats, Floats]]:
        """Scores of windows of (piece ids, shape ids, first piece of each word), end marks left
        out. Each gives ``words [1 + W, D]``, the root first, and ``arcs [W, 1 + W]``.

        A window is read alone and without padding, so its scores never depend on the others.
        """
        session = self._open()

        def one(window: tuple[Ids, Ids, Ids]) -> tuple[Floats, Floats]:
            pieces, shapes, first = window
            ids = np.empty(len(pieces) + 2, dtype=np.int64)
            ids[0], ids[1:-1], ids[-1] = self.about.begin, pieces, self.about.end
            padded = np.zeros(len(pieces) + 2, dtype=np.int64)
            padded[1:-1] = shapes
            feed = {"ids": ids, "shapes": padded, "first": first.astype(np.int64) + 1}
            words, arcs = session.run(["words", "arcs"], feed)
            return words, arcs

        if self.threads == 1 or len(windows) < 2:
            return [one(window) for window in windows]
        with self._lock:
            if self._workers is None:
                self._workers = ThreadPoolExecutor(self.threads, thread_name_prefix="language")
        return list(self._workers.map(one, windows))


@functools.lru_cache(maxsize=4)
def load(folder: Path = PACKAGED, threads: int = 1) -> Model:
    """The model in ``folder``; the same object for the same arguments."""
    return Model(folder, threads)
