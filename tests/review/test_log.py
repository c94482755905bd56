"""The log: what is written is there, whatever happens to the one who writes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from readout.errors import StoreError
from readout.review import log
from readout.review.entry import Entry, live, new_id
from readout.review.log import Log, append, path_of, read, undo
from tests.review.made import entry

_WRITER = """
import sys
from readout.review.log import append
from tests.review.made import entry
k = 0
while True:
    append(sys.argv[1], [entry(note=f"{k} " + "x" * 5000)])
    print(k, flush=True)
    k += 1
"""


def test_what_is_written_is_read_in_order(tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert read(folder) == Log([], [])
    entries = [entry(note=str(k)) for k in range(5)]
    append(folder, entries[:2])
    append(folder, entries[2:])
    append(folder, [])
    assert read(folder) == Log(entries, [])
    assert read(folder).of("b" * 32) == []


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_it_survives_kill_9_in_the_middle(tmp_path: Path) -> None:
    """All that was acknowledged is there, and the next writer goes on."""
    acknowledged = 0
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)],
            stdout=subprocess.PIPE, cwd=Path(__file__).parents[2], text=True,
        )  # fmt: skip
        assert process.stdout is not None
        for _ in range(20):
            assert process.stdout.readline().strip().isdigit()
        time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        acknowledged += 20 + len(rest.split())
    found = read(str(tmp_path))
    assert len(found.entries) >= acknowledged
    append(str(tmp_path), [entry(note="after")])
    assert read(str(tmp_path)).entries[-1].note == "after"


@pytest.mark.parametrize("cut", [1, 7, 60])
def test_a_torn_last_line_is_passed_over_and_told(tmp_path: Path, cut: int) -> None:
    folder = str(tmp_path)
    first, second = entry(note="one"), entry(note="two")
    append(folder, [first, second])
    path = Path(path_of(folder))
    path.write_bytes(path.read_bytes()[:-cut])
    held = read(folder)
    if cut == 1:  # the line end alone is missing: the entry is whole
        assert held == Log([first, second], [])
    else:
        assert held == Log([first], [2])
    third = entry(note="three")
    append(folder, [third])
    again = read(folder)
    assert again.entries == [*held.entries, third]
    assert again.broken == held.broken


def _write_many(folder: str, by: str) -> None:
    for k in range(25):
        append(folder, [entry(by=by, note=f"{by} {k} " + "ü" * 3000)])


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork" if os.name != "nt" else "spawn")
    names = ["Ana", "Ben", "Cy"]
    writers = [context.Process(target=_write_many, args=(str(tmp_path), n)) for n in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    held = read(str(tmp_path))
    assert held.broken == []
    for name in names:
        own = [e.note.split()[1] for e in held.entries if e.by == name]
        assert own == [str(k) for k in range(25)]


def test_foreign_lines_do_not_hide_the_others(tmp_path: Path) -> None:
    folder = str(tmp_path)
    one = entry()
    append(folder, [one])
    with open(path_of(folder), "ab") as file:
        file.write(b'{"id": "x"}\n\xff\xfe\n[]\n\n' + msgspec.json.encode(one) + b"\n")
    assert read(folder) == Log([one], [2, 3, 4]), "and an entry that stands twice counts once"


def test_undo_is_one_s_own(tmp_path: Path) -> None:
    folder = str(tmp_path)
    one = entry(by="Ana")
    append(folder, [one])
    with pytest.raises(StoreError, match="only who wrote it"):
        undo(folder, one.id, "Ben")
    with pytest.raises(StoreError, match="holds no entry"):
        undo(folder, "nothing", "Ana")
    taken = undo(folder, one.id, "Ana")
    assert live(read(folder).entries) == []
    undo(folder, taken.id, "Ana")
    assert live(read(folder).entries) == [one]
    assert len(read(folder).entries) == 3, "nothing is ever taken out"


def test_a_forgotten_article_takes_its_judgements_along(tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert log.forget(folder, ["a" * 32]) == 0
    kept = entry(article="b" * 32)
    append(folder, [entry(article="a" * 32), kept])
    assert log.forget(folder, ["a" * 32]) == 1
    assert read(folder) == Log([kept], [])
    assert "a" * 32 not in Path(path_of(folder)).read_text()


def test_no_store_no_log(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        append(str(tmp_path / "nothing"), [entry()])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")
def test_a_full_disk_is_one_sentence_and_leaves_nothing_torn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path)
    one = entry()
    append(folder, [one])
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:10]))
    with pytest.raises(StoreError, match="is full"):
        append(folder, [entry()])
    monkeypatch.undo()
    assert read(folder) == Log([one], [])


def test_ids_are_never_the_same() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert isinstance(entry(), Entry)
