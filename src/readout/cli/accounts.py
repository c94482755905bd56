"""``readout accounts``: the sides' tellings of what many articles report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from readout.accounts.episodes import WholeEpisode

app = App(
    name="accounts",
    help_epilogue=(
        "**Examples**\n\n- `readout accounts records.jsonl`\n"
        "- `readout accounts monday.jsonl tuesday.jsonl -o episodes.jsonl`"
    ),
    help_format="markdown",
)


@app.default
def accounts(
    *files: Annotated[str, Parameter(name="RECORDS", allow_leading_hyphen=True)],
    format: Literal["text", "jsonl", "html"] | None = None,
    output: Annotated[str | None, Parameter(name=["--output", "-o"])] = None,
    alone: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Set the sides' accounts of each happening next to each other, over all records.

    Parameters
    ----------
    files
        Records as readout read writes them: JSON Lines, one JSON object, or a JSON array; "-" for
        standard input.
    format
        text for a person, jsonl: one episode a line, html: one file. By default text in a
        terminal, else jsonl.
    output
        Write to this file instead of standard output.
    alone
        Also what one article alone tells, and of which no two sides speak.
    """
    from readout.accounts.compare import compare
    from readout.cli.main import complain, only_files
    from readout.errors import RecordError, UsageError
    from readout.record.files import read_records

    only_files(files)
    if not files:
        raise UsageError("There is nothing to compare: name a file, or '-' for standard input.")
    records, bad = [], 0
    for name in files:
        for _, item in read_records(name):
            if isinstance(item, RecordError):
                complain(str(item))
                bad += 1
            else:
                records.append(item)
    if not records:
        raise RecordError("There is no record in the input.")
    chosen = format or _by_name(output)
    data = _written(compare(records, alone=alone), chosen, output)
    if data is not None:
        if output:
            _save(Path(output), data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    return RecordError.exit_code if bad else 0


def _by_name(output: str | None) -> Literal["text", "jsonl", "html"]:
    if output is None:
        return "text" if sys.stdout.isatty() else "jsonl"
    suffix = Path(output).suffix.lower()
    return "html" if suffix in (".html", ".htm") else "text" if suffix == ".txt" else "jsonl"


def _save(path: Path, data: bytes) -> None:
    from readout.errors import UsageError

    try:
        path.write_bytes(data)
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
