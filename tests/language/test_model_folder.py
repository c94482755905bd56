"""The model folder: what is missing or damaged is said in one sentence; threads change nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from readout.language.model import Model, ModelError, load

ABOUT: dict[str, Any] = {
    "format": 1,
    "version": "0",
    "window": 16,
    "files": {"lemmas.tsv": hashlib.sha256(b"went\tVBD\tgo\n").hexdigest()},
    "begin": 1,
    "end": 2,
    "unknown": 3,
    "layout": {"upos": [0, 2]},
    "labels": {},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.json").write_text(json.dumps(ABOUT))
    (tmp_path / "lemmas.tsv").write_bytes(b"went\tVBD\tgo\n")
    return tmp_path


def test_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no language model"):
        Model(tmp_path / "none")


def test_other_format(folder: Path) -> None:
    (folder / "model.json").write_text(json.dumps(ABOUT | {"format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        Model(folder)


def test_not_a_description(folder: Path) -> None:
    (folder / "model.json").write_text("[]")
    with pytest.raises(ModelError, match="not the description"):
        Model(folder)


def test_damaged_and_missing_files(folder: Path) -> None:
    model = Model(folder)
    model.verify()
    assert model.lemmas.of("Went", "VBD") == "go"
    (folder / "lemmas.tsv").write_bytes(b"went\tVBD\twend\n")
    with pytest.raises(ModelError, match="damaged"):
        model.verify()
    with pytest.raises(ModelError, match=r"pairs\.npz: missing"):
        _ = model.pairs


def test_digest_follows_the_files(folder: Path) -> None:
    other = json.loads(json.dumps(ABOUT))
    other["files"]["lemmas.tsv"] = "0" * 64
    digest = Model(folder).digest
    (folder / "model.json").write_text(json.dumps(other))
    assert len(digest) == 12
    assert Model(folder).digest != digest


def test_one_model_is_shared(folder: Path) -> None:
    assert load(folder) is load(folder)


class Session:
    """Answers with the pieces it was given."""

    def run(self, names: list[str], feed: dict[str, Any]) -> list[Any]:
        assert names == ["words", "arcs"]
        assert feed["ids"][0] == 1
        assert feed["ids"][-1] == 2
        return [feed["ids"][feed["first"]], feed["shapes"]]


@pytest.mark.parametrize("threads", [1, 3])
def test_windows_come_back_in_order(folder: Path, threads: int) -> None:
    model = Model(folder, threads)
    model._open = Session  # type: ignore[method-assign]
    windows = [
        (np.arange(k, k + 4, dtype=np.int32), np.full(4, 5, np.int32), np.array([0, 2], np.int32))
        for k in range(20)
    ]
    out = model.run(windows)
    assert [words.tolist() for words, _ in out] == [[k, k + 2] for k in range(20)]
    assert out[0][1].tolist() == [0, 5, 5, 5, 5, 0]
