"""``readout show``: one article of a store."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from readout.cli.output import Format, open_output

app = App(
    name="show",
    help_epilogue=(
        "**Examples**\n\n- `readout show news 4d8660`\n"
        "- `readout show news https://courier.example/ports --format json`"
    ),
    help_format="markdown",
)


@app.default
def show(
    store: Annotated[str, Parameter(name="STORE")],
    article: Annotated[str, Parameter(name="ARTICLE")],
    /,
    *,
    revision: int | None = None,
    format: Format | None = None,
    output: Annotated[str | None, Parameter(name=["--output", "-o"])] = None,
    explain: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Show an article as ``readout read`` shows it.

    Parameters
    ----------
    store
        The folder of a store.
    article
        The id of the article or its first 6 digits, its URL, or the path it was read from.
    revision
        Of a page that changed, this revision (1 is the oldest) and not the latest.
    format
        text (the default in a terminal), json, jsonl (the default in a pipe), or html.
    output
        Write to this file.
    explain
        Show everything, as for `readout read`.
    """
    from readout.errors import StoreError
    from readout.store.store import open_store

    with open_store(store) as opened:
        found = opened.one(article)
        if revision is not None:
            fitting = [one for one in opened.find(article) if one.revision == revision]
            if not fitting:
                raise StoreError(f"'{article}' has no revision {revision} in '{store}'.")
            found = fitting[0]
        record = opened.record(found.reading)
    with open_output(format, output, several=False, explain=explain) as out:
        out.add(record)
    return 0
