"""A statement in the making: runs of words, before ids, speakers and sourcing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from readout.statements.tree import Run


@dataclass(frozen=True)
class Draft:
    """Source and cue are one run each or none; content is one run or more, in text order."""

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]
    origin: str
    """``model`` (runs of the language model), ``quote``, ``syntax``, ``aside`` ("it went on") or
    ``turn`` of a transcript."""
    score: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Mean probability of the model's tags in source, cue and content; 0 where it had none."""
    filled: bool = False
    """The source was read from the syntax, not by the model."""
    head: int = -1
    """The word that carries the cue, -1 without one."""

    def runs(self) -> list[Run]:
        """All runs, in no order."""
        return [r for r in (self.source, self.cue, *self.content) if r]

    def covers(self, word: int) -> bool:
        """Whether a word stands in one of the runs."""
        return any(a <= word < b for a, b in self.runs())

    def first(self) -> int:
        """The first word of all."""
        return min(a for a, _ in self.runs())

    def with_content(self, content: list[Run]) -> Draft:
        """The same with other content, sorted, pieces that touch made one."""
        return replace(self, content=tuple(joined(content)))


def joined(runs: list[Run]) -> list[Run]:
    """Runs in order, those that touch or overlap made one."""
    out: list[Run] = []
    for a, b in sorted(runs):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def without(runs: list[Run], hole: Run) -> list[Run]:
    """The runs less the words of another run."""
    out: list[Run] = []
    for a, b in runs:
        if hole[1] <= a or b <= hole[0]:
            out.append((a, b))
            continue
        if a < hole[0]:
            out.append((a, hole[0]))
        if hole[1] < b:
            out.append((hole[1], b))
    return out
