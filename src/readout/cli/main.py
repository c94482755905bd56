"""The ``readout`` command: its commands by name, and how it ends."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from readout.errors import ReadoutError, UsageError
from readout.version import VERSION

EXIT_CODES = {
    0: "everything was read",
    1: "several kinds of failure at once, or a fault of readout",
    2: "the call itself is off: an unknown option, no input, a pattern that matches nothing",
    3: "a capture is missing, unreadable, empty, binary or cut off",
    4: "a capture is of a kind that is not read (a PDF, an image, a JSON answer)",
    5: "a capture is over the size limit",
    6: "a record does not follow the schema or points at what is not there",
    7: "an evaluation file is missing, malformed or holds nothing to score",
    8: "a model that ships with readout is missing or made for another version",
    9: "a store is missing, locked by another writer, read-only, or its disk is full",
    130: "stopped with Ctrl-C",
    141: "whoever was reading the output stopped",
}
"""What the process ends with; ``docs/reference/exit-codes.md`` is generated from this table."""

# Commands are named, not imported: each costs its import only when it is called.
app = App(
    name="readout",
    version=VERSION,
    help=(
        "Read news the way a careful analyst does: take a page apart, "
        "and point at the words behind every claim."
    ),
    help_epilogue=(
        "Try `readout example`. More of each command: `readout read --help`, and so on."
    ),
    help_format="markdown",
    version_format="plaintext",
)
COMMANDS = {
    "read": """Take pages apart: headline, byline, date, paragraphs, captions and site chrome.

In a terminal the result is laid out for a person; in a pipe it is JSON Lines, one record a line.
What cannot be read is told on standard error in one sentence each, and the rest goes on.
""",
    "example": """Read a page that comes with the program.

It was invented, names and places included.
""",
    "validate": """Check records: the shape of every field, spans, blocks, ids and evidence.

Each problem is one line on standard error: file, line, JSON path, and what is wrong there.
""",
    "schema": """Print the JSON Schema (2020-12) of a record.

It is generated from the types that the program itself uses.
""",
    "codebook": """Print the kinds of events: roots, modes and contexts of PLOVER or your codebook.

The definitions are those of the PLOVER manual, CC BY-SA 4.0.
""",
    "eval": """Measure the reading against pages whose answers are known.

The figures are defined in the documentation, and come with a 95 % interval.
""",
}
"""What each command is for; the first line stands in the overview."""

for _key, (_name, _help) in enumerate(COMMANDS.items()):
    app.command(f"readout.cli.{_name}:app", name=_name, help=_help, sort_key=_key)


def only_files(names: tuple[str, ...]) -> None:
    """Raise UsageError for a mistyped option, which would otherwise pass as a file name.

    Commands that take ``-`` for standard input have to let hyphens through.
    """
    for name in names:
        if name.startswith("-") and name != "-":
            raise UsageError(
                f"'{name}' is no option here; see --help. A file of that name is './{name}'."
            )


def complain(message: str) -> None:
    """One sentence on standard error."""
    print(f"readout: {message}", file=sys.stderr)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A page may hold any character, also where the terminal's own encoding cannot.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(arguments, result_action="return_value")
        sys.stdout.flush()
    except ReadoutError as error:
        complain(str(error))
        code = error.exit_code
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        # Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code if isinstance(code, int) else 0)
