"""Texts without a site around them: a paragraph or two, a cell of a table, a message.

The network has learnt pages, on which a lone paragraph among menus is a teaser or a notice. Where
there are no menus, it is what somebody wants to have read.
"""

from __future__ import annotations

from collections.abc import Sequence

from readout.knowledge.page_words import function_words, note_triggers
from readout.page.html.metadata.kind import CONSENT, ERROR, PAYWALL
from readout.page.plain.lines import Lines
from readout.record.types import BODY_ROLES, Role

MOST_LINES = 6
"""A page has more lines than this."""
_LEAST_WORDS, _WITHOUT = 4, 6
"""Words of a sentence that ends in a stop, and of one without a function word."""
_OTHERS = 2
"""Lines beside the sentences: a headline, a date."""
_SITE = 0.5
"""Of the signs, those of such lines at most."""
_NOTICE = 300
"""Up to so many characters, what reads as an error or a request for consent is one."""
_LONG = 40
"""Words from which a line is a paragraph, even if its last sentence has no stop."""
_HEADLINE = 15
"""Words of a headline that ends in a full stop."""
_HEADS = frozenset(("paragraph", "standfirst", "subhead"))
_STOPS = frozenset('.!?…"”’»)')


def read_alone(lines: Lines, roles: list[Role]) -> list[Role]:
    """The roles, with sentences as paragraphs where there is nothing of a site around them, and a
    line above them that is none as their headline."""
    if len(lines) > MOST_LINES:
        return roles
    told = [i for i in range(len(lines)) if _is_sentence(lines, i)]
    if len(told) > 1 and roles[told[0]] == "headline" and not _is_long(lines, told[0]):
        told = told[1:]
    if not told and len(lines) == 1 and sum(map(str.isalpha, lines.words[0])) >= _LEAST_WORDS:
        return roles if _is_notice(lines) else ["headline"]
    others = [len(lines.line[i]) for i in range(len(lines)) if i not in told]
    size = sum(map(len, lines.line))
    if not told or len(others) > _OTHERS or sum(others) > _SITE * size or _is_notice(lines):
        return roles
    roles = list(roles)
    for i in told:
        if (
            roles[i] != "dateline"
            and roles[i] not in BODY_ROLES
            and not _is_remark(lines, i, roles[i])
        ):
            roles[i] = "paragraph"
    if "headline" not in roles and told[0] == 1 and roles[0] in _HEADS and _is_title(lines, 0):
        roles[0] = "headline"
    return roles


def _is_title(lines: Lines, i: int) -> bool:
    """Whether a line reads as the title of what stands below: some words without a stop."""
    words = [word for word in lines.words[i] if word.isalpha()]
    return len(words) > _OTHERS and len(words) <= _LONG and lines.line[i][-1] not in ":;,"


def is_alone(cuts: Sequence[tuple[Role, int, int]]) -> bool:
    """Whether a text that was cut so is one without a site around it."""
    if len(cuts) == 1 and cuts[0][0] == "headline":
        return True
    body = sum(end - start for role, start, end in cuts if role in BODY_ROLES)
    size = sum(end - start for _, start, end in cuts)
    return 0 < len(cuts) <= MOST_LINES and body >= (1 - _SITE) * size


def _is_sentence(lines: Lines, i: int) -> bool:
    words = lines.words[i]
    if lines.line[i][-1] in _STOPS:
        least = _WITHOUT if function_words().isdisjoint(words) else _LEAST_WORDS
    else:
        least = _LONG
    return len(words) >= least


def _is_long(lines: Lines, i: int) -> bool:
    """Whether a line that ends in a full stop is longer than headlines are."""
    return lines.line[i][-1] == "." and len(lines.words[i]) > _HEADLINE


def _is_remark(lines: Lines, i: int, role: Role) -> bool:
    """What stands beside a text of its own: a remark of the editors, a byline in a sentence."""
    if role == "byline":
        return len(lines.words[i]) < _LONG
    return role == "editorial_note" and not note_triggers().isdisjoint(lines.words[i])


def _is_notice(lines: Lines) -> bool:
    text = " ".join(lines.line)
    return len(text) < _NOTICE and any(p.search(text) for p in (ERROR, CONSENT, PAYWALL))
