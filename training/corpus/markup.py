"""Reads the inline markup of the corpus; ``GUIDELINE.md`` beside this file describes it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STATUSES = (
    "occurred", "ongoing", "planned", "requested", "predicted", "hypothetical", "denied", "unknown",
)  # fmt: skip
SOURCING = (
    "named", "spokesperson", "official_unnamed", "institution", "document", "witness", "expert",
    "media", "collective",
)  # fmt: skip
CHANNELS = (
    "spoken", "statement", "interview", "briefing", "email", "social", "broadcast", "letter",
    "phone", "report", "court",
)  # fmt: skip
MODES = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "COOPERATE": (),
    "AID": (),
    "CONCEDE": (),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "COERCE": (
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport",
        "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
}  # fmt: skip
"""PLOVER 2.0 roots with their modes, as in the score table of the manual."""

PARTS = {
    "s": "source", "c": "cue", "t": "content", "r": "reason", "v": "via", "h": "said_at",
    "e": "trigger", "a": "actor", "b": "recipient", "l": "place", "d": "time", "q": "quantity",
    "p": "predicate",
}  # fmt: skip
"""Letters of the inline labels: seven of a statement, six of an event, one of a predicate."""


def part_of(topic: str) -> str:
    """``test`` (30 % of the topics), ``dev`` (10 %) or ``train``: no topic is in two of them."""
    first = hashlib.sha256(topic.strip().lower().encode()).digest()[0]
    return "test" if first < 77 else "dev" if first < 102 else "train"


_LABEL = re.compile(r"(?:[sctrvheabldq]\d+)|(?:p\.[a-z]+(?:\.background)?)")
_OPEN = re.compile(r"\[([a-z][a-z0-9.,]*):")


class MarkupError(ValueError):
    """A passage that does not follow the guideline; the message names file and line."""


@dataclass(frozen=True)
class Mark:
    """One labelled stretch: code points into the passage's text, end exclusive."""

    part: str
    number: int
    """Of the statement or event; 0 for a predicate."""
    start: int
    end: int
    value: str = ""
    """Of a predicate: its status, with ``.background`` behind it where it is that."""


@dataclass(frozen=True)
class Passage:
    """A passage with its marks and the lines of attributes below it."""

    id: str
    about: dict[str, str]
    """``topic``, ``region``, ``manner``, ``kind``: the fields of the head line."""
    text: str
    marks: list[Mark]
    statements: dict[int, dict[str, str]] = field(default_factory=dict)
    """Number to ``sourcing``, ``channel``, ``anonymous``, ``parent`` ("" where a flag is set)."""
    events: dict[int, dict[str, str]] = field(default_factory=dict)
    """Number to ``type``, ``mode``, ``status``, ``background``, ``reciprocal``, ``contexts``,
    ``statements``; in whole articles also ``time`` (TIMEX3) and ``country`` (of the place)."""

    def of(self, part: str, number: int) -> list[Mark]:
        """The marks of one part of one statement or event, in text order."""
        return [m for m in self.marks if m.part == part and m.number == number]


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file, in order; raises :class:`MarkupError` at the first broken one."""
    for line, block in _blocks(path):
        try:
            yield parse(block)
        except MarkupError as error:
            raise MarkupError(f"{path.name}, passage at line {line}: {error}") from None


def _blocks(path: Path) -> Iterator[tuple[int, str]]:
    held: list[str] = []
    first = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("## "):
            if held:
                yield first, "\n".join(held)
            held, first = [], number
        elif not held:
            if line.strip() and not line.startswith("#"):
                raise MarkupError(f"{path.name}, line {number}: text before the first ## line")
            continue
        held.append(line)
    if held:
        yield first, "\n".join(held)


def parse(block: str) -> Passage:
    """One passage: its ``##`` line, its text, its attribute lines."""
    head, _, rest = block.partition("\n")
    name, *fields = [part.strip() for part in head.removeprefix("## ").split("|")]
    about = dict(part.split("=", 1) for part in fields)
    lines = rest.strip().split("\n")
    below: list[str] = []
    while lines and re.match(r"^(?:s|e)\d+: ", lines[-1]):
        below.insert(0, lines.pop())
    text, marks = _inline("\n".join(lines).strip())
    passage = Passage(name, about, text, marks)
    for line in below:
        label, _, words = line.partition(": ")
        target = passage.statements if label[0] == "s" else passage.events
        if int(label[1:]) in target:
            raise MarkupError(f"{label} is described twice")
        target[int(label[1:])] = _statement(words) if label[0] == "s" else _event(words)
    _check(passage)
    return passage


