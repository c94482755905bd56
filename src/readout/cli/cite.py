"""``readout cite``: how to name the data of a store in a paper."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from cyclopts import App, Parameter

Style = Literal["text", "bibtex", "json"]

app = App(
    name="cite",
    help_epilogue="**Example**\n\n- `readout cite news --format bibtex`",
    help_format="markdown",
)


@app.default
def cite(
    store: Annotated[str, Parameter(name="STORE")],
    /,
    *,
    format: Style = "text",
) -> int:
    """Print version, model and codebook of everything in the store, newest first.

    Parameters
    ----------
    store
        The folder of a store.
    format
        text, bibtex, or json.
    """
    import msgspec

    from readout.store.cite import in_bibtex, in_words, readers
    from readout.store.store import open_store

    with open_store(store) as opened:
        rows = readers(opened)
    if format == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(rows)) + b"\n")
        return 0
    for row in rows:
        print(in_words(row) if format == "text" else in_bibtex(row))
    return 0
