"""What all the evaluations share: the command group, gold files, printing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
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
AsJson = Annotated[bool, Parameter(name="--json", negative="")]


_LAYOUT = (KeyError, TypeError, AttributeError, IndexError, ValueError)
"""What reading a gold file of another layout ends in; its fields are too many to try each."""


def scores(command: Callable[..., int]) -> Callable[..., int]:
    """Registers a command whose first argument is a gold file; one of another layout is answered
    with a sentence."""

    @wraps(command)
    def scored(gold: str, /, *rest: Any, **settings: Any) -> int:
        try:
            return command(gold, *rest, **settings)
        except _LAYOUT as error:
            told = f"{type(error).__name__}: {error}"
            raise GoldError(
                f"'{gold}' is not laid out as this command needs it ({told}); "
                f"'readout eval {command.__name__} --help' tells the layout."
            ) from error

    app.command(scored)
    return scored


def rows(path: str, *needed: str) -> Iterator[tuple[int, dict[str, Any]]]:
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


def show(report: Any, as_json: bool) -> None:
    if as_json:
        data = msgspec.json.encode(report)
        sys.stdout.buffer.write(msgspec.json.format(data, indent=2) + b"\n")
    else:
        from readout.cli.figures import print_figures

        print_figures(msgspec.to_builtins(report))
