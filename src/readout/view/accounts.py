"""Episodes as sheets for a person: columns by side, points as rows, for terminal and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

import msgspec

from readout.accounts.claims import Claims
from readout.accounts.episodes import Count, WholeEpisode, point_kind
from readout.accounts.sides import Sides
from readout.accounts.wording import likeness, stems
from readout.record.types import Bounds, Episode, Evidence, Point, Record, Stance, in_text
from readout.view.roles import visible
from readout.view.telling import few

MARKS = {"asserts": "✓", "denies": "✗", "silent": "·"}
KINDS = {"shared": "both say", "alone": "one alone", "contradicted": "contradicted"}


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one side says to one point; ``words`` is None where it is silent."""

    stance: Literal["asserts", "denies", "silent"]
    words: str | None
    evidence: list[Evidence]


class PointRow(msgspec.Struct, frozen=True, kw_only=True):
    """One point with a cell for each side, in the order of the sheet's sides."""

    key: str
    label: str
    kind: Literal["shared", "alone", "contradicted"]
    cells: list[Cell]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One episode: what it is, whose columns there are, and the points."""

    key: str
    title: str
    facts: list[str]
    sides: list[str]
    rows: list[PointRow]
    casualties: list[str]


def account_rows(record: Record) -> list[Sheet]:
    """One sheet for each episode of a record."""
    return [_sheet(record, episode) for episode in record.episodes if episode.members]


def whole_sheets(episodes: Iterable[WholeEpisode]) -> list[Sheet]:
    """One sheet for each episode over articles."""
    return [_whole(episode) for episode in episodes]


def _sheet(record: Record, episode: Episode) -> Sheet:
    entities = {e.id: e for e in record.entities}
    places = {p.id: p.name for p in record.places}
    events = {e.id: e for e in record.events}
    accounts = [a for a in record.accounts if a.episode == episode.id]
    lead = events[episode.members[0].id]
    words = record.article.text[lead.trigger.start : lead.trigger.end]
    facts = [
        few([entities[i].name for i in episode.participants]),
        places.get(episode.place or "", ""),
        _span(episode.from_, episode.to),
    ]
    words_of = _Words(record)
    rows = []
    for point in record.points:
        if point.episode != episode.id:
            continue
        held = {s.account: s for s in point.stances}
        cells = [words_of.cell(point, held.get(a.id)) for a in accounts]
        kind = point_kind(point.stances)
        rows.append(PointRow(key=f"point-{point.id}", label=point.label, kind=kind, cells=cells))
    return Sheet(
        key=f"episode-{episode.id}",
        title=f"{words} ({episode.type or 'act'})",
        facts=[fact for fact in facts if fact],
        sides=[entities[a.side].name for a in accounts],
        rows=rows,
        casualties=[
            f"{b.kind}: {numbers(b)}, according to {entities[a.side].name}"
            for a in accounts
            for b in a.quantities
        ],
    )


class _Words:
    """The clause in which a side takes its stance, found again from the references."""

    def __init__(self, record: Record) -> None:
        self._cutter = Claims(record, Sides(record))
        self._statements = {s.id: s for s in record.statements}
        self._events = {e.id: e for e in record.events}

    def cell(self, point: Point, stance: Stance | None) -> Cell:
        if stance is None or stance.stance == "silent":
            return Cell(stance="silent", words=None, evidence=[])
        told = [self._statements[r.id] for r in stance.refs if r.id in self._statements]
        clauses = [c for s in told for c in self._cutter.of(s, "")]
        wanted = frozenset(stems(point.label))
        at = [self._events[r.id].trigger.start for r in stance.refs if r.id in self._events]
        best = max(
            clauses,
            key=lambda c: likeness(c.stems, wanted, {}) + sum(c.start <= a < c.end for a in at),
            default=None,
        )
        if best is None:
            return Cell(stance=stance.stance, words=point.label, evidence=[])
        evidence = [in_text(best.start, best.end)]
        return Cell(stance=stance.stance, words=best.label, evidence=evidence)


def _whole(episode: WholeEpisode) -> Sheet:
    many = len(episode.articles)
    told = f"{many} article{'s' if many > 1 else ''}"
    if episode.copies:
        told += f" and {len(episode.copies)} copies"
    facts = [
        few([p.name for p in episode.participants]),
        episode.place.name if episode.place else "",
        _span(episode.from_, episode.to),
        told,
    ]
    return Sheet(
        key=f"episode-{episode.id}",
        title=f"{episode.words} ({episode.type or 'act'})",
        facts=[fact for fact in facts if fact],
        sides=[a.side.name for a in episode.accounts],
        rows=[
            PointRow(
                key=f"{episode.id}-{point.id}",
                label=point.label,
                kind=point.kind,
                cells=[Cell(stance=s.stance, words=s.words, evidence=[]) for s in point.stances],
            )
            for point in episode.points
        ],
        casualties=[f"{c.kind}: {numbers(c)}, according to {c.source}" for c in episode.counts],
    )


def _span(start: str | None, end: str | None) -> str:
    if start is None:
        return ""
    return start[:10] if end is None or end[:10] == start[:10] else f"{start[:10]} to {end[:10]}"


def numbers(held: Bounds | Count) -> str:
    """ "at least 20", "12 to 20", "5"."""
    if held.min is not None and held.max is not None:
        return f"{held.min:g}" if held.min == held.max else f"{held.min:g} to {held.max:g}"
    if held.min is not None:
        return f"at least {held.min:g}"
    return f"at most {held.max:g}" if held.max is not None else "unknown"


def sheets_html(sheets: Sequence[Sheet], prefix: str = "a1") -> str:
    """One block for each episode; every string of a capture is escaped."""
    return "".join(_html(sheet, prefix) for sheet in sheets)


def _html(sheet: Sheet, prefix: str) -> str:
    head = "".join(f'<th scope="col">{_safe(side)}</th>' for side in sheet.sides)
    lines = []
    for row in sheet.rows:
        cells = "".join(_cell_html(cell) for cell in row.cells)
        lines.append(
            f'<tr class="{row.kind}" id="{prefix}-{row.key}">'
            f'<th scope="row">{KINDS[row.kind]}</th>{cells}</tr>\n'
        )
    counted = "".join(f"<li>{_safe(line)}</li>" for line in sheet.casualties)
    table = (
        f'<table class="accounts"><thead><tr><th></th>{head}</tr></thead>\n'
        f"<tbody>{''.join(lines)}</tbody></table>\n"
    )
    if not sheet.rows:
        table = '<p class="facts">No side is quoted on it in words that can be compared.</p>\n'
    return (
        f'<details class="found accounts" open><summary>{_safe(sheet.title)} '
        f"<b>{_safe(' · '.join(sheet.facts))}</b></summary>\n"
        + table
        + (f'<ul class="casualties">{counted}</ul>\n' if counted else "")
        + "</details>\n"
    )


def _cell_html(cell: Cell) -> str:
    words = _safe(cell.words or "silent")
    return f'<td class="{cell.stance}"><span class="mark">{MARKS[cell.stance]}</span> {words}</td>'


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)
