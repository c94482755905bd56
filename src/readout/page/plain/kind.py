"""What kind of page a plain-text capture shows. Precision first: a body makes an article."""

from __future__ import annotations

import re

from readout.page.html.metadata.kind import CONSENT, ERROR, PAYWALL
from readout.page.media import Cut
from readout.page.plain.alone import is_alone
from readout.page.plain.mail import mail_header
from readout.record.types import BODY_ROLES, PageKind

_LITTLE = 300
_HARDLY_ANY = 150
_STUB = 1_400
_REACH = 1_000
"""Characters below the body in which the plea of a paywall is looked for."""
_MANY_LINES = 12
_CLOCK = re.compile(r"^\W*\d{1,2}[:.h]\d{2}\b")
_LIVE = re.compile(r"\blive ?-?(?:blog|ticker|updates?|coverage)\b|\bliveblog|\bliveticker", re.I)


def read_kind(text: str, cuts: list[Cut]) -> tuple[PageKind, str]:
    """The kind and the reason for it, from the roles of the lines and the words around them."""
    body = [(start, end) for role, start, end in cuts if role in BODY_ROLES]
    prose = sum(end - start for start, end in body if end - start > 60)
    if not cuts:
        return "other", "no text"
    lines = [text[start:end] for _, start, end in cuts]
    if prose < _LITTLE:
        for line in lines[:40]:
            if len(line) < 120 and (match := ERROR.search(line)):
                return "error", f"a line says {match.group().strip()!r} and there is no article"
        for line in lines[:40]:
            if match := CONSENT.search(line[:300]):
                return "other", f"consent page: {match.group()!r} and no article"
        below = mail_header(text)[0]
        if prose < _HARDLY_ANY and not is_alone([cut for cut in cuts if cut[1] >= below]):
            if len(cuts) >= _MANY_LINES:
                return "index", "many short lines, no running text"
            return "other", "hardly any running text"
    head = next((text[s:e] for role, s, e in cuts if role == "headline"), "")
    clocks = sum(1 for line in lines if len(line) < 200 and _CLOCK.match(line))
    if (_LIVE.search(head) and clocks >= 3) or (clocks >= 8 and _LIVE.search(text[:3_000])):
        return "live", "named live, with time stamps"
    # The plea stands in the body or below it; menus speak of subscriptions on every page.
    near = text[body[0][0] : body[-1][1] + _REACH] if body else text
    if prose < _STUB and (match := PAYWALL.search(near)):
        return "stub", f"page says {match.group()!r} and there is little text"
    return "article", "running text"
