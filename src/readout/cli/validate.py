"""``readout validate``: does a file hold sound records?"""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from readout.cli.main import complain, only_files
from readout.errors import RecordError, UsageError

app = App(
    name="validate",
    help_epilogue="**Example**\n\n- `readout read captures/ | readout validate -`",
    help_format="markdown",
)


@app.default
def validate(
    *files: Annotated[str, Parameter(name="FILE", allow_leading_hyphen=True)],
) -> int:
    """Check the records in ``files``.

    Parameters
    ----------
    files
        JSON Lines, one JSON object, or a JSON array of records; - for standard input.
    """
    from readout.record.files import read_records
    from readout.record.validate import validate as problems_of

    only_files(files)
    if not files:
        raise UsageError("Nothing to validate: name a file, or '-' for standard input.")
    good = bad = 0
    for name in files:
        for where, item in read_records(name):
            problems = [str(item)] if isinstance(item, RecordError) else []
            if not isinstance(item, RecordError):
                problems = [f"{where}: {problem}" for problem in problems_of(item)]
            for problem in problems:
                complain(problem)
            good, bad = (good, bad + 1) if problems else (good + 1, bad)
    if not good + bad:
        raise RecordError("There is no record in the input.")
    verb = "is" if good == 1 else "are"
    print(f"{good:,} of {good + bad:,} {verb} sound.")
    return RecordError.exit_code if bad else 0
