"""The tables as Parquet, one part for each run, for programs that read no DuckDB file."""

from __future__ import annotations

import os
from collections.abc import Iterable

from readout.store.load import database_error
from readout.store.parts import disk_error, sync_folder
from readout.store.schema import ROWS
from readout.store.store import Store

FOLDER = "tables"
_WHOLE = ("links", "runs", "failures")
"""Small tables that change after their run; each is one file, written anew."""


def write_tables(store: Store, again: Iterable[int] = ()) -> list[str]:
    """Write what no part holds yet, and the runs ``again`` anew; the paths written.

    ``tables/NAME/run-000001.parquet`` has the rows of one run, with every version and revision;
    ``tables/links.parquet`` says which of them are current. ``articles`` is written last: a part
    of it is the mark that its run is complete.
    """
    import duckdb

    rows = store.con.execute("SELECT DISTINCT run FROM every.articles ORDER BY run").fetchall()
    runs = [int(row[0]) for row in rows]
    anew = set(again)
    written = []
    try:
        for run in sorted(anew | set(runs)):
            if run not in runs:
                _remove(store, run)
            elif run in anew or not os.path.exists(_path(store, "articles", run)):
                for name in (*ROWS, "articles"):
                    written.append(_copy(store, name, run))
        for name in _WHOLE:
            path = os.path.join(store.folder, FOLDER, f"{name}.parquet")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            written.append(_write(store, f"SELECT * FROM every.{name}", path))
    except duckdb.Error as error:
        raise database_error(store.folder, error) from error
    except OSError as error:
        raise disk_error(store.folder, error) from error
    return written


def _path(store: Store, name: str, run: int) -> str:
    return os.path.join(store.folder, FOLDER, name, f"run-{run:06}.parquet")


def _copy(store: Store, name: str, run: int) -> str:
    path = _path(store, name, run)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if name == "articles":
        query = f"SELECT * FROM every.articles WHERE run = {run:d} ORDER BY reading"
    else:
        query = (
            f"SELECT r.* FROM every.{name} r SEMI JOIN (SELECT reading FROM every.articles "
            f"WHERE run = {run:d}) a ON a.reading = r.reading ORDER BY r.reading"
        )
    return _write(store, query, path)


def _write(store: Store, query: str, path: str) -> str:
    beside = path + ".new"
    quoted = beside.replace("'", "''")
    store.con.execute(f"COPY ({query}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
    os.replace(beside, path)
    sync_folder(os.path.dirname(path))
    return path


def _remove(store: Store, run: int) -> None:
    for name in (*ROWS, "articles"):
        path = _path(store, name, run)
        if os.path.exists(path):
            os.unlink(path)


def has_tables(store: Store) -> bool:
    """Whether the store keeps Parquet parts at all."""
    return os.path.isdir(os.path.join(store.folder, FOLDER))
