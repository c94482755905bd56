"""What the words around a statement tell of it: denied, never said, told by whom."""

from __future__ import annotations

from collections.abc import Mapping

from readout.accounts.wording import tokens
from readout.knowledge.account_words import words
from readout.record.types import Entity, Record, Statement

_UNSAID = frozenset(
    "not never barely hardly scarcely contradicting contradicts contradicted belying belies belied "
    "disproving disproves disproved".split()
)
_THE = ("the", "this", "that")


class Cues:
    """Reads the cues and sources of the statements of one record."""

    def __init__(self, record: Record, entities: Mapping[str, Entity]) -> None:
        self._text = record.article.text
        self._entities = entities
        self._lower: dict[tuple[int, int], list[str]] = {}

    def denies(self, statement: Statement) -> bool:
        """Whether it is told as a denial, whose words stand near: "denied", "rejected"."""
        first, last = statement.content[0], statement.content[-1]
        cue = statement.cue
        if cue is None:
            return False
        # What stands in another paragraph is something else that somebody has denied.
        gap = (cue.end, first.start) if cue.end <= first.start else (last.end, cue.start)
        if gap[0] < gap[1] and "\n" in self._text[gap[0] : gap[1]]:
            return False
        return any(w in words("denials") for w in self._said(statement))

    def says_untrue(self, statement: Statement) -> bool:
        """Whether the cue says that something is not so: "denied", not "rejected"."""
        return any(w in words("denials_of_fact") for w in self._said(statement))

    def is_unsaid(self, statement: Statement) -> bool:
        """Whether the cue says that something was not said: "did not say", "barely mentioned",
        "contradicting the claim that"."""
        return any(w in _UNSAID or w.endswith("n't") for w in self._said(statement))

    def asks(self, statement: Statement) -> bool:
        """Whether something is asked or asked for: "urged", "questions"."""
        return any(w in words("asking") for w in self._said(statement))

    def is_vague(self, statement: Statement) -> bool:
        """Whether a pronoun or a description tells who speaks: "he", "the senator"."""
        source = statement.source
        if source is None:
            return False
        said = self._text[source.start : source.end].lower().split()
        if len(said) == 1:
            return said[0] in words("pronouns_of_speakers")
        if said[:1] and said[0] not in _THE:
            return False
        if said[-1:] and said[-1] in words("descriptions_of_members"):
            return True  # "the South Carolina Republican"
        return not any(
            self._entities[i].kind != "person"
            or any(
                m.form == "name" and source.start <= m.start < source.end
                for m in self._entities[i].mentions
            )
            for i in statement.speakers
        )

    def _said(self, statement: Statement) -> list[str]:
        """The words of the cue in small letters, which is asked about with each claim."""
        cue = statement.cue
        if cue is None:
            return []
        key = cue.start, cue.end
        if key not in self._lower:
            self._lower[key] = [w.lower for w in tokens(self._text, *key)]
        return self._lower[key]
