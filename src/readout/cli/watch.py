"""``readout watch``: the new pages of feeds into a store, as they come."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Group, Parameter

from readout.cli.main import complain
from readout.errors import CaptureError
from readout.settings import Settings

if TYPE_CHECKING:
    from readout.scale.watch import Round

_STORE = Group("Store", sort_key=1)
_ASKING = Group("Asking", sort_key=2)
_READING = Group("Reading", sort_key=3)

app = App(
    name="watch",
    help_epilogue=(
        "**Examples**\n\n- `readout watch https://courier.example/rss --store news`\n"
        "- `readout watch https://courier.example/rss --store news --once` (for cron)"
    ),
    help_format="markdown",
)


@app.default
def watch(
    *feeds: Annotated[str, Parameter(name="FEED")],
    store: Annotated[str, Parameter(group=_STORE)],
    every: Annotated[float, Parameter(group=_ASKING)] = 900.0,
    once: Annotated[bool, Parameter(negative="", group=_ASKING)] = False,
    pause: Annotated[float, Parameter(group=_ASKING)] = 2.0,
    agent: Annotated[str | None, Parameter(group=_ASKING)] = None,
    workers: Annotated[int, Parameter(group=_READING)] = 1,
    codebook: Annotated[str | None, Parameter(group=_READING)] = None,
    actors: Annotated[str | None, Parameter(group=_READING)] = None,
    max_bytes: Annotated[int, Parameter(group=_READING)] = Settings().max_bytes,
) -> int:
    """Follow ``feeds``.

    Parameters
    ----------
    feeds
        Addresses of RSS or Atom feeds.
    store
        The folder of a store; a new one is made. Fetched pages are kept in its folder fetched.
    every
        Seconds from one round to the next, 60 at least.
    once
        One round, and end.
    pause
        Seconds between two requests to one host; what robots.txt wants counts when it is more.
    agent
        How to present itself: name yourself and an address where you can be reached.
    workers
        Processes that read.
    codebook
        Your own YAML of kinds of events.
    actors
        A CSV with office holders of your own.
    max_bytes
        The largest page that is fetched and read.
    """
    from readout.scale.fetch import AGENT, Fetcher
    from readout.scale.run import Options
    from readout.scale.watch import watch as follow

    last: list[Round] = []

    def told(done: Round) -> None:
        last[:] = [done]
        tell(done)

    follow(
        feeds,
        store,
        Settings(codebook=codebook, actors=actors, max_bytes=max_bytes),
        Options(workers=workers, quiet=True),
        fetcher=Fetcher(agent=agent or AGENT, pause=pause, max_bytes=max_bytes),
        every=every,
        rounds=1 if once else None,
        on_round=told,
    )
    return CaptureError.exit_code if last and last[0].silent else 0


def tell(done: Round) -> None:
    """One line for a round, and one for each complaint."""
    for complaint in done.complaints:
        complain(complaint)
    now = time.strftime("%Y-%m-%d %H:%M")
    summary = done.summary
    parts = [
        f"{_count(done.feeds, 'feed')} asked",
        f"{done.unchanged} unchanged",
        f"{_count(done.fetched, 'page')} fetched",
        _count(summary.added if summary else 0, "new article"),
    ]
    if done.silent:
        parts.insert(2, f"{done.silent} without an answer")
    if summary and summary.failed:
        parts.append(f"{summary.failed} in quarantine")
    print(f"{now}  {', '.join(parts)}", flush=True)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
