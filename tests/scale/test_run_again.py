"""A run over what is there already reads nothing, and its summary accounts for every capture."""

from __future__ import annotations

from pathlib import Path

import pytest

from readout.scale.run import Summary
from readout.store.cite import in_words, readers
from readout.store.forget import forget
from readout.store.store import open_store
from tests.scale.shared import ask, crawl, go, page, sound, warc_record


def accounted(told: Summary) -> int:
    """Captures by what became of them."""
    here = told.known + told.still + told.forgotten
    return told.added + told.same + told.failed + here


def test_pages_that_no_model_reads_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, store = tmp_path / "a.warc.gz", tmp_path / "store"
    crawl(archive, 20)
    for n in range(5):
        (tmp_path / f"foreign{n}.txt").write_bytes(page(100 + n, "FOREIGN"))
    foreign = sorted(tmp_path.glob("foreign*"))
    first = go([archive, *foreign], store)
    assert (first.seen, first.added) == (25, 25)
    again = go([archive, *foreign], store)
    assert (again.seen, again.known, again.added, again.same) == (25, 25, 0, 0)
    with open_store(str(store)) as opened:
        assert "25 articles with 25 events" in in_words(readers(opened)[0])
    # A run of another version has to read them, and finds in them what was there.
    monkeypatch.setenv("STUB_VERSION", "1")
    newer = go(foreign, store)
    assert (newer.added, accounted(newer)) == (5, 5)
    sound(store)


def test_a_citation_counts_a_page_that_changed_once(tmp_path: Path) -> None:
    archive, store = tmp_path / "a.warc", tmp_path / "store"
    archive.write_bytes(
        warc_record("https://a.example/x", page(1))
        + warc_record("https://a.example/x?utm_source=feed", page(1) + b" Corrected.")
    )
    go([archive], store)
    with open_store(str(store)) as opened:
        assert "1 article with 1 event read" in in_words(readers(opened)[0])


def test_what_was_forgotten_is_told_and_not_read(tmp_path: Path) -> None:
    archive, store = tmp_path / "a.warc.gz", tmp_path / "store"
    crawl(archive, 6)
    go([archive], store)
    forget(str(store), ["https://a.example/2"])
    again = go([archive], store)
    assert (again.known, again.forgotten, again.added) == (5, 1, 0)
    assert again.seen == accounted(again) == 6
    assert ask(store, "SELECT count(*) FROM every.articles") == [(5,)]
