"""``readout export``: the events of a store in the columns that existing scripts read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

if TYPE_CHECKING:
    from readout.export.export import Plan, Summary
    from readout.record.types import Record
    from readout.review.entry import Entry

FormatName = Literal[
    "polecat", "gdelt", "icews", "acled", "jsonl", "csv", "parquet", "ninjs", "jsonld"
]

app = App(
    name="export",
    help_epilogue=(
        "**Examples**\n\n"
        "- `readout export news --to news.tsv --format polecat`\n"
        "- `readout export news --to 2016.export.CSV --format gdelt --since 2016-11 --actor RUS`\n"
        "- `readout export records.jsonl --to attacks.csv --format csv --type ASSAULT "
        "--status all`"
    ),
    help_format="markdown",
)


@app.default
def export(
    store: Annotated[str, Parameter(name="STORE", allow_leading_hyphen=True)],
    /,
    *,
    to: Annotated[str, Parameter(allow_leading_hyphen=True)],
    format: FormatName,
    since: str | None = None,
    until: str | None = None,
    actor: Annotated[list[str] | None, Parameter(negative="")] = None,
    type: Annotated[list[str] | None, Parameter(negative="")] = None,
    status: Annotated[list[str] | None, Parameter(negative="")] = None,
    min_confidence: float = 0.0,
    aggregate: Literal["episodes"] | None = None,
    side_columns: Annotated[bool, Parameter(negative="")] = False,
    side_file: str | None = None,
    shareable: Annotated[bool, Parameter(negative="")] = False,
    copies: Annotated[bool, Parameter(negative="")] = False,
    corrected: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Write events as POLECAT, GDELT, ICEWS, ACLED, tables of our own, or news items.

    Parameters
    ----------
    store
        The folder of a store, or a file of records as `readout read` writes them; "-" for records
        on standard input.
    to
        The file to write; "-" for standard output. It appears when it is complete.
    format
        The columns to write; gdelt writes a second file with the mentions beside, csv and parquet
        have columns of our own, jsonl, ninjs and jsonld hold articles.
    since
        Events of this day, month or year (2016-11) and later. An event without a time of its own
        has the day of publication.
    until
        Events up to this day, month or year, its last day included.
    actor
        A part of an actor's name (whole words), a country (SYR), or the id of a row; either side.
        May be repeated.
    type
        ASSAULT, or with a mode ASSAULT/aerial, of the act or of PLOVER's category; several with
        commas.
    status
        Statuses to take, with commas, or all. By default occurred and ongoing for gdelt, icews and
        acled, planned besides for polecat, all for the others.
    min_confidence
        Leave out events that are less sure than this, from 0 to 1.
    aggregate
        episodes: one row for each happening, not for each report of it.
    side_columns
        Add who said it, status, evidence and more behind the format's own columns.
    side_file
        Write the same into a file of its own (tab-separated), keyed by the event's id. Written as
        NAME.side.tsv also without it, where --status takes what did not happen into a format that
        has no status.
    shareable
        No text of the article: URL, hash, offsets, and quotes of at most 25 words.
    copies
        Of a store, also articles that are copies of others.
    corrected
        Of a store, as reviewers corrected it: their values, without what they rejected, with what
        they added.
    """
    from readout.cli.main import complain
    from readout.cli.output import spare
    from readout.errors import UsageError
    from readout.export.export import export as write
    from readout.export.export import plan
    from readout.export.formats import FORMATS
    from readout.export.select import filters, statuses
    from readout.knowledge.codebook import plover

    if store.startswith("-") and store != "-":
        raise UsageError(f"'{store}' is no option here; see --help.")
    for written in (to, side_file):
        spare(written, [store])
    chosen = filters(
        since=since,
        until=until,
        actors=actor or (),
        types=type or (),
        statuses=statuses(status or (), FORMATS[format].statuses),
        min_confidence=min_confidence,
    )
    planned = plan(
        format,
        to,
        chosen,
        shareable=shareable,
        side_columns=side_columns,
        side_file=side_file,
        episodes=aggregate == "episodes",
    )
    if corrected and not os.path.isdir(store):
        raise UsageError(f"Corrections stand in the log of a store, and '{store}' is none.")
    source = _Source(store, copies, corrected)
    summary = write(source.records(), planned)
    for sentence in (*source.said, *_sentences(summary, planned)):
        complain(sentence)
    known = plover().roots
    strange = sorted({root for one in chosen.types if (root := one.split("/")[0]) not in known})
    if strange and not summary.events:
        complain(f"No event is {' or '.join(strange)}; PLOVER's types are {', '.join(known)}.")
    return source.exit_code


