"""What to ask next: what the program is least sure of, with every kind of thing in turn.

Strata are kind and type and status (and so on, see ``_SOURCES``). Each has a weight: the square
root of the doubt in it, which is the sum of one minus confidence (power allocation, Bankier 1988),
so that a rare kind is seen long before the common ones are through. Within a stratum the least sure
comes first, and the strata take turns by weight (Webster's method). The order depends on the store
alone; what a reviewer has judged is passed over, so one can stop and go on at any time.
"""

from __future__ import annotations

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
    "time": "SELECT reading, id, char_start, char_end, 0.5::DOUBLE AS sure, type AS stratum "
    "FROM every.times",
    "quantity": "SELECT reading, id, char_start, char_end, 0.5::DOUBLE AS sure, kind AS stratum "
    "FROM every.quantities",
}
_FIRSTS = (
    "SELECT reading, kind, id, min(char_start) AS char_start, "
    "arg_min(char_end, (char_start, char_end)) AS char_end FROM every.mentions GROUP BY ALL"
)
_HERE = "SELECT a.reading, a.article FROM articles a WHERE a.copy_of IS NULL"


class Question(msgspec.Struct, frozen=True):
    """One thing to look at, under the id that the reading gives it."""

    kind: Kind
    reading: int
    article: str
    id: str
    start: int
    end: int
    nth: int
    confidence: float
    stratum: str

    @property
    def key(self) -> Key:
        """As the log tells it apart."""
        return self.article, self.kind, self.start, self.end, self.nth


def queue(
    con: DuckDBPyConnection,
    entries: Iterable[Entry],
    by: str,
    size: int = SIZE,
    kinds: Sequence[Kind] = USUAL,
    where: tuple[str, Sequence[Any]] = ("true", ()),
) -> list[Question]:
    """At most ``size`` things of current articles that ``by`` has not judged, best first.

    ``where`` is SQL over the columns of ``articles``, under the name ``a``, with its values. Copies
    of an article are not asked about.
    """
    if not 1 <= size <= LARGEST:
        raise UsageError(f"A queue has 1 to {LARGEST:,} things, not {size}.")
    if not kinds or not set(kinds) <= set(KINDS):
        raise UsageError(f"What is asked about is of {', '.join(KINDS)}.")
    done = judged_by(entries, by)
    found: list[tuple[float, float, Question]] = []
    for kind in kinds:
        own = {key for key in done if key[1] == kind}
        found += _of(con, kind, size, own, where)
    found.sort(key=lambda one: (one[0], one[1], one[2].kind, one[2].article, one[2].id))
    return [question for *_, question in found[:size]]


def judged_by(entries: Iterable[Entry], by: str) -> set[Key]:
    """What a reviewer has judged."""
    return {entry.key for entry in live(list(entries)) if entry.by == by}


def _of(
    con: DuckDBPyConnection,
    kind: Kind,
    size: int,
    done: set[Key],
    where: tuple[str, Sequence[Any]],
) -> list[tuple[float, float, Question]]:
    # Of a stratum no more can be asked than the size and what is passed over; and what is less
    # sure than the last of those need not be sorted.
    most = size + len(done)
    firsts = f"firsts AS ({_FIRSTS}), " if kind in ("entity", "place") else ""
    rows: list[Any] = con.execute(
        f"WITH here AS ({_HERE} AND ({where[0]})), {firsts}"
        f"held AS (SELECT s.*, a.article FROM ({_SOURCES[kind]}) s JOIN here a USING (reading)), "
        "strata AS (SELECT stratum, sqrt(greatest(sum(1 - sure), 1e-3)) AS weight, "
        "list_max(min(sure, ?)) AS last FROM held GROUP BY stratum), "
        "placed AS (SELECT h.*, s.weight, row_number() OVER (PARTITION BY h.stratum "
        "ORDER BY sure, article, char_start, id) AS place "
        "FROM held h JOIN strata s ON s.stratum IS NOT DISTINCT FROM h.stratum "
        "WHERE h.sure <= s.last) "
        "SELECT reading, article, id, char_start, char_end, sure, stratum, "
        "(2 * place - 1) / weight AS turn FROM placed WHERE place <= ? "
        "ORDER BY turn, sure, article, id LIMIT ?",
        [*where[1], most, most, most],
    ).fetchall()
    same = _same_words(con, kind, {row[0] for row in rows})
    out = []
    for reading, article, id_, start, end, sure, stratum, turn in rows:
        nth = same[reading, start, end].index(id_)
        asked = Question(kind, reading, article, id_, start, end, nth, sure, stratum)
        if asked.key not in done:
            out.append((turn, sure, asked))
    return out


def _same_words(
    con: DuckDBPyConnection, kind: Kind, readings: set[int]
) -> dict[tuple[int, int, int], list[str]]:
    """Ids of the things of these readings by reading and words, in their order."""
    firsts = f"WITH firsts AS ({_FIRSTS}) " if kind in ("entity", "place") else ""
    found: dict[tuple[int, int, int], list[str]] = {}
    for reading, start, end, id_ in con.execute(
        f"{firsts}SELECT reading, char_start, char_end, id FROM ({_SOURCES[kind]}) "
        "WHERE reading = ANY(?::INTEGER[]) ORDER BY length(id), id",
        [list(readings)],
    ).fetchall():
        found.setdefault((reading, start, end), []).append(id_)
    return found
