"""A record laid out for a person: summary on top, roles in the margin, chrome folded."""

from __future__ import annotations

import io
import sys
from typing import BinaryIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readout.cli.account_tables import print_sheet
from readout.record.types import Block, Evidence, Record
from readout.view.accounts import account_rows
from readout.view.claims import Row, rows
from readout.view.roles import FAMILY, LABEL, is_run_in, runs, tally, visible, words
from readout.view.sentences import event_rows, statement_rows
from readout.view.why import Reason, others, reasons

_MARGIN = 14
_MEASURE = 84  # characters of text a line; longer ones are hard to read
_STYLE = {
    "title": "bold blue",
    "origin": "cyan",
    "text": "bright_black",
    "picture": "yellow",
    "note": "magenta",
    "chrome": "bright_black",
}
_WORDS = {
    "headline": "bold",
    "subhead": "bold",
    "quote": "italic",
    "caption": "italic",
    "credit": "dim",
    "chrome": "bright_black",
}
_FOLD = 60  # characters of the first chrome line that hint at what is folded


class Printer:
    """Prints records to a stream, in colour when it is a terminal."""

    def __init__(self, stream: BinaryIO, *, explain: bool) -> None:
        shown = stream is sys.stdout.buffer
        file = sys.stdout if shown else io.TextIOWrapper(stream, "utf-8", write_through=True)
        self._console = Console(
            file=file,
            width=None if shown and sys.stdout.isatty() else 100,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self._file = file  # a wrapper that is collected would close the stream
        self._explain = explain
        self._count = 0

    def print(self, record: Record) -> None:
        """One record, after a rule when it is not the first."""
        if self._count:
            self._console.print()
            self._console.rule(style="bright_black")
        self._count += 1
        self._console.print()
        self._summary(record)
        self._found("what happened", event_rows(record))
        self._found("who said it", statement_rows(record))
        self._accounts(record)
        self._console.print()
        self._blocks(record)
        if self._explain:
            self._explanation(record)
        self._file.flush()

    def _summary(self, record: Record) -> None:
        article = record.article
        pad = (0, 0, 0, 2)
        if article.headline:
            title = Text(visible(article.headline.value), style="bold")
        else:
            title = Text("No headline found", style="dim italic")
        self._console.print(Padding(title, pad))
        facts = [
            article.outlet.value if article.outlet else None,
            article.published.value if article.published else None,
            ", ".join(author.name for author in article.byline) or None,
            article.dateline.place if article.dateline else None,
        ]
        known = [visible(fact) for fact in facts if fact]
        if known:
            self._console.print(Padding(Text(" · ".join(known), style="cyan"), pad))
        kinds = [article.kind, article.language.value if article.language else "language unknown"]
        kinds.append(f"{words(record):,} words")
        kinds += tally(record)
        self._console.print(Padding(Text(" · ".join(kinds), style="bright_black"), pad))
        if record.notes and not self._explain:
            many = "1 note" if len(record.notes) == 1 else f"{len(record.notes)} notes"
            hint = Text(f"{many}: --explain shows all of it", style="bright_black")
            self._console.print(Padding(hint, pad))

    def _found(self, title: str, found: list[Row]) -> None:
        if not found:
            return
        self._console.print()
        self._console.print(Padding(Text(title, style="bold cyan"), (0, 0, 0, 2)))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=_MARGIN, justify="right", style="cyan")
        grid.add_column(max_width=max(20, min(_MEASURE, self._console.width - _MARGIN - 3)))
        for row in found:
            words = Text(visible(row.value))
            words.append(f"  {visible(row.method or '')}", style="bright_black")
            grid.add_row(row.label, words)
        self._console.print(grid)

    def _accounts(self, record: Record) -> None:
        sheets = account_rows(record)
        if sheets:
            self._console.print()
            self._console.print(
                Padding(Text("the sides' accounts", style="bold cyan"), (0, 0, 0, 2))
            )
        for sheet in sheets:
            print_sheet(self._console, sheet)

    def _blocks(self, record: Record) -> None:
        text = visible(record.article.text)
        for is_chrome, run in runs(record.article.blocks):
            if is_chrome and not self._explain:
                self._line("chrome", "chrome", self._folded(text, run))
                continue
            skip = False
            for block, after in zip(run, [*run[1:], None], strict=True):
                if skip:
                    skip = False
                    continue
                words = Text(text[block.start : block.end], style=_WORDS.get(block.role, ""))
                if after is not None and is_run_in(text, block, after):
                    words.stylize("cyan")
                    words.append(" " + text[after.start : after.end], style="not italic")
                    skip = True
                self._line(LABEL[block.role], FAMILY[block.role], words)

    def _folded(self, text: str, run: list[Block]) -> Text:
        first = " ".join(text[run[0].start : run[0].end].split())
        hint = first if len(first) <= _FOLD else first[: _FOLD - 1] + "…"
        many = f"  and {len(run) - 1} more" if len(run) > 1 else ""
        return Text(f"{hint}{many}", style="bright_black")

    def _line(self, label: str, family: str, words: Text) -> None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=_MARGIN, justify="right")
        grid.add_column(max_width=max(20, min(_MEASURE, self._console.width - _MARGIN - 3)))
        grid.add_row(Text(label, style=_STYLE[family]), words)
        self._console.print(grid)
        if family != "chrome":
            self._console.print()

    def _explanation(self, record: Record) -> None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=_MARGIN, justify="right", style="cyan")
        grid.add_column()
        for row in rows(record):
            grid.add_row(row.label, self._claim(row))
        for note in others(record):
            where = f" ({note.start}–{note.end})" if note.start is not None else ""
            told = Text(f"{note.step}: {visible(note.reason)}{where}")
            grid.add_row(Text("note", style="magenta"), told)
        self._console.print()
        self._console.print(grid)
        for _, title, found in reasons(record):
            self._reasons(title.lower(), found)

    def _reasons(self, title: str, found: list[Reason]) -> None:
        """Candidates with their scores stand out from the words around them."""
        self._console.print()
        self._console.print(Padding(Text(title, style="bold cyan"), (0, 0, 0, 2)))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=_MARGIN, justify="right", style="cyan")
        grid.add_column(max_width=max(20, min(_MEASURE, self._console.width - _MARGIN - 3)))
        for reason in found:
            told = Text(reason.head, style="bold")
            told.append(f"  characters {reason.start}–{reason.end}", style="not bold bright_black")
            for scored, line in reason.scored:
                told.append(f"\n{line}", style="not bold" if scored else "not bold bright_black")
            grid.add_row(_shortened(reason.words), told)
        self._console.print(grid)

    def _claim(self, row: Row) -> Text:
        claim = Text(visible(row.value))
        seen = ", ".join(_place(item) for item in row.evidence)
        claim.append(f"\n{row.method or 'read'} from {visible(seen)}", style="bright_black")
        return claim


def _shortened(words: str) -> str:
    return words if len(words) <= 2 * _MARGIN else words[: 2 * _MARGIN - 1] + "…"


def _place(item: Evidence) -> str:
    span = item.span
    return f"characters {span.start}–{span.end}" if span else str(item.where)
