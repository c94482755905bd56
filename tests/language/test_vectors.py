"""Vectors of words out of an ONNX file that is written here byte by byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from readout.errors import ModelError
from readout.language.pieces import Pieces
from readout.language.vectors import WordVectors

TABLE = np.array([[1, -2], [3, 4], [-5, 127]], dtype=np.int8)
SCALE = np.array([[0.5], [1.0], [2.0]], dtype=np.float32)
PIECES = Pieces(lambda word: {"a": [1], "ab": [0, 2]}.get(word, []), unknown=0)


def varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def field(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def tensor(name: str, kind: int, values: npt.NDArray[np.generic], packed: bool) -> bytes:
    shape = [int(size) for size in values.shape]
    if packed:
        dims = field(1, b"".join(map(varint, shape)))
    else:
        dims = b"".join(field(1, size) for size in shape)
    return field(5, dims + field(2, kind) + field(8, name.encode()) + field(9, values.tobytes()))


def onnx(*tensors: bytes) -> bytes:
    # A version, a graph with a node of more than 127 bytes and the tensors, fields after it.
    graph = field(1, b"x" * 300) + b"".join(tensors)
    return field(1, 8) + field(7, graph) + b"\x4d" + bytes(4) + field(8, b"end")


@pytest.mark.parametrize("packed", [False, True])
def test_a_word_is_the_mean_of_the_rows_of_its_pieces(tmp_path: Path, packed: bool) -> None:
    other = tensor("other", 1, np.ones((200, 3), np.float32), packed)
    parts = tensor("word.q", 3, TABLE, packed), tensor("word.s", 1, SCALE, packed)
    path = tmp_path / "encoder.onnx"
    path.write_bytes(onnx(other, *parts))
    vectors = WordVectors(path, PIECES)
    np.testing.assert_allclose(vectors.of("a"), [3, 4])
    np.testing.assert_allclose(vectors.of("ab"), [(0.5 - 10) / 2, (-1 + 254) / 2])
    np.testing.assert_allclose(vectors.of("no piece"), [0.5, -1])
    np.testing.assert_allclose(vectors.centre(), [(0.5 + 3 - 10) / 3, (-1 + 4 + 254) / 3])


GOOD = onnx(tensor("word.q", 3, TABLE, False), tensor("word.s", 1, SCALE, False))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param(b"", id="empty"),
        pytest.param(b"no such format at all", id="something else"),
        pytest.param(GOOD[:-40], id="cut off"),
        pytest.param(onnx(tensor("word.q", 3, TABLE, False)), id="no scale"),
        pytest.param(onnx(tensor("word.q", 3, TABLE[:2], False),
                          tensor("word.s", 1, SCALE, False)), id="of another length"),
    ],
)  # fmt: skip
def test_a_broken_file_is_a_model_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "encoder.onnx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        WordVectors(path, PIECES)
