"""Reads a plain-text capture: roles of its lines, and the metadata that the lines show."""

from __future__ import annotations

import re

from readout.capture.capture import Capture
from readout.knowledge.page_words import chrome_words
from readout.page.assemble import to_blocks, to_dateline
from readout.page.captions import agency_pattern
from readout.page.detect import detected
from readout.page.html.metadata.datetext import FIRST_YEAR, find_dates
from readout.page.html.metadata.names import looks_like_person, names_in_line
from readout.page.media import Cut, pair_media
from readout.page.page import Page
from readout.page.plain.kind import read_kind
from readout.page.plain.read import read_plain
from readout.record.types import BODY_ROLES, Author, Claim, Note, Published, Role, in_text
from readout.settings import Settings

_BREAK = re.compile(r"[\r\n]")
_UNREAD = ("index", "error", "other")
_DATE_ROLES: tuple[Role, ...] = ("published", "byline", "dateline", "caption")
"""Where a date of publication may be read, in order of trust. A caption dates its picture, which
for news is the day of the event; it is the last resort and says so as its method."""
OLDEST = 1900
"""The year from which a dateline may be: archives hold wires from before the web."""
_LEAST_FOR_LANGUAGE = 80
_NO_NAME = frozenset("©:/|>•0123456789()（）")
_PLACE_OF_REPORTER = re.compile(r"(?<=\w\w) (?:in|at|aus|à|en) (?:[A-ZÀ-Þ][\w'’-]+ ?){1,3}$")


def read_text(capture: Capture, settings: Settings) -> Page:
    """The page of a plain-text capture. The text is the capture's own, untouched."""
    text = capture.text
    cuts: list[Cut] = [(span.role, span.start, span.end) for span in read_plain(text)]
    kind, reason = read_kind(text, cuts)
    notes = []
    if kind != "article" or settings.explain:
        said = "not read as an article: " if kind in _UNREAD else f"{kind}: "
        notes.append(Note(step="page.kind", reason=said + reason, start=None, end=None))
    if kind in _UNREAD:
        cuts = [("chrome", start, end) for _, start, end in cuts]
    return Page(
        text=text,
        url=settings.url or capture.url,
        kind=kind,
        language=_language(text, cuts),
        outlet=None,
        headline=_headline(text, cuts),
        byline=_byline(text, cuts),
        published=_published(text, cuts),
        dateline=to_dateline(text, cuts),
        blocks=to_blocks(cuts),
        media=pair_media(text, cuts),
        notes=notes,
        breaks=[
            found.start()
            for role, start, end in cuts
            if role != "chrome"
            for found in _BREAK.finditer(text, start, end)
        ],
    )


def _headline(text: str, cuts: list[Cut]) -> Claim | None:
    """The longest line read as headline: a kicker above it and a section name are shorter."""
    best: Claim | None = None
    for role, start, end in cuts:
        if role == "headline":
            value = " ".join(text[start:end].strip("# *").split())
            if value and (best is None or len(value) > len(best.value)):
                best = Claim(value=value, method="visible", evidence=[in_text(start, end)])
    return best


def _byline(text: str, cuts: list[Cut]) -> list[Author]:
    """Names of the byline lines. Where a line says "by", lines that do not are no bylines, unless
    they stand next to it; where none does, only what looks like a person's name counts."""
    lines: list[tuple[int, bool, list[tuple[str, int, int]]]] = []
    for row, (role, start, end) in enumerate(cuts):
        if role != "byline":
            continue
        names, opened = names_in_line(text[start:end])
        found: list[tuple[str, int, int]] = []
        for raw in names:
            name = _PLACE_OF_REPORTER.sub("", raw)
            if not _is_author(name, opened):
                continue
            at = text.find(name, start, end)
            span = (at, at + len(name)) if at >= 0 else (start, end)
            if name.upper() == name and " " in name:
                name = name.title()  # capitals are how the page prints names, not the names
            found.append((name, *span))
        lines.append((row, opened, found))
    said = [row for row, opened, found in lines if opened and found]
    authors: dict[str, Author] = {}
    for row, _, found in lines:
        if said and min(abs(row - other) for other in said) > 1:
            continue
        for name, start, end in found:
            evidence = [in_text(start, end)]
            one = Author(name=name, method="visible", evidence=evidence)
            authors.setdefault(name.casefold(), one)
    return list(authors.values())


def _is_author(name: str, opened: bool) -> bool:
    words = name.lower().split()
    if not _NO_NAME.isdisjoint(name):
        return False
    if name.lower() in chrome_words() or not chrome_words().isdisjoint(words):
        return False
    if agency_pattern().fullmatch(name):
        return True
    capitals = name.upper() == name and name.lower() != name
    return looks_like_person(name.title() if capitals and opened else name)


def _published(text: str, cuts: list[Cut]) -> Published | None:
    for wanted in _DATE_ROLES:
        for role, start, end in cuts:
            if role != wanted or end - start > 1_000:
                continue
            since = OLDEST if role == "dateline" else FIRST_YEAR
            for date in find_dates(text[start:end], since=since):
                if date.grain in ("day", "minute"):
                    return Published(
                        value=date.value,
                        grain=date.grain,
                        method="visible" if wanted != "caption" else "caption",
                        evidence=[in_text(start + date.start, start + date.end)],
                    )
    return None


def _language(text: str, cuts: list[Cut]) -> Claim | None:
    body = [(start, end) for role, start, end in cuts if role in BODY_ROLES] or [
        (start, end) for _, start, end in cuts
    ]
    sample = " ".join(text[start:end] for start, end in body[:20])[:3_000]
    if len(sample) < _LEAST_FOR_LANGUAGE:
        return None
    code, _ = detected(sample)
    if code == "unknown":
        return None
    evidence = [in_text(body[0][0], body[min(len(body), 20) - 1][1])]
    return Claim(value=code, method="detected", evidence=evidence)