class _Source:
    """Records of a store or a file, and what there is to say of them afterwards."""

    def __init__(self, path: str, copies: bool, corrected: bool) -> None:
        self._path, self._copies, self._corrected = path, copies, corrected
        self.said: list[str] = []
        self.exit_code = 0

    def records(self) -> Iterator[Record]:
        """The records in their order. Raises ReadoutError when there are none to be had."""
        if self._corrected:
            return self._reviewed()
        return self._stored() if os.path.isdir(self._path) else self._filed()

    def _reviewed(self) -> Iterator[Record]:
        from readout.review.apply import apply
        from readout.review.log import read

        entries = read(self._path).entries
        of: dict[str, list[Entry]] = {}
        for entry in entries:
            of.setdefault(entry.article, []).append(entry)
        many = 0
        for record in self._stored():
            own = of.get(record.article.id, [])
            many += bool(own)
            yield apply(record, own) if own else record
        self.said.append(f"{_many(many, 'article')} as reviewers corrected them.")

    def _stored(self) -> Iterator[Record]:
        from readout.store.store import open_store

        with open_store(self._path) as opened:
            if self._copies:
                yield from opened.records()
                return
            row = opened.con.execute(
                "SELECT count(*) FROM articles WHERE copy_of IS NOT NULL"
            ).fetchone()
            if row and row[0]:
                what = "article is a copy of another" if row[0] == 1 else "articles are copies"
                self.said.append(f"{row[0]:,} {what} and left out; --copies takes them too.")
            yield from opened.records("copy_of IS NULL")

    def _filed(self) -> Iterator[Record]:
        from readout.cli.main import complain
        from readout.errors import RecordError
        from readout.record.files import read_records

        found = False
        for _, item in read_records(self._path):
            if isinstance(item, RecordError):
                complain(str(item))
                self.exit_code = RecordError.exit_code
            else:
                found = True
                yield item
        if self.exit_code and not found:  # an earlier export is not overwritten by nothing
            raise RecordError(
                f"There is no record in '{self._path}'; "
                "`readout read PAGES -o records.jsonl` writes some."
            )


def _sentences(summary: Summary, plan: Plan) -> Iterator[str]:
    name = plan.format.name
    if summary.twice:
        yield f"{_many(summary.twice, 'record')} of an article that came before left out."
    if summary.untyped:
        yield f"{_many(summary.untyped, 'event')} without a type of PLOVER left out of {name}."
    if summary.uncoded:
        yield f"{_many(summary.uncoded, 'event')} that {name} has no code for left out."
    if summary.episodes == 0:
        yield "No two of these reports tell of one happening, so each row is one report."
    elif summary.episodes:
        yield f"{_many(summary.episodes, 'row')} for a happening that several reports tell of."
    if summary.unreal and not plan.format.shows_status:
        counts = ", ".join(f"{count:,} {status}" for status, count in summary.unreal.items())
        where = "readout_status" if plan.side_columns or plan.side_file else "plover's category"
        file = f" of '{plan.side_file}'" if plan.side_file and not plan.side_columns else ""
        yield f"Not everything in {name} happened: {counts}; {where}{file} says which."
    files = ", ".join(f"'{path}'" for path in summary.files)
    if files:
        events, articles = _many(summary.events, "event"), _many(summary.articles, "article")
        if plan.format.rows is None:
            yield f"{articles} with {events} written to {files}."
        else:
            rows = _many(summary.rows, "row")
            yield f"{rows} from {events} in {articles} written to {files}."


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'s' * (count != 1)}"
