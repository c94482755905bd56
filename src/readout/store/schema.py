"""The tables of a store: one place that the rows, the loader, the views and the docs are made from.

Every table of :data:`TABLES` has ``reading`` in front: the number of one article read by one
version. They stand in the schema ``every``; the plain names are views that show, of each page,
the latest revision as the latest reading has it.
"""

from __future__ import annotations

STORE_VERSION = "1"
"""Of the tables; a store of another version is refused, never guessed at."""

Columns = tuple[tuple[str, str], ...]


def _columns(text: str) -> Columns:
    """``name TYPE, name TYPE``; a name alone is a VARCHAR."""
    pairs = (part.split() for part in text.split(",") if part.strip())
    return tuple((pair[0], pair[1] if len(pair) > 1 else "VARCHAR") for pair in pairs)


_SPAN = "char_start INTEGER, char_end INTEGER"

TABLES: dict[str, Columns] = {
    "articles": _columns(
        "article, url, address, outlet, headline, byline, published, published_grain,"
        "published_on DATE, language, kind, dateline, agency, words INTEGER, text, path, sha256,"
        "media_type, captured_at, seen_at TIMESTAMP, schema, version, model, codebook, options,"
        "reader BIGINT"
    ),
    "blocks": _columns(f"id, role, {_SPAN}"),
    "media": _columns("caption, credit, agency"),
    "entities": _columns(
        "id, kind, name, anonymous BOOLEAN, country, sector, ref_table, ref_id, confidence DOUBLE"
    ),
    "entity_roles": _columns("entity, title, of_whom, from_date DATE, to_date DATE"),
    "mentions": _columns(f"kind, id, form, words, {_SPAN}"),
    "places": _columns(
        "id, name, kind, geonames_id INTEGER, country, admin1, lat DOUBLE, lon DOUBLE, method,"
        "confidence DOUBLE"
    ),
    "times": _columns(
        f"id, type, value, mod, quant, freq, from_date DATE, to_date DATE, anchor, words, {_SPAN}"
    ),
    "quantities": _columns(
        f"id, kind, min DOUBLE, max DOUBLE, approximate BOOLEAN, unit, words, {_SPAN}"
    ),
    "statements": _columns(
        "id, source, anonymous BOOLEAN, reason_given, sourcing, cue, content, quoted, via,"
        f"channel, said_at, parent, confidence DOUBLE, {_SPAN}"
    ),
    "statement_speakers": _columns("statement, entity, name"),
    "events": _columns(
        "id, type, plover, mode, contexts, cameo, quad INTEGER, intensity DOUBLE, lemma,"
        "reciprocal BOOLEAN, place, time, duration, status, background BOOLEAN, sources, targets,"
        "according_to, quote,"
        f"confidence DOUBLE, {_SPAN}"
    ),
    "event_actors": _columns("event, role, entity, name, country"),
    "event_statements": _columns("event, statement"),
    "event_quantities": _columns("event, quantity"),
    "event_evidence": _columns(f"event, quote, outside, {_SPAN}"),
    "commitments": _columns(f"id, by_entities, to_entities, under, statement, content, {_SPAN}"),
    "episodes": _columns("id, type, place, from_date DATE, to_date DATE, participants"),
    "episode_members": _columns("episode, article, event"),
    "accounts": _columns("id, episode, side, statements, quantities"),
    "points": _columns("id, episode, label, account, stance, refs"),
    "notes": _columns(f"step, reason, {_SPAN}"),
}
"""Tables that follow from a record alone; ``articles`` has one row for each reading."""

ROWS = {name: columns for name, columns in TABLES.items() if name != "articles"}

BOOKS: dict[str, Columns] = {
    # What the store keeps for itself. ``records`` is the whole record without its text, as zstd:
    # a column of long texts would be packed by the thousand, and one record cost as many.
    "records": _columns("reading INTEGER, record BLOB"),
    "captures": _columns(
        "key BIGINT, sha256, url, path, position BIGINT, run INTEGER, reading INTEGER"
    ),
    "failures": _columns(
        "run INTEGER, key BIGINT, path, position BIGINT, url, sha256, kind, reason"
    ),
    "runs": _columns(
        "run INTEGER, schema, version, model, codebook, options, reader BIGINT, sources,"
        "started_at TIMESTAMP, ended_at TIMESTAMP, end_state"
    ),
    "links": _columns("reading INTEGER, address, revision INTEGER, current BOOLEAN, copy_of"),
    "signatures": _columns("reading INTEGER, minhash"),
    "bands": _columns("reading INTEGER, band TINYINT, hash INTEGER"),
    "forgotten": _columns("sha256, at TIMESTAMP"),
    "properties": _columns("name, value"),
}

SHOWN_BOOKS = {"failures": "key", "runs": "reader", "captures": "key"}
"""Books a person asks for have views under their plain names, without what is no use there."""


def declared(columns: Columns) -> str:
    """Columns as they stand in CREATE TABLE and STRUCT."""
    return ", ".join(f'"{name}" {kind}' for name, kind in columns)


def named(columns: Columns, prefix: str = "") -> str:
    """The quoted names alone, each behind ``prefix``."""
    return ", ".join(f'{prefix}"{name}"' for name, _ in columns)


def statements() -> list[str]:
    """The SQL that makes an empty store."""
    made = ["CREATE SCHEMA every"]
    for name, columns in TABLES.items():
        run = "run INTEGER, " if name == "articles" else ""
        made.append(f"CREATE TABLE every.{name} (reading INTEGER, {run}{declared(columns)})")
    made += [f"CREATE TABLE every.{name} ({declared(columns)})" for name, columns in BOOKS.items()]
    made.append(
        "CREATE VIEW articles AS SELECT a.*, l.revision, l.copy_of FROM every.articles a "
        "JOIN every.links l ON l.reading = a.reading WHERE l.current"
    )
    for name in ROWS:
        made.append(
            f"CREATE VIEW {name} AS SELECT r.* FROM every.{name} r SEMI JOIN "
            "(SELECT reading FROM every.links WHERE current) c ON c.reading = r.reading"
        )
    made += [
        f"CREATE VIEW {name} AS SELECT * EXCLUDE ({hidden}) FROM every.{name}"
        for name, hidden in SHOWN_BOOKS.items()
    ]
    made.append(_DEEDS)
    made.append(f"INSERT INTO every.properties VALUES ('store', '{STORE_VERSION}')")
    return made


# Who did what to whom, one readable row for each event: the first thing most people ask for.
_DEEDS = """
CREATE VIEW deeds AS
SELECT v.reading, d.article, v.id AS event, d.outlet, d.published_on, v.type, v.plover, v.mode,
  v.status, v.sources, v.targets, p.name AS place, p.country, p.lat, p.lon, t.from_date,
  t.to_date, v.according_to, v.quote, v.confidence, d.url, d.copy_of
FROM every.events v JOIN articles d ON d.reading = v.reading
LEFT JOIN every.places p ON p.reading = v.reading AND p.id = v.place
LEFT JOIN every.times t ON t.reading = v.reading AND t.id = v.time
"""
