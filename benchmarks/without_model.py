"""The reading with the language model left out: every window is given the scores of another.

What the rooms make of them makes no sense; time and memory of everything but the model are real.
"""

from __future__ import annotations

from typing import Any

from readout.capture.capture import Capture
from readout.language import model as language
from readout.reading import read as read_all
from readout.record.types import Record
from readout.settings import Settings

_longest: list[Any] = []
_run = language.Model.run


def _cut(self: language.Model, windows: list[Any]) -> list[Any]:
    """For each window the first rows of the scores of the longest one seen so far."""
    out = []
    for window in windows:
        count = len(window[2])
        if not _longest or len(_longest[1]) < count:
            _longest[:] = _run(self, [window])[0]
        words, arcs = _longest
        # Copies, since the rooms may write into them.
        out.append((words[: count + 1].copy(), arcs[:count, : count + 1].copy()))
    return out


def read(capture: Capture, settings: Settings) -> Record:
    """The record of a capture, its language room fed with scores of other texts."""
    language.Model.run = _cut  # type: ignore[method-assign]
    return read_all(capture, settings)
