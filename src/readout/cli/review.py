"""``readout review``: what to look at next, what reviewers settled, and how far they agree."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter

from readout.errors import GoldError, StoreError, UsageError

if TYPE_CHECKING:
    from readout.review.entry import Entry
    from readout.review.gold import Settled

Action = Literal[
    "ask", "queue", "judge", "add", "undo", "export", "import", "agreement", "log"
]  # fmt: skip
Gold = Literal[
    "events", "statements", "places", "times", "quantities", "records", "plain", "corpus",
    "corrections",
]  # fmt: skip
Kinds = Literal["event", "statement", "entity", "place", "time", "quantity"]

app = App(
    name="review",
    help_epilogue=(
        "**Examples**\n\n- `readout serve news` and open Review in the browser\n"
        "- `readout review news ask --by Ana`, one thing after the other, in the terminal\n"
        "- `readout review news judge 3f2a91 v4 correct status=denied --by Ana`\n"
        '- `readout review news add 3f2a91 event "span=fired on the crowd" type=ASSAULT '
        "sources=police --by Ana`\n"
        "- `readout review news export --format corrections -o ana.jsonl`, then "
        "`readout review other import ana.jsonl`\n"
        "- `readout review news export --format events -o gold.jsonl`, then "
        "`readout eval events gold.jsonl`\n"
        "- `readout review news agreement`"
    ),
    help_format="markdown",
)


@app.default
def review(
    store: Annotated[str, Parameter(name="STORE")],
    action: Annotated[Action, Parameter(name="ACTION")],
    /,
    *what: Annotated[str, Parameter(name="WHAT")],
    by: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    kind: Annotated[tuple[Kinds, ...], Parameter(negative="")] = ("event", "statement"),
    size: int = 50,
    note: str | None = None,
    format: Gold = "records",
    output: Annotated[str | None, Parameter(name=["--output", "-o"])] = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Work with the judgements on a store.

    Parameters
    ----------
    store
        The folder of a store.
    action
        ask: one thing after the other, here in the terminal. queue: what to look at next.
        judge, add, undo: say that a thing is right, wrong or to be corrected, add one that was
        missed, take a judgement back. export: what was settled, as gold, as training data, or the
        judgements themselves; import: those of another store. agreement: Krippendorff's alpha
        between reviewers. log: all judgements.
    what
        Of judge: ARTICLE ID accept, reject or correct FIELD=VALUE. Of add: ARTICLE event or
        statement, and FIELD=VALUE. Of undo: the id of an entry. Of import: a file, or "-".
    by
        A reviewer: who judges; whose queue it is; whose judgements are exported, listed or
        compared. May be given several times for agreement and log.
    kind
        What is asked about; may be given several times.
    size
        The longest queue.
    format
        Of the export: a format of `readout eval`; corpus, the markup of the training data; or
        corrections, the log itself.
    note
        A word of yours on what you judge or add.
    output
        Write the export to this file, and not to standard output.
    json
        Print the queue, the figures, the log or what was written into it as JSON.
    """
    from readout.review.log import read

    if not os.path.isdir(store):
        raise StoreError(f"There is no store in '{store}'.")
    log = read(store)
    if log.broken:
        where = ", ".join(map(str, log.broken[:5])) + (" and more" if log.broken[5:] else "")
        print(f"readout: the log has lines that are no entry: {where}.", file=sys.stderr)
    if len(by) > 1 and action in ("queue", "export"):
        raise UsageError(f"Name one reviewer for {action}, not {len(by)}.")
    if what and action not in ("judge", "add", "undo", "import"):
        raise UsageError(f"'{what[0][:60]}' is nothing for {action}.")
    if action in ("ask", "judge", "add", "undo", "import"):
        return _write_down(store, log.entries, action, what, by, kind, size, note or "", json)
    if action == "queue":
        return _queue(store, log.entries, by[0] if by else "", kind, size, json)
    if action == "log":
        return _log([e for e in log.entries if not by or e.by in by], json)
    if action == "agreement":
        return _agreement(log.entries, by, json)
    return _export(store, log.entries, by[0] if by else None, format, output)


def _write_down(
    store: str, entries: list[Entry], action: Action, what: tuple[str, ...], by: tuple[str, ...],
    kinds: Any, size: int, note: str, as_json: bool,
) -> int:  # fmt: skip
    from readout.cli import review_said as said

    if action == "import":
        return said.take(store, what)
    name = said.only(by, action)
    if action == "ask":
        from readout.cli.review_ask import ask

        return ask(store, name, kinds, size)
    if action == "undo":
        return said.undo(store, what, name, as_json)
    write = said.add if action == "add" else said.judge
    return write(store, entries, what, name, note, as_json)


