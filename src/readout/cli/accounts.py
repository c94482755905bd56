"""``readout accounts``: the sides' tellings of what many articles report."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from readout.accounts.episodes import WholeEpisode
from readout.errors import RecordError
from readout.record.types import Record

MOST = 20_000
"""Articles that are compared at once: some 1.5 GB in memory."""

app = App(
    name="accounts",
    help_epilogue=(
        "**Examples**\n\n- `readout accounts records.jsonl`\n"
        "- `readout accounts monday.jsonl tuesday.jsonl -o episodes.jsonl`\n"
        "- `readout accounts news --since 2016-11-20 --until 2016-11-22 -o weekend.html`"
    ),
    help_format="markdown",
)


@app.default
def accounts(
    *files: Annotated[str, Parameter(name="RECORDS", allow_leading_hyphen=True)],
    format: Literal["text", "jsonl", "html"] | None = None,
    output: Annotated[str | None, Parameter(name=["--output", "-o"])] = None,
    alone: Annotated[bool, Parameter(negative="")] = False,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """Set the sides' accounts of each happening next to each other, over all records.

    Parameters
    ----------
    files
        Records as readout read writes them: JSON Lines, one JSON object, or a JSON array; `-` for
        standard input. Or the folder of a store; its copies of other pages are left out.
    format
        text: a table for each episode, sides across and points down; jsonl: one episode a line;
        html: one file. By default by the name of --output, text in a terminal, else jsonl.
    output
        Write to this file instead of standard output.
    alone
        Also what one article alone tells, and of which no two sides speak.
    since
        Articles published on this day, month or year (2016-11) and later.
    until
        Articles published up to this day, month or year, its last day included.
    """
    from readout.accounts.compare import compare
    from readout.cli.main import complain, only_files
    from readout.cli.output import spare
    from readout.errors import UsageError

    only_files(files)
    if not files:
        raise UsageError("There is nothing to compare: name a file, or '-' for standard input.")
    spare(output, files)
    records: list[Record] = []
    bad = 0
    for item in _items(files, since, until):
        if isinstance(item, RecordError):
            complain(str(item))
            bad += 1
        elif len(records) == MOST:
            raise UsageError(
                f"There are more than {MOST:,} articles to compare: choose days with --since and "
                "--until."
            )
        else:
            records.append(item)
    if not records and (since or until) and not bad:
        raise UsageError("No article was published in these days; see --since and --until.")
    if not records:
        raise RecordError(
            "There is no record in the input; `readout read PAGES -o records.jsonl` writes some."
        )
    chosen = format or _by_name(output)
    data = _written(compare(records, alone=alone), chosen, output)
    if data is not None:
        if output:
            _save(Path(output), data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    return RecordError.exit_code if bad else 0


def _items(
    names: Sequence[str], since: str | None, until: str | None
) -> Iterator[Record | RecordError]:
    """The records of files and stores that were published in the period."""
    from readout.export.select import filters
    from readout.record.files import read_records
    from readout.store.store import DATABASE, open_store

    chosen = filters(since=since, until=until, statuses=())
    for name in names:
        if (Path(name) / DATABASE).exists():
            days = [str(day) for day in (chosen.since, chosen.until) if day]
            bounds = [
                f"published_on {sign} ?"
                for sign, day in ((">=", chosen.since), ("<=", chosen.until))
                if day
            ]
            with open_store(name) as store:
                yield from store.records(" AND ".join(["copy_of IS NULL", *bounds]), days)
            continue
        for _, item in read_records(name):
            if isinstance(item, RecordError) or _within(item, chosen.since, chosen.until):
                yield item


def _within(record: Record, since: date | None, until: date | None) -> bool:
    """Whether a record was published in a period; one without a date only in an open one."""
    if since is None and until is None:
        return True
    published = record.article.published
    if published is None or len(published.value) < 10:
        return False
    day = date.fromisoformat(published.value[:10])
    return (since is None or since <= day) and (until is None or day <= until)


def _by_name(output: str | None) -> Literal["text", "jsonl", "html"]:
    if output is None:
        return "text" if sys.stdout.isatty() else "jsonl"
    suffix = Path(output).suffix.lower()
    return "html" if suffix in (".html", ".htm") else "text" if suffix == ".txt" else "jsonl"


def _save(path: Path, data: bytes) -> None:
    from readout.errors import UsageError
    from readout.store.parts import write_whole

    try:
        write_whole(str(path), data)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written: {error.strerror}.") from error


def _written(episodes: list[WholeEpisode], chosen: str, output: str | None) -> bytes | None:
    import msgspec

    from readout.view.accounts import sheets_html, whole_sheets

    if chosen == "jsonl":
        return b"".join(msgspec.json.encode(e) + b"\n" for e in episodes)
    sheets = whole_sheets(episodes)
    if chosen == "html":
        from readout.view.article import foot, head

        return (head() + f"<main>\n{sheets_html(sheets)}</main>\n" + foot()).encode()
    from readout.cli.account_tables import sheets_text

    return sheets_text(sheets, output is None and sys.stdout.isatty())
