"""Runs: what goes in comes out once, whatever is between, and whoever is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from readout.errors import ReadoutError, StoreError, UsageError
from readout.scale.run import Options, run
from readout.settings import Settings
from readout.store.store import open_store
from tests.conftest import MODULES
from tests.scale.shared import STUB, ask, crawl, go, page, sound, warc_record


def test_a_run_again_changes_nothing(tmp_path: Path) -> None:
    crawl(tmp_path / "a.warc.gz", 40)
    (tmp_path / "one.txt").write_bytes(page(1000))
    sources, store = [tmp_path / "a.warc.gz", tmp_path / "one.txt"], tmp_path / "store"
    first = go(sources, store)
    assert (first.seen, first.added, first.known) == (41, 41, 0)
    before = ask(store, "SELECT * FROM every.articles ORDER BY reading")
    again = go(sources, store)
    assert (again.seen, again.added, again.known) == (41, 0, 41)
    assert ask(store, "SELECT * FROM every.articles ORDER BY reading") == before
    assert [row[0] for row in ask(store, "SELECT end_state FROM runs ORDER BY run")] == [
        "done", "done",
    ]  # fmt: skip
    sound(store)
    url, position = ask(store, "SELECT url, position FROM captures WHERE url IS NOT NULL")[0]
    assert url.startswith("https://a.example/")
    assert position >= 0


def test_another_version_adds_rows_and_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(tmp_path / "a.warc.gz", 5)
    store = tmp_path / "store"
    go([tmp_path / "a.warc.gz"], store)
    monkeypatch.setenv("STUB_VERSION", "1")
    assert go([tmp_path / "a.warc.gz"], store).added == 5
    assert ask(store, "SELECT version, count(*) FROM every.articles GROUP BY ALL ORDER BY ALL") == [
        ("0", 5), ("1", 5),
    ]  # fmt: skip
    assert ask(store, "SELECT version, count(*) FROM articles GROUP BY ALL") == [("1", 5)]
    assert ask(store, "SELECT count(*) FROM events") == [(5,)]


def test_a_changed_page_is_a_revision_and_a_copy_is_linked(tmp_path: Path) -> None:
    archive, store = tmp_path / "a.warc", tmp_path / "store"
    story = page(1)
    archive.write_bytes(
        warc_record("https://a.example/x", story)
        + warc_record("https://b.example/y", story + b" Agency copy.")
        + warc_record("https://a.example/x?utm_source=feed#top", story + b" Corrected.")
        + warc_record("https://c.example/z", page(2))
    )
    summary = go([archive], store)
    assert (summary.added, summary.revisions, summary.copies) == (4, 1, 1)
    rows = ask(store, "SELECT url, revision, copy_of IS NULL FROM articles ORDER BY url")
    assert rows == [
        ("https://a.example/x?utm_source=feed#top", 2, True),
        ("https://b.example/y", 1, False),
        ("https://c.example/z", 1, True),
    ]


@pytest.mark.parametrize("given", [None, "3"])
def test_the_numbers_of_a_worker_keep_to_its_core(
    given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one worker spins on the cores of the others, and two are worth little more than one."""
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    if given:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", given)
    (tmp_path / "a.txt").write_bytes(page(1, "THREADS"))
    store = tmp_path / "store"
    go([tmp_path / "a.txt"], store)
    assert ask(store, "SELECT reason FROM failures") == [(f"{given or '1'} threads.",)]
    assert os.environ.get("OPENBLAS_NUM_THREADS") == given


def test_hostile_captures_stop_nothing(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    for n in range(60):
        (folder / f"good{n:02}.txt").write_bytes(page(n))
    bad = {
        "crash.txt": page(900, "CRASH"), "hang.txt": page(901, "HANG"),
        "fault.txt": page(902, "FAULT"), "bad.txt": page(903, "BAD"), "empty.txt": b"",
        "random.txt": random.Random(1).randbytes(5000), "paper.html": b"%PDF-1.7\n" + b"x" * 99,
        "bomb.html.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\0" * 50, "cut.warc": b"WARC/1.0\r\nWARC",
        "nul.txt": b"\0" * 1000, "feed.xml": b"<rss><channel><item><title>x</item></rss>",
    }  # fmt: skip
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "odd\udcff.txt").write_bytes(page(904, "BAD"))
    summary = go([folder], store, workers=2, batch=8, timeout=1.5)
    assert summary.added == 60
    found = dict(ask(store, "SELECT parse_filename(path), kind FROM failures"))
    assert set(found) >= set(bad)
    assert found["crash.txt"] == "crash"
    assert found["hang.txt"] == "timeout"
    assert found["fault.txt"] == "fault"
    assert found["bad.txt"] == "capture"
    sound(store)
    again = go([folder], store, workers=1)
    assert again.added == again.failed == 0
    reasons = ask(store, "SELECT count(*), count(DISTINCT (path, reason)) FROM failures")
    assert reasons[0][0] == reasons[0][1]


