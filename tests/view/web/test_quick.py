"""The quick file beside a store: the same pages as without it, and never one of another state."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from readout.record.ids import article_id
from readout.record.types import Record
from readout.store.forget import forget
from readout.store.store import DATABASE, VIEW, open_store
from readout.view.web.app import make_app
from readout.view.web.filters import like, terms
from readout.view.web.library import Library
from readout.view.web.prepare import prepare
from readout.view.web.quick import words_of
from tests.view.web import world

PAGES = [
    "/", "/articles", "/events", "/timeline", "/map", "/network", "/accounts", "/review",
    "/review?q=met",
    "/articles?q=harbour", "/articles?q=EVER+met", '/articles?q="that+they+ever"',
    "/events?q=ostrey&status=denied", "/network?of=countries", "/events?country=SYR&sort=surest",
    "/map?actor=roth", "/timeline?by=type&copies=yes", "/articles?place=1001&sort=longest",
    "/events.csv", "/articles.csv?q=vell", "/network.csv", "/map.csv", "/timeline.csv",
]  # fmt: skip


@pytest.fixture
def store(folder: str, tmp_path: Path) -> str:
    """A store that may be written to."""
    return shutil.copytree(folder, tmp_path / "store").as_posix()


@pytest.fixture
def ask(store: str) -> Callable[[str], str]:
    """What a page of a fresh application says."""

    def get(address: str) -> str:
        app = make_app(store)
        with TestClient(app, base_url="http://localhost") as client:
            answer = client.get(address)
            app.state.library.close()
        assert answer.status_code == 200, answer.text
        # Forms carry a new secret for each browser.
        return re.sub(r'value="[\w-]{43}"', "", answer.text)

    return get


def with_text(number: int, text: str) -> Record:
    """An article with this at its end."""
    made = world.article(number % 4)
    whole = f"{made.article.text} {text}"
    url = f"https://courier.example/more/{number}"
    article = msgspec.structs.replace(made.article, text=whole, id=article_id(whole, url), url=url)
    return msgspec.structs.replace(made, article=article, events=[], episodes=[], accounts=[],
                                   points=[])  # fmt: skip


def test_pages_are_the_same_with_and_without_it(store: str, ask: Callable[[str], str]) -> None:
    plain = {page: ask(page) for page in PAGES}
    assert prepare(store)
    library = Library(store)
    with library.reader():
        assert library.quick
    library.close()
    for page, text in plain.items():
        assert ask(page) == text, page


@pytest.mark.parametrize(
    "asked",
    [
        "met", "MET", "et", "a", "1", "tory number 3", "ever met in", "100%", "under_score",
        "50% of", "back\\slash", "O'Brien", "Ünïcode", "ÜNÏCODE", "straße", "ΣΊΣΥΦΟΣ",
        "İstanbul", "no\u00a0break", "tab\tstop", " lead", "trail ", "two  blanks", "x" * 60,
        "end.", "日本", "本語", "n e", "%", "_",
    ],
)  # fmt: skip
def test_a_search_finds_what_the_plain_question_finds(found_in: str, asked: str) -> None:
    library = Library(found_in)
    sql, values = words_of(asked, like(asked))
    with library.reader() as con:
        assert library.quick
        found = sorted(set(con.execute(sql, values).fetchall()))
        wanted = con.execute(
            "SELECT reading FROM every.articles WHERE text ILIKE ? ESCAPE '\\' ORDER BY 1",
            [like(asked)],
        ).fetchall()
    library.close()
    assert found == wanted


@pytest.fixture(scope="module")
def found_in(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of texts that are hard to search, with its quick file."""
    hard = [
        "100% under_score 50% off 50% of it", "back\\slash O'Brien", "Ünïcode STRASSE straße",
        "Σίσυφος ΣΊΣΥΦΟΣ σίσυφος", "İstanbul istanbul ISTANBUL", "no\u00a0break no break",
        "tab\tstop tab stop", "two  blanks two blanks lead trail", "x" * 70, "the end.",
        "日本語 新聞",
    ]  # fmt: skip
    records = [world.article(n) for n in range(4)]
    records += [with_text(10 + n, text) for n, text in enumerate(hard)]
    path = world.store_in(tmp_path_factory.mktemp("words") / "store", records)
    assert prepare(path)
    return path


def test_a_search_that_finds_all_and_one_that_finds_some(found_in: str) -> None:
    """The test above would hold if nothing were ever found."""
    library = Library(found_in)
    with library.reader() as con:
        for asked, many in (("met", 15), ("50% of", 1), ("two  blanks", 1), ("日本", 1), ("qq", 0)):
            sql, values = words_of(asked, like(asked))
            assert len(set(con.execute(sql, values).fetchall())) == many, asked
    library.close()


def test_it_is_not_used_once_the_store_has_changed(store: str, ask: Callable[[str], str]) -> None:
    assert prepare(store)
    with open_store(store, write=True) as opened:
        opened.put([with_text(20, "zanzibar")])
    library = Library(store)
    with library.reader():
        assert not library.quick
    library.close()
    assert "zanzibar" in ask("/articles?q=zanzibar&copies=yes").lower().replace("<mark>", "")
    # And made anew it knows the new one.
    assert prepare(store)
    with library.reader() as con:
        assert library.quick
        sql, values = words_of("zanzibar", like("zanzibar"))
        assert len(con.execute(sql, values).fetchall()) == 1
    library.close()


