"""``readout diff``: what changed between captures of a page."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import App, Parameter

from readout.errors import StoreError

app = App(
    name="diff",
    help_epilogue=(
        "**Examples**\n\n- `readout diff news https://courier.example/ports`\n"
        "- `readout diff news 4d8660 47a9eb`"
    ),
    help_format="markdown",
)


@app.default
def diff(
    store: Annotated[str, Parameter(name="STORE")],
    article: Annotated[str, Parameter(name="ARTICLE")],
    other: Annotated[str | None, Parameter(name="OTHER")] = None,
    /,
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Show which counts, statuses, attributions and other claims changed.

    Parameters
    ----------
    store
        The folder of a store.
    article
        A URL, an id or a path: its last two revisions are compared.
    other
        Another article (or an id of another revision) to compare with, as the newer one.
    json
        Print JSON Lines, one change a line.
    """
    import msgspec

    from readout.store.diff import differences
    from readout.store.store import open_store

    with open_store(store) as opened:
        if other is not None:
            pair = [opened.one(article), opened.one(other)]
        else:
            named = opened.one(article)
            ref = named.url or article
            pair = opened.find(ref)[:2][::-1]
            if len(pair) < 2:
                raise StoreError(f"'{article}' has one revision in '{store}'; nothing changed yet.")
        old, new = (opened.record(reading.reading) for reading in pair)
    changes = differences(old, new)
    if json:
        for change in changes:
            sys.stdout.buffer.write(msgspec.json.encode(change) + b"\n")
        return 0
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from readout.view.roles import visible

    console = Console(highlight=False, markup=False, emoji=False)
    heads = [
        f"{reading.article[:12]}, revision {reading.revision}, "
        + (
            f"captured {reading.seen_at}"
            if reading.seen_at
            else f"captured at a time unknown, read {reading.read_at or 'some time'}"
        )
        for reading in pair
    ]
    console.print(f"{heads[0]}  →  {heads[1]}", soft_wrap=True)
    if not changes:
        console.print("No claim changed.")
        return 0
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("what", "about", "before", "after", "words"):
        table.add_column(name)
    for change in changes:
        cells = (change.what, change.about, change.before, change.after, change.quote)
        table.add_row(*(Text(visible(cell or "")) for cell in cells))
    console.print(table)
    return 0
