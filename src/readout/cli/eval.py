"""``readout eval``: how good the reading is, against pages whose answers are known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cyclopts import App, Parameter

from readout.errors import GoldError

app = App(
    name="eval",
    help_epilogue=(
        "**Examples**\n\n- `readout eval plain gold.jsonl`\n"
        "- `readout eval pages gold.jsonl --json`"
    ),
    help_format="markdown",
)
_AsJson = Annotated[bool, Parameter(name="--json", negative="")]


@app.command
def plain(gold: Annotated[str, Parameter(name="GOLD")], /, *, as_json: _AsJson = False) -> int:
    """Score the roles of lines in plain-text captures: body F1, and F1 of each role.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one capture a line: "text", and "lines" that each have "start",
        "end" and "role".
    as_json
        Print JSON instead of a table.
    """
    from readout.capture import Capture
    from readout.reading import read

    def roles(text: str) -> list[tuple[str, int, int]]:
        capture = Capture(
            kind="text",
            text=text,
            sha256="",
            path=None,
            media_type="text/plain",
            encoding="utf-8",
            url=None,
            captured_at=None,
        )
        return [(block.role, block.start, block.end) for block in read(capture).article.blocks]

    rows = [row for _, row in _rows(gold, "text", "lines")]
    _show(_scorer("plain").score_plain(rows, roles), as_json)
    return 0


@app.command
def pages(gold: Annotated[str, Parameter(name="GOLD")], /, *, as_json: _AsJson = False) -> int:
    """Score HTML pages: body F1, title, authors, date, captions, credits, snippets.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one page a line: "html" (path of the page, from the folder of this
        file), "url", and "gold" with what is known of the page.
    as_json
        Print JSON instead of a table.
    """
    from readout.api import read

    folder = Path(gold).parent

    def pairs() -> Iterator[tuple[Any, Any]]:
        for number, row in _rows(gold, "html", "gold"):
            path = folder / row["html"]
            if not path.is_file():
                raise GoldError(f"'{gold}', line {number}: there is no page at '{path}'.")
            yield row, read(path, url=row.get("url"))

    _show(_scorer("pages").score_pages(pairs()), as_json)
    return 0


def _scorer(name: str) -> Any:
    """The module that scores ``name``; the only place that knows where the scorers live."""
    try:
        return import_module(f"readout.evaluation.{name}")
    except ModuleNotFoundError:
        return import_module(f"evaluation.{name}")


def _rows(path: str, *needed: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a gold file with their line numbers; raises GoldError when there are none."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise GoldError(f"'{path}' cannot be read: {error.strerror}.") from error
    if data[:2] == b"\x1f\x8b":
        import gzip
        import zlib

        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise GoldError(f"'{path}' is damaged: {error}.") from error
    found = False
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise GoldError(f"'{path}', line {number} is no JSON object: {error}.") from error
        for name in needed:
            if name not in row:
                raise GoldError(f"'{path}', line {number}: the field {name!r} is missing.")
        found = True
        yield number, row
    if not found:
        raise GoldError(f"'{path}' holds nothing to score.")


def _show(report: Any, as_json: bool) -> None:
    if as_json:
        data = msgspec.json.encode(report)
        sys.stdout.buffer.write(msgspec.json.format(data, indent=2) + b"\n")
    else:
        from readout.cli.figures import print_figures

        print_figures(msgspec.to_builtins(report))