def test_a_page_that_stays_open_sees_what_a_run_added(store: str) -> None:
    assert prepare(store)
    app = make_app(store)
    with TestClient(app, base_url="http://localhost") as client:
        assert "/more/21" not in client.get("/articles.csv?copies=yes").text
        app.state.library.close()
        with open_store(store, write=True) as opened:
            opened.put([with_text(21, "zanzibar")])
        assert "/more/21" in client.get("/articles.csv?q=zanzibar&copies=yes").text
        app.state.library.close()


def test_what_a_killed_run_left_in_the_log_counts(store: str) -> None:
    """Rows that were committed and not yet put into the database file itself."""
    import duckdb

    assert prepare(store)
    con = duckdb.connect(os.path.join(store, DATABASE))
    con.execute("PRAGMA disable_checkpoint_on_shutdown")
    con.execute("UPDATE every.articles SET outlet = 'Late Edition'")
    con.close()
    assert os.path.exists(os.path.join(store, DATABASE + ".wal"))
    library = Library(store)
    with library.reader() as reader:
        assert not library.quick
        assert reader.execute("SELECT DISTINCT outlet FROM leaves").fetchall() == [
            ("Late Edition",)
        ]
    library.close()


def test_what_is_forgotten_leaves_no_word_behind(store: str, ids: list[str]) -> None:
    with open_store(store, write=True) as opened:
        opened.put([with_text(22, "zanzibar")])
        gone = opened.find("https://courier.example/more/22")[0].article
    assert prepare(store)
    assert b"zanzibar" in Path(store, VIEW).read_bytes()
    left = Path(store, VIEW + ".1.making")
    left.write_bytes(b"zanzibar")
    forget(store, [gone])
    assert not list(Path(store).glob(VIEW + "*"))
    assert prepare(store)
    assert b"zanzibar" not in Path(store, VIEW).read_bytes()


def test_a_reading_taken_out_and_its_number_given_again(store: str) -> None:
    """What the file knows of a number is of that article alone."""
    assert prepare(store)
    kept = Path(store, VIEW).read_bytes()
    with open_store(store, write=True) as opened:
        newest = opened.con.execute(
            "SELECT article FROM every.articles ORDER BY reading DESC LIMIT 1"
        ).fetchone()
    assert newest
    forget(store, [newest[0]])
    with open_store(store, write=True) as opened:
        opened.put([with_text(23, "zanzibar")])
    Path(store, VIEW).write_bytes(kept)
    assert prepare(store)
    library = Library(store)
    with library.reader() as con:
        for word in ("zanzibar", "met", "script"):
            sql, values = words_of(word, like(word))
            assert (
                sorted(set(con.execute(sql, values).fetchall()))
                == con.execute(
                    "SELECT reading FROM every.articles WHERE text ILIKE ? ORDER BY 1",
                    [f"%{word}%"],
                ).fetchall()
            )
    library.close()


@pytest.mark.parametrize("broken", [b"", b"no database", b"\0" * 20_000])
def test_a_file_that_is_broken_is_passed_over_and_made_anew(store: str, broken: bytes) -> None:
    Path(store, VIEW).write_bytes(broken)
    library = Library(store)
    with library.reader() as con:
        assert not library.quick
        assert con.execute("SELECT count(*) FROM leaves").fetchone() != (0,)
    library.close()
    assert prepare(store)
    with library.reader():
        assert library.quick
    library.close()


def test_a_store_that_is_gone_or_locked_gives_no_file(store: str, tmp_path: Path) -> None:
    assert not prepare(str(tmp_path / "nowhere"))
    assert not prepare(store, go_on=lambda: False)
    assert sorted(os.listdir(store)) == sorted(
        name for name in os.listdir(store) if not name.startswith(VIEW)
    )


def test_the_server_makes_it_of_itself_and_goes_over_to_it(store: str) -> None:
    library = Library(store, large=1, idle=0.1)
    with library.reader():
        assert not library.quick
    deadline = time.monotonic() + 60
    while not library.quick and time.monotonic() < deadline:
        time.sleep(0.1)
        with library.reader() as con:
            assert con.execute("SELECT count(*) FROM leaves").fetchone() != (0,)
    assert library.quick
    library.close()


def test_a_small_store_is_left_alone(store: str) -> None:
    library = Library(store)
    with library.reader():
        pass
    library.close()
    assert not os.path.exists(os.path.join(store, VIEW))


def test_phrases_come_apart_at_the_blanks_of_the_file() -> None:
    assert terms('one "two three"') == ["one", "two three"]
    assert words_of("two\u00a0three", "%x%")[1] == ["%x%", "two\u00a0three"]
    assert words_of("a longest mid", "%x%")[1] == ["%x%", "longest", "mid%"]
    assert words_of("a_ %b", "%x%")[1] == ["%x%", "%a\\_", "\\%b%"]


def test_a_program_may_end_while_a_store_is_being_let_go(folder: str) -> None:
    program = (
        "import sys, time; from readout.view.web.library import Library\n"
        "for _ in range(20):\n"
        "    with Library(sys.argv[1], idle=0.0).reader() as con: con.execute('FROM articles')\n"
    )
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
