"""Who tells of an act is not for that one who did it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from readout.events.roles import Roles
from readout.language.analysis import Analysis
from readout.statements.draft import Draft
from readout.statements.tree import Run


class Tellers:
    """The sources of an article's statements."""

    def __init__(self, analysis: Analysis, drafts: Sequence[Draft]) -> None:
        self._analysis = analysis
        self._by_sentence: dict[int, list[Draft]] = {}
        """The statements with source and cue by the sentence of the cue."""
        for draft in drafts:
            if draft.source is not None and draft.cue is not None:
                sentence = analysis.sentence_of(draft.cue[0])
                self._by_sentence.setdefault(sentence, []).append(draft)

    def left_out(self, roles: Roles, trigger: int, known: Callable[[int], bool]) -> Roles:
        """``roles`` of the act at the word ``trigger`` without actors who stand in its sentence as
        the source of a statement ("They agreed on a truce, the mediator said"), where any other
        actor is left whom the article names (``known``): of "The army said it attacked" the source
        may be the one at hand. What a cue tells itself ("accused") its source does."""
        told = [
            draft
            for draft in self._by_sentence.get(self._analysis.sentence_of(trigger), ())
            if draft.cue and not draft.cue[0] <= trigger < draft.cue[1]
        ]
        # First who tells this very act: another's statement of the sentence may be the doer's.
        holding = [d for d in told if any(a <= trigger < b for a, b in d.content)]
        actors = roles.actors
        for drafts in (holding, told):
            sources = [d.source for d in drafts if d.source]
            others = [w for w in actors if not _in_any(w, sources)]
            actors = others if any(map(known, others)) else actors
        return replace(roles, actors=actors)


def _in_any(word: int, runs: Sequence[Run]) -> bool:
    return any(a <= word < b for a, b in runs)
