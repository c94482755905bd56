"""``readout schema``: the JSON Schema of a record."""

from __future__ import annotations

import sys

from cyclopts import App

app = App(
    name="schema",
    help_epilogue="**Example**\n\n- `readout schema > record.schema.json`",
    help_format="markdown",
)


@app.default
def schema() -> int:
    """Print the schema."""
    from readout.record.schema import encoded_schema

    sys.stdout.buffer.write(encoded_schema())
    return 0
