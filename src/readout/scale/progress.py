"""How far a run is: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_LINE_EVERY = 30.0


class _Rate(ProgressColumn):
    """Captures a second since the start of this run."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.fields['rate']:.1f}/s", style="cyan")


class Bar:
    """Counts captures; the bar and the time left go by bytes of the sources."""

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._total, self._quiet = total, quiet
        self._console = Console(stderr=True)
        self._live = self._console.is_terminal and not quiet
        self._start = self._told = time.monotonic()
        self.behind = self.read = self.failed = self.known = 0
        self._progress = Progress(
            TextColumn("[bold]{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[pages]}"),
            _Rate(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._live,
            transient=True,
        )
        self._task = self._progress.add_task("starting", total=max(1, total), pages="", rate=0.0)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    @property
    def rate(self) -> float:
        """Captures read (or failed) a second, those that were here already not counted."""
        return (self.read + self.failed) / max(1e-9, time.monotonic() - self._start)

    def begin(self) -> None:
        """The workers are ready: time counts from here."""
        self._start = time.monotonic()
        self._progress.update(self._task, description="reading")

    def add(self, *, weight: int, read: int = 0, failed: int = 0, known: int = 0) -> None:
        """Count captures and the bytes they stand for."""
        self.behind += weight
        self.read += read
        self.failed += failed
        self.known += known

    def show(self, doing: str | None = None) -> None:
        """Draw what is new."""
        pages = f"{self.read:,} read"
        if self.failed:
            pages += f", {self.failed:,} in quarantine"
        if self.known:
            pages += f", {self.known:,} here already"
        self._progress.update(
            self._task, completed=min(self.behind, self._total), pages=pages, rate=self.rate,
        )  # fmt: skip
        if doing:
            self._progress.update(self._task, description=doing)
        now = time.monotonic()
        if not self._live and not self._quiet and now - self._told > _LINE_EVERY:
            self._told = now
            left = self._left()
            print(
                f"readout: {100 * self.behind / max(1, self._total):.0f} %, {pages}, "
                f"{self.rate:.1f} a second{left}",
                file=sys.stderr,
                flush=True,
            )

    def say(self, words: str) -> None:
        """A line above the bar."""
        if not self._quiet:
            self._progress.console.print(f"readout: {words}", markup=False, highlight=False)

    def _left(self) -> str:
        took = time.monotonic() - self._start
        if not 0 < self.behind < self._total:
            return ""
        seconds = int(took * (self._total - self.behind) / self.behind)
        return f", {seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02} left"
