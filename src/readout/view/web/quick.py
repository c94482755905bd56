"""What the pages ask instead of the tables: :data:`FLAT`, and the search in texts.

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
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from readout.store.store import DATABASE, VIEW

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

QUICK_VERSION = "2"
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


def pairs(column: str, bound: str = "true") -> str:
    """SQL of ``name_pairs`` or ``country_pairs``: each source with each target of a current event,
    once, by this column of ``event_actors``. ``first`` is true for one pair of each event."""
    return (
        "SELECT p.*, row_number() OVER (PARTITION BY p.reading, p.id "
        'ORDER BY p.source, p.target) = 1 AS "first" '
        f"FROM (SELECT DISTINCT s.reading, s.event AS id, s.{column} AS source, "
        f"g.{column} AS target FROM (FROM event_actors WHERE {bound}) s "
        f"JOIN (FROM every.event_actors WHERE {bound}) g ON g.reading = s.reading "
        f"AND g.event = s.event WHERE s.role = 'source' AND g.role = 'target' "
        f"AND s.{column} <> g.{column}) p"
    )


def tellings(bound: str = "true") -> str:
    """SQL of ``tellings``: one row for each current episode, with the names of its participants and
    sides and the number of its points, of those that are contradicted, told by more than one side,
    and met with silence."""
    return (
        f"WITH e AS (SELECT * FROM episodes WHERE {bound}), "
        f"held AS (SELECT reading, episode, id, count(DISTINCT account) "
        "FILTER (stance <> 'silent') AS speak, "
        "bool_or(stance = 'asserts') AND bool_or(stance = 'denies') AS against, "
        f"bool_or(stance = 'silent') AS silent FROM every.points WHERE {bound} GROUP BY ALL), "
        "told AS (SELECT reading, episode, count(*) AS points, count(*) FILTER (against) AS "
        "against, count(*) FILTER (speak > 1 AND NOT against) AS shared, "
        "count(*) FILTER (silent) AS silent FROM held GROUP BY ALL), "
        f"names AS (SELECT reading, id, name FROM every.entities WHERE {bound}), "
        "sides AS (SELECT c.reading, c.episode, count(*) AS accounts, "
        "string_agg(n.name, ', ' ORDER BY c.id) AS sides "
        f"FROM (FROM every.accounts WHERE {bound}) c "
        "LEFT JOIN names n ON n.reading = c.reading AND n.id = c.side GROUP BY ALL), "
        "parts AS (SELECT reading, id, unnest(ids) AS part, generate_subscripts(ids, 1) AS nth "
        "FROM (SELECT reading, id, string_split(participants, '; ') AS ids FROM e)), "
        "who AS (SELECT p.reading, p.id, string_agg(coalesce(n.name, p.part), '; ' ORDER BY p.nth) "
        "AS participants FROM parts p LEFT JOIN names n ON n.reading = p.reading "
        "AND n.id = p.part GROUP BY ALL) "
        "SELECT e.reading, e.id AS episode, e.type, who.participants, p.name AS place, "
        "e.from_date, e.to_date, coalesce(sides.accounts, 0) AS accounts, sides.sides, "
        "coalesce(told.points, 0) AS points, coalesce(told.against, 0) AS contradicted, "
        "coalesce(told.shared, 0) AS shared, coalesce(told.silent, 0) AS silences FROM e "
        "LEFT JOIN told ON told.reading = e.reading AND told.episode = e.id "
        "LEFT JOIN sides ON sides.reading = e.reading AND sides.episode = e.id "
        "LEFT JOIN who ON who.reading = e.reading AND who.id = e.id "
        f"LEFT JOIN (FROM every.places WHERE {bound}) p "
        "ON p.reading = e.reading AND p.id = e.place"
    )


FLAT: dict[str, Callable[[str], str]] = {
    "leaves": leaves,
    "happenings": happenings,
    "name_pairs": partial(pairs, "name"),
    "country_pairs": partial(pairs, "country"),
    "tellings": tellings,
}
"""SQL of each of them, given SQL over ``reading`` that bounds it."""

_PLAIN = (
    *(f"CREATE TEMP VIEW {table} AS {sql('true')}" for table, sql in FLAT.items()),
    "CREATE TEMP MACRO found_word(pattern, asked) AS TABLE "
    "SELECT reading FROM every.articles WHERE text ILIKE pattern ESCAPE '\\'",
    "CREATE TEMP MACRO found_phrase(pattern, one, other) AS TABLE "
    "SELECT reading FROM every.articles WHERE text ILIKE pattern ESCAPE '\\'",
)
_LIKE_WORD = (
    "SELECT unnest(readings) AS reading FROM quick.words WHERE word LIKE lower({}) ESCAPE '\\'"
)
_QUICK = (
    *(f"CREATE TEMP VIEW {table} AS FROM quick.{table}" for table in FLAT),
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
