"""How far two labellings of the same passages agree.

``python -m training.corpus.agreement draw KIND`` prints the passages of the sample, 15 % by a
hash of their ids, as text alone: this, and the guideline, is all that a second reader sees.
``python -m training.corpus.agreement score`` compares what stands in ``second/`` with ``text/``.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.corpus.markup import Mark, Passage, read_passages

HERE = Path(__file__).parent


def drawn(name: str) -> bool:
    """Whether a passage is in the sample."""
    return hashlib.sha256(b"second " + name.encode()).digest()[0] < 38


def passages(folder: Path) -> Iterator[Passage]:
    """All passages of a folder, file by file."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_passages(path)


def draw(kind: str) -> None:
    """Prints the sample without labels; topic, region and manner stay."""
    for p in passages(HERE / "text" / kind):
        if drawn(p.id):
            about = " | ".join(f"{k}={v}" for k, v in p.about.items() if k != "kind")
            print(f"## {p.id} | {about}\n{p.text}\n")


def overlap(a: Mark, b: Mark) -> bool:
    """Whether two stretches share half of the shorter one."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return common * 2 >= min(a.end - a.start, b.end - b.start)


def pairs(first: Sequence[Mark], second: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """One to one in text order."""
    left = list(second)
    out = []
    for a in first:
        for b in left:
            if overlap(a, b):
                left.remove(b)
                out.append((a, b))
                break
    return out


class Agreement:
    """Counts for F1 of marks, and pairs of labels for shares and kappa."""

    def __init__(self) -> None:
        self.marks: dict[str, list[int]] = {}
        self.labels: dict[str, list[tuple[str, str]]] = {}

    def mark(self, name: str, right: int, first: int, second: int) -> None:
        held = self.marks.setdefault(name, [0, 0, 0])
        for k, value in enumerate((right, first, second)):
            held[k] += value

    def label(self, name: str, first: str, second: str) -> None:
        self.labels.setdefault(name, []).append((first, second))

    def compare(self, a: Passage, b: Passage, kind: str) -> None:
        if kind == "events":
            self._events(a, b)
        else:
            self._predicates(a, b)
            self._statements(a, b)

    def _events(self, a: Passage, b: Passage) -> None:
        found = pairs([m for m in a.marks if m.part == "trigger"],
                      [m for m in b.marks if m.part == "trigger"])  # fmt: skip
        counts = [sum(m.part == "trigger" for m in p.marks) for p in (a, b)]
        self.mark("triggers", len(found), *counts)
        same = 0
        for x, y in found:
            ours, theirs = a.events[x.number], b.events[y.number]
            same += ours["type"] == theirs["type"]
            self.label("type of a shared trigger", ours["type"], theirs["type"])
            if ours["type"] == theirs["type"]:
                self.label("mode of a shared type", ours["mode"], theirs["mode"])
            self.label("status of a shared trigger", ours["status"], theirs["status"])
            self.label(
                "background of a shared trigger",
                str("background" in ours),
                str("background" in theirs),
            )
            for part in ("actor", "recipient"):
                marks = a.of(part, x.number), b.of(part, y.number)
                self.mark(f"{part}s of shared triggers", len(pairs(*marks)), *map(len, marks))
        self.mark("triggers with type", same, *counts)

    def _predicates(self, a: Passage, b: Passage) -> None:
        sides = [[m for m in p.marks if m.part == "predicate"] for p in (a, b)]
        found = pairs(*sides)
        self.mark("happenings", len(found), *map(len, sides))
        for x, y in found:
            status, _, behind = x.value.partition(".")
            other, _, other_behind = y.value.partition(".")
            self.label("status of a shared happening", status, other)
            self.label("background of a shared happening", behind, other_behind)

    def _statements(self, a: Passage, b: Passage) -> None:
        for part in ("source", "cue", "content", "reason", "via"):
            sides = [[m for m in p.marks if m.part == part] for p in (a, b)]
            self.mark(f"{part}s", len(pairs(*sides)), *map(len, sides))
        contents = pairs([m for m in a.marks if m.part == "content"],
                         [m for m in b.marks if m.part == "content"])  # fmt: skip
        seen: set[int] = set()
        for x, y in contents:
            if x.number in seen:
                continue
            seen.add(x.number)
            ours, theirs = a.statements[x.number], b.statements[y.number]
            self.label("sourcing", ours["sourcing"], theirs["sourcing"])
            self.label("channel", ours.get("channel", "-"), theirs.get("channel", "-"))
            self.label("anonymous", str("anonymous" in ours), str("anonymous" in theirs))

    def table(self) -> Iterator[str]:
        """A Markdown table of all figures."""
        yield "| figure | agreement | kappa | of |"
        yield "| --- | ---: | ---: | ---: |"
        for name, (right, first, second) in self.marks.items():
            yield f"| {name}, F1 | {2 * right / max(1, first + second):.2f} | | {first} |"
        for name, labels in self.labels.items():
            share = sum(x == y for x, y in labels) / len(labels)
            yield f"| {name} | {share:.2f} | {kappa(labels):.2f} | {len(labels)} |"


def kappa(labels: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of pairs of labels (Cohen 1960)."""
    n = len(labels)
    seen = sum(x == y for x, y in labels) / n
    first, second = Counter(x for x, _ in labels), Counter(y for _, y in labels)
    chance = sum(first[k] * second[k] for k in first) / n**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def score(kinds: Iterable[str]) -> None:
    """Prints the agreement for each kind that was labelled a second time."""
    for kind in kinds:
        first = {p.id: p for p in passages(HERE / "text" / kind) if drawn(p.id)}
        agreement = Agreement()
        shared = 0
        for second in passages(HERE / "second" / kind):
            if second.id in first and second.text == first[second.id].text:
                agreement.compare(first[second.id], second, kind)
                shared += 1
            else:
                print(f"{second.id}: not in the sample, or its text differs", file=sys.stderr)
        print(f"\n{kind}: {shared} of {len(first)} passages\n")
        print("\n".join(agreement.table()))


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        draw(sys.argv[2])
    else:
        score(("events", "statements"))
