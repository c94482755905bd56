"""Who tells of an act is not for that one who did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.roles import Roles
from readout.language.analysis import Analysis
from readout.statements.draft import Draft
from readout.statements.tree import Run


class Tellers:
    """The sources of an article's statements."""

    def __init__(self, analysis: Analysis, drafts: Sequence[Draft]) -> None:
        self._analysis = analysis
        self._by_sentence: dict[int, list[tuple[Run, Run]]] = {}
        """Source and cue of each statement with both, by the sentence of the cue."""
        for draft in drafts:
            if draft.source is not None and draft.cue is not None:
                sentence = analysis.sentence_of(draft.cue[0])
                self._by_sentence.setdefault(sentence, []).append((draft.source, draft.cue))

    def left_out(self, roles: Roles, trigger: int) -> Roles:
        """``roles`` of the act at the word ``trigger`` without actors who stand in its sentence as
        the source of a statement ("They agreed on a truce, the mediator said"), where any other
        actor is left: of "The army said it attacked" the source may be the one at hand. What a cue
        tells itself ("accused") its source does."""
        sources = [
            source
            for source, cue in self._by_sentence.get(self._analysis.sentence_of(trigger), ())
            if not cue[0] <= trigger < cue[1]
        ]
        others = [w for w in roles.actors if not any(a <= w < b for a, b in sources)]
        return replace(roles, actors=others) if others else roles