def _inline(marked: str) -> tuple[str, list[Mark]]:
    out: list[str] = []
    marks: list[Mark] = []
    open_marks: list[tuple[str, int]] = []
    size = at = 0
    while at < len(marked):
        if found := _OPEN.match(marked, at):
            open_marks.append((found[1], size))
            at = found.end()
        elif marked[at] == "]":
            if not open_marks:
                raise MarkupError(f"a ] closes nothing: …{marked[max(0, at - 30) : at + 1]}")
            labels, start = open_marks.pop()
            for label in labels.split(","):
                if not _LABEL.fullmatch(label):
                    raise MarkupError(f"no such label: {label!r}")
                if label[0] == "p":
                    marks.append(Mark("predicate", 0, start, size, label[2:]))
                else:
                    marks.append(Mark(PARTS[label[0]], int(label[1:]), start, size))
            at += 1
        elif marked[at] == "[":
            raise MarkupError(f"a [ without a label: {marked[at : at + 30]}…")
        else:
            out.append(marked[at])
            size += 1
            at += 1
    if open_marks:
        raise MarkupError(f"[{open_marks[-1][0]}: is never closed")
    return "".join(out), sorted(marks, key=lambda m: (m.start, -m.end))


def _statement(words: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for word in words.split():
        key, _, value = word.partition("=")
        if key not in ("sourcing", "channel", "anonymous", "parent"):
            raise MarkupError(f"no such attribute of a statement: {word!r}")
        out[key] = value
    return out


def _event(words: str) -> dict[str, str]:
    kind, *rest = words.split()
    root, _, mode = kind.partition("/")
    out = {"type": "" if root == "null" else root, "mode": mode}
    for word in rest:
        key, _, value = word.partition("=")
        if word in STATUSES:
            out["status"] = word
        elif key in ("background", "reciprocal", "contexts", "statements", "time", "country"):
            out[key] = value
        else:
            raise MarkupError(f"no such attribute of an event: {word!r}")
    return out


def _check(p: Passage) -> None:
    for mark in p.marks:
        inside = p.text[mark.start : mark.end]
        if not inside or inside != inside.strip():
            raise MarkupError(f"{mark.part} {mark.number}: empty, or blanks at its end: {inside!r}")
        if mark.part == "predicate" and mark.value.split(".")[0] not in STATUSES:
            raise MarkupError(f"no such status: {mark.value!r}")
    numbers = {m.number for m in p.marks if m.part in ("source", "cue", "content", "reason", "via")}
    if numbers != set(p.statements):
        raise MarkupError(f"statements marked {sorted(numbers)}, described {sorted(p.statements)}")
    for n, about in p.statements.items():
        if not p.of("content", n):
            raise MarkupError(f"s{n} has no content")
        if about.get("sourcing") not in SOURCING:
            raise MarkupError(f"s{n}: sourcing is {about.get('sourcing')!r}")
        if about.get("channel", "spoken") not in CHANNELS:
            raise MarkupError(f"s{n}: no such channel: {about['channel']!r}")
        if "parent" in about and int(about["parent"].lstrip("s")) not in p.statements:
            raise MarkupError(f"s{n}: its parent does not exist")
    numbers = {m.number for m in p.marks if m.part in ("trigger", "actor", "recipient")}
    if numbers != set(p.events):
        raise MarkupError(f"events marked {sorted(numbers)}, described {sorted(p.events)}")
    for n, about in p.events.items():
        if len(p.of("trigger", n)) < 1:
            raise MarkupError(f"e{n} has no trigger")
        if about["type"] and about["type"] not in MODES:
            raise MarkupError(f"e{n}: no such root: {about['type']}")
        if about["mode"] and about["mode"] not in MODES.get(about["type"], ()):
            raise MarkupError(f"e{n}: {about['type']} has no mode {about['mode']!r}")
        if "status" not in about:
            raise MarkupError(f"e{n} has no status")
