"""The four classes of events, and unknown: the series of every plot."""

from __future__ import annotations

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
"""PLOVER's quad codes, in the order of the stacks."""
UNKNOWN = "no class"
SERIES = [(f"q{n}", name) for n, name in QUADS.items()] + [("q0", UNKNOWN)]
"""Class in the style sheet, and name."""

COUNTS = ", ".join(
    [f"count(*) FILTER (v.quad = {n}) AS q{n}" for n in QUADS]
    + ["count(*) FILTER (v.quad IS NULL) AS q0"]
)
"""SQL: number of events of each class; of :data:`SUMS`, sums of those."""
SUMS = ", ".join(f"sum({key})::BIGINT AS {key}" for key, _ in SERIES)


def parts(row: dict[str, int]) -> list[tuple[str, str, int]]:
    """Class, name and number of each series of a row that has any."""
    return [(key, name, row[key]) for key, name in SERIES if row[key]]


def told(row: dict[str, int]) -> str:
    """ "3 material conflict, 1 verbal cooperation", most first."""
    held = sorted(parts(row), key=lambda part: -part[2])
    return ", ".join(f"{number:,} {name}" for _, name, number in held)


def leading(row: dict[str, int]) -> str:
    """Class of the largest series."""
    return max((row[key], key) for key, _ in SERIES)[1]


def legend(series: list[tuple[str, str]], left: float = 0.0) -> list[tuple[float, str, str]]:
    """Where the entries of a legend in one line stand: x, class and name."""
    out = []
    for key, name in series:
        out.append((left, key, name))
        left += 34 + 6.6 * len(name)
    return out
