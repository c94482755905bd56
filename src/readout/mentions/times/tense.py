"""Whether what a time belongs to has happened or is to come, by the verbs around it."""

from __future__ import annotations

from bisect import bisect_right
from typing import Protocol

from readout.language.analysis import Analysis

PAST, UNKNOWN, FUTURE = -1, 0, 1

_TO_COME = frozenset(
    "scheduled expected due planned slated expects plans planning hopes hoping wants going "
    "intends plan expect hope intend agreed decided hoped wanted intended promised vowed pledged "
    "hoping threatened refused invited asked told ordered ready".split()
)
_TOLD = frozenset("asked told ordered invited refused wanted threatened decided agreed".split())
"""Of those the ones that look ahead only through what they govern."""
_WERE = frozenset("was were had has have 've been ’ve".split())
_WILL = frozenset("will 'll ’ll wo shall wilL WILL WO".split())
_MAY = frozenset("may can should must would MAY CAN SHOULD WOULD".split())
_TIMETABLE = frozenset(
    "begin begins start starts open opens reopen reopens close closes end ends finish finishes "
    "conclude concludes expire expires lapse lapses run runs resume resumes convene convenes be is "
    "are".split()
)
"""What in the present is said of a date to come: "polls open on Sunday"."""
_GOING = frozenset(("polls", "effect", "place"))
"""What "go to the polls", "take effect" and "take place" hold beside their verb."""
_IS = frozenset("is are am 's 're ’s ’re".split())
_SET = frozenset(
    "adjourn adjourned postpone postponed delay delayed defer deferred set sets setting schedule "
    "fix fixed move moved push pushed reschedule rescheduled call called calls calling announce "
    "announced plan put summon summoned convene convened extend extended bring brought book booked "
    "arrange arranged prepare prepared preparing remand remanded".split()
)
"""What is set or put off, to a date behind "for" or "to"."""
_DID = frozenset(("did", "didn't", "didn’t", "DID"))
_IF = frozenset("if when once unless before after until whenever If When Once Unless".split())
"""Before a verb in the present they make it one to come: "if he loses on Tuesday"."""
_APPOINTED = frozenset(
    "election elections vote votes voting ballot primary primaries caucus caucuses runoff "
    "referendum poll polls debate debates meeting meetings summit talks hearing session game "
    "match final race contest contests convention congress inauguration ceremony deadline "
    "auction offering release launch opening premiere concert conference".split()
)
"""Events whose day is known long before: a past tense says nothing of when they are."""
_LASTED = frozenset(
    "lasted stayed remained continued waited worked served lived ran went raged persisted fought "
    "talked slept sat stood lingered burned kept".split()
)
"""What went on for a while, and "until" ends it."""
_BETWEEN = frozenset("the late early mid - around about midnight noon".split())
_STEPS, _SET_STEPS = 12, 4


class Tense(Protocol):
    """Asks for the tense at a time."""

    def __call__(self, start: int, end: int) -> int:
        """PAST, FUTURE or UNKNOWN for a time at these code points."""


