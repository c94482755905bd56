"""What reviewers said of an article, for the pages that show it; and who looks at the page.

The article page calls :func:`marks` with its record and gives the result to the macro of
``reviewed.html``, which shows for each thing what was corrected, beside what the program had.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from readout.record.types import Record
from readout.review.added import kept, twin
from readout.review.judged import Judged, judged
from readout.review.log import Log, path_of, read
from readout.review.things import FIELDS, find, shown
from readout.view.web.view import View

_NAME = "readout-reviewer"
_TOKEN = "readout-review"
_YEAR = 31_536_000


@dataclass(frozen=True)
class Change:
    """One corrected value, in words."""

    label: str
    old: str
    new: str
    by: str
    at: str


@dataclass(frozen=True)
class Mark:
    """What stands of one thing."""

    verdict: str
    """``accept``, ``reject``, ``correct`` or ``add``."""
    by: str
    at: str
    note: str
    changes: list[Change]


def log_of(view: View) -> Log:
    """The log of the store, read again only when it has grown."""
    folder = view.library.folder
    try:
        at = os.stat(path_of(folder))
        stamp = (at.st_ino, at.st_size, at.st_mtime_ns)
    except OSError:
        stamp = (0, 0, 0)
    held: Log = view.library.cached(("review log", stamp), lambda: read(folder))
    return held


def marks(view: View, record: Record) -> dict[str, Mark]:
    """Id of a thing of this record to what was said of it; the last word of all reviewers."""
    out: dict[str, Mark] = {}
    for one in judged(log_of(view).of(record.article.id)).values():
        part = find(record, one.thing) if one.added is None else twin(record, one.added, set())
        if part is not None:
            out[part.id] = mark_of(one)
    return out


def mark_of(one: Judged) -> Mark:
    """What stands of one thing, in words."""
    fields = FIELDS[one.thing.kind]
    changes = [
        Change(fields[name].label, shown(e.old), shown(e.new), e.by, e.at)
        for name, e in one.corrected.items()
        if name in fields
    ]
    last = one.last
    return Mark(one.verdict, last.by, last.at, last.note, changes)


@dataclass(frozen=True)
class Addition:
    """What a reviewer added and the program lacks."""

    id: str
    """Under which it is judged; empty for what was read before, and is missing now."""
    kind: str
    words: str
    start: int
    end: int
    fields: list[tuple[str, str]]
    """Label and value of what is told of it."""
    mark: Mark


def additions(view: View, record: Record, start: int = 0, end: int | None = None) -> list[Addition]:
    """What reviewers added between two offsets of the text, or found right in an earlier reading
    where this one misses it, in its order."""
    end = len(record.article.text) if end is None else end
    out = []
    for one in judged(log_of(view).of(record.article.id)).values():
        thing = one.thing
        if one.verdict == "reject" or not start <= thing.start < end:
            continue
        if one.added is None:
            if find(record, thing) is not None or kept(one) is None:
                continue
        elif twin(record, one.added, set()) is not None:
            continue  # found by this reading, and marked there
        fields = [
            (field.label, shown(one.values.get(name)))
            for name, field in FIELDS[thing.kind].items()
            if name != "span" and shown(one.values.get(name)) not in ("none", "no")
        ]
        mark = mark_of(one)
        out.append(
            Addition(
                one.added.thing.id if one.added else "",
                thing.kind,
                thing.words,
                thing.start,
                thing.end,
                fields,
                mark,
            )
        )
    return sorted(out, key=lambda one: (one.start, one.end, one.id))


def name_of(request: Request) -> str:
    """The name that the reviewer gave, or nothing."""
    return unquote(request.cookies.get(_NAME, ""))[:80]


def keep_name(response: Response, name: str) -> Response:
    """Remember the name on this machine."""
    response.set_cookie(
        _NAME, quote(name), max_age=_YEAR, path="/", httponly=True, samesite="strict"
    )
    return response


def token_of(request: Request) -> str:
    """The secret that forms of this browser carry, a new one where there is none yet."""
    held = request.cookies.get(_TOKEN, "")
    return held if len(held) == 43 else secrets.token_urlsafe(32)


def keep_token(request: Request, response: Response, token: str) -> Response:
    """Give the secret to the browser that does not have it yet."""
    if request.cookies.get(_TOKEN) != token:
        response.set_cookie(_TOKEN, token, path="/", httponly=True, samesite="strict")
    return response


def is_ours(request: Request, given: str) -> bool:
    """Whether a form came from a page that this browser was given."""
    held = request.cookies.get(_TOKEN, "")
    return len(held) == 43 and secrets.compare_digest(held.encode(), given.encode())