def _queue(store: str, entries: list[Entry], by: str, kinds: Any, size: int, as_json: bool) -> int:
    from readout.cli.shown import print_rows
    from readout.review.queue import queue
    from readout.review.things import anchor, named
    from readout.store.store import open_store

    names = ["kind", "article", "id", "confidence", "stratum", "words"]
    rows = []
    with open_store(store) as opened:
        for one in queue(opened.con, entries, by, size, kinds):
            record = opened.record(one.reading)
            part = named(record, one.id)
            span = anchor(part) if part is not None else None
            words = " ".join(span.of(record.article.text).split())[:80] if span else ""
            sure = None if one.kind in ("time", "quantity") else one.confidence
            rows.append((one.kind, one.article, one.id, sure, one.stratum, words))
    print_rows(names, iter(rows), "jsonl" if as_json else None)
    return 0


def _log(entries: Iterable[Entry], as_json: bool) -> int:
    import msgspec

    from readout.cli.shown import print_rows
    from readout.review.things import shown

    if as_json:
        for entry in entries:
            sys.stdout.buffer.write(msgspec.json.encode(entry) + b"\n")
        return 0
    names = ["at", "by", "verdict", "thing", "words", "field", "old", "new", "note", "id"]
    rows = (
        (
            e.at, e.by, e.verdict, f"{e.thing.kind} {e.thing.id}", e.thing.words[:60],
            e.field or "", shown(e.old) if e.field else "", shown(e.new) if e.field else "",
            e.note, e.id,
        )
        for e in entries
    )  # fmt: skip
    print_rows(names, rows, None)
    return 0


def _agreement(entries: list[Entry], among: tuple[str, ...], as_json: bool) -> int:
    import msgspec

    from readout.review.agreement import agreement

    found = agreement(entries, among)
    if not found.shared:
        raise GoldError(
            "No thing was judged by two reviewers yet; let a second one go through the queue."
        )
    report = msgspec.to_builtins(found)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    else:
        from readout.cli.figures import print_figures

        report["reviewers"] = ", ".join(found.reviewers)
        print_figures(report)
    return 0


def _export(
    store: str, entries: list[Entry], by: str | None, format: Gold, output: str | None
) -> int:
    from collections import Counter

    import msgspec

    from readout.review.gold import rows
    from readout.review.markup import passages

    if format == "corrections":
        own = [entry for entry in entries if by is None or entry.by == by]
        return _exported(
            (msgspec.json.encode(entry) + b"\n" for entry in own), output, "judgement",
            "Nothing to export: nobody judged anything yet.",
        )  # fmt: skip
    left_out: Counter[str] = Counter()
    settled = _settled(store, entries, by, left_out)
    lines: Iterator[bytes]
    if format == "corpus":
        lines = (p.encode() for p in passages(settled, left_out))
    else:
        lines = (msgspec.json.encode(row) + b"\n" for row in rows(settled, format))
    none = (
        f"Nothing to export as {format}: gold is where all that the program found in a "
        "sentence, a block or an article was judged."
    )
    what = "passage of gold" if format == "corpus" else "row of gold"
    try:
        return _exported(lines, output, what, none)
    finally:
        for reason, many in left_out.items():
            print(f"readout: {many} left out: {reason}.", file=sys.stderr)


def _exported(lines: Iterator[bytes], output: str | None, what: str, none: str) -> int:
    """Write lines, each a ``what``; raises GoldError with the sentence ``none`` without any."""
    first = next(lines, None)
    if first is None:
        raise GoldError(none)
    if output is None:
        many = _write(sys.stdout.buffer, first, lines)
    else:
        from readout.cli.output import spare
        from readout.record.files import beside

        spare(output)
        part = beside(output)
        try:
            with open(part, "wb") as file:
                many = _write(file, first, lines)
            if part != output:
                os.replace(part, output)
        except OSError as error:
            raise UsageError(f"'{output}' cannot be written: {error.strerror}.") from error
    unit, _, rest = what.partition(" ")
    plural = f"{unit}{'s' * (many != 1)}" + (f" {rest}" if rest else "")
    print(f"readout: {many:,} {plural}.", file=sys.stderr)
    return 0


def _write(file: Any, first: bytes, rest: Iterator[bytes]) -> int:
    many = 1
    file.write(first)
    for line in rest:
        file.write(line)
        many += 1
    return many


def _settled(store: str, entries: list[Entry], by: str | None, left_out: Any) -> Iterator[Settled]:
    """Each article that was judged, as its newest reading has it, with what was said of it."""
    from readout.review.gold import settle
    from readout.store.store import open_store

    of: dict[str, list[Entry]] = {}
    for entry in entries:
        of.setdefault(entry.article, []).append(entry)
    with open_store(store) as opened:
        for article, own in of.items():
            found = opened.find(article)
            if not found:
                left_out["of articles that the store no longer holds"] += 1
                continue
            yield settle(opened.record(found[0].reading), own, by)
