"""``readout eval``: how good the reading is, against pages whose answers are known."""

from __future__ import annotations

from cyclopts import App

app = App(
    name="eval",
    help_format="markdown",
)
