"""``readout read``: captures in, records out."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated

from cyclopts import App, Group, Parameter

from readout.capture.failure import Failure
from readout.cli.main import EXIT_CODES, complain, only_files
from readout.cli.output import Format, Writer, open_output, spare
from readout.errors import UsageError
from readout.record.types import Record
from readout.settings import Settings, Step

_INPUT = Group("Input", sort_key=1)
_OUTPUT = Group("Output", sort_key=2)
_READING = Group("Reading", sort_key=3)

_EXAMPLES = """**Examples**

- `readout read page.html`
- `readout read page.html -o page-read.html`
- `readout read captures/ -o records.jsonl`
- `curl -s ADDRESS | readout read - --url ADDRESS | jq .article.headline`

**Exit codes**

"""
_ENDS = "\n".join(f"- `{code}` {meaning}" for code, meaning in EXIT_CODES.items())

app = App(name="read", help_epilogue=_EXAMPLES + _ENDS, help_format="markdown")


@app.default
def read(
    *paths: Annotated[str, Parameter(name="PATH", group=_INPUT, allow_leading_hyphen=True)],
    format: Annotated[Format | None, Parameter(group=_OUTPUT)] = None,
    output: Annotated[str | None, Parameter(name=["--output", "-o"], group=_OUTPUT)] = None,
    explain: Annotated[bool, Parameter(negative="", group=_OUTPUT)] = False,
    url: Annotated[str | None, Parameter(group=_READING)] = None,
    published: Annotated[str | None, Parameter(group=_READING)] = None,
    stop_after: Annotated[Step | None, Parameter(group=_READING)] = None,
    actors: Annotated[str | None, Parameter(group=_READING)] = None,
    codebook: Annotated[str | None, Parameter(group=_READING)] = None,
    min_confidence: Annotated[float, Parameter(group=_READING)] = 0.0,
    threads: Annotated[int, Parameter(group=_READING)] = 1,
    max_bytes: Annotated[int, Parameter(group=_READING)] = Settings().max_bytes,
) -> int:
    """Read ``paths`` and write the records.

    Parameters
    ----------
    paths
        Files, folders, quoted patterns such as `"crawl/**/*.html"`, or `-` for standard input.
    format
        text for a person, json (an array when there are several), jsonl (one record a line), or
        html (one file that needs nothing else). Without it: by the name of --output (`.txt`,
        `.json`, `.jsonl`, `.html`), text in a terminal, jsonl in a pipe.
    output
        Write to this file, which appears only when it is complete.
    explain
        Show everything: chrome in full, where each claim was read, what was passed over and why,
        and the candidates for each place and actor with their scores.
    url
        The address of the page, when you know it better than the page does.
    published
        ISO 8601 date or time of publication, when you know it better than the page does.
    stop_after
        The last step to go through.
    actors
        A CSV with office holders of your own, beside those that ship with readout.
    codebook
        Your own YAML of kinds of events, which extends or replaces PLOVER.
    min_confidence
        Leave out events that are less sure than this, from 0 to 1.
    threads
        Threads of the language model. Over many pages, many processes are faster.
    max_bytes
        The largest capture that is read, in bytes, after decompression.
    """
    only_files(paths)
    settings = Settings(
        url=url,
        published=published,
        stop_after=stop_after,
        actors=actors,
        codebook=codebook,
        min_confidence=min_confidence,
        threads=threads,
        explain=explain,
        max_bytes=max_bytes,
    )
    # Imported here, so that --help and a mistyped option answer at once.
    from readout.api import Skipped, read_many

    several = _several(paths)
    if several and url is not None:
        raise UsageError("--url tells the address of one page, but several are named.")

    def on_skip(skipped: Skipped) -> None:
        if explain:
            complain(f"'{skipped.path}' is passed over: {skipped.reason}.")

    spare(output, paths)
    items = read_many(paths, settings, on_skip=on_skip)
    with open_output(format, output, several=several, explain=explain) as out:
        return write_all(items, out)


def write_all(items: Iterable[Record | Failure], out: Writer) -> int:
    """Write records as they come, tell of failures; the exit code of the process."""
    codes: set[int] = set()
    for item in items:
        if isinstance(item, Failure):
            sys.stdout.flush()
            complain(item.reason)
            codes.add(item.exit_code)
        else:
            out.add(item)
    if not codes:
        return 0
    return codes.pop() if len(codes) == 1 else 1


def _several(paths: Sequence[str]) -> bool:
    """Whether the call can give more than one record, which decides the shape of the JSON."""
    if len(paths) != 1:
        return True
    path = paths[0]
    if os.path.isdir(path):
        return True
    return path != "-" and not os.path.exists(path) and glob.has_magic(path)
