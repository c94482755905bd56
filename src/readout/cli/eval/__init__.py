"""``readout eval``: how good the reading is, against gold. One file for each kind of gold."""

from readout.cli.eval import (
    accounts,
    actors,
    events,
    language,
    pages,
    places,
    statements,
    subtypes,
    times,
)
from readout.cli.eval.shared import app

__all__ = [
    "accounts",
    "actors",
    "app",
    "events",
    "language",
    "pages",
    "places",
    "statements",
    "subtypes",
    "times",
]
