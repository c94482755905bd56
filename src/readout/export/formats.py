"""The table of formats. A new one is a file with a ``FORMAT``, and a row here."""

from __future__ import annotations

from readout.export import acled, csv, gdelt, icews, jsonl, jsonld, ninjs, parquet, polecat
from readout.export.shape import Format

FORMATS: dict[str, Format] = {
    made.FORMAT.name: made.FORMAT
    for made in (polecat, gdelt, icews, acled, jsonl, csv, parquet, ninjs, jsonld)
}
