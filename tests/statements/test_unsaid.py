"""Verbs that do something and tell nothing of it, on sentences written for these tests."""

from __future__ import annotations

import pytest

from readout.language.analyse import analyse
from readout.language.model import load
from readout.statements.draft import Draft
from readout.statements.tree import plant
from readout.statements.unsaid import unsaid


def _unsaid(text: str, cue: str, content: str) -> bool:
    """Whether a draft of some words of a text says nothing; its source plays no part."""
    tree = plant(analyse(text, [(0, len(text))], load()))

    def run(words: str) -> tuple[int, int]:
        start = text.index(words)
        first = tree.start.index(start)
        return first, tree.end.index(start + len(words)) + 1

    first, after = run(cue)
    head = next(i for i in range(first, after) if tree.upos[i] in ("VERB", "NOUN"))
    return unsaid(tree, Draft(None, (first, after), (run(content),), "model", head=head))


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The president signed a decree that dissolved the council.", "signed",
         "a decree that dissolved the council"),
        ("Parliament approved a loan for the port.", "approved", "a loan for the port"),
        ("The ministry did not answer calls.", "did not answer", "calls"),
        ("The firm did not respond to a request for comment.", "did not respond to",
         "a request for comment"),
        ("The heap seems to be growing.", "seems", "to be growing"),
        ("The heap seems in May to be growing.", "seems", "to be growing"),
        ("The premier signed an order for boats.", "signed an order for", "boats"),
        ("The firm closed a shop selling fish.", "closed a shop selling", "fish"),
        ("The law requires that insurers cover it.", "requires", "that insurers cover it"),
        ("A law prohibits them from hunting.", "prohibits", "them from hunting"),
    ],
)  # fmt: skip
def test_nobody_says_anything(text: str, cue: str, content: str) -> None:
    assert _unsaid(text, cue, content)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("She accepted that he might flee.", "accepted", "that he might flee"),
        ("Three engineers were reportedly freed overnight.", "were reportedly freed", "overnight"),
        ("The miners chose to stay below.", "chose", "to stay below"),
        ("The judge accepts he might flee.", "accepts", "he might flee"),
        ("The mayor did not praise the letter.", "did not praise", "the letter"),
        ("The mayor's use of the word was wrong.", "use of", "the word"),
        ("The party issued an appeal urging calm.", "issued an appeal urging", "calm"),
        ("The minister signed “a piece of paper”.", "signed", "“a piece of paper”"),
        ("The ministry answered calls.", "answered", "calls"),
        ("The board did not answer calls asking whether it had measured the flow.",
         "did not answer", "calls asking whether it had measured the flow"),
        ("The board did not answer the charge.", "did not answer", "the charge"),
        ("The plan seems to many to be dead.", "seems", "to be dead"),
        ("The mayor praised a loan for the port.", "praised", "a loan for the port"),
    ],
)  # fmt: skip
def test_somebody_says_something(text: str, cue: str, content: str) -> None:
    assert not _unsaid(text, cue, content)


def test_what_is_only_done_is_no_statement() -> None:
    from readout.evaluation.passages import read_passage

    text = (
        "President Salim Ayadi signed a decree that dissolved the council. Parliament approved a "
        "loan of 90 million euros for the port."
    )
    assert read_passage(text).statements == []
