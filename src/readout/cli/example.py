"""``readout example``: the main job, on a page that ships with the program."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Annotated, Literal

from cyclopts import App, Parameter

from readout.cli.output import Format
from readout.cli.read import read_all
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
    with as_file(files("readout.examples").joinpath(FILES[name])) as path:
        if source:
            print(path.read_text(encoding="utf-8"), end="")
            return 0
        return read_all([str(path)], Settings(explain=explain), format=format)
