"""A store that is missing, empty, of another version, being written, or changed under a page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from readout.store.store import DATABASE, open_store
from readout.view.web.app import make_app
from tests.view.web import world

PAGES = ["/", "/articles", "/events", "/article/abcdef", "/events.csv"]


def _client(folder: Path | str) -> TestClient:
    return TestClient(make_app(str(folder)), base_url="http://localhost")


def _is_page(text: str) -> None:
    assert "<h1>" in text
    assert "Traceback" not in text
    assert "</html>" in text


@pytest.mark.parametrize("path", PAGES)
def test_a_store_that_is_missing(tmp_path: Path, path: str) -> None:
    with _client(tmp_path / "none") as client:
        answer = client.get(path)
        assert answer.status_code == 503
        assert "There is no store in" in answer.text
        _is_page(answer.text)


def test_a_store_that_is_empty(tmp_path: Path) -> None:
    folder = world.store_in(tmp_path / "empty", [])
    with _client(folder) as client:
        for path in ("/", "/articles"):
            assert "The store holds no article yet" in client.get(path).text
        assert "No event was read" in client.get("/events").text
        assert client.get("/article/abcdef").status_code == 404


def test_a_store_of_another_version(tmp_path: Path) -> None:
    folder = world.store_in(tmp_path / "old", [])
    with open_store(folder, write=True) as store:
        store.con.execute("UPDATE every.properties SET value = '0' WHERE name = 'store'")
    with _client(folder) as client:
        answer = client.get("/events")
        assert answer.status_code == 503
        assert "is of version 0" in answer.text
        _is_page(answer.text)


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with _client(tmp_path) as client:
        answer = client.get("/events")
        assert answer.status_code == 503
        _is_page(answer.text)


HOLD = """
import sys
from readout.store.store import open_store
with open_store(sys.argv[1], write=True) as store:
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_store_that_a_run_writes_to_and_then_leaves(tmp_path: Path) -> None:
    folder = world.store_in(tmp_path / "busy", [world.article(0)])
    with (
        subprocess.Popen(
            [sys.executable, "-c", HOLD, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as writer,
        _client(folder) as client,
    ):
        assert writer.stdout is not None
        assert writer.stdin is not None
        assert writer.stdout.readline() == b"held\n"
        answer = client.get("/events")
        assert answer.status_code == 503
        assert "is being written" in answer.text
        assert "Load this page again" in answer.text
        writer.stdin.write(b"\n")
        writer.stdin.close()
        writer.wait(timeout=30)
        assert client.get("/events").status_code == 200


def test_a_page_that_stays_open_does_not_keep_a_run_out(tmp_path: Path) -> None:
    folder = world.store_in(tmp_path / "grows", [world.article(0)])
    with _client(folder) as client:
        assert "1 article " in client.get("/").text
        client.app.state.library.close()  # type: ignore[attr-defined]  # as after three seconds
        with open_store(folder, write=True) as store:
            store.put([world.article(1)])
        assert "2 articles " in client.get("/").text


def test_the_store_is_let_go_when_nobody_asks(tmp_path: Path) -> None:
    import time

    from readout.view.web.library import Library

    folder = world.store_in(tmp_path / "idle", [])
    library = Library(folder, idle=0.1)
    with library.reader() as con:
        con.execute("FROM articles")
    for _ in range(100):
        if library._store is None:
            break
        time.sleep(0.05)
    assert library._store is None
    with open_store(folder, write=True):
        pass


def test_an_article_that_was_removed_under_its_page(tmp_path: Path) -> None:
    one, two = world.article(0), world.article(1)
    folder = world.store_in(tmp_path / "first", [one, two])
    other = world.store_in(tmp_path / "second", [two])
    with _client(folder) as client:
        assert client.get(f"/article/{one.article.id}").status_code == 200
        shutil.copy(Path(other) / DATABASE, Path(folder) / "new")
        (Path(folder) / "new").replace(Path(folder) / DATABASE)
        answer = client.get(f"/article/{one.article.id}")
        assert answer.status_code == 404
        assert "may have been removed" in answer.text
        assert client.get(f"/article/{two.article.id}").status_code == 200
        shutil.rmtree(folder)
        assert client.get(f"/article/{two.article.id}").status_code == 503


def test_no_page_and_no_article(client: TestClient, ids: list[str]) -> None:
    for path in ("/nowhere", "/article/x", "/article/ffffffffff", "/static/none.css"):
        answer = client.get(path)
        assert answer.status_code == 404
        _is_page(answer.text)
    assert client.get(f"/article/{ids[0]}?at=abc").status_code == 400
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404
