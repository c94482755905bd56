"""``readout example``: the main job, on a page that ships with the program."""

from __future__ import annotations

import sys
from importlib.resources import files
from typing import Annotated, Literal

from cyclopts import App, Parameter

from readout.cli.output import Format, open_output
from readout.settings import Settings

Name = Literal["html", "plain"]
FILES: dict[str, str] = {"html": "harbour.html", "plain": "harbour.txt"}
"""Both were invented for the purpose, names and places included."""


app = App(
    name="example",
    help_epilogue=(
        "**Examples**\n\n- `readout example`\n- `readout example plain --explain`\n"
        "- `readout example --format html > example.html`\n- `readout example --source > page.html`"
    ),
    help_format="markdown",
)


@app.default
def example(
    name: Name = "html",
    /,
    *,
    format: Format = "text",
    explain: Annotated[bool, Parameter(negative="")] = False,
    source: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Read the example.

    Parameters
    ----------
    name
        html is a small news page; plain is the same story as a plain-text capture, with menus,
        share lines and related stories around it.
    format
        As for readout read.
    explain
        As for readout read.
    source
        Print the capture itself instead of what is read from it.
    """
    data = files("readout.examples").joinpath(FILES[name]).read_bytes()
    if source:
        sys.stdout.buffer.write(data)
        return 0
    from readout.capture import load_bytes
    from readout.reading import read

    settings = Settings(explain=explain)
    # Its bare name stands in the record, not where this machine keeps the package.
    record = read(load_bytes(data, path=FILES[name], settings=settings), settings)
    with open_output(format, None, several=False, explain=explain) as out:
        out.add(record)
    return 0
