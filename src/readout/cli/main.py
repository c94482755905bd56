"""The ``readout`` command: its commands by name, and how it ends."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from readout.errors import FULL, ReadoutError, UsageError
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
    "run": """Read many captures into a store: folders, web archives, feeds, tables, lists.

Nothing is read twice. A run that was ended at any moment, also by force, goes on when the same
command is given again. What cannot be read is put into quarantine with the reason.
""",
    "watch": """Follow RSS and Atom feeds: fetch new pages, politely, and read them into a store.

This is the one command that uses the network, and it asks only for the feeds that are named and
the pages they link to.
""",
    "query": """Ask a store in SQL.

The plain names show of each page the latest revision as the latest version read it; `every.events`
and so on hold all. `deeds` has one readable row for each event.
""",
    "show": """Show an article of a store with all that was found in it.

Name it by its id (6 digits do), its URL or its path.
""",
    "diff": """Show what changed between two captures of a page: counts, statuses, who is cited.

Claims are matched by the words they were read from.
""",
    "forget": """Remove articles from a store, with all that was derived from them.

The tables are written anew, so that nothing stays behind; of a capture stays its SHA-256 alone, so
that it is not read again.
""",
    "audit": """Draw a sample of events for a person to mark, and say how many are right.

By type, status and outlet, with 95 % intervals.
""",
    "review": """Correct what was read: the queue, the corrections as gold, agreement of reviewers.

Judgements stand in a log beside the store; what the program read stays as it is.
""",
    "cite": """Print which version, model and codebook read a store, as a citation.

Everything in a store can be told apart by them.
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
    "export": """Write the events of a store as POLECAT, GDELT, ICEWS, ACLED, or as our own tables.

What these formats cannot say (who said it, whether it happened, in which words) stands in columns
behind theirs or in a file beside.
""",
    "accounts": """Compare records: the sides' accounts of each happening, next to each other.

Articles that tell of the same happening are found by participants, wording, time and place.
""",
    "serve": """See a store in the browser: articles, events, sides, and the words behind each.

It is answered to this machine alone unless you say otherwise, and nothing is loaded from elsewhere.
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
        _let_go()
        code = 141
    except SystemExit as ended:
        # rich catches a closed pipe itself and ends with 1.
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        _let_go()
        code = 141
    except OSError as error:
        if error.errno not in FULL:
            raise
        complain(f"The output cannot be written: {error.strerror}.")
        _let_go()
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _let_go() -> None:
    """Python would complain once more when it flushes standard output at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
