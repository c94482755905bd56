"""``readout run``: any number of captures into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Group, Parameter

from readout.cli.main import complain, only_files
from readout.errors import UsageError
from readout.settings import Settings, Step

if TYPE_CHECKING:
    from readout.scale.run import Summary

_STORE = Group("Store", sort_key=1)
_RUNNING = Group("Running", sort_key=2)
_READING = Group("Reading", sort_key=3)

app = App(
    name="run",
    help_epilogue=(
        "**Examples**\n\n"
        "- `readout run captures/ --store news`\n"
        "- `readout run CC-NEWS-*.warc.gz --store news --workers 4`\n"
        "- `readout run addresses.txt --captures pages/ --store news`\n"
        "- `readout run /mnt/crawl --store news --engine ray --address 10.0.0.1:6379`"
    ),
    help_format="markdown",
)


@app.default
def run(
    *sources: Annotated[str, Parameter(name="SOURCE", allow_leading_hyphen=True)],
    store: Annotated[str, Parameter(group=_STORE)],
    captures: Annotated[str | None, Parameter(group=_STORE)] = None,
    parquet: Annotated[bool, Parameter(negative="", group=_STORE)] = False,
    workers: Annotated[int | None, Parameter(group=_RUNNING)] = None,
    engine: Annotated[Literal["processes", "ray"], Parameter(group=_RUNNING)] = "processes",
    address: Annotated[str | None, Parameter(group=_RUNNING)] = None,
    retry: Annotated[bool, Parameter(negative="", group=_RUNNING)] = False,
    timeout: Annotated[float, Parameter(group=_RUNNING)] = 300.0,
    memory: Annotated[str, Parameter(group=_RUNNING)] = "1GB",
    quiet: Annotated[bool, Parameter(negative="", group=_RUNNING)] = False,
    stop_after: Annotated[Step | None, Parameter(group=_READING)] = None,
    actors: Annotated[str | None, Parameter(group=_READING)] = None,
    codebook: Annotated[str | None, Parameter(group=_READING)] = None,
    min_confidence: Annotated[float, Parameter(group=_READING)] = 0.0,
    explain: Annotated[bool, Parameter(negative="", group=_READING)] = False,
    max_bytes: Annotated[int, Parameter(group=_READING)] = Settings().max_bytes,
) -> int:
    """Read ``sources`` into a store.

    Parameters
    ----------
    sources
        Pages, folders, quoted patterns, web archives (WARC, WET; plain, gzip, zstd), RSS and Atom
        files, sitemaps, tables with an article in each row (CSV, JSON Lines), and lists of
        addresses with the pages captured for them.
    store
        The folder of the store; a new one is made.
    captures
        Folder with the pages of feeds, sitemaps and lists of addresses.
    parquet
        At the end, write the tables as Parquet too, one part for each run.
    workers
        Processes that read, 1 unless you say otherwise; with Ray as many as the cluster has cores.
        Each takes a core and some hundred MB.
    engine
        Read with processes of this machine, or with Ray on many.
    address
        The Ray cluster, as `ray start` tells it (`HOST:PORT`), or `auto`; without it, this machine
        alone.
    retry
        Read again what is in quarantine.
    timeout
        Seconds for one capture, after which it goes into quarantine.
    memory
        What the database may use, for example 512MB or 4GB.
    quiet
        No progress; the summary alone.
    stop_after
        The last step to go through.
    actors
        A CSV with office holders of your own.
    codebook
        Your own YAML of kinds of events.
    min_confidence
        Leave out events that are less sure than this, from 0 to 1.
    explain
        Keep in the notes also reasons for choices that need none.
    max_bytes
        The largest capture that is read, in bytes, after decompression.
    """
    from readout.scale.run import Options
    from readout.scale.run import run as run_all

    only_files(sources)
    if address is not None and engine != "ray":
        raise UsageError("--address is of a Ray cluster; add --engine ray.")
    if workers is not None and workers < 1:
        raise UsageError(f"At least one worker has to read, not {workers}.")
    if not timeout > 0:
        raise UsageError(f"--timeout is a number of seconds above 0, not {timeout:g}.")
    settings = Settings(
        stop_after=stop_after,
        actors=actors,
        codebook=codebook,
        min_confidence=min_confidence,
        explain=explain,
        max_bytes=max_bytes,
    )
    options = Options(
        workers=workers or (0 if engine == "ray" else 1),
        engine=engine,
        address=address,
        captures=captures,
        parquet=parquet,
        retry=retry,
        timeout=timeout,
        memory=memory,
        quiet=quiet,
    )
    try:
        summary = run_all(sources, store, settings, options)
    except KeyboardInterrupt:
        complain("Stopped at once; what was finished is safe, and the same command goes on there.")
        return 130
    tell(summary, store)
    return exit_code(summary)


def tell(summary: Summary, store: str) -> None:
    """The summary, on standard output."""
    from rich.console import Console
    from rich.table import Table

    from readout.cli.shown import size

    for reason, _ in summary.complaints:
        complain(reason)
    rows = [
        ("new articles", summary.added, ""),
        ("of these revisions", summary.revisions, "a page that was here in other words"),
        ("of these copies", summary.copies, "of an article on another page"),
        ("the same text again", summary.same, "other bytes, same text and address"),
        ("here already", summary.known, "read before by this version"),
        ("found finished", summary.recovered, "read by a run that was ended before it stored them"),
        ("forgotten", summary.forgotten, "taken out with `readout forget`, and left out"),
        ("in quarantine", summary.failed, '`readout query STORE "FROM failures"` says why'),
        ("there already", summary.still, "by an earlier run; --retry reads again"),
        ("passed over", summary.passed, "pictures, redirects and other things that are no pages"),
    ]
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="bright_black")
    for name, count, meaning in rows:
        if count or name in ("new articles", "in quarantine"):
            table.add_row(name, f"{count:,}", meaning.replace("STORE", store) if count else "")
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(table)
    took = f"{summary.seen:,} capture{'' if summary.seen == 1 else 's'} in {summary.seconds:.1f} s"
    if summary.added + summary.failed:
        took += f", {summary.rate:.1f} read a second"
        took += f", {size(summary.memory)} in the largest worker" if summary.memory else ""
    console.print(took + ("; stopped before the end" if summary.stopped else ""), soft_wrap=True)
    if summary.stopped:
        console.print("The same command again goes on from here.")


def exit_code(summary: Summary) -> int:
    """0 for a run that came to its end, 130 when stopped; a source that is not there counts."""
    if summary.stopped:
        return 130
    codes = {code for _, code in summary.complaints}
    return codes.pop() if len(codes) == 1 else int(bool(codes))
