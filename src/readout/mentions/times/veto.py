"""What looks like a time and is none: "may", "Sunday Times", "12 million a year"."""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from readout.knowledge.time_words import TimeGrammar
from readout.language.analysis import Analysis
from readout.mentions.times.draft import Draft
from readout.mentions.times.tokens import Tokens

_BEFORE_MONTH = frozenset(
    "in by since until till of last next this early late mid from through during on before after "
    "for and to between".split()
)
_BEFORE_BARE = frozenset(
    "for in within over after lasting of took take takes spent spend spending "
    "during through throughout past coming".split()
)
_BEFORE_SPAN = _BEFORE_BARE | frozenset(
    "about almost nearly barely just only than least most to every once every and or up if that "
    "last lasts lasted until before as is was be been has had requires with by from on".split()
)
_BEFORE_SEASON = frozenset(
    "in since by of until for during last next this every each early late mid".split()
)
_BEFORE_NUMBER = frozenset(
    "$ no number resolution flight article section page chapter room highway route act bill "
    "model unit".split()
)
_COUNTING = frozenset("than least most nearly almost some estimated another over roughly".split())
"""Before a number and a plural they count."""
_DAYS_OF_A_NAME = frozenset("palm bloody black super ash holy maundy cyber giving whit".split())
"""Before a weekday they make it a feast or an event."""
_ONES_OWN = frozenset("his her their my your our its".split())
_COMPARING = frozenset("from than with to over against of".split())
"""Before "a year earlier": a figure is compared."""
_QUOTES = ('"', "``", "“", "'", "‘", "`")
_NAMES = frozenset(("person", "organization", "facility", "gpe"))


