"""The place that opens a report: "LIMA, Peru —", "Bremen (dpa) –", "PUTRAJAYA, Nov 22 —", "Berlin."

What follows "place, agency, date" is told by the mark that closes it. A dash or a double hyphen is
enough; a colon or a full stop opens many other things ("CITY: here, forty years ago"), so there the
place must stand in capitals (colon) or be one or two short names before a longer sentence (stop).
"""

from __future__ import annotations

import re
from functools import cache

from readout.knowledge.page_words import agencies, any_of, months
from readout.spans import Span

_LIMIT = 110
"""A dateline is looked for in this many characters; the longest seen in the open data has 36."""
_WORD = r"[^\W\d_][\w.’'\-]*"
_NAME = rf"(?:{_WORD})(?:[ /]{_WORD}){{0,3}}"
_SMALL = frozenset(
    "de del la las los al el am an der den im in of the upon y und sur le les".split()
)
_TITLES = frozenset(
    "Col Gen Sgt Capt Prof Gov Sen Rep Rev Maj Mrs Hon Art Abb Foto Nein Doch".split()
)
_DASHES = frozenset("-—–―")
_CJK = re.compile(r"\s*([^\s\d　]{2,5}社)([^\s\d]{2,8}?)(\d{1,2}月\d{1,2}日)(?:电|電)")


def _month() -> str:
    return any_of(frozenset(m for m in months() if len(m) > 2))


def _date() -> str:
    month = _month()
    return (
        rf"(?:(?:{month})\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}\.? (?:de )?(?:{month})\.?"
        r"(?:,? (?:de )?\d{4}| \d\d(?= \())?|\d{1,2}[./]\s?\d{1,2}[./]?(?:\s?\d{2,4})?)"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    """ "(Bangkok, July 9, 2024) –", as organisations head what they publish."""
    return re.compile(
        rf"\((?P<place>{_NAME}(?:, {_NAME}){{0,2}}?),? (?i:{_date()})\)\s?[-—–―]{{1,2}}(?= |$)"
    )


@cache
def _pattern() -> re.Pattern[str]:
    agency = any_of(agencies("news"))
    month, date = _month(), _date()
    agency = rf"(?:{agency})(?:[/.\- ][\w]{{1,12}}){{0,2}}"
    return re.compile(
        rf"(?P<lead>(?:{agency}), )?(?P<place>{_NAME}(?:, (?!(?i:{month})\.? \d){_NAME}){{0,2}})"
        rf"(?:,? (?i:{date}))?"
        rf"(?:,? ?\((?P<agency>[^()\n]{{2,30}})\))?(?:,? (?P<bare>{agency}))?(?:,? (?i:{date}))?"
        r"(?:, (?:Aug|\w{3,9}) \d{1,2})?"
        r"(?P<mark>\s*(?:—|–|―|--+| -|-(?= )|\.(?= )|:(?= )|\.?$))"
    )


def find_dateline(text: str) -> tuple[int, Span, Span | None] | None:
    """The dateline that ``text`` (a paragraph, no blank in front) opens with, if any.

    Returns where it ends (after the closing dash, dot or colon, before the blank), the span of the
    place and that of the agency or None; offsets into ``text``. A text that is nothing but a place
    with an agency, a dash or a dot counts as well; a bare name does not.
    """
    head = text[:_LIMIT]
    if bracketed := _bracketed().match(head):
        return bracketed.end(), Span(*bracketed.span("place")), None
    if cjk := _CJK.match(head):
        return cjk.end(), Span(*cjk.span(2)), Span(*cjk.span(1))
    found = _pattern().match(head)
    if found is None:
        return None
    place = Span(*found.span("place"))
    mark = found.group("mark").strip()
    if not mark and text[place.end - 1] == ".":
        # "Berlin." alone: the dot was taken for that of an abbreviation.
        place, mark = Span(place.start, place.end - 1), "."
    if len(text) == place.end:
        return _agency_first(found)
    words = re.split(r"[ ,/]+", place.of(text))
    if not all(
        w[0].isupper() or w in _SMALL or (w[0].isalpha() and not w.isascii()) for w in words
    ):
        return None
    agency = next((Span(*found.span(g)) for g in ("agency", "bare") if found.group(g)), None)
    if found.group("lead"):
        agency = Span(found.start("lead"), found.end("lead") - 2)
    rest = text[found.end() :].strip()
    capitals = words[0].isupper() and len(words[0]) > 2
    if agency is not None and not _is_agency(agency.of(text)):
        # "LA PAZ (Agencia Andina) —": behind a place in capitals and before a dash it is one.
        dash = mark in _DASHES or mark.startswith("--")
        name, shouted = agency.of(text), any(w.isupper() and len(w) > 2 for w in words)
        initials = "".join(w[0] for w in name.split()) == words[0]  # "WHO (World Health ...) -"
        if initials or not (shouted and dash and found.group("agency") and name[0].isupper()):
            return None
    dated = found.start("mark") - found.end("place") > 4 and agency is None
    if mark in _DASHES or mark.startswith("--"):
        # A dash after a name is also how a sentence is interrupted: what follows must open one.
        good = len(words) <= 6 and (
            agency is not None or capitals or dated or (len(words) <= 3 and _opens(rest))
        )
    elif mark == ":":
        good = (capitals and len(words) <= 3 and len(rest) > 60) or (agency is not None)
    elif mark == ".":
        good = (_stop(words, rest) and place.of(text) not in _TITLES) or (
            agency is not None and len(rest) > 40
        )
    else:
        good = agency is not None and not rest
    return (found.end(), place, agency) if good else None


def _agency_first(found: re.Match[str]) -> tuple[int, Span, Span | None] | None:
    """A place and nothing more is a dateline only behind an agency: "AFP, MANILA"."""
    if not found.group("lead"):
        return None
    return found.end(), Span(*found.span("place")), Span(found.start(), found.end("lead") - 2)


def _is_agency(name: str) -> bool:
    known = agencies("news")
    first = re.split(r"[/,;\- ]", name.strip())[0]
    return name in known or first in known or (len(name) <= 5 and name.isalpha())


def _opens(rest: str) -> bool:
    return not rest or rest[0].isupper() or rest[0] in "\"„“«»‘'" or not rest[0].isascii()


def _stop(words: list[str], rest: str) -> bool:
    """ "Berlin. The minister said": one or two capitalised words, then a sentence of its own."""
    if len(words) > 2 or not 3 <= len(words[0]) <= 16 or not all(w.isalpha() for w in words):
        return False
    return (not rest or (len(rest) > 60 and _opens(rest))) and all(w[0].isupper() for w in words)
