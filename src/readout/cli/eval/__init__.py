"""``readout eval``: how good the reading is, against gold. One file for each kind of gold."""

from readout.cli.eval import language, pages, times
from readout.cli.eval.shared import app

__all__ = ["app", "language", "pages", "times"]