class Veto:
    """Checks drafts against their neighbours and the names of the text."""

    def __init__(
        self, text: str, found: Tokens, grammar: TimeGrammar, analysis: Analysis | None
    ) -> None:
        self.text, self.found, self.grammar, self.analysis = text, found, grammar, analysis
        self.names: list[tuple[int, int]] = []
        self.starts: list[int] = []
        if analysis is not None:
            kinds, lists = analysis.labels.name_types, analysis.lists
            n = analysis.names
            for a, b, kind in zip(n.start.tolist(), n.end.tolist(), n.type.tolist(), strict=True):
                if kinds[kind] in _NAMES:
                    self.names.append((lists.start[a], lists.end[b - 1]))
            self.words = lists.start
        self.starts = [a for a, _ in self.names]

    def check(self, rule: str, draft: Draft, i: int, core: int, j: int) -> Draft | None:
        """The draft, perhaps changed; None when it is no time."""
        if rule in ("date", "weekday", "season1", "season", "month", "relmonth") and self._in_name(
            draft
        ):
            return None
        if rule in ("weekday", "relmonth") and self._conjunction(core):
            return None  # "said that Friday was quiet": the day alone is read next
        if draft.op == "date" and self._before(i) == "since":
            draft = replace(draft, aside=True)
        if rule == "date" and j - core == 1:
            return self._single(draft, core)
        if rule == "weekday" and self._word(core - 1).lower() in _DAYS_OF_A_NAME:
            return None
        if rule == "decade" and self._before(i) in _ONES_OWN:
            return None  # "in his 40s"
        if rule == "relunit" and (self._titled(i, j) or self._last_of(draft, j)):
            return None
        if rule == "dayofmonth" and j - core == 2:
            return draft if self._before(i) in ("on", "by", "until") and self._ends(j) else None
        if rule == "relmonth" and self._word(j - 1)[:1].islower():
            return None
        if rule == "weekday" and self.grammar.name[self.found.signs[core]] == "weekdayish":
            return draft if self._word(core).istitle() else None
        if rule == "thenow" and self._word(j - 1).lower() == "moment" and self._before(i) != "at":
            return None
        if rule == "thenow" and self._word(j - 1).lower() == "present":
            led = ("at",) if j - core == 1 else ("at", "for", "to", "until", "till", "in")
            if self._before(core) not in led:
                return None  # "at present", "to the present", and not "the present government"
        if draft.unit == "Y" and rule in ("ago", "later", "yearago", "relunit"):
            return replace(draft, compared=self._before(i) in _COMPARING)
        if rule == "hours":
            if draft.mod not in ("START", "END"):
                return None
            late = draft.mod == "END" and draft.part == "MO"
            return replace(draft, part="EV") if late else draft
        if rule == "daily" and self._paper(core, j):
            return None
        if rule == "daily" and draft.value == "P3M" and self._tag(j).startswith("NN"):
            return None  # "the quarterly dividend" is one dividend
        if rule == "now":
            return self._now(draft, core, j)
        if rule == "daypart":
            return self._daypart(draft, i, core, j)
        if rule in ("season", "season1"):
            return self._season(rule, draft, core, j)
        if rule == "dur1":
            return draft if self._before(i) in _BEFORE_BARE or i < core else None
        if rule == "dur":
            return self._duration(draft, i, core, j)
        if rule == "theunit":
            return self._theunit(draft, i, core, j)
        return draft

    def _word(self, k: int) -> str:
        return self.found.word(k)

    def _before(self, k: int) -> str:
        return self._word(k - 1).lower()

    def _in_name(self, draft: Draft) -> bool:
        k = bisect_right(self.starts, draft.start) - 1
        if k < 0:
            return False
        a, b = self.names[k]
        return a <= draft.start and draft.end <= b and (a, b) != (draft.start, draft.end)

    def _tag(self, k: int) -> str:
        if self.analysis is None:
            return ""
        w = bisect_right(self.words, self.found.start[k]) - 1
        return self.analysis.labels.xpos[self.analysis.xpos[w]] if w >= 0 else ""

    def _conjunction(self, core: int) -> bool:
        named = self.grammar.name[self.found.signs[core]]
        return named == "that" and self._tag(core) in ("IN", "WDT")

    def _single(self, draft: Draft, core: int) -> Draft | None:
        """One token alone: a month or a year."""
        name = self.grammar.name[self.found.signs[core]]
        shown, before = self._word(core), self._before(core)
        if name in ("month", "monthish"):
            if shown[0].islower():
                return None
            if name == "monthish" and before == "the" and self._of_march(core):
                return draft
            if name == "monthish" and before in ("the", "a", "annual", "this", "that"):
                return None
            if name == "monthish" and before not in _BEFORE_MONTH:
                if self._tag(core) not in ("NNP", "") or self._tag(core) == "":
                    return None
                if self._word(core + 1)[:1].isupper():
                    return None
        if name == "year":
            after = self._word(core + 1).lower()
            if before in _BEFORE_NUMBER:
                return None
            if after in ("%", "percent", "people", "miles", "kilometers", "feet", "meters", "men"):
                return None
            counts = before in _COUNTING or self._tag(core - 1) in ("VBD", "VBN", "VBG")
            if counts and self._tag(core + 1) == "NNS":
                return None  # "killed more than 1600 civilians"
            if before in _COUNTING and self._tag(core + 1) == "VBD":
                return None  # "more than 1600 died"
            if not 1400 <= (draft.year or 0) <= 2100 and before not in _BEFORE_MONTH:
                return None
        return draft

    def _paper(self, core: int, j: int) -> bool:
        """ "The party daily Granma", "two dailies": a newspaper."""
        return self._tag(core) in ("NN", "NNP") and (
            self._tag(j).startswith("NNP") or self._word(j).lower().startswith("newspaper")
        )

    def _of_march(self, core: int) -> bool:
        """ "The March meeting": a month before a noun, not a march."""
        return (
            self._tag(core) == "NNP"
            and self._tag(core + 1) in ("NN", "NNS")
            and self._word(core + 1).islower()
        )

    def _ends(self, k: int) -> bool:
        return self.grammar.name[self.found.signs[k]] in ("break", "dot", "comma")

    def _last_of(self, draft: Draft, j: int) -> bool:
        """ "The last day of his trip", not "last week"."""
        ends = draft.op == "duration" or (draft.rel == -1 and draft.unit in ("D", "W", "M"))
        return ends and self._word(j).lower() == "of"

    def _titled(self, i: int, j: int) -> bool:
        """Whether the words are a title in quotation marks: on ABC's "This Week"."""
        return (
            self._word(i - 1).endswith(_QUOTES)
            and self._word(i)[:1].isupper()
            and self._word(j - 1)[:1].isupper()
        )

    def _now(self, draft: Draft, core: int, j: int) -> Draft | None:
        """ "Soon" only of what is to come; "as soon as", "soon after" are no times."""
        if self._word(j - 1).lower() == "soon" and (
            self._before(core) == "as"
            or self._word(j).lower()
            in ("as", "after", "afterward", "afterwards", "became", "turned")
            or self._tag(j) == "VBD"
            or self._tag(core - 1) == "VBD"
        ):
            return None
        return draft

    def _daypart(self, draft: Draft, i: int, core: int, j: int) -> Draft | None:
        """A part of the day alone: only one on the clock, or after "early" and the like."""
        clock = ":" in draft.part or self._word(j - 1).lower().startswith("mid")
        if j - i > 1 or (clock and self._before(core) in ("at", "by", "until")):
            return draft
        return None

    def _season(self, rule: str, draft: Draft, core: int, j: int) -> Draft | None:
        word = self._word(j - 1).lower()
        alone = rule == "season1" or (j - core == 2 and self._word(core).lower() == "the")
        if not alone:
            return draft
        if word in ("fall", "spring") and self._word(j).lower() == "of":
            return None
        if rule == "season1":
            if word == "fall" and self._before(core) not in _BEFORE_SEASON:
                return None
            if word == "spring" and self._tag(core) not in ("NN", "NNP", ""):
                return None
        return draft

    def _duration(self, draft: Draft, i: int, core: int, j: int) -> Draft | None:
        if self._word(j - 1).lower() == "quarter" and self._word(j).lower() == "of":
            return None  # "a quarter of a million"
        first = self.grammar.name[self.found.signs[core]]
        last = self.grammar.name[self.found.signs[j - 1]]
        if first == "year" and j - core == 2 and last in ("unit", "quarter", "weekend"):
            # "1988 quarter-finals": the year alone.
            year, end = int(self.found.values(core, core + 1)[0]), self.found.end(core)
            return replace(draft, op="date", type="DATE", value="", year=year, end=end)
        if first == "vague" and i == core and self._before(i) == "as":
            return None  # "for the second time in as many days"
        if first == "a" and i == core and self._before(i) not in _BEFORE_SPAN:
            before = self.grammar.name[self.found.signs[core - 1]] if core else "break"
            if (
                before not in ("break", "dot", "comma")
                and self._word(core - 1)[:1].isalnum()
                and self._tag(core - 1) in ("", "NN", "NNS", "CD", "RB", "NNP", "JJ")
            ):
                return self._rate(draft, core)
        return draft

    def _rate(self, draft: Draft, core: int) -> Draft | None:
        """ "$33 million a year", "30 attacks a day": how often, not how long."""
        if self._tag(core - 1) in ("NN", "NNS", "CD") and draft.value[:2] in ("P1", "PT"):
            return replace(draft, op="fixed", type="SET", quant="EACH")
        return None

    def _theunit(self, draft: Draft, i: int, core: int, j: int) -> Draft | None:
        ends = self._word(j).lower() in ("ended", "ending")
        if draft.unit in ("Y", "M", "W") and i == core and ends:
            return replace(draft, op="duration", type="DURATION", value=f"P1{draft.unit}", rel=0)
        if draft.unit in ("Q", "WE", "Y", "M") or draft.op != "the":
            return draft
        return replace(draft, op="within") if i < core else None
