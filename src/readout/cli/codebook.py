"""``readout codebook``: which kinds of events there are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

app = App(name="codebook", help_format="markdown")


@app.default
def codebook(
    name: Annotated[str | None, Parameter(name="NAME")] = None,
    /,
    *,
    codebook: str | None = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Print the roots, modes and contexts with their definitions, quad categories and scores.

    Parameters
    ----------
    name
        One root or context alone, with the CAMEO codes that lead to it.
    codebook
        Your own YAML, which extends or replaces PLOVER.
    as_json
        Print JSON instead of tables.
    """
    from readout.knowledge.codebook import load

    book = load(Path(codebook) if codebook else None)
    if as_json:
        import msgspec

        data = msgspec.json.encode(book)
        sys.stdout.buffer.write(msgspec.json.format(data, indent=2) + b"\n")
        return 0
    from readout.cli.codebook_tables import print_all, print_one

    if name is None:
        print_all(book)
    else:
        print_one(book, name)
    return 0
