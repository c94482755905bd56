"""``readout review``: what to look at next, what reviewers settled, and how far they agree."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter

from readout.errors import GoldError, StoreError, UsageError

if TYPE_CHECKING:
    from readout.review.entry import Entry
    from readout.review.gold import Settled

Action = Literal["queue", "export", "agreement", "log"]
Gold = Literal[
    "events", "statements", "places", "times", "quantities", "records", "plain", "corpus"
]  # fmt: skip
Kinds = Literal["event", "statement", "entity", "place", "time", "quantity"]

app = App(
    name="review",
    help_epilogue=(
        "**Examples**\n\n- `readout serve news` and open Review in the browser\n"
        "- `readout review news queue --by Ana --size 20`\n"
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
    *,
    by: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    kind: Annotated[tuple[Kinds, ...], Parameter(negative="")] = ("event", "statement"),
    size: int = 50,
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
        queue: what to look at next. export: what was settled, as gold or training data.
        agreement: Krippendorff's alpha between reviewers. log: all judgements.
    by
        A reviewer: whose queue it is; whose judgements are exported, listed or compared. May be
        given several times for agreement and log.
    kind
        What the queue asks about; may be given several times.
    size
        The longest queue.
    format
        Of the export: a format of `readout eval`, or corpus, the markup of the training data.
    output
        Write the export to this file, and not to standard output.
    json
        Print the queue, the figures or the log as JSON.
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
    if action == "queue":
        return _queue(store, log.entries, by[0] if by else "", kind, size, json)
    if action == "log":
        return _log([e for e in log.entries if not by or e.by in by], json)
    if action == "agreement":
        return _agreement(log.entries, by, json)
    return _export(store, log.entries, by[0] if by else None, format, output)


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

    left_out: Counter[str] = Counter()
    settled = _settled(store, entries, by, left_out)
    lines: Iterator[bytes]
    if format == "corpus":
        lines = (p.encode() for p in passages(settled, left_out))
    else:
        lines = (msgspec.json.encode(row) + b"\n" for row in rows(settled, format))
    first = next(lines, None)
    if first is None:
        _tell(left_out)
        raise GoldError(
            f"Nothing to export as {format}: gold is where all that the program found in a "
            "sentence, a block or an article was judged."
        )
    if output is None:
        many = _write(sys.stdout.buffer, first, lines)
    else:
        part = f"{output}.part"
        try:
            with open(part, "wb") as file:
                many = _write(file, first, lines)
            os.replace(part, output)
        except OSError as error:
            raise UsageError(f"'{output}' cannot be written: {error.strerror}.") from error
    _tell(left_out)
    what = "passage" if format == "corpus" else "row"
    print(f"readout: {many} {what}{'' if many == 1 else 's'} of gold.", file=sys.stderr)
    return 0


def _tell(left_out: Mapping[str, int]) -> None:
    for reason, many in left_out.items():
        print(f"readout: {many} left out: {reason}.", file=sys.stderr)


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
