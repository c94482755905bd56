"""Cuts what is said into clauses, by punctuation, joining words and the triggers of events.

Without a parser this is rough: a list of names stays whole, two verbs of one subject come apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from readout.accounts.wording import has_content, tokens
from readout.knowledge.account_words import words
from readout.language.sentences import split_sentences
from readout.record.types import Event

_PRONOUNS = r"(?:that|it|they|he|she|we|the|its|their|his|her|our|no|there|this|these)"
_PAST = "|".join(sorted(words("past")))
_AUXILIARY = "was|were|had|has|have|would|will|is|are|did|does|could|can|died|fled"
_CUT = re.compile(
    r";|\s[—–]\s|\s-\s|—"
    r"|,?\s(?=(?:but|while|whereas|although|though|because|until|adding|insisting|denying)\s)"
    r"|,?\s(?=and\s(?:that|it|they|he|she|we|there|no)\s)"
    rf"|,\s(?=(?:and|or)\s(?:{_PRONOUNS}|all|both|some|many|most|more|at\sleast|\d|[A-Z]))"
    r"|,?\s(?=(?:after|when|since|if|unless)\s(?:it|they|he|she|we|its|their)\s)"
    r"|,?\s(?=and\s(?:would|will|had|has|have|could|should|must|was|were|is|are|"
    r"did|does|do|never|cannot)\s)"
    rf"|\s(?=and\s(?:\w+\s){{1,3}}?(?:{_AUXILIARY})\b)"
    r"|,\s(?=however,)"
    r"|,\s(?=[a-z]{2,}ing\s)"
    r"|,\s(?=(?:which|who|where)\s)"
    rf"|,?\s(?=and\s(?:\w+ed|{_PAST})\s(?:an?|the|its|their|his|her|our|to|on|in|at|with|from|for|"
    r"that|more|least|over|about|no|two|three|four|five|six|seven|eight|nine|ten|back|away|\d|[A-Z]|\w+s\b))"
)
_LEAD = re.compile(r"(?:(?:and|but|or|that|while|whereas|however,?|also)\s+)+")
_EDGES = " ,;—–-“”\"'‘’"


def clauses(
    text: str,
    start: int,
    end: int,
    events: Callable[[int, int], Sequence[Event]],
    joins_names: Callable[[int], bool],
) -> Iterator[tuple[int, int]]:
    """The clauses of a stretch of text, without the words that join them.

    ``events`` gives the events within a span; two of different types part at the "and" between
    them, unless ``joins_names`` says that it stands between two names.
    """
    for first, last in split_sentences(text, start, end):
        cuts = {m.start() for m in _CUT.finditer(text, first, last) if not joins_names(m.start())}
        for a, b in pairwise(events(first, last)):
            joint = text[a.trigger.end : b.trigger.start].rfind(" and ")
            if joint >= 0 and a.type != b.type and not joins_names(a.trigger.end + joint):
                cuts.add(a.trigger.end + joint)
        yield from _pieces(text, [first, *sorted(cuts), last])


def _content(text: str, start: int, end: int) -> int:
    return sum(has_content(w) for w in tokens(text, start, end))


def _pieces(text: str, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches between edges; one of a single content word joins the next."""
    pieces: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        if pieces and min(_content(text, start, end), _content(text, *pieces[-1])) < 2:
            pieces[-1] = pieces[-1][0], end
        elif end > start:
            pieces.append((start, end))
    for start, end in pieces:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip(_EDGES))
        end -= len(piece) - len(piece.rstrip(_EDGES))
        if (lead := _LEAD.match(text, start, end)) is not None and lead.end() < end:
            start = lead.end()
        if start < end:
            yield start, end
