"""The shape of the house: which room may import which, and what none of them may import.

The order is that of the work. A step backwards here means that a room knows of a later one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "readout"

GROUND = ("errors", "spans", "version", "settings", "runtime")
ROOMS = (
    "record", "knowledge", "capture", "page", "language", "mentions", "statements", "events",
    "accounts", "reading", "api", "store", "export", "review", "scale", "evaluation", "view",
    "examples", "cli",
)  # fmt: skip
ORDER = {name: number for number, name in enumerate(GROUND + ROOMS)}

TRAINING = {"torch", "lightgbm", "sklearn", "transformers", "training", "onnx"}
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib3", "xmlrpc",
}  # fmt: skip
NETWORK_PARTS = {"urllib.request", "urllib.error", "urllib.robotparser"}
# `readout watch` fetches what it is told to. Nothing else may, and only watch may ask this file.
FETCHES = "scale.fetch"
MAY_FETCH = {"scale.watch", "cli.watch"}
MAX_LINES = 400

FILES = sorted(SRC.rglob("*.py"))


def _name(path: Path) -> str:
    """``page.html.dom`` for ``src/readout/page/html/dom.py``."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path) -> Iterator[str]:
    """Every name a file imports, in functions and for type checking too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _room(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_imports_go_to_earlier_rooms_only(path: Path) -> None:
    here = _room(_name(path))
    if here in ("__init__", "__main__"):
        return  # the doors of the house, through which one sees all rooms
    assert here in ORDER, f"{here} is a new room: give it its place in ROOMS"
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] != "readout":
            continue
        there = parts[1]
        assert there in ORDER, f"{path}: {name} is no room"
        assert ORDER[there] <= ORDER[here], f"{here} imports the later room {there} ({name})"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_nothing_of_training_and_no_network(path: Path) -> None:
    for name in _imports(path):
        top = name.split(".")[0]
        assert top not in TRAINING, f"{path} imports {name}, which is for training only"
        if name.startswith(f"readout.{FETCHES}"):
            assert _name(path) in MAY_FETCH, f"{path} imports {name}: only watch fetches"
        if _name(path) == FETCHES:
            continue
        assert top not in NETWORK, f"{path} imports {name}: readout never connects"
        assert not any(name.startswith(part) for part in NETWORK_PARTS), f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_the_ground_floor_imports_nothing_of_ours_but_itself() -> None:
    for name in GROUND:
        for module in _imports(SRC / f"{name}.py"):
            assert not module.startswith("readout.") or module.split(".")[1] in GROUND


def test_the_test_itself_sees_a_step_backwards(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("def f():\n    from readout.cli import main\n", encoding="utf-8")
    assert list(_imports(path)) == ["readout.cli.main"]
    assert ORDER["cli"] > ORDER["page"]
