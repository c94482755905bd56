"""How right is the store? A stratified sample for a person to mark, and what the marks say.

Strata are type and status; each gets a share that goes with the square root of its size (power
allocation, Bankier 1988), so that a denied attack is seen among a thousand meetings. Inside a
stratum the draw is systematic along the outlets, every event with the same chance. A mark stands
for as many events as its stratum has for each mark, and intervals are Wilson's on the effective
number of marks (Kish 1965: the square of the sum of weights over the sum of their squares).
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from readout.errors import GoldError, StoreError, UsageError
from readout.store.store import Store

COLUMNS = (
    "mark", "wrong", "type", "status", "sources", "targets", "place", "from_date", "according_to",
    "words", "quote", "headline", "outlet", "url", "article", "event", "stratum_size",
)  # fmt: skip
"""Of the sheet. ``mark`` is for y or n, ``wrong`` for what is wrong, the rest is to look at."""

_YES = {"y", "yes", "1", "right", "correct", "true", "x"}
_NO = {"n", "no", "0", "wrong", "false"}
_Z = 1.959964

_FRAME = """
CREATE OR REPLACE TEMP TABLE frame AS
SELECT v.reading, v.id, coalesce(v.type, 'other') AS type, v.status, a.article, a.outlet,
  row_number() OVER (PARTITION BY coalesce(v.type, 'other'), v.status
    ORDER BY a.outlet, md5(concat_ws('/', $1, a.article, v.id))) AS place,
  count(*) OVER (PARTITION BY coalesce(v.type, 'other'), v.status) AS size
FROM events v JOIN articles a ON a.reading = v.reading WHERE a.copy_of IS NULL
"""
_DRAW = """
SELECT '' AS mark, '' AS wrong, f.type, f.status, d.sources, d.targets, d.place,
  d.from_date, d.according_to, v.lemma AS words, d.quote, a.headline, a.outlet, a.url, f.article,
  f.id AS event, f.size AS stratum_size
FROM frame f JOIN shares s ON s.type = f.type AND s.status = f.status
JOIN events v ON v.reading = f.reading AND v.id = f.id
JOIN deeds d ON d.reading = f.reading AND d.event = f.id
JOIN articles a ON a.reading = f.reading
WHERE floor(f.place * s.share / f.size + s.start)
  > floor((f.place - 1) * s.share / f.size + s.start)
ORDER BY md5(concat_ws('/', $1, f.article, f.id, 'order'))
"""


def draw(store: Store, size: int, seed: int = 1) -> list[tuple[Any, ...]]:
    """``size`` events (all, when there are fewer) as rows of :data:`COLUMNS`, in mixed order.

    The same store and seed give the same sample. Copies of an article are left out.
    """
    if size < 1:
        raise UsageError(f"A sample has at least one event, not {size}.")
    con = store.con
    con.execute(_FRAME, [str(seed)])
    strata = con.execute(
        "SELECT type, status, count(*) FROM frame GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    if not strata:
        raise StoreError(f"The store '{store.folder}' holds no events to look at.")
    shares = allocate([row[2] for row in strata], size)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE shares "
        "(type VARCHAR, status VARCHAR, share INTEGER, start DOUBLE)"
    )
    for (kind, status, _), share in zip(strata, shares, strict=True):
        start = _fraction(f"{seed}/{kind}/{status}")
        con.execute("INSERT INTO shares VALUES (?, ?, ?, ?)", [kind, status, share, start])
    rows = con.execute(_DRAW, [str(seed)]).fetchall()
    con.execute("DROP TABLE frame")
    con.execute("DROP TABLE shares")
    return rows


def allocate(sizes: list[int], wanted: int) -> list[int]:
    """How many to draw of each stratum: by the root of its size, never more than it has.

    Every stratum gets one while there are enough. The sum is ``wanted`` or all there are.
    """
    wanted = min(wanted, sum(sizes))
    shares = [0] * len(sizes)
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i], i))
    for i in order[:wanted]:
        shares[i] = 1
    roots = [math.sqrt(size) for size in sizes]
    for _ in range(wanted - sum(shares)):
        # The one that is furthest behind its share comes next (Webster's method).
        behind = [(roots[i] / (2 * shares[i] + 1), -i) for i in order if shares[i] < sizes[i]]
        shares[-max(behind)[1]] += 1
    return shares


def read_marks(path: str) -> list[dict[str, str]]:
    """The rows of a marked sheet. Raises GoldError when it is none, or a mark is unclear."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            head = file.read(4096)
            file.seek(0)
            # Spreadsheets of some countries write semicolons.
            first = head.partition("\n")[0]
            delimiter = ";" if first.count(";") > first.count(",") else ","
            rows = list(csv.DictReader(file, delimiter=delimiter))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GoldError(f"'{path}' cannot be read as a table: {error}.") from error
    needed = {"mark", "type", "status", "outlet", "stratum_size"}
    if not rows or not needed <= set(rows[0]):
        raise GoldError(f"'{path}' is no sheet of `readout audit`: columns are missing.")
    for number, row in enumerate(rows, start=2):
        mark = (row["mark"] or "").strip().lower()
        if mark and mark != "?" and mark not in _YES | _NO:
            raise GoldError(f"'{path}', line {number}: the mark '{mark}' is neither y nor n.")
    return rows


def score(rows: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """Precision with a 95 % interval: of all, and by type, status and outlet.

    Rows without a mark, or with ``?``, count as not drawn. Raises GoldError without any mark.
    """
    marked = []
    for row in rows:
        mark = (row["mark"] or "").strip().lower()
        if mark in _YES | _NO:
            marked.append((row, mark in _YES))
    if not marked:
        raise GoldError("No event is marked yet; write y or n into the column mark.")
    drawn: dict[tuple[str, str], int] = defaultdict(int)
    for row, _ in marked:
        drawn[row["type"], row["status"]] += 1
    weighed = [
        (row, good, int(row["stratum_size"]) / drawn[row["type"], row["status"]])
        for row, good in marked
    ]
    report: dict[str, Any] = {
        "marked": len(marked),
        "precision": _figure([(good, weight) for _, good, weight in weighed]),
    }
    for column in ("type", "status", "outlet"):
        groups: dict[str, list[tuple[bool, float]]] = defaultdict(list)
        for row, good, weight in weighed:
            groups[row[column] or "unknown"].append((good, weight))
        report[column] = {
            name: {**_figure(group), "marked": len(group)}
            for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        }
    return report


def _figure(group: list[tuple[bool, float]]) -> dict[str, float]:
    weight = sum(w for _, w in group)
    share = sum(w for good, w in group if good) / weight
    number = weight * weight / sum(w * w for _, w in group)
    low, high = wilson(share, number)
    return {"value": share, "low": low, "high": high}


def wilson(share: float, number: float) -> tuple[float, float]:
    """Wilson's 95 % interval (1927) for a share among ``number`` trials."""
    z2 = _Z * _Z
    middle = (share + z2 / (2 * number)) / (1 + z2 / number)
    half = _Z * math.sqrt(share * (1 - share) / number + z2 / (4 * number * number))
    half /= 1 + z2 / number
    return max(0.0, middle - half), min(1.0, middle + half)


def _fraction(text: str) -> float:
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:6], "big") / (1 << 48)
