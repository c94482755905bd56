"""Quotation marks: which belong together, over paragraphs, and which only hold a word at arm's
length. One scan of the marks of the text; nothing is matched against everything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARK = re.compile("[\"“”„‟«»]|``|''|[‘’'‚‹›]")
_CLOSE_OF = {
    "“": "”“\"", "„": "“”\"", "‟": "”", "«": "»", "»": "«", "``": "''\"", "''": "''",
    "‘": "’'", "‚": "‘’", "‹": "›", "›": "‹", '"': '"”', "'": "'’", "”": "”",
}  # fmt: skip
_SINGLE = frozenset("‘’'‚‹›")
_ONLY_CLOSES = frozenset(("”", "''", "’"))
_BOTH = frozenset(("”", "''"))
"""Closing marks that some write in both places."""
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,!?…])[’'](?![\w])")
LONGEST = 20_000
"""Code points after which a quotation that was never closed is given up."""


@dataclass(frozen=True)
class Quote:
    """A quotation with its marks; code points, end exclusive."""

    start: int
    end: int
    closed: bool
    """A closing mark stands at ``end - 1`` (or the quotation goes on in a later ``Quote``)."""
    continues: bool
    """It goes on the quotation before, which its paragraph left open."""


def quotes(text: str, blocks: Sequence[tuple[int, int, bool]]) -> list[Quote]:
    """The quotations of a text in order; none in another, none over the end of a block.

    ``blocks``: start, end and whether it is a paragraph of running text; a quotation left open by
    one paragraph is continued by the next one if that opens with the same mark.
    """
    out: list[Quote] = []
    left_open = ""
    for start, end, running in blocks:
        # A capture may hold several paragraphs as one block.
        at = start
        while at < end:
            stop = text.find("\n", at, end)
            stop = end if stop < 0 else stop
            if text[at:stop].strip():
                left_open = _paragraph(text, at, stop, left_open if running else "", out)
            at = stop + 1
    return out


def _paragraph(text: str, start: int, end: int, left_open: str, out: list[Quote]) -> str:
    """Adds the quotations of a paragraph; gives the mark of one that it leaves open, or ""."""
    opened = ""
    first = start
    continues = False
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    last_single = max((m.start() for m in _CLOSING_SINGLE.finditer(text, start, end)), default=-1)
    for mark in MARK.finditer(text, start, end):
        sign, at = mark[0], mark.start()
        before = text[at - 1] if at > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if sign in _SINGLE and _apostrophe(text, at, before, after, opened, last_single):
            continue
        if opened:
            if sign in _CLOSE_OF[opened] and not (
                sign == opened and opened == '"' and before.isspace() and after.isalnum()
            ):
                out.append(Quote(first, mark.end(), True, continues))
                opened = ""
            elif sign == opened and at - first > LONGEST:
                opened = ""
            continue
        opens = sign in _BOTH and after.isalnum() and not before.isalnum()
        if sign in _ONLY_CLOSES and not opens:
            continue
        if after.isspace() and at != begin:
            continue
        opened, first = sign, at
        continues = bool(left_open) and at == begin and sign == left_open
    if not opened:
        return ""
    stop = first + len(text[first:end].rstrip())
    if stop - first <= LONGEST and stop > first + 1:
        out.append(Quote(first, stop, False, continues))
        return opened
    return ""


def _apostrophe(text: str, at: int, before: str, after: str, opened: str, last: int) -> bool:
    """Whether a single mark is no quotation mark where it stands; ``last``: the last one of the
    paragraph that may close."""
    sign = text[at]
    if before.isalnum() and after.isalnum():
        return True
    if opened in ("‘", "'", "‚"):
        # "the states' claims": closes only where no later mark of the paragraph does.
        return before in "sS" and after == " " and last > at
    if opened:
        return True
    if sign in "‘'‚" and not before.isalnum() and not after.isspace():
        # "'90s", "'em": opens only where something closes it.
        return after.isdigit() or not last > at
    return sign not in "‹›"


_SENTENCE_END = re.compile(r"[.,!?…—–-][\"”“»’'›]{1,2}$")


def is_speech(text: str, quote: Quote) -> bool:
    """Whether a quotation reads as something said, not as a title or a word at arm's length."""
    inner = text[quote.start + 1 : quote.end - 1].strip()
    count = inner.count(" ") + 1
    if quote.continues or not quote.closed:
        return count >= 3
    if count >= 6 and (inner[:1].isupper() or count >= 12):
        return True
    return count >= 2 and bool(_SENTENCE_END.search(text[quote.start : quote.end]))
