"""CSV: our own columns, one row for each event."""

from __future__ import annotations

from readout.export import flat
from readout.export.shape import STATUSES, Format

FORMAT = Format(
    name="csv",
    about="our own columns, one row for each event, comma-separated with a header",
    kind="csv",
    statuses=STATUSES,
    columns=flat.COLUMNS,
    rows=flat.rows,
    coded=False,
    shows_status=True,
)
