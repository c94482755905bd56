"""From records to files in one of the formats: what is taken, what is left out, and why."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from readout.errors import UsageError
from readout.export import side
from readout.export.episodes import aggregate
from readout.export.formats import FORMATS
from readout.export.gdelt import MENTIONS
from readout.export.select import Filters
from readout.export.shape import HAPPENED, Format, Options, Row
from readout.export.told import Told, told
from readout.export.write import Parquet, Tab, Table, documents, opened, table
from readout.record.types import Record


@dataclass
class Summary:
    """What was written and what was not."""

    articles: int = 0
    events: int = 0
    rows: int = 0
    untyped: int = 0
    """Events that were wanted but have no type of PLOVER."""
    uncoded: int = 0
    """Events that were wanted but have no code in the format."""
    unreal: Counter[str] = field(default_factory=Counter)
    """Events in rows that did not happen (or not yet), by status."""
    episodes: int | None = None
    """Rows that stand for several reports; None when nothing was aggregated."""
    twice: int = 0
    """Articles that stood in the input again."""
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """What to write where. ``side_file`` may be named by us; see :func:`plan`."""

    format: Format
    to: str
    filters: Filters
    options: Options
    side_columns: bool = False
    side_file: str | None = None
    mentions: str | None = None
    episodes: bool = False


def plan(
    name: str,
    to: str,
    filters: Filters,
    *,
    shareable: bool = False,
    side_columns: bool = False,
    side_file: str | None = None,
    episodes: bool = False,
) -> Plan:
    """The plan for a call; raises UsageError, one sentence, for what does not go together.

    Where a format without a status takes what did not happen, a side file is written beside it
    also when nobody asks: no row says a denied attack happened without a word to the contrary.
    """
    format = FORMATS[name]
    if format.document is not None and side_columns:
        raise UsageError(f"{name} has no columns to add to; take --side-file FILE.")
    if format.document is not None and episodes:
        raise UsageError(f"{name} holds articles; episodes need a format with one row an event.")
    widened = not filters.statuses <= set(format.statuses)
    if widened and not format.shows_status and not side_columns and side_file is None:
        if to == "-":
            raise UsageError(
                f"{name} has no column for the status of an event; with --status take "
                "--side-columns or --side-file FILE."
            )
        side_file = beside(to, "side", ".tsv")
    mentions = beside(to, "mentions") if format.mentions is not None and to != "-" else None
    paths = [os.path.abspath(p) for p in (to, side_file, mentions) if p not in (None, "-")]
    if len(set(paths)) < len(paths):
        raise UsageError("Each file needs a name of its own.")
    has_side = format.kind in ("csv", "parquet") and format.shows_status
    return Plan(
        format=format,
        to=to,
        filters=filters,
        options=Options(shareable=shareable),
        # Our own columns hold all that the side columns do.
        side_columns=side_columns and not has_side,
        side_file=side_file,
        mentions=mentions,
        episodes=episodes,
    )


def beside(path: str, word: str, suffix: str | None = None) -> str:
    """``x.export.CSV`` and ``x.CSV`` with ``mentions`` give ``x.mentions.CSV``."""
    stem, ending = os.path.splitext(path)
    if stem.lower().endswith(".export"):
        stem = stem[: -len(".export")]
    return f"{stem}.{word}{suffix or ending}"


def export(records: Iterable[Record], plan: Plan) -> Summary:
    """Write the files of a plan; articles that come a second time are passed over.

    One article at a time is in memory, but for episodes, which need all of them. No file takes
    its place before all is written. Raises UsageError when a file cannot be written.
    """
    summary = Summary()
    with contextlib.ExitStack() as stack:
        out = _Out(plan, stack, summary)
        if plan.episodes:
            held = list(_once(records, summary))
            wanted = [t for record in held for t in _wanted(record, plan, summary)]
            one_each, summary.episodes = aggregate(held, wanted)
            for one in one_each:
                out.add_rows(one)
        else:
            for record in _once(records, summary):
                chosen = list(_wanted(record, plan, summary))
                if plan.format.document is not None:
                    out.add_document(record, chosen)
                else:
                    for one in chosen:
                        out.add_rows(one)
        out.close()
    return summary


def _once(records: Iterable[Record], summary: Summary) -> Iterator[Record]:
    known: set[str] = set()
    for record in records:
        if record.article.id in known:
            summary.twice += 1
            continue
        known.add(record.article.id)
        summary.articles += 1
        yield record


def _wanted(record: Record, plan: Plan, summary: Summary) -> Iterator[Told]:
    for one in told(record):
        if not plan.filters.take(one):
            continue
        if plan.format.coded and one.event.plover is None:
            summary.untyped += 1
            continue
        yield one


class _Out:
    """The open files of an export."""

    def __init__(self, plan: Plan, stack: contextlib.ExitStack, summary: Summary) -> None:
        self._plan, self._summary = plan, summary
        format = plan.format
        stream, part = stack.enter_context(opened(plan.to, format.kind))
        more = side.COLUMNS if plan.side_columns else ()
        self._table: Table | None = None
        if format.rows is not None:
            self._table = table(format, stream, part, more)
            if isinstance(self._table, Parquet):
                stack.callback(self._table.discard)
        else:
            self._documents = documents(stream, format)
        self._mentions = self._second(stack, plan.mentions, MENTIONS, header=False)
        self._side = self._second(stack, plan.side_file, side.COLUMNS, header=True)
        summary.files = [p for p in (plan.to, plan.mentions, plan.side_file) if p and p != "-"]

    def _second(
        self,
        stack: contextlib.ExitStack,
        path: str | None,
        columns: tuple[str, ...],
        *,
        header: bool,
    ) -> Tab | None:
        if path is None:
            return None
        stream, _ = stack.enter_context(opened(path, "tab"))
        return Tab(stream, columns, header=header)

    def add_rows(self, one: Told) -> None:
        """The rows of one event or episode."""
        format, options = self._plan.format, self._plan.options
        assert format.rows is not None
        assert self._table is not None
        made = list(format.rows(one, options))
        if not made:
            self._summary.uncoded += 1
            return
        self._count(one)
        for row in made:
            self._summary.rows += 1
            beside_ = side.cells(row, options) if self._side or self._plan.side_columns else []
            more = beside_ if self._plan.side_columns else []
            self._table.add([*row.cells, *more])
            if self._side is not None:
                self._side.add(beside_)
            if self._mentions is not None and format.mentions is not None:
                for cells in format.mentions(row, options):
                    self._mentions.add(cells)

    def add_document(self, record: Record, chosen: list[Told]) -> None:
        """One article, if it holds something that is wanted or nothing was asked for."""
        format, filters = self._plan.format, self._plan.filters
        assert format.document is not None
        if not chosen and filters != Filters():
            return
        for one in chosen:
            self._count(one)
            if self._side is not None:
                row = Row(one.key, (), one, 0)
                self._side.add(side.cells(row, self._plan.options))
        self._summary.rows += 1
        self._documents.add(format.document(record, chosen, self._plan.options))

    def close(self) -> None:
        """Write the ends of all files."""
        if self._table is not None:
            self._table.close()
        else:
            self._documents.close()

    def _count(self, one: Told) -> None:
        self._summary.events += 1
        for each in one.tellings:
            if each.event.status not in HAPPENED:
                self._summary.unreal[each.event.status] += 1
