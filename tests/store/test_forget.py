"""An article that is forgotten is nowhere, and does not come back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from readout.errors import StoreError
from readout.store.forget import forget, is_unfinished
from readout.store.parquet import write_tables
from readout.store.schema import TABLES
from readout.store.store import open_store
from tests.store.made import made, words


def test_nothing_stays_of_it_and_copies_get_a_new_first(tmp_path: Path) -> None:
    folder = str(tmp_path / "s")
    story = words(1, 300)
    first = made(f"{story} One.", "https://a.example/x")
    copies = [made(f"{story} More {n}.", f"https://c{n}.example/x") for n in range(3)]
    other = made(words(2, 300), "https://b.example/y")
    with open_store(folder, write=True) as store:
        store.put([first, *copies])
        store.put([other])
        write_tables(store)
    gone = forget(folder, ["https://a.example/x"])
    assert gone.articles == [first.article.id]
    with open_store(folder) as store:
        for name in (*TABLES, "records", "links", "signatures", "bands"):
            rows = store.con.execute(
                f"SELECT count(*) FROM every.{name} WHERE reading = 1"
            ).fetchone()
            assert rows == (0,), name
        links = store.con.execute(
            "SELECT article, copy_of FROM articles ORDER BY reading"
        ).fetchall()
        new_first = copies[0].article.id
        assert links == [
            (new_first, None), (copies[1].article.id, new_first),
            (copies[2].article.id, new_first), (other.article.id, None),
        ]  # fmt: skip
        files = store.con.execute(
            f"SELECT count(*) FROM '{folder}/tables/articles/*.parquet' WHERE reading = 1"
        ).fetchone()
        assert files == (0,)
    with open_store(folder, write=True) as store:
        assert store.put([first]) == 0
        assert store.put([made(words(3), "https://n.example/z")]) == 1
    forget(folder, [other.article.id[:10]])
    assert not (Path(folder) / "tables" / "articles" / "run-000002.parquet").exists()


def test_what_is_not_there_changes_nothing(tmp_path: Path) -> None:
    folder = str(tmp_path / "s")
    with open_store(folder, write=True) as store:
        store.put([made(words(1))])
    with pytest.raises(StoreError, match="holds no article"):
        forget(folder, ["https://courier.example/ports", "ffffff"])
    with open_store(folder) as store:
        assert len(store.find("https://courier.example/ports")) == 1


def _two(folder: str) -> str:
    """A store with Parquet of two articles; the id of the first."""
    one = made(words(1), "https://a.example/x")
    with open_store(folder, write=True) as store:
        store.put([one, made(words(2), "https://b.example/y")])
        write_tables(store)
    return one.article.id


def test_without_room_for_the_new_file_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path / "s")
    _two(folder)
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr("readout.store.forget.shutil.disk_usage", lambda _: full)
    with pytest.raises(StoreError, match="nothing was changed"):
        forget(folder, ["https://a.example/x"])
    with open_store(folder) as store:
        assert len(store.find("https://a.example/x")) == 1
    assert not is_unfinished(folder)


@pytest.mark.parametrize("step", ["write_tables", "_rewrite"])
def test_what_was_cut_off_is_finished_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder = str(tmp_path / "s")
    article = _two(folder)

    def cut(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(f"readout.store.forget.{step}", cut)
        with pytest.raises(StoreError, match=r"out of the tables, but .* same command .* full"):
            forget(folder, ["https://a.example/x"])
    assert is_unfinished(folder)
    with open_store(folder) as store:
        assert store.find("https://a.example/x", every=True) == []
    gone = forget(folder, ["https://a.example/x"])
    assert gone.articles == [article]
    assert not is_unfinished(folder)
    with open_store(folder) as store:
        files = f"'{folder}/tables/articles/*.parquet'"
        assert store.con.execute(f"SELECT count(*) FROM {files}").fetchall() == [(1,)]
    with pytest.raises(StoreError, match="holds no article"):
        forget(folder, ["https://a.example/x"])
    assert os.listdir(folder).count("readout.duckdb.new") == 0
