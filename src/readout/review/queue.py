"""What to ask next: what the program is least sure of, with every kind of thing in turn.

Strata are kind and type and status (and so on, see ``_SOURCES``). Each has a weight: the square
root of the doubt in it, which is the sum of one minus confidence (power allocation, Bankier 1988),
so that a rare kind is seen long before the common ones are through. Within a stratum the least sure
comes first, and the strata take turns by weight (Webster's method). The order depends on the store
alone; what a reviewer has judged is passed over, so one can stop and go on at any time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from readout.errors import UsageError
from readout.review.entry import Entry, Key, Kind, live

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SIZE = 50
LARGEST = 1_000
KINDS: tuple[Kind, ...] = ("event", "statement", "entity", "place", "time", "quantity")
USUAL: tuple[Kind, ...] = ("event", "statement")

_SOURCES: dict[Kind, str] = {
    "event": "SELECT reading, id, char_start, char_end, confidence AS sure, "
    "coalesce(type, 'other') || ', ' || status AS stratum FROM every.events",
    "statement": "SELECT reading, id, char_start, char_end, confidence AS sure, "
    "sourcing || ', ' || quoted AS stratum FROM every.statements",
    "entity": "SELECT e.reading, e.id, m.char_start, m.char_end, e.confidence AS sure, "
    "e.kind AS stratum FROM every.entities e JOIN firsts m "
    "ON m.reading = e.reading AND m.kind = 'entity' AND m.id = e.id",
    "place": "SELECT p.reading, p.id, m.char_start, m.char_end, p.confidence AS sure, "
    "p.method AS stratum FROM every.places p JOIN firsts m "
    "ON m.reading = p.reading AND m.kind = 'place' AND m.id = p.id",
    # Of these the program tells no confidence: an even one asks for each kind alike.
    "time": "SELECT reading, id, char_start, char_end, 0.5 AS sure, type AS stratum "
    "FROM every.times",
    "quantity": "SELECT reading, id, char_start, char_end, 0.5 AS sure, kind AS stratum "
    "FROM every.quantities",
}
_FIRSTS = (
    "SELECT reading, kind, id, min(char_start) AS char_start, "
    "arg_min(char_end, (char_start, char_end)) AS char_end FROM every.mentions GROUP BY ALL"
)
_HERE = "SELECT reading, article FROM articles WHERE copy_of IS NULL"


class Question(msgspec.Struct, frozen=True):
    """One thing to look at; ``id`` is that of the reading."""

    kind: Kind
    reading: int
    article: str
    id: str
    confidence: float
    stratum: str


def queue(
    con: DuckDBPyConnection,
    entries: Iterable[Entry],
    by: str,
    size: int = SIZE,
    kinds: Sequence[Kind] = USUAL,
    skipped: Iterable[Key] = (),
) -> list[Question]:
    """At most ``size`` things of current articles that ``by`` has not judged, best first.

    ``skipped`` are passed over too. Copies of an article are not asked about.
    """
    if not 1 <= size <= LARGEST:
        raise UsageError(f"A queue has 1 to {LARGEST:,} things, not {size}.")
    if not kinds or not set(kinds) <= set(KINDS):
        raise UsageError(f"What is asked about is of {', '.join(KINDS)}.")
    done: dict[str, set[tuple[str, int, int]]] = {}
    for key in [*(e.key for e in live(list(entries)) if e.by == by), *skipped]:
        done.setdefault(key[1], set()).add((key[0], key[2], key[3]))
    found: list[tuple[float, float, Question]] = []
    for kind in kinds:
        found += _of(con, kind, size, done.get(kind, set()))
    found.sort(key=lambda one: (one[0], one[1], one[2].kind, one[2].article, one[2].id))
    return [question for *_, question in found[:size]]


def _of(
    con: DuckDBPyConnection, kind: Kind, size: int, done: set[tuple[str, int, int]]
) -> list[tuple[float, float, Question]]:
    firsts = f"firsts AS ({_FIRSTS}), " if kind in ("entity", "place") else ""
    held = (
        f"{firsts}held AS (SELECT s.*, a.article FROM ({_SOURCES[kind]}) s "
        "JOIN here a USING (reading))"
    )
    weights: dict[str, float] = {
        stratum: math.sqrt(max(doubt, 1e-3))
        for stratum, doubt in con.execute(
            f"WITH here AS ({_HERE}), {held} "
            "SELECT stratum, sum(1 - sure) FROM held GROUP BY stratum"
        ).fetchall()
    }
    # Of a stratum no more can be asked than the size and what is passed over.
    most = size + len(done)
    rows: list[Any] = con.execute(
        f"WITH here AS ({_HERE}), {held} SELECT reading, article, id, char_start, char_end, sure, "
        "stratum, row_number() OVER (PARTITION BY stratum ORDER BY sure, article, char_start, id) "
        "AS place FROM held QUALIFY place <= ?",
        [most],
    ).fetchall()
    out = []
    for reading, article, id_, start, end, sure, stratum, place in rows:
        if (article, start, end) not in done:
            turn = (2 * place - 1) / weights[stratum]
            out.append((turn, sure, Question(kind, reading, article, id_, sure, stratum)))
    return out
