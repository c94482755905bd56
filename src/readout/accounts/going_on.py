"""What a sentence goes on to tell of the same speaker, where the reading ended the statement.

"The town is ours, he said, and two helicopters were shot down": what stands behind the words that
name the speaker is his as well, when it is a clause of its own. So is what hangs on the end of what
he said: "…, killing two soldiers", "…; our men responded".
"""

from __future__ import annotations

import re
from bisect import bisect_left

from readout.knowledge.account_words import words
from readout.language.sentences import split_sentences
from readout.record.types import Record, Statement

_AND = re.compile(r",\s+(?:and|but)\s+(?=\S)")
_HANGING = re.compile(r",\s+(?=(?P<verb>[a-z]{2,}ing)\s)|;\s+(?=\S)")
_EDGES = " .!?”\"'’"
_LONGEST = 300
"""Code points that a sentence goes on for."""
_SHORTEST = 3
"""Words of a clause of its own."""
_SUBJECT = re.compile(
    r"(?:the|an?|no|nobody|none|all|both|some|many|most|there|that|it|they|we|our|its|their|his|her|"
    r"this|these|those|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|[A-Z]\w+)\b"
)
_MODAL = re.compile(
    r"\w+\s+(?:will|would|could|can|was|were|is|are|had|has|have|must|should|did)\b"
)


class GoingOn:
    """Tells for the statements of one record what their sentences go on with."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._taken = sorted(
            (span.start, span.end)
            for s in record.statements
            for span in (*s.content, *([s.cue] if s.cue else []))
        )

    def of(self, statement: Statement) -> tuple[int, int] | None:
        """The stretch that is told as well; None where the sentence ends with the statement."""
        if statement.parent is not None or not statement.content or statement.cue is None:
            return None
        said = statement.content[-1].end
        named = [statement.cue.end] + ([statement.source.end] if statement.source else [])
        behind = max(named) > said
        at = max(named) if behind else said
        end = self._sentence(at)
        match = (_AND if behind else _HANGING).match(self._text, at, end)
        if match is None:
            return None
        start = match.end()
        end = start + len(self._text[start:end].rstrip(_EDGES))
        if len(self._text[start:end].split()) < _SHORTEST or self._is_taken(start, end):
            return None
        if behind:
            whole = any(form.match(self._text, start, end) for form in (_SUBJECT, _MODAL))
        else:
            whole = not match["verb"] or match["verb"] not in words("going_on_verbs")
        return (start, end) if whole else None

    def _sentence(self, at: int) -> int:
        """Where the sentence of a position ends."""
        first = max(self._text.rfind("\n", 0, at) + 1, at - _LONGEST)
        last = self._text.find("\n", at)
        last = min(len(self._text) if last < 0 else last, at + _LONGEST)
        return next((b for a, b in split_sentences(self._text, first, last) if a <= at < b), at)

    def _is_taken(self, start: int, end: int) -> bool:
        """Whether another statement has some of it, or is named in it."""
        first = max(0, bisect_left(self._taken, (start, 0)) - 4)
        after = bisect_left(self._taken, (end, 0))
        return any(start < b for _, b in self._taken[first:after])
