"""The actions of ``readout review`` that write: judging, adding, taking back, taking over."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from readout.errors import UsageError

if TYPE_CHECKING:
    from readout.record.types import Record
    from readout.review.entry import Addable, Entry


def only(by: Sequence[str], action: str) -> str:
    """The one reviewer who does something. Raises UsageError when none or several are named."""
    if len(by) != 1:
        raise UsageError(f"Say who you are for {action}: --by NAME, once.")
    return by[0]


def stored(store: str, article: str) -> tuple[int, Record]:
    """The current reading of an article, by id, URL or path; its number and its record."""
    from readout.store.store import open_store

    with open_store(store) as opened:
        reading = opened.one(article).reading
        return reading, opened.record(reading)


def pairs(given: Sequence[str]) -> dict[str, str]:
    """``field=value`` as typed; of a field that is given again, each value is a line."""
    out: dict[str, str] = {}
    for one in given:
        field, sign, value = one.partition("=")
        field = field.strip()
        if not sign or not field:
            raise UsageError(f"Give fields as FIELD=VALUE, not '{one[:60]}'.")
        out[field] = f"{out[field]}\n{value}" if field in out else value
    return out


def judge(
    store: str, entries: list[Entry], what: Sequence[str], by: str, note: str, as_json: bool
) -> int:
    """``judge ARTICLE ID accept|reject|correct [FIELD=VALUE…]``."""
    from readout.review.log import append
    from readout.review.say import say, target

    if len(what) < 3:
        raise UsageError("Write: judge ARTICLE ID accept, reject or correct FIELD=VALUE …")
    article, id_, verdict, *given = what
    if given and verdict != "correct":
        raise UsageError(f"Fields are given to correct, not to {verdict}.")
    reading, record = stored(store, article)
    own = [entry for entry in entries if entry.article == record.article.id]
    at = target(record, own, id_)
    if at is None:
        raise UsageError(f"The article holds nothing with the id '{id_[:40]}'.")
    said = say(at, verdict, by, pairs(given), reading=reading, note=note)
    append(store, said)
    _show(said, as_json)
    return 0


def add(
    store: str, entries: list[Entry], what: Sequence[str], by: str, note: str, as_json: bool
) -> int:
    """``add ARTICLE event|statement FIELD=VALUE…``."""
    from readout.review.add import addition
    from readout.review.log import append

    if len(what) < 3:
        raise UsageError(
            'Write: add ARTICLE event "span=THE WORDS" type=TYPE …, or add ARTICLE statement '
            '"span=WHAT IS SAID" "speakers=WHO" …'
        )
    article, kind, *given = what
    typed = pairs(given)
    evidence = typed.pop("evidence", "")
    reading, record = stored(store, article)
    own = [entry for entry in entries if entry.article == record.article.id]
    said = addition(
        record, cast("Addable", kind), typed, by, reading=reading, entries=own, note=note,
        evidence=evidence,
    )  # fmt: skip
    append(store, [said])
    _show([said], as_json)
    return 0


def undo(store: str, what: Sequence[str], by: str, as_json: bool) -> int:
    """``undo ENTRY``."""
    from readout.review.log import undo as take_back

    if len(what) != 1:
        raise UsageError("Name the one entry to take back; `readout review STORE log` has the ids.")
    _show([take_back(store, what[0], by)], as_json)
    return 0


def take(store: str, what: Sequence[str]) -> int:
    """``import FILE``; "-" is standard input."""
    from readout.review.exchange import entries_of
    from readout.review.exchange import take as take_over

    if len(what) != 1:
        raise UsageError("Name the one file to import, as `export --format corrections` wrote it.")
    (name,) = what
    if name == "-":
        entries = entries_of(sys.stdin.buffer, "standard input")
    else:
        try:
            with open(name, "rb") as file:
                entries = entries_of(file, name)
        except OSError as error:
            raise UsageError(f"'{name}' cannot be read: {error.strerror}.") from error
    done = take_over(store, entries, _records(store, {entry.article for entry in entries}))
    many = f"{done.new:,} judgement{'s' * (done.new != 1)} taken over"
    if done.here:
        many += f", {done.here:,} here already"
    print(f"{many}.")
    if done.elsewhere:
        print(f"readout: {done.elsewhere:,} on articles the store does not hold.", file=sys.stderr)
    return 0


def _records(store: str, articles: set[str]) -> dict[str, Any]:
    from readout.store.store import open_store

    out = {}
    with open_store(store) as opened:
        for article in sorted(articles):
            found = opened.find(article)
            if found:
                out[article] = opened.record(found[0].reading)
    return out


def _show(entries: list[Entry], as_json: bool) -> None:
    """What was written, in the shape of the log."""
    import msgspec

    from readout.review.things import shown
    from readout.view.roles import visible

    for entry in entries:
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(entry) + b"\n")
            continue
        change = f": {entry.field} is {shown(entry.new)}, not {shown(entry.old)}"
        verb = {
            "accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added",
            "undo": "taken back",
        }[entry.verdict]  # fmt: skip
        told = (
            f"{entry.thing.kind} “{entry.thing.words}” {verb}"
            f"{change if entry.field else ''} ({entry.by}, entry {entry.id})"
        )
        print(visible(told))
