"""What a paper has to say of the data it used, in words and in BibTeX."""

from __future__ import annotations

import re
from typing import Any

from readout.errors import StoreError
from readout.store.store import Store


def readers(store: Store) -> list[dict[str, Any]]:
    """What read the store, newest first, with the days of its runs and the articles it gave."""
    cursor = store.con.execute(
        # Of a page that changed, what the tables show counts: its latest revision.
        "WITH latest AS (SELECT a.reader, a.reading FROM every.articles a JOIN every.links l "
        "USING (reading) QUALIFY row_number() OVER (PARTITION BY a.reader, a.address "
        "ORDER BY l.revision DESC, a.reading DESC) = 1) "
        "SELECT r.schema, r.version, r.model, r.codebook, r.options, "
        "CAST(min(r.started_at)::DATE AS VARCHAR) AS first_day, "
        "CAST(max(coalesce(r.ended_at, r.started_at))::DATE AS VARCHAR) AS last_day, "
        "list(DISTINCT r.run ORDER BY r.run) AS runs, "
        "(SELECT count(*) FROM latest a WHERE a.reader = r.reader) AS articles, "
        "(SELECT count(*) FROM every.events v JOIN latest a USING (reading) "
        " WHERE a.reader = r.reader) AS events "
        "FROM every.runs r GROUP BY ALL ORDER BY max(r.run) DESC"
    )
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    rows = [row for row in rows if row["articles"]]
    if not rows:
        raise StoreError(f"The store '{store.folder}' has no articles that could be cited.")
    return rows


def in_words(row: dict[str, Any]) -> str:
    """The citation of one reader as a sentence."""
    year = row["last_day"][:4]
    days = row["first_day"]
    if row["last_day"] != days:
        days += f" to {row['last_day']}"
    parts = [
        f"readout {row['version']} ({year}), record schema {row['schema']}",
        f"model {row['model']}" if row["model"] else "no language model",
        f"codebook {row['codebook']}" if row["codebook"] else "no codebook",
    ]
    if row["options"]:
        parts.append(f"options {row['options']}")
    articles, events = (
        f"{row[name]:,} {name[:-1] if row[name] == 1 else name}" for name in ("articles", "events")
    )
    parts.append(f"{articles} with {events} read {days}")
    return "; ".join(parts) + "."


def in_bibtex(row: dict[str, Any]) -> str:
    """The citation of one reader as BibTeX."""
    key = re.sub(r"[^A-Za-z0-9]+", "", f"readout{row['version']}{row['last_day']}")
    note = in_words(row).partition("; ")[2].replace("_", r"\_").replace("{", "").replace("}", "")
    return (
        f"@software{{{key},\n  title = {{readout}},\n  version = {{{row['version']}}},\n"
        f"  year = {{{row['last_day'][:4]}}},\n  note = {{{note}}}\n}}"
    )
