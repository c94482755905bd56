"""JSON Lines: whole records, as ``readout read`` writes them."""

from __future__ import annotations

from collections.abc import Sequence

from readout.export.shape import STATUSES, Format, Options
from readout.export.share import shared
from readout.export.told import Told
from readout.record.types import Record


def document(record: Record, told: Sequence[Told], options: Options) -> Record:
    """The record, whole: filters choose articles, since parts of a record point at each other."""
    return shared(record) if options.shareable else record


FORMAT = Format(
    name="jsonl",
    about="whole records, one a line; filters choose articles that hold such an event",
    kind="lines",
    statuses=STATUSES,
    document=document,
    coded=False,
    shows_status=True,
)
