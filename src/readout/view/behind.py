"""The article's own words between a verb and whom its act is aimed at.

"North Korea intensified *its criticism of* South Korea", "froze *the assets of* the dealer",
"refused *to work with* the agency": without them the verb alone would say something else. Only the
text is asked, as a record has no syntax; where the words behind the verb do not look like a phrase
of a few words, none are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from readout.record.types import Mention

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-'’.,][^\W_]+)*|\S")
_MOST = 6
"""Words at most between a verb and its aim, or of its object."""
_LEADS = frozenset(
    "of on against to with from for in at over into about toward towards between among by".split()
)
_DOWN = frozenset("down back out off up away apart aside ahead forward".split())
"""Particles that belong to the verb before them."""
_LINKS = frozenset(
    "that who whom whose which what and or but nor when while where because although though if as "
    "than until since after before despite amid whether not it him her them he she they we i you "
    "us me itself himself herself themselves this these those there".split()
)
"""Words over which no phrase goes."""
_ENDS = frozenset(
    "at on in against to with from for over into about toward towards between among by during "
    "under near through across without within along upon around amid after before following".split()
)
"""Prepositions before which an object ends; "two days of talks" goes on."""
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today yesterday tomorrow tonight "
    "again also already late early last next soon twice once only even just together here".split()
)
_OPENING = frozenset(
    "a an the its his her their some any all no new more another several two three four five six "
    "seven eight nine ten such both most many".split()
)
_BEING = frozenset("was were been being is are be get gets got gotten 's 're".split())
_PASSIVE = 3
"""Words before a verb in which a form of "be" makes it a passive."""
_QUOTES = {ord(mark): None for mark in '“”"'}
_OWN = frozenset("its his her their my our your".split())


def is_passive(text: str, start: int) -> bool:
    """Whether a form of "be" stands close before a verb that begins at ``start``, no "-ing"."""
    if re.match(r"\w+ing\b", text[start : start + 40]):
        return False
    before = [w.lower() for w in _WORD.findall(text[max(0, start - 40) : start])][-_PASSIVE:]
    return not _BEING.isdisjoint(before)


_WILL = frozenset("will would 'll ’ll wo shall should".split())
_CAN = frozenset("can could ca cannot".split())
_NOT = frozenset("not never cannot".split())


def refusal(text: str, start: int) -> str:
    """How the words before a verb that begins at ``start`` take it back: "would not", "could not",
    "did not", or blank."""
    before = [w.lower() for w in _WORD.findall(text[max(0, start - 40) : start])][-_PASSIVE:]
    if _NOT.isdisjoint(before) and not any(re.search(r"n['’]t$", w) for w in before):
        return ""
    forms = {re.split(r"n['’]t", w)[0] for w in before} | set(before)
    return "would not" if forms & _WILL else "could not" if forms & _CAN else "did not"


def follows(text: str, end: int, until: int, targets: Iterable[Mention]) -> bool:
    """Whether a mention of an aim stands right behind a verb that ends at ``end``."""
    starts = [m.start for m in targets if end < m.start < until]
    gap = _WORD.findall(text[end : min(starts)].lower()) if starts else [""]
    return all(word in _OPENING for word in gap)


def between(text: str, end: int, until: int, targets: Iterable[Mention]) -> tuple[str, str]:
    """What stands between a verb that ends at ``end`` and the nearest mention of its aim behind it,
    and what belongs to that mention behind it ("'s plan"); blank where it is no plain phrase.

    ``until`` is the end of the sentence.
    """
    behind = [m for m in targets if end < m.start < until]
    if not behind:
        return "", ""
    mention = min(behind, key=lambda m: (m.start, -m.end))
    own = mention.form == "pronoun" and text[mention.start : mention.end].lower() in _OWN
    words = _WORD.findall(text[end : mention.start])
    low = [w.lower() for w in words]
    if len(low) > _MOST or any(w in _LINKS | _DAYS or not w[0].isalnum() for w in low):
        return "", ""
    if low[:1] == ["of"]:
        return "", ""  # "the *murder* of": a noun
    leads = not low or low[-1] in _LEADS | _DOWN or low[-1].endswith("ing")
    leads = leads or (len(low) > 1 and low[-2] == "to")
    if low[-1:] == ["the"] or (low and low[-1] in _OPENING):
        leads = len(low) == 1 or low[-2] in _LEADS | _DOWN
    if not leads:
        return "", ""
    tail = ""
    rest = text[mention.end : until]
    marked = re.match(r"['’]s?(?= )", rest)
    if own or marked:
        owned = _object(rest[marked.end() :] if marked else rest)
        if not owned:
            return "", ""
        tail = f"’s {owned}"
    while words and words[-1].lower() in _OPENING:
        words.pop()  # the name has its own article
    return " ".join(words), tail


def thing_done(text: str, end: int, until: int) -> str:
    """The object behind a verb that ends at ``end``, in the article's words: "a declaration of
    principles"; with the particle of the verb, or that alone ("step *down*"); else blank."""
    rest = text[end:until]
    words = _WORD.findall(rest)
    if words[:1] == ["of"]:
        return ""
    if words and words[0].lower() in _DOWN:
        more = _object(rest.partition(words[0])[2], opened=True)
        return f"{words[0]} {more}".strip()
    return _object(rest, opened=True)


def _object(rest: str, *, opened: bool = False) -> str:
    """The words up to the end of a noun phrase; blank where none begins there, or it is long.

    ``opened``: it begins with an article or is a plain noun, and no adverb."""
    out: list[str] = []
    for word in _WORD.findall(rest.translate(_QUOTES)):
        low = word.lower()
        if not low[0].isalnum() or low in _ENDS or low in _LINKS or low in _DAYS or low in _BEING:
            break
        if low.endswith("ly") and not out:
            return ""
        out.append(word)
        if len(out) > _MOST:
            return ""
    while out and (out[-1].lower() in _OPENING or out[-1].lower() == "of"):
        out.pop()
    if opened and out and out[0].lower() in _DOWN:
        return ""
    return " ".join(out)