def test_retry_reads_the_quarantine_again(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(page(1, "BAD"))
    store = tmp_path / "store"
    assert go([tmp_path / "bad.txt"], store).failed == 1
    assert go([tmp_path / "bad.txt"], store).failed == 0
    assert go([tmp_path / "bad.txt"], store, retry=True).failed == 1
    assert ask(store, "SELECT count(*) FROM failures") == [(1,)]


def test_the_summary_and_the_quarantine_say_the_same(tmp_path: Path) -> None:
    good, bad, gone = (tmp_path / name for name in ("good.txt", "bad.txt", "gone.txt"))
    good.write_bytes(page(1))
    bad.write_bytes(page(2, "BAD"))
    store = tmp_path / "store"
    for turn in range(3):
        told = go([good, bad, gone], store, retry=turn == 2)
        kept = ask(store, "SELECT parse_filename(path), run FROM failures ORDER BY ALL")
        assert told.failed + told.still == len(kept) == 2
        assert told.seen == told.added + told.same + told.known + told.failed + told.still == 3
        assert [str(gone)] == [reason.split("'")[1] for reason, _ in told.complaints]
        assert told.failed == (2, 0, 1)[turn]
    assert kept == [("bad.txt", 3), ("gone.txt", 1)]
    # What is tried again says nothing of what is not, and a file that is there now is no failure.
    (tmp_path / "other.txt").write_bytes(page(3, "BAD"))
    assert go([tmp_path / "other.txt"], store, retry=True).failed == 1
    gone.write_bytes(page(4))
    assert go([gone], store).added == 1
    kept = ask(store, "SELECT parse_filename(path) FROM failures ORDER BY ALL")
    assert kept == [("bad.txt",), ("other.txt",)]


_PROGRAM = f"""
import sys
from readout.scale.run import Options, run
from readout.settings import Settings
if __name__ == "__main__":
    options = Options(workers=2, batch=4, quiet=True, read={STUB!r})
    print("started", flush=True)
    summary = run(sys.argv[1:-1], sys.argv[-1], Settings(), options)
    print(summary.added, summary.recovered, summary.stopped, summary.seen, flush=True)
"""


def _start(tmp_path: Path, source: Path, store: Path) -> subprocess.Popen[bytes]:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM)
    return subprocess.Popen(
        [sys.executable, str(program), str(source), str(store)],
        env={**os.environ, "PYTHONPATH": MODULES},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


ROUNDS = int(os.environ.get("READOUT_KILLS", "4"))


def test_killed_at_random_points_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    archive, store = tmp_path / "a.warc.gz", tmp_path / "store"
    count = 40 * ROUNDS
    crawl(archive, count, "SLOW")
    seed = int(os.environ.get("READOUT_SEED", "8"))
    chance = random.Random(seed)
    counts = [0]
    for _ in range(ROUNDS):
        process = _start(tmp_path, archive, store)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.5, 2.3))
        process.kill()
        process.wait()
        process.stdout.close()
        assert process.stderr is not None
        process.stderr.close()
        if (store / "readout.duckdb").exists():
            with open_store(str(store), write=True) as opened:  # the lock died with its owner
                rows = opened.con.execute("SELECT count(*) FROM every.articles").fetchall()
            assert rows[0][0] >= counts[-1]  # what was stored stays
            counts.append(rows[0][0])
    go([archive], store, workers=2)
    assert ask(store, "SELECT count(*), count(DISTINCT url) FROM every.articles") == [
        (count, count)
    ]
    assert os.listdir(store / "parts") == []
    sound(store)