class VerbTense:
    """Reads the tense off the verb that governs the time in the tree."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.starts, self.heads = analysis.lists.start, analysis.lists.head
        self.xpos: list[int] = analysis.xpos.tolist()
        self.upos: list[int] = analysis.upos.tolist()
        labels = analysis.labels
        self.xnames, self.unames = labels.xpos, labels.upos
        self.labels = labels.deprel
        self.aux = {k for k, name in enumerate(labels.deprel) if name.startswith("aux")}
        self.mark = {k for k, name in enumerate(labels.deprel) if name == "mark"}
        self.deprel: list[int] = analysis.deprel.tolist()

    def word_at(self, offset: int) -> int:
        """The number of the word that stands at or before a code point; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def __call__(self, start: int, end: int) -> int:
        i = self.word_at(start)
        if i < 0:
            return UNKNOWN
        k = i - 1
        while k > 0 and self.analysis.word(k).lower() in _BETWEEN:
            k -= 1
        before = self.analysis.word(k).lower() if k >= 0 else ""
        if before == "as" and k > 1 and self.analysis.word(k - 1).lower() in ("early", "soon"):
            return FUTURE
        if before == "since":
            return PAST
        if before in ("until", "till") and self._lasted(i):
            return PAST
        if before in ("until", "effective", "payable", "due", "till"):
            return FUTURE
        if before in ("for", "to") and self._set(i):
            return FUTURE
        if before == "of" and k > 1 and self.analysis.word(k - 1).lower() == "ahead":
            return FUTURE
        owner = self.heads[self.word_at(max(start, end - 1))]
        appointed = owner > i and self.analysis.word(owner).lower() in _APPOINTED
        if self.analysis.text[end : end + 2] in ("'s", "’s", "'S"):
            return FUTURE if appointed and self._climb(i) == FUTURE else PAST
        tense = self._climb(i)
        return UNKNOWN if appointed and tense == PAST else tense

    def _climb(self, i: int) -> int:
        """The tense of the verbs above a word."""
        weak = UNKNOWN
        own = self.heads[i]
        for _ in range(_STEPS):
            i = self.heads[i]
            if i < 0:
                break
            if self.unames[self.upos[i]] not in ("VERB", "AUX"):
                if self.analysis.word(i).lower() in _TO_COME:
                    return FUTURE
                continue
            tense, sure = self._of_verb(i, weak == FUTURE)
            if i == own and tense == UNKNOWN and self._going(i):
                return FUTURE
            if sure:
                return tense or weak
            weak = weak or tense
        return weak

    def _lasted(self, i: int) -> bool:
        """Whether what went on until a time has ended: "it lasted until Tuesday"."""
        for _ in range(_SET_STEPS):
            i = self.heads[i]
            if i < 0:
                return False
            if self.unames[self.upos[i]] == "VERB":
                tag = self.xnames[self.xpos[i]]
                return tag == "VBD" and self.analysis.word(i).lower() in _LASTED
        return False

    def _set(self, i: int) -> bool:
        """Whether a time behind "for" or "to" is one that something is set or put off to."""
        for _ in range(_SET_STEPS):
            i = self.heads[i]
            if i < 0:
                return False
            if self.unames[self.upos[i]] == "VERB":
                return self.analysis.word(i).lower() in _SET
        return False

    def _of_verb(self, i: int, ahead: bool) -> tuple[int, bool]:
        """Tense of one verb, and whether its governors need not be asked; ``ahead``: the time is
        of an infinitive below it."""
        tag = self.xnames[self.xpos[i]]
        word = self.analysis.word(i).lower()
        if tag == "VBD":
            return (FUTURE if ahead and word in _TO_COME else PAST), True
        helpers = []
        low = max(0, i - 8)
        for k in range(low, i):
            if self.heads[k] == i and (self.deprel[k] in self.aux or self.deprel[k] in self.mark):
                helpers.append(self.analysis.word(k))
        if any(h in _WILL for h in helpers):
            return FUTURE, True
        if any(h in _MAY for h in helpers):
            perfect = any(h.lower() == "have" for h in helpers)
            return (PAST if perfect else FUTURE), True
        if any(h.lower() in ("could", "might") for h in helpers):
            return UNKNOWN, True
        first = helpers[0].lower() if helpers else ""
        if word in _TOLD and tag == "VBN" and not ahead and (first in _WERE or not helpers):
            # "Was told Wednesday", "when asked Wednesday", not "was told to leave Wednesday".
            return PAST, True
        if word in _TO_COME:
            gone = first in ("had", "'d") and "been" in helpers
            return (PAST if gone else FUTURE), True
        if any(h in _DID for h in helpers):
            return PAST, True
        behind = self.analysis.word(i + 1).lower() if i + 1 < len(self.heads) else ""
        if word == "set" and behind in ("for", "to"):
            return FUTURE, True
        if helpers and tag in ("VBN", "VBG"):
            if first in _WERE:
                return PAST, True
            if tag == "VBN" and first in ("is", "are", "am"):
                return UNKNOWN, True
            return UNKNOWN, False
        if tag == "VB" and "to" in [h.lower() for h in helpers]:
            # An infinitive looks ahead of its governor, unless that says more.
            return FUTURE, False
        if tag in ("VBZ", "VBP"):
            ahead = self._timetable(i, word) or self._if(i)
            return (FUTURE if ahead else UNKNOWN), True
        if tag == "VBN":
            return PAST, self.labels[self.deprel[i]].startswith("acl")
        return UNKNOWN, False

    def _going(self, i: int) -> bool:
        """Whether a verb is in the progressive of what is arranged: "are meeting on Friday"."""
        return self.xnames[self.xpos[i]] == "VBG" and any(
            self.heads[k] == i and self.analysis.word(k).lower() in _IS
            for k in range(max(0, i - 4), i)
        )

    def _if(self, i: int) -> bool:
        """Whether a verb stands behind "if", "when" or "once"."""
        return any(
            self.heads[k] == i and self.analysis.word(k) in _IF for k in range(max(0, i - 8), i)
        )

    def _timetable(self, i: int, word: str) -> bool:
        """ "The summit opens on Monday", "voters go to the polls on Sunday"."""
        if word in _TIMETABLE:
            return True
        near = range(i + 1, min(i + 4, len(self.heads)))
        return word in ("go", "goes", "take", "takes") and any(
            self.analysis.word(k).lower() in _GOING for k in near
        )


class WordTense:
    """Guesses the tense from the words before a time, where there is no analysis."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, start: int, end: int) -> int:
        before = self.text[max(0, start - 60) : start]
        cut = max(before.rfind("."), before.rfind("\n"), before.rfind(" said "))
        words = before[cut + 1 :].lower().split()
        after = self.text[end : end + 30].lower().split(".")[0].split()
        if any(w in ("will", "shall", "'ll", "would") or w in _TO_COME for w in words):
            return FUTURE
        if after[:3] and any(w in ("will", "shall") for w in after[:3]):
            return FUTURE
        return PAST
