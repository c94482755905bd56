"""The book of runs, and which captures are done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from readout.record.types import Generator, Record
from readout.store.keys import reader_of
from readout.store.load import load
from readout.store.parts import Origin, part_prefix, record_line, write_part
from readout.store.store import Store

_MERGE = 100_000
_PUT_AT_ONCE = 256


class Known:
    """The keys of captures that are done, 8 bytes each, so that ten million fit a laptop."""

    def __init__(self, store: Store, *, retry: bool) -> None:
        """With ``retry`` what is in quarantine is not done; it stays there until it is read."""
        self._old = _keys(store, "reading IS NOT NULL")
        self._bad = _keys(store, "reading IS NULL")
        self._new: set[int] = set()
        self._retry = retry
        gone = store.con.execute("SELECT sha256 FROM every.forgotten").fetchall()
        self._forgotten = frozenset(str(row[0]) for row in gone)

    def is_done(self, key: int) -> bool:
        """Whether a capture is in the store, or on its way there."""
        if key in self._new or _is_in(self._old, key):
            return True
        return not self._retry and _is_in(self._bad, key)

    def is_bad(self, key: int) -> bool:
        """Whether a capture that is done is in quarantine since an earlier run."""
        return _is_in(self._bad, key)

    def is_forgotten(self, sha256: str) -> bool:
        """Whether ``readout forget`` took out what these bytes hold."""
        return sha256 in self._forgotten

    def add(self, key: int) -> None:
        """From now on this one is on its way."""
        self._new.add(key)
        if len(self._new) >= _MERGE:
            fresh = np.fromiter(self._new, np.int64, len(self._new))
            self._old = np.union1d(self._old, fresh)
            self._new.clear()


def _keys(store: Store, which: str) -> npt.NDArray[np.int64]:
    found = store.con.execute(f"SELECT key FROM every.captures WHERE {which} ORDER BY key")
    return np.asarray(found.fetchnumpy()["key"], np.int64)


def _is_in(keys: npt.NDArray[np.int64], key: int) -> bool:
    at = int(np.searchsorted(keys, key))
    return at < keys.size and int(keys[at]) == key


def begin_run(
    store: Store, made: Generator, options: str | None, reader: int, sources: Sequence[str]
) -> int:
    """Write a run into the book; its number."""
    row = store.con.execute("SELECT coalesce(max(run), 0) + 1 FROM every.runs").fetchone()
    assert row is not None
    number = int(row[0])
    # A run that was killed could not say so itself.
    store.con.execute("UPDATE every.runs SET end_state = 'killed' WHERE end_state = 'running'")
    shown = "; ".join(sources)
    store.con.execute(
        "INSERT INTO every.runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 'running')",
        [
            number, made.schema, made.version, made.model, made.codebook, options, reader,
            shown if len(shown) < 2000 else shown[:1999] + "…", _now(),
        ],
    )  # fmt: skip
    return number


def put(store: Store, records: Iterable[Record], options: str | None) -> int:
    """Records that were read elsewhere, as a run of their own for each reader among them."""
    added = 0
    by_reader: dict[int, list[Record]] = {}
    for record in records:
        by_reader.setdefault(reader_of(record.readout, options), []).append(record)
    for reader, some in by_reader.items():
        run = begin_run(store, some[0].readout, options, reader, ["records"])
        for start in range(0, len(some), _PUT_AT_ONCE):
            lines = []
            for record in some[start : start + _PUT_AT_ONCE]:
                source = record.article.source
                origin = Origin(sha256=source.sha256, url=record.article.url, path=source.path)
                lines.append(record_line(record, origin, options))
            write_part(store.parts, f"{part_prefix(run)}-put-{start:09}", lines)
            added += load(store).added
        end_run(store, run, "done")
    return added


def end_run(store: Store, run: int, state: str) -> tuple[int, int]:
    """Close a run in the book; how many of its articles are revisions, and how many copies."""
    store.con.execute(
        "UPDATE every.runs SET ended_at = ?, end_state = ? WHERE run = ?", [_now(), state, run]
    )
    row = store.con.execute(
        "SELECT count(*) FILTER (l.revision > 1), count(*) FILTER (l.copy_of IS NOT NULL) "
        "FROM every.articles a JOIN every.links l USING (reading) WHERE a.run = ?",
        [run],
    ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
