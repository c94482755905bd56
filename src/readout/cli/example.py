"""``readout example``: the main job, on a page that ships with the program."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Annotated, Literal

from cyclopts import App, Parameter

from readout.cli.output import Format, open_output
from readout.settings import Settings

Name = Literal["html", "plain", "crawl"]
FILES: dict[str, str] = {"html": "harbour.html", "plain": "harbour.txt", "crawl": "crawl.warc"}
"""All were invented for the purpose: no person, outlet or happening in them is real."""


app = App(
    name="example",
    help_epilogue=(
        "**Examples**\n\n- `readout example`\n- `readout example plain --explain`\n"
        "- `readout example --format html > example.html`\n"
        "- `readout example --source > page.html`\n"
        "- `readout example crawl --source > crawl.warc`"
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
        share lines and related stories around it; crawl is a web archive (WARC) of eight pages in
        which three outlets tell of a dispute between two states, for readout run and what follows.
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
    with open_output(format, None, several=name == "crawl", explain=explain) as out:
        for page in _pages(name, data):
            # Its bare name stands in the record, not where this machine keeps the package.
            out.add(read(load_bytes(page, path=FILES[name], settings=settings), settings))
    return 0


def _pages(name: Name, data: bytes) -> Iterator[bytes]:
    if name != "crawl":
        yield data
        return
    from fastwarc import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(data)):
        yield record.reader.read()
