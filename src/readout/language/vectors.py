"""Vectors of single words, out of the table that the shipped encoder begins with.

The table (30,522 word pieces by 384, 8 bits each) is a tensor inside ``encoder.onnx``. It is read
from there and not shipped a second time: the file is mapped into memory, its few hundred fields
are stepped over, and only the rows that are asked for are ever read from the disk.
"""

from __future__ import annotations

import functools
import mmap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.errors import ModelError
from readout.language.model import PACKAGED, load
from readout.language.pieces import Pieces

Floats = npt.NDArray[np.float32]

_GRAPH = 7
_INITIALIZER = 5
_DIMS, _TYPE, _NAME, _RAW = 1, 2, 8, 9
"""Numbers of fields in onnx.proto: of ``ModelProto``, ``GraphProto`` and ``TensorProto``."""
_NUMBERS = {1: "<f4", 3: "<i1"}
"""``TensorProto.DataType``: the kinds of numbers that are read here."""


def _varint(held: mmap.mmap, at: int) -> tuple[int, int]:
    """A number in base 128, and where it ends."""
    value = shift = 0
    while True:
        byte = held[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _fields(held: mmap.mmap, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of the fields of a protobuf message; one that is a number itself
    gives the number as its start."""
    while at < end:
        key, at = _varint(held, at)
        match key & 7:
            case 0:
                value, at = _varint(held, at)
                yield key >> 3, value, -1
            case 2:
                size, at = _varint(held, at)
                yield key >> 3, at, at + size
                at += size
            case 1 | 5 as kind:
                at += 8 if kind == 1 else 4
            case _:
                raise ValueError("a field of no known kind")


def tensors(path: Path, names: frozenset[str]) -> dict[str, npt.NDArray[np.generic]]:
    """The tensors of these names among the constants of an ONNX file, as views of the file."""
    out: dict[str, npt.NDArray[np.generic]] = {}
    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    graphs = [(a, b) for n, a, b in _fields(held, 0, len(held)) if n == _GRAPH]
    for start, end in graphs:
        for number, a, b in _fields(held, start, end):
            if number != _INITIALIZER:
                continue
            shape: list[int] = []
            name, kind, raw = "", 0, (0, 0)
            for field, x, y in _fields(held, a, b):
                if field == _DIMS:
                    # One by one, or several packed into one field.
                    shape += [x] if y < 0 else _packed(held, x, y)
                elif field == _TYPE:
                    kind = x
                elif field == _NAME:
                    name = held[x:y].decode()
                elif field == _RAW:
                    raw = x, y
            if name in names and kind in _NUMBERS:
                numbers = np.dtype(_NUMBERS[kind])
                count = (raw[1] - raw[0]) // numbers.itemsize
                out[name] = np.frombuffer(held, numbers, count, raw[0]).reshape(shape)
    return out


def _packed(held: mmap.mmap, at: int, end: int) -> list[int]:
    out = []
    while at < end:
        value, at = _varint(held, at)
        out.append(value)
    return out


class WordVectors:
    """Vectors of words: the mean of the rows of their pieces, whatever stands around them."""

    def __init__(self, path: Path, pieces: Pieces) -> None:
        """Reads ``path``, an ``encoder.onnx``; :class:`ModelError` where it holds no table."""
        try:
            held = tensors(path, frozenset(("word.q", "word.s")))
            self._table, self._scale = held["word.q"], held["word.s"]
            if self._scale.shape != (len(self._table), 1):
                raise ValueError(f"{len(self._table)} rows, scales {self._scale.shape}")
        except (OSError, KeyError, IndexError, ValueError) as error:
            raise ModelError(f"{path}: no table of word pieces can be read ({error!r})") from None
        self._pieces = pieces

    def centre(self) -> Floats:
        """``[size]``: the mean of the whole table; reads all of it."""
        return self._rows(np.arange(len(self._table)))

    def of(self, word: str) -> Floats:
        """``[size]``; of any word there is one, its case does not matter."""
        return self._rows(np.array(self._pieces.word(word)[0]))

    def _rows(self, ids: npt.NDArray[np.integer]) -> Floats:
        """``[size]``: the mean of rows of the table."""
        rows = self._table[ids].astype(np.float32) * self._scale[ids].astype(np.float32)
        return np.asarray(rows.mean(0), dtype=np.float32)


@functools.cache
def word_vectors() -> WordVectors:
    """Those of the packaged model; nothing is read before the first call."""
    return WordVectors(PACKAGED / "encoder.onnx", load().pieces)
