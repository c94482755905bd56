"""Office holders of a user's own, read from a CSV file and put beside the table that ships."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

from readout.errors import UsageError
from readout.knowledge import actor_words
from readout.knowledge.office_holders import OfficeHolders, Person, Term, table

COLUMNS = ("person", "country", "office", "start", "end", "sector", "aliases")
"""Columns of the file. The first three are needed; ``country`` is ISO 3166-1 alpha-3 or empty,
``start`` and ``end`` are YYYY, YYYY-MM or YYYY-MM-DD (the end included, empty: not over),
``sector`` is one of PLOVER's, ``aliases`` are parted by ``|``."""
_NEEDED = COLUMNS[:3]
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def _day(value: str, *, last: bool) -> int | None:
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = match.groups()
    return (
        int(year) * 10000
        + int(month or (12 if last else 1)) * 100
        + int(day or (31 if last else 1))
    )


def with_csv(path: Path, held: OfficeHolders | None = None) -> OfficeHolders:
    """The table (by default the one that ships) with the rows of a CSV file.

    Rows of one name and country are one person, with the id ``csv-`` and the line of the first.
    Raises UsageError, with file and line, for a file that cannot be read or a row that is wrong.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = tuple(reader.fieldnames or ())
            missing = [c for c in _NEEDED if c not in names]
            if missing:
                raise UsageError(
                    f"'{path}', line 1: the column {missing[0]!r} is missing; the columns are "
                    f"{', '.join(COLUMNS)}."
                )
            unknown = [c for c in names if c not in COLUMNS]
            if unknown:
                raise UsageError(
                    f"'{path}', line 1: {unknown[0]!r} is no column; the columns are "
                    f"{', '.join(COLUMNS)}."
                )
            people: dict[tuple[str, str], tuple[str, list[str], list[Term]]] = {}
            for row in reader:
                line = reader.line_num
                name, term, aliases = _row(path, line, row)
                key = name.casefold(), term.country or ""
                person = people.setdefault(key, (f"csv-{line}", [name], []))
                person[1].extend(a for a in aliases if a not in person[1])
                person[2].append(term)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"'{path}' is no CSV file in UTF-8: {error}.") from error
    added = tuple(Person(i, tuple(n), tuple(t)) for i, n, t in people.values())
    held = held or table()
    return replace(held, added=held.added + added)


def _row(
    path: Path, line: int, row: dict[str | None, str | list[str] | None]
) -> tuple[str, Term, list[str]]:
    if None in row:
        raise UsageError(f"'{path}', line {line}: more cells than the first line has columns.")
    cells = {k: str(v or "").strip() for k, v in row.items()}
    for column in ("person", "office"):
        if not cells[column]:
            raise UsageError(f"'{path}', line {line}: {column} is empty.")
    country = cells["country"]
    if country and country not in actor_words.states():
        raise UsageError(
            f"'{path}', line {line}: country {country!r} is no ISO 3166-1 alpha-3 code, "
            "such as USA or DEU."
        )
    days = []
    for column in ("start", "end"):
        value = cells.get(column, "")
        day = _day(value, last=column == "end") if value else 0
        if day is None:
            raise UsageError(
                f"'{path}', line {line}: {column} {value!r} is no date; write 2024, 2024-05 or "
                "2024-05-31."
            )
        days.append(day)
    if days[1] and days[1] < days[0]:
        raise UsageError(f"'{path}', line {line}: the end lies before the start.")
    term = Term(
        cells["office"], country or None, cells.get("sector") or None, days[0], days[1], False
    )
    return (
        cells["person"],
        term,
        [a.strip() for a in cells.get("aliases", "").split("|") if a.strip()],
    )
