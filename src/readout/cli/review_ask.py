"""``readout review STORE ask``: the queue in the terminal, answered by a letter and Enter."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readout.errors import UsageError
from readout.view.roles import visible

if TYPE_CHECKING:
    from readout.record.types import Record
    from readout.review.entry import Entry, Kind
    from readout.review.queue import Question
    from readout.review.say import Target

_KEYS = "[a] right  [r] wrong  [c] correct  [+] add what was missed  [n] later  [u] undo  [q] end"


class _EndError(Exception):
    """The input ended, or the reviewer did."""


def ask(store: str, by: str, kinds: Sequence[Kind], size: int) -> int:
    """Ask about at most ``size`` things until there are none, or ``q``, or the input ends."""
    from readout.review.ask import reviewer
    from readout.review.log import read
    from readout.review.queue import queue
    from readout.store.store import open_store

    by = reviewer(by)
    session = _Session(store, by)
    with open_store(store) as opened:
        questions = queue(opened.con, read(store).entries, by, size, kinds)
        try:
            for number, question in enumerate(questions, start=1):
                record = opened.record(question.reading)
                session.about(record, question, f"{number} of {len(questions)}")
        except _EndError:
            print()
    many = len(session.said)
    print(f"{many:,} judgement{'s' * (many != 1)} in the log of '{store}', by {by}.")
    return 0


def _line(prompt: str) -> str:
    """What is typed. Raises _EndError at the end of the input."""
    print(prompt, end=" ", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise _EndError
    if not sys.stdin.isatty():
        print(line.rstrip("\n"))
    return line.strip()


class _Session:
    """One reviewer at one terminal."""

    def __init__(self, store: str, by: str) -> None:
        self.store, self.by = store, by
        self.said: list[Entry] = []

    def about(self, record: Record, question: Question, where: str) -> None:
        """Ask about one thing until there is an answer to it."""
        from readout.review.say import target

        at = target(record, [], question.id)
        assert at is not None
        _show(at, question, where)
        while True:
            answer = _line(f"{_KEYS}\n>").lower()
            try:
                if answer in ("a", "r"):
                    self._write(at, question, {"a": "accept", "r": "reject"}[answer], {})
                elif answer == "c":
                    self._write(at, question, "correct", _fields(at))
                elif answer == "+":
                    self._add(record, question)
                    continue
                elif answer == "u":
                    self._undo()
                    continue
                elif answer == "q":
                    raise _EndError
                elif answer != "n":
                    continue
            except UsageError as error:
                print(f"! {error}")
                continue
            return

    def _write(self, at: Target, question: Question, verdict: str, given: dict[str, str]) -> None:
        from readout.review.log import append
        from readout.review.say import say

        entries = say(at, verdict, self.by, given, reading=question.reading)
        append(self.store, entries)
        self.said += entries

    def _add(self, record: Record, question: Question) -> None:
        from readout.review.add import ADDABLE, addition, usual
        from readout.review.log import append, read
        from readout.review.things import FIELDS

        kind = _line(f"{' or '.join(ADDABLE)}?").lower()
        if kind not in ADDABLE:
            raise UsageError(f"What is added is of {', '.join(ADDABLE)}.")
        typed = {}
        # The words come first: all else is looked for from where they stand.
        for field, value in sorted(usual(kind).items(), key=lambda one: one[0] != "span"):
            shape = FIELDS[kind][field]
            among = f" ({', '.join(shape.choices)})" if shape.choices else ""
            otherwise = f" [{value}]" if value else ""
            typed[field] = _line(f"  {shape.label}{among}{otherwise}:").replace(" | ", "\n")
        entry = addition(
            record, kind, typed, self.by, near=question.start,
            reading=question.reading, entries=read(self.store).of(record.article.id),
        )  # fmt: skip
        append(self.store, [entry])
        self.said.append(entry)
        print(visible(f"  added: {entry.thing.kind} “{entry.thing.words}”"))

    def _undo(self) -> None:
        from readout.review.log import undo

        if not self.said:
            raise UsageError("You have said nothing yet.")
        last = self.said.pop()
        undo(self.store, last.id, self.by)
        print(visible(f"  taken back: {last.verdict} “{last.thing.words}”"))


def _fields(at: Target) -> dict[str, str]:
    """What is typed for each field that is wrong, until an empty line."""
    from readout.review.things import FIELDS, kind_of

    known = FIELDS[kind_of(at.part)]
    print("  FIELD=VALUE, several words with ' | ' between them; an empty line ends:")
    given: dict[str, str] = {}
    while True:
        line = _line("  ")
        if not line:
            return given
        field, sign, value = line.partition("=")
        if not sign or field.strip() not in known:
            print(f"! One of: {', '.join(known)}, then = and a value.")
            continue
        given[field.strip()] = value.strip().replace(" | ", "\n")


def _show(at: Target, question: Question, where: str) -> None:
    """The words in their sentence, and what is claimed of them."""
    from rich.console import Console
    from rich.text import Text

    from readout.review.things import FIELDS, anchor, kind_of, shown, values

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    record, part = at.record, at.part
    kind = kind_of(part)
    sure = "" if question.kind in ("time", "quantity") else f", {question.confidence:.0%} sure"
    headline = record.article.headline
    console.print()
    console.print(
        Text(f"{where}: {kind} {question.id}{sure}", style="bold blue")
        + Text(f"  {visible(headline.value) if headline else ''}  {record.article.id[:12]}", "dim")
    )
    span = anchor(part)
    low, high = _around(record, span.start, span.end)
    text = record.article.text
    words = Text(visible(text[low : span.start]))
    words.append(visible(text[span.start : span.end]), style="bold reverse")
    words.append(visible(text[span.end : high]))
    console.print(words)
    claim: dict[str, Any] = values(record, part)
    for name, field in FIELDS[kind].items():
        told = shown(claim[name])
        if told != "none" or field.shape in ("entities", "text?"):
            console.print(Text(f"  {name:<12}", style="cyan") + Text(visible(told)))


def _around(record: Record, start: int, end: int) -> tuple[int, int]:
    """The sentences that hold a stretch."""
    from readout.language.sentences import split_sentences

    low, high = start, end
    for block in record.article.blocks:
        if block.start <= start < block.end:
            for a, b in split_sentences(record.article.text, block.start, block.end):
                if a <= start < b:
                    low = a
                if a < end <= b:
                    high = b
    return low, max(high, end)
