"""Parquet: the columns of ``csv`` with their types, zstd-compressed."""

from __future__ import annotations

from readout.export import flat
from readout.export.shape import STATUSES, Format

FORMAT = Format(
    name="parquet",
    about="the columns of csv with their types",
    kind="parquet",
    statuses=STATUSES,
    columns=flat.COLUMNS,
    types=flat.TYPES,
    rows=flat.rows,
    coded=False,
    shows_status=True,
)
