"""What rules decide once each line has a role: cuts in lines, quotes, lists, notes, datelines."""

from __future__ import annotations

import re

from readout.knowledge.page_words import note_pattern, note_triggers
from readout.page.captions import split_caption_credit
from readout.page.dateline import find_dateline
from readout.page.html.metadata.datetext import find_dates
from readout.page.plain.lines import Lines
from readout.record.types import BODY_ROLES, Role

Cut = tuple[Role, int, int]
_DASHES = frozenset("—–-")
_BULLETS = ("* ", "• ", "· ", "◦ ", "▪ ")
_MARK = re.compile(r"(?:\)|[^a-zß-ÿ]{4}) ?[—–-]")
_ANYWHERE = frozenset("ai_disclosure first_published commercial_disclosure agency_copy".split())
"""Kinds of notes whose cue tells wherever it stands in a short paragraph; the author's life is
told in many paragraphs that are none."""
_MISTAKEN: tuple[Role, ...] = ("headline", "paragraph", "subhead", "standfirst", "chrome")
_TALK = re.compile(
    r"comments? (?:section|policy|rules|guidelines|form|box|thread)|comments? (?:are|is) (?:now )?"
    r"(?:closed|moderated|subject to)|(?:leave|post|write|add|view|read|see|show|share|submit) "
    r"(?:a |an |all |your |the |us your )?(?:comments?|reply|thoughts|input)\b|"
    r"join the (?:conversation|discussion)|have your say|kommentare? (?:schreiben|verfassen|lesen|"
    r"anzeigen)|(?:jetzt|hier) kommentieren|diskutieren sie|(?:laisse[rz]|ajouter|écrire) un "
    r"commentaire|dej(?:a|e|ar) (?:un|su|tu) comentario|lascia un commento|deixe (?:um|seu) "
    r"comentário|skriv en kommentar|plaats een reactie|yorum (?:yap|yaz)|оставить комментарий",
    re.I,
)
_NOTICE = 120
"""A notice of the site below the body has at most so many characters."""
_OPENING = 60
"""A paragraph of so many characters is the body's first; datelines stand before or in it."""
_STRONG = re.compile(r"\([^()]{2,30}\) ?[—–-]|^[^a-zß-ÿ:.]{4,}[^:.]{0,25} (?:—|–|--+)$")
"""A dateline with an agency, or in capitals before a dash, is one wherever its paragraph stands:
tickers have many."""


_BY_HEADLINE = 2
"""Lines between a headline and a date alone that is its day."""
_DATE_LINE, _WEEKDAY = 40, 9
"""Characters of such a line, and letters of it beside the date."""


def apply_rules(lines: Lines, roles: list[Role]) -> list[Cut]:
    """The final spans of a page from one role for each line; in order, covering every line."""
    cuts: list[Cut] = []
    opened = False
    roles = _dated(lines, _second_look(lines, roles))
    for i, role in enumerate(roles):
        start, end, line = lines.start[i], lines.end[i], lines.line[i]
        if not opened and len(line) < 45 and _own_line(lines, i, roles):
            cuts.append(("dateline", start, end))
        elif role in ("caption", "credit"):
            parts = split_caption_credit(line)
            if role == "credit" and len(parts) == 1:
                parts = [(role, 0, len(line))]
            cuts += [(r, start + a, start + b) for r, a, b in parts]
        elif role in ("paragraph", "standfirst", "dateline"):
            cuts += _prose(lines, i, role, opened)
        elif _is_note(lines, i, roles):
            cuts.append(("editorial_note", start, end))
        else:
            cuts.append((role, start, end))
        opened = opened or (role == "paragraph" and len(line) > _OPENING)
    return cuts


