"""From what a person types (an id, the first digits of one, a URL, a path) to readings."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from readout.errors import StoreError
from readout.store.rows import address

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from readout.store.store import Reading

_ID = re.compile(r"[0-9a-f]{6,32}")


def find(con: DuckDBPyConnection, ref: str, *, every: bool = False) -> list[Reading]:
    """See :meth:`readout.store.store.Store.find`."""
    from readout.store.store import Reading

    value: str | list[str]
    if "://" in ref:
        where, value = "a.address = ?", address(ref, "")
    elif _ID.fullmatch(ref):
        where, value = "starts_with(a.article, ?)", ref
    else:
        plain = os.path.normpath(ref)
        where, value = "list_contains(?, a.path)", [ref, plain, os.path.join(".", plain)]
    newest = "" if every else _NEWEST
    rows = con.execute(
        "SELECT a.reading, a.article, a.url, a.headline, l.revision, l.current, a.version, "
        "CAST(a.seen_at AS VARCHAR), CAST(r.started_at AS VARCHAR) FROM every.articles a "
        "JOIN every.links l USING (reading) LEFT JOIN every.runs r ON r.run = a.run "
        f"WHERE {where} {newest} ORDER BY l.current DESC, l.revision DESC, a.reading DESC",
        [value],
    ).fetchall()
    return [Reading(*row) for row in rows]


_NEWEST = (
    "QUALIFY row_number() OVER (PARTITION BY a.article ORDER BY a.run DESC, a.reading DESC) = 1"
)


def one(con: DuckDBPyConnection, ref: str, folder: str) -> Reading:
    """See :meth:`readout.store.store.Store.one`."""
    found = find(con, ref)
    if not found:
        raise StoreError(
            f"The store '{folder}' holds no article '{ref}'; name an id or at least 6 digits of "
            "one, a URL, or the path it was read from."
        )
    ids = {reading.article for reading in found}
    if "://" not in ref and len(ids) > 1:
        raise StoreError(
            f"'{ref}' fits {len(ids)} articles of the store '{folder}'; give more of the id."
        )
    return found[0]
