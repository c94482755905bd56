"""What the pages ask instead of the tables: ``leaves``, ``happenings``, and the search in texts.

Each connection of the pages has the same names. Behind them stand the tables of the store, joined
anew by every query; or, in a store of thousands of articles, copies that were joined once and lie
in a file beside the database (:mod:`readout.view.web.prepare` writes it). The rows are the same.

The file is used only while the database is the one it was made from: it holds the :func:`stamp` of
that state. What it finds of words is exact, not stemmed: a search stays what
``text ILIKE '%words%'`` finds (see :func:`words_of`).
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from readout.store.store import DATABASE, VIEW

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

QUICK_VERSION = "1"
"""Of the file; one of another version is made anew."""
BLANKS = "\t\n\f\r "
"""What cuts a text into words, here and in the file."""


def leaves(bound: str = "true") -> str:
    """SQL of ``leaves``: the current articles without their texts. ``bound`` is SQL over the column
    ``reading``."""
    return (
        "SELECT a.reading, a.article, a.published_on, a.outlet, a.headline, a.url, a.language, "
        f"a.words, a.kind, a.dateline, a.revision, a.copy_of FROM (FROM articles WHERE {bound}) a"
    )


def happenings(bound: str = "true") -> str:
    """SQL of ``happenings``: one row for each current event, with its article, place and time.
    ``day`` is the day of an event: that of its time, else that of publication."""
    return (
        "SELECT v.reading, v.id, v.char_start, v.char_end, a.article, "
        "coalesce(t.from_date, a.published_on) AS day, "
        "coalesce(t.to_date, t.from_date, a.published_on) AS last_day, "
        "v.type, v.plover, v.mode, v.quad, v.lemma, v.status, v.background, v.sources, v.targets, "
        "v.reciprocal, p.name AS place, p.country, p.admin1, p.geonames_id, p.lat, p.lon, "
        "t.value AS time, v.according_to, v.quote, v.confidence, a.outlet, a.headline, "
        "a.language, a.published_on, a.url, a.copy_of "
        f"FROM (FROM events WHERE {bound}) v "
        f"JOIN (FROM articles WHERE {bound}) a ON a.reading = v.reading "
        f"LEFT JOIN (FROM every.places WHERE {bound}) p "
        "ON p.reading = v.reading AND p.id = v.place "
        f"LEFT JOIN (FROM every.times WHERE {bound}) t "
        "ON t.reading = v.reading AND t.id = v.time"
    )


_PLAIN = (
    f"CREATE TEMP VIEW leaves AS {leaves()}",
    f"CREATE TEMP VIEW happenings AS {happenings()}",
    "CREATE TEMP MACRO found_word(pattern, asked) AS TABLE "
    "SELECT reading FROM every.articles WHERE text ILIKE pattern ESCAPE '\\'",
    "CREATE TEMP MACRO found_phrase(pattern, one, other) AS TABLE "
    "SELECT reading FROM every.articles WHERE text ILIKE pattern ESCAPE '\\'",
)
_LIKE_WORD = (
    "SELECT unnest(readings) AS reading FROM quick.words WHERE word LIKE lower({}) ESCAPE '\\'"
)
_QUICK = (
    "CREATE TEMP VIEW leaves AS FROM quick.leaves",
    "CREATE TEMP VIEW happenings AS FROM quick.happenings",
    "CREATE TEMP MACRO found_word(pattern, asked) AS TABLE "
    "SELECT unnest(readings) AS reading FROM quick.words WHERE contains(word, lower(asked))",
    # The texts of those that hold both words are looked at; CASE keeps the database from looking
    # at all texts first.
    "CREATE TEMP MACRO found_phrase(pattern, one, other) AS TABLE "
    "SELECT x.reading FROM every.articles x JOIN "
    f"({_LIKE_WORD.format('one')} INTERSECT {_LIKE_WORD.format('other')}) c "
    "ON c.reading = x.reading WHERE CASE WHEN c.reading IS NOT NULL "
    "THEN x.text ILIKE pattern ESCAPE '\\' END",
)

Stamp = tuple[int, ...]


def stamp(folder: str) -> Stamp:
    """Changes whenever the database does; empty when it is gone.

    What a killed writer left beside the file is part of its state. The file is not opened: closing
    it again would take away the lock that this process may hold on it.
    """
    path = os.path.join(folder, DATABASE)
    try:
        at = os.stat(path)
    except OSError:
        return ()
    try:
        log = os.stat(path + ".wal")
        after = (log.st_ino, log.st_mtime_ns, log.st_size)
    except OSError:
        after = (0, 0, 0)
    return (at.st_ino, at.st_mtime_ns, at.st_size, *after)


def attach(con: DuckDBPyConnection, folder: str, now: Stamp) -> bool:
    """Attach the file to an open store as ``quick``, when it was made of this very state."""
    import duckdb

    path = os.path.join(folder, VIEW)
    if not os.path.exists(path):
        return False
    try:
        con.execute(f"ATTACH '{path.replace(chr(39), chr(39) * 2)}' AS quick (READ_ONLY)")
    except duckdb.Error:
        return False  # broken off, or of another DuckDB: the store itself answers
    if made_of(con, "quick") == (QUICK_VERSION, repr(now)):
        return True
    con.execute("DETACH quick")
    return False


def made_of(con: DuckDBPyConnection, database: str) -> tuple[str, str] | None:
    """Version and stamp of a file, None where it has none."""
    import duckdb

    try:
        row = con.execute(f"SELECT version, stamp FROM {database}.made").fetchone()
    except duckdb.Error:
        return None
    return (row[0], row[1]) if row else None


def name(con: DuckDBPyConnection, quick: bool) -> None:
    """Give a connection the names."""
    for statement in _QUICK if quick else _PLAIN:
        con.execute(statement)


def words_of(term: str, like: str) -> tuple[str, list[str]]:
    """SQL of the readings whose text holds ``term`` in whatever case, with its parameters.

    ``like`` is the pattern for the whole text. A term without blanks lies within one word of the
    text. Of a phrase the first word ends a word of the text, the last one begins one, those between
    are whole; the two longest are looked up, the rest is left to the text.
    """
    pieces = re.split(f"[{BLANKS}]+", term)
    if len(pieces) == 1:
        return "SELECT reading FROM found_word(?, ?)", [like, term]
    patterns = []
    for number, piece in enumerate(pieces):
        text = re.sub(r"([\\%_])", r"\\\1", piece)
        before = "%" if number == 0 else ""
        after = "%" if number == len(pieces) - 1 else ""
        patterns.append((-len(piece), f"{before}{text}{after}"))
    (_, one), (_, other) = sorted(patterns)[:2]
    return "SELECT reading FROM found_phrase(?, ?, ?)", [like, one, other]
