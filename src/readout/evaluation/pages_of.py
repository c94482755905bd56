"""A page from a bare text, for gold that has no page: every line is a paragraph."""

from __future__ import annotations

import re

from readout.page.page import Page
from readout.record.types import Block, Published, outside


def page_of_text(text: str, published: str | None = None) -> Page:
    """A page whose blocks are the lines of the text that hold something; ``published`` is an
    ISO 8601 date."""
    when = None
    if published:
        when = Published(
            value=published, grain="day", method="user", evidence=[outside("user", published)]
        )
    blocks = [
        Block(id=f"b{k + 1}", role="paragraph", start=m.start(), end=m.end())
        for k, m in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text))
    ]
    return Page(
        text=text,
        url=None,
        kind="article",
        language=None,
        outlet=None,
        headline=None,
        byline=[],
        published=when,
        dateline=None,
        blocks=blocks,
        media=[],
        notes=[],
    )
