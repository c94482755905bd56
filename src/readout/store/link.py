"""What belongs together: revisions of one page, and copies of one text on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.store import minhash

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The revisions of a page are its articles in the order they were seen (a capture of unknown time
# counts as seen when it was read). Shown is the last one, as the newest run read it.
_STAND = """
CREATE OR REPLACE TEMP TABLE standing AS
WITH readings AS (
  SELECT a.reading, a.address, a.article, a.run,
    coalesce(a.seen_at, r.started_at, TIMESTAMP '9999-01-01') AS seen
  FROM every.articles a LEFT JOIN every.runs r ON r.run = a.run
  WHERE a.address IN (SELECT address FROM touched)),
revisions AS (
  SELECT address, article, row_number() OVER (
    PARTITION BY address ORDER BY min(seen), min(reading)) AS revision
  FROM readings GROUP BY address, article),
counted AS (
  SELECT *, max(revision) OVER (PARTITION BY address) AS last FROM revisions)
SELECT x.reading, x.address, c.revision,
  c.revision = c.last AND row_number() OVER (
    PARTITION BY x.address, x.article ORDER BY x.run DESC, x.reading DESC) = 1 AS current
FROM readings x JOIN counted c USING (address, article)
"""


def link(con: DuckDBPyConnection, first: int) -> None:
    """Give the readings from number ``first`` on their place among revisions and copies."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT address FROM every.articles "
        "WHERE reading >= ?",
        [first],
    )
    stand(con)
    _copies(con, first)


def stand(con: DuckDBPyConnection) -> None:
    """Number the revisions of the addresses in the table ``touched`` anew."""
    con.execute(_STAND)
    con.execute(
        "UPDATE every.links l SET revision = s.revision, current = s.current FROM standing s "
        "WHERE l.reading = s.reading"
    )
    con.execute(
        "INSERT INTO every.links SELECT reading, address, revision, current, NULL FROM standing "
        "WHERE reading NOT IN (SELECT reading FROM every.links)"
    )
    con.execute("DROP TABLE standing")
    con.execute("DROP TABLE touched")


def _copies(con: DuckDBPyConnection, first: int) -> None:
    """Link each new text to the first one it is a copy of.

    Only originals are compared with, so that a chain of small changes never joins two stories
    that have little in common, and a story on a thousand pages costs one comparison each.
    """
    # The same article read by another version stands where it stood.
    con.execute(
        "UPDATE every.links l SET copy_of = o.copy_of FROM every.articles a, every.articles b, "
        "every.links o WHERE a.reading = l.reading AND l.reading >= ? AND b.article = a.article "
        "AND b.reading < ? AND o.reading = b.reading AND o.copy_of IS NOT NULL",
        [first, first],
    )
    con.execute(_CANDIDATES, [first])
    rows = con.execute(_PAIRS).fetchall()
    con.execute("DROP TABLE pairs")
    copies: dict[int, str] = {}
    firsts: dict[int, tuple[str, str, str]] = {}  # original of a copy: article, address, minhash
    for reading, page, minhash_here, other, *found in rows:
        original = firsts.get(other, tuple(found))
        if reading in copies or original[1] == page:  # the same page is a revision, no copy
            continue
        here, there = minhash.unpacked(minhash_here), minhash.unpacked(original[2])
        if minhash.resemblance(here, there) >= minhash.SAME:
            copies[reading], firsts[reading] = original[0], original
    if copies:
        con.execute(
            "UPDATE every.links l SET copy_of = c.article FROM (SELECT unnest(?::INTEGER[]) AS "
            "reading, unnest(?::VARCHAR[]) AS article) c WHERE c.reading = l.reading",
            [list(copies), list(copies.values())],
        )


# Words that stand on a thousand different pages (a disclaimer, a form) tell no copies; and of many
# candidates those that share most are enough, since a copy leads to its original.
_CANDIDATES = """
CREATE OR REPLACE TEMP TABLE pairs AS
WITH fresh AS (
  SELECT b.reading, b.band, b.hash, l.address FROM every.bands b JOIN every.links l USING (reading)
  WHERE b.reading >= $1 AND l.copy_of IS NULL),
originals AS (
  SELECT b.reading, b.band, b.hash, l.address
  FROM every.bands b JOIN every.links l USING (reading)
  SEMI JOIN fresh f ON f.band = b.band AND f.hash = b.hash
  WHERE l.copy_of IS NULL
  QUALIFY count(*) OVER (PARTITION BY b.band, b.hash) <= 1000)
SELECT f.reading, o.reading AS other
FROM fresh f JOIN originals o ON o.band = f.band AND o.hash = f.hash AND o.reading < f.reading
WHERE o.address <> f.address
GROUP BY f.reading, o.reading
QUALIFY row_number() OVER (PARTITION BY f.reading ORDER BY count(*) DESC, o.reading) <= 32
"""
_PAIRS = """
SELECT p.reading, o.address, s.minhash, p.other, a.article, a.address, t.minhash
FROM pairs p JOIN every.signatures s ON s.reading = p.reading
JOIN every.signatures t ON t.reading = p.other JOIN every.articles a ON a.reading = p.other
JOIN every.articles o ON o.reading = p.reading
WHERE a.article <> o.article
ORDER BY p.reading, p.other
"""


def relink(con: DuckDBPyConnection, gone: list[str]) -> None:
    """Give the copies of articles that are ``gone`` a new original: the first of them."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE orphans AS SELECT l.copy_of, min(l.reading) AS first FROM "
        "every.links l WHERE l.copy_of IN (SELECT unnest(?::VARCHAR[])) GROUP BY l.copy_of",
        [gone],
    )
    con.execute(
        "UPDATE every.links l SET copy_of = CASE WHEN a.article = f.article THEN NULL "
        "ELSE f.article END FROM orphans o, every.articles f, every.articles a "
        "WHERE l.copy_of = o.copy_of AND f.reading = o.first AND a.reading = l.reading"
    )
    con.execute("DROP TABLE orphans")
