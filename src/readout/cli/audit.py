"""``readout audit``: how right a store is, by a person's marks on a sample."""

from __future__ import annotations

import csv
import os
import sys
from contextlib import suppress
from typing import Annotated

from cyclopts import App, Parameter

from readout.errors import UsageError
from readout.export.cells import guarded_row

app = App(
    name="audit",
    help_epilogue=(
        "**Examples**\n\n- `readout audit news --sample 200 --output sample.csv`\n"
        "- mark the events y or n in any spreadsheet, then: `readout audit news --marks sample.csv`"
    ),
    help_format="markdown",
)


@app.default
def audit(
    store: Annotated[str, Parameter(name="STORE")],
    /,
    *,
    sample: int | None = None,
    seed: int = 1,
    output: Annotated[str | None, Parameter(name=["--output", "-o"])] = None,
    marks: str | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Draw a sample of events, or score a marked one.

    Parameters
    ----------
    store
        The folder of a store.
    sample
        Draw so many events, by type, status and outlet, and write them as CSV.
    seed
        Another number gives another sample; the same gives the same.
    output
        Write the sample to this file, which must not be there yet; without it, to standard output.
    marks
        A sample whose column mark says y or n (? or nothing: not sure, not counted).
    json
        Print the figures as JSON.
    """
    if (sample is None) == (marks is None):
        raise UsageError("Say either --sample NUMBER to draw events, or --marks FILE to score.")
    if sample is not None:
        return _draw(store, sample, seed, output)
    import msgspec

    from readout.cli.figures import print_figures
    from readout.store.audit import read_marks, score

    assert marks is not None
    report = score(read_marks(marks))
    if json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    else:
        print_figures(report)
    return 0


def _draw(store: str, sample: int, seed: int, output: str | None) -> int:
    from readout.store.audit import COLUMNS, draw
    from readout.store.store import open_store

    with open_store(store) as opened:
        rows = draw(opened, sample, seed)
    if output is None:
        _write(sys.stdout, COLUMNS, rows)
        return 0
    try:
        # Spreadsheets take UTF-8 for what it is when the file begins with this mark.
        with open(output, "x", encoding="utf-8-sig", newline="") as file:
            _write(file, COLUMNS, rows)
    except FileExistsError:
        raise UsageError(f"'{output}' is there already, maybe with marks; choose a name.") from None
    except OSError as error:
        with suppress(OSError):
            os.unlink(output)
        raise UsageError(f"'{output}' cannot be written: {error.strerror}.") from error
    print(f"{len(rows)} events in {output}; write y or n into the column mark.")
    return 0


def _write(file: object, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    writer = csv.writer(file)  # type: ignore[arg-type]
    writer.writerow(columns)
    for row in rows:
        writer.writerow(guarded_row(row))
