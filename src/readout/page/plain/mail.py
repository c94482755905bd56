"""The header of a mail that a capture begins with: its subject, its date and who sent it."""

from __future__ import annotations

import re

from readout.page.media import Cut
from readout.record.types import Role

_FIELD = re.compile(r"([A-Z][A-Za-z]*(?:-[A-Za-z]+)*):(?:[ \t]+|$)")
_KNOWN = frozenset(
    "bcc cc date delivered-to from importance list-id list-unsubscribe message-id mime-version "
    "received reply-to return-path sender sent subject to".split()
)
_ROLES: dict[str, Role] = {"subject": "headline", "date": "published", "sent": "published"}
_SENDER = re.compile(r"\"?([^\"<>@]*[^\"<>@\s])\"?\s*<[^<>\s]+@[^<>\s]+>|()[^\s<>]+@\S+")
_ZONE = re.compile(r"\s*(?:[+-]\d{4}\b|\bGMT\b|\bUTC\b).*", re.S)
_REPLIES = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.I)


def mail_header(text: str) -> tuple[int, list[Cut]]:
    """Where the header ends (0 without one) and its cuts.

    A header is the first lines up to a blank one, each a field or its continuation, two of them
    known fields of mail and one the subject or the sender.
    """
    fields: list[tuple[str, int, int, int]] = []  # name, start, start of the value, end
    at = len(text) - len(text.lstrip())
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].rstrip()
        if not line:
            break
        if fields and line[0] in " \t":
            name, start, value, _ = fields[-1]
            fields[-1] = (name, start, value, at + len(line))
        elif (found := _FIELD.match(line)) is not None:
            fields.append((found[1].lower(), at, at + found.end(), at + len(line)))
        else:
            return 0, []
        at = end + 1
    names = {name for name, *_ in fields}
    if len(names & _KNOWN) < 2 or names.isdisjoint(("subject", "from")):
        return 0, []
    cuts: list[Cut] = []
    for name, start, value, end in fields:
        role, first, last = _valued(text, name, value, end)
        if role == "chrome" or first >= last:
            cuts.append(("chrome", start, end))
            continue
        cuts += [("chrome", start, first), (role, first, last)]
        if last < end:
            cuts.append(("chrome", last, end))
    trimmed = [(role, *_without_blanks(text, start, end)) for role, start, end in cuts]
    return min(at, len(text)), [cut for cut in trimmed if cut[1] < cut[2]]


def _valued(text: str, name: str, start: int, end: int) -> Cut:
    """What the value of a field is: the headline without its replies, the date, a name."""
    if name == "subject" and (reply := _REPLIES.match(text, start, end)):
        return "headline", reply.end(), end
    if name == "from":
        sender = _SENDER.match(text, start, end)
        if sender is None:
            return "byline", start, end
        return ("byline", *sender.span(1)) if sender[1] else ("chrome", start, end)
    if name in ("date", "sent") and (zone := _ZONE.search(text, start, end)):
        end = zone.start()  # "+0000" is no number of anything
    return _ROLES.get(name, "chrome"), start, end


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