def _dated(lines: Lines, roles: list[Role]) -> list[Role]:
    """The roles, with a line that is a date alone and stands by the headline as the day of
    publication, where no line was read as that."""
    title = next((i for i, role in enumerate(roles) if role == "headline"), -1)
    if title < 0 or "published" in roles:
        return roles
    for away in range(1, _BY_HEADLINE + 1):
        for i in (title - away, title + away):
            if 0 <= i < len(roles) and roles[i] == "chrome" and _is_date(lines.line[i]):
                return [*roles[:i], "published", *roles[i + 1 :]]
    return roles


def _is_date(line: str) -> bool:
    """Whether a line is a day and nothing else but a weekday or an hour."""
    found = find_dates(line) if len(line) <= _DATE_LINE else []
    left = line[: found[0].start] + line[found[0].end :] if found else line
    return bool(found) and sum(map(str.isalpha, left)) <= _WEEKDAY


def _second_look(lines: Lines, roles: list[Role]) -> list[Role]:
    """Two things that take more than one line to see.

    A line with which the caption below it begins is that caption's short form (a picture's title).
    The last lines of the body, where short and inviting readers to comment, are the site's: nothing
    of the article follows them.
    """
    roles = list(roles)
    for i in range(len(roles) - 1):
        shorter, longer = lines.line[i], lines.line[i + 1]
        if (
            roles[i] in _MISTAKEN
            and roles[i + 1] == "caption"
            and len(shorter) < len(longer)
            and shorter.count(" ") >= 2
            and longer.startswith(shorter)
        ):
            roles[i] = "caption"
    body = [i for i, role in enumerate(roles) if role in BODY_ROLES]
    for i in reversed(body[1:]):
        if len(lines.line[i]) > _NOTICE or not _TALK.search(lines.line[i]):
            break
        roles[i] = "chrome"
    return roles


def _own_line(lines: Lines, i: int, roles: list[Role]) -> bool:
    """A dateline alone on its line, right before the first words of the body."""
    following = roles[i + 1 : i + 3]
    if roles[i] == "paragraph" or not ("paragraph" in following or "standfirst" in following):
        return roles[i] == "dateline"
    found = find_dateline(lines.line[i])
    return roles[i] == "dateline" or (found is not None and found[0] == len(lines.line[i]))


def _prose(lines: Lines, i: int, role: Role, opened: bool) -> list[Cut]:
    """A line of the body: its dateline cut off, and the kind of paragraph it is."""
    start, end, line = lines.start[i], lines.end[i], lines.line[i]
    if role == "dateline":
        role = "paragraph"
    found = None
    if not opened or (not _DASHES.isdisjoint(line[:60]) and _MARK.search(line, 0, 60)):
        found = find_dateline(line)
    cuts: list[Cut] = []
    if found is not None and (not opened or _STRONG.search(line[: found[0]])):
        cuts.append(("dateline", start, start + found[0]))
        start += found[0]
        while start < end and lines.text[start].isspace():
            start += 1
        if start == end:
            return cuts
    if role == "paragraph":
        if not cuts and _opens_as_note(lines, i):
            role = "editorial_note"
        elif line.startswith(_BULLETS):
            role = "list"
        elif line.startswith("> "):
            role = "quote"
    return [*cuts, (role, start, end)]


def _opens_as_note(lines: Lines, i: int) -> bool:
    """A short paragraph that begins with the cue of a note."""
    line = lines.line[i]
    if len(line) > 250 or note_triggers().isdisjoint(lines.words[i]):
        return False
    found = note_pattern().search(line)
    if found is None or found.lastgroup == "author":
        return False
    return found.start() <= 3 or found.lastgroup in _ANYWHERE


def _is_note(lines: Lines, i: int, roles: list[Role]) -> bool:
    """A cue of an editors' note on a line near the body."""
    line = lines.line[i]
    if not 12 < len(line) < 500 or roles[i] in ("headline", "caption"):
        return False
    if roles[i] == "editorial_note":
        return True
    if note_triggers().isdisjoint(lines.words[i]):
        return False
    near = roles[max(0, i - 12) : i + 6]
    if "paragraph" not in near and "standfirst" not in near:
        return False
    return note_pattern().search(line) is not None