def test_control_c_ends_after_the_captures_at_hand(tmp_path: Path) -> None:
    archive, store = tmp_path / "a.warc.gz", tmp_path / "store"
    crawl(archive, 2000, "SLOW")
    process = _start(tmp_path, archive, store)
    assert process.stdout is not None
    process.stdout.readline()
    deadline = time.monotonic() + 20
    while not list(store.glob("parts/*.zst")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    added = int(out.split()[0])
    assert out.split()[2] == b"True"
    assert 0 < added < 2000
    assert int(out.split()[3]) == added  # what was found and not read is not counted
    assert ask(store, "SELECT count(*) FROM articles") == [(added,)]
    assert ask(store, "SELECT end_state FROM runs") == [("stopped",)]
    sound(store)


def test_control_c_twice_ends_at_once_and_loses_nothing(tmp_path: Path) -> None:
    archive, store = tmp_path / "a.warc", tmp_path / "store"
    marks = ["SLOW"] * 40 + ["HANG"] * 8  # at these a first Ctrl-C waits
    archive.write_bytes(
        b"".join(warc_record(f"https://a.example/{n}", page(n, m)) for n, m in enumerate(marks))
    )
    process = _start(tmp_path, archive, store)
    deadline = time.monotonic() + 20
    while not list(store.glob("parts/*.zst")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode != 0
    assert b"KeyboardInterrupt" in err  # which the command puts into words
    assert ask(store, "SELECT end_state FROM runs") == [("stopped",)]
    told = go([archive], store, workers=8, batch=1, timeout=0.5)
    assert (told.failed, told.seen) == (8, 48)
    assert ask(store, "SELECT count(*), count(DISTINCT url) FROM articles") == [(40, 40)]
    sound(store)


def test_a_writer_that_is_just_going_is_waited_for(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_store(str(store), write=True) as first:
        timer = threading.Timer(0.1, first.close)
        timer.start()
        open_store(str(store), write=True).close()
        timer.join()


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    crawl(tmp_path / "a.warc.gz", 3)
    store = tmp_path / "store"
    with open_store(str(store), write=True):
        code = (
            "import sys\nfrom readout.store.store import open_store\n"
            "try:\n    open_store(sys.argv[1], write=True)\nexcept Exception as e:\n    print(e)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(store)], capture_output=True, text=True, check=True
        )
        assert f"is being written by process {os.getpid()}, started" in done.stdout
        assert done.stdout.count("\n") == 1
        asked = subprocess.run(
            [sys.executable, "-m", "readout", "query", str(store), "SELECT 1"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert asked.returncode == 9
        assert "open in another program" in asked.stderr
    assert go([tmp_path / "a.warc.gz"], store).added == 3


def test_a_folder_that_may_not_be_written() -> None:
    # Root may write anywhere, so the test becomes nobody; pytest's own folder is closed to that.
    code = (
        "import os, sys, duckdb, readout.store.load\n"
        "from readout.store.store import open_store\n"
        "os.geteuid() or os.seteuid(65534)\n"
        "try:\n    open_store(sys.argv[1], write=True)\nexcept Exception as e:\n"
        "    print(type(e).__name__, e)"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, text=True, check=False
        )
        Path(folder).chmod(0o755)
    assert "may not be written" in done.stdout, done.stderr
    assert done.stdout.startswith("StoreError")


def test_a_full_disk_is_said_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(tmp_path / "a.warc.gz", 100)
    store = tmp_path / "store"
    go([tmp_path / "a.warc.gz"], store, batch=10)
    crawl(tmp_path / "b.warc.gz", 160)
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    code = _PROGRAM.replace(
        "    options =",
        "    import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, "
        f"{limits[1]}))\n    options =",
    )
    program = tmp_path / "full.py"
    program.write_text(code.replace('print("started"', 'import signal; print("started"'))
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "b.warc.gz"), str(store)],
        env={**os.environ, "PYTHONPATH": MODULES},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert "is full; what was finished is safe" in done.stderr
    assert go([tmp_path / "b.warc.gz"], store).known == 100
    assert ask(store, "SELECT count(*) FROM articles") == [(160,)]
    sound(store)


def test_workers_that_cannot_start_are_told(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(page(1))
    with pytest.raises(ReadoutError, match="Workers end as soon as they start"):
        go([tmp_path / "one.txt"], tmp_path / "store", read="tests.scale.stub:gone")


def test_calls_that_make_no_sense(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        run([], str(tmp_path / "s"), Settings())
    with pytest.raises(UsageError):
        run(["x"], str(tmp_path / "s"), Settings(), Options(workers=0))
    with pytest.raises(StoreError, match="There is no store"):
        open_store(str(tmp_path / "none"))
