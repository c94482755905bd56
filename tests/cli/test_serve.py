"""``readout serve`` as a program: a store, a quick look at pages, and what keeps it from both."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from readout.record.codec import encode
from readout.store.store import DATABASE, open_store
from tests.view.web import world

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ports agree</title></head><body><article>
<h1>Ports agree on a harbour</h1><p>OSTREY, March 11, 2031 - Officials of the two ports signed an
agreement on Tuesday, a spokesman said.</p></article></body></html>"""


@contextmanager
def serving(*words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address that the command names, while it runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "readout", "serve", *words, "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + (process.communicate(timeout=10)[1] if process.poll() else "")
        yield found[0], process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def refused(*words: str) -> str:
    """What the command says when it does not serve: one line, no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "readout", "serve", *words, "--port", "0"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode not in (0, -2), done.stdout
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3, done.stderr
    return done.stderr


def asked(address: str, host: str | None = None) -> tuple[int, str]:
    """Status and text of a page."""
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return world.store_in(tmp_path_factory.mktemp("serve") / "news", [world.article(0)])


def test_a_store(store: str) -> None:
    with serving(store) as (address, process):
        assert address.startswith("http://127.0.0.1:")
        assert "token" not in address
        status, text = asked(address)
        assert status == 200
        assert "news" in text
        assert asked(address + "articles")[1].count("/article/") >= 1
        # A name of elsewhere that leads here is not answered.
        assert asked(address, host="evil.example")[0] in (400, 403, 421)
        assert process.poll() is None
    assert process.returncode in (0, 130, -2)


def test_a_quick_look_at_pages_and_records(tmp_path: Path) -> None:
    page, lines = tmp_path / "page.html", tmp_path / "records.jsonl"
    page.write_text(PAGE, encoding="utf-8")
    lines.write_bytes(encode(world.article(1)) + b"\nno record\n")
    before = set(os.listdir(tmp_path))
    with serving(str(page), str(lines)) as (address, process):
        text = asked(address + "articles")[1]
        assert "Ports agree on a harbour" in text
        assert "Ports agree for the 1. time" in text
        _, told = asked(address)
        assert "1 more" in told
    assert process.returncode in (0, 130, -2)
    assert set(os.listdir(tmp_path)) == before  # nothing is left beside what was named


def test_records_that_cannot_be_read(tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text("no record\n", encoding="utf-8")
    assert "nothing to show" in refused(str(lines))
    assert "cannot be read" in refused(str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"))


def test_no_store_and_an_empty_folder(tmp_path: Path) -> None:
    assert "There is no store in" in refused(str(tmp_path / "nowhere"))
    (tmp_path / "empty").mkdir()
    assert "There is no store in" in refused(str(tmp_path / "empty"))
    assert "Name the folder of a store" in refused()


def test_a_store_without_articles(tmp_path: Path) -> None:
    open_store(str(tmp_path / "new"), write=True).close()
    with serving(str(tmp_path / "new")) as (address, _):
        for page in ("", "articles", "events", "accounts", "timeline", "map", "network", "review"):
            assert asked(address + page)[0] == 200, page


def test_a_store_of_another_version(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    with open_store(str(folder), write=True) as opened:
        opened.con.execute("UPDATE every.properties SET value = '0' WHERE name = 'store'")
    assert "version 0" in refused(str(folder))


def test_what_is_no_database_of_ours(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    duckdb.connect(str(tmp_path / "other" / DATABASE)).close()
    assert "readout did not make" in refused(str(tmp_path / "other"))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / DATABASE).write_bytes(b"no database at all" * 300)
    assert "cannot be opened" in refused(str(tmp_path / "broken"))


def test_a_store_that_is_being_written(tmp_path: Path) -> None:
    folder = world.store_in(tmp_path / "busy", [world.article(0)])
    with open_store(folder, write=True):
        assert "open in another program" in refused(folder)
    # Locked under an open page: a page that says so, and the page again when the run is done.
    with serving(folder) as (address, _):
        with open_store(folder, write=True):
            status, text = asked(address + "articles")
            assert status == 503
            assert "being written" in text
        assert asked(address + "articles")[0] == 200


def test_elsewhere_a_token_is_asked_for(store: str) -> None:
    with serving(store, "--host", "0.0.0.0") as (address, process):
        token = re.search(r"\?token=(\S+)", address)
        assert token
        assert len(token[1]) >= 24
        port = re.search(r":(\d+)/", address)
        assert port
        here = f"http://127.0.0.1:{port[1]}/"
        assert asked(here + "articles")[0] in (401, 403)
        assert asked(here + "articles?token=" + "x" * 32)[0] in (401, 403)
        assert asked(f"{here}static/base.css")[0] in (401, 403)
        jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with jar.open(f"{here}?token={token[1]}", timeout=30) as answer:
            assert answer.status == 200
            assert "token=" not in answer.url  # it does not stay in the address
        with jar.open(f"{here}articles", timeout=30) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert "nothing is encrypted" in said


def test_a_token_of_ones_own(store: str) -> None:
    own = "a-token-of-my-own-0123"
    with serving(store, "--token", own) as (address, _):
        assert address.endswith("?token=" + own)
        assert asked(address.partition("?")[0])[0] in (401, 403)
    assert "at least 16" in refused(store, "--token", "short")


def test_a_port_that_is_taken_and_one_that_is_none(store: str) -> None:
    with serving(store) as (address, _):
        port = re.search(r":(\d+)/", address)
        assert port
        done = subprocess.run(
            [sys.executable, "-m", "readout", "serve", store, "--port", port[1]],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode != 0
        assert "cannot be listened at" in done.stderr
        assert "Traceback" not in done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "readout", "serve", store, "--port", "70000"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "0 to 65535" in done.stderr
