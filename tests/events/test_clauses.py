"""Subjects that verbs share, and which of them suffer the act."""

from __future__ import annotations

import pytest

from readout.evaluation.pages_of import page_of_text
from readout.events.clauses import Clauses
from readout.language.analyse import analyse_page
from readout.language.model import load
from readout.statements.tree import plant
from tests.analyses import Sketch


def clauses(text: str, **tags: int) -> Clauses:
    """The clauses of a sketch; ``tags`` are Penn tags with the word that has each."""
    sketch = Sketch()
    sketch.sentence(text)
    for tag, word in tags.items():
        sketch.tag(word, tag)
    return Clauses(plant(sketch.analysis()))


def test_a_participle_joined_to_a_passive_is_passive_too() -> None:
    held = clauses(
        "Reporters/NOUN/3/nsubj:pass were/AUX/3/aux:pass arrested/VERB/0/root and/CCONJ/5/cc "
        "beaten/VERB/3/conj by/ADP/7/case soldiers/NOUN/5/obl",
        VBN=4,
    )
    assert held.suffers(4)
    assert held.subject(4) == 0
    assert held.agents(2) == held.agents(4) == [6]


def test_a_past_tense_joined_to_a_passive_is_active() -> None:
    held = clauses(
        "Abel/PROPN/3/nsubj:pass was/AUX/3/aux:pass arrested/VERB/0/root and/CCONJ/5/cc "
        "confessed/VERB/3/conj",
        VBD=4,
    )
    assert not held.suffers(4)
    assert held.subject(4) == 0


def test_a_participle_that_has_an_object_is_active() -> None:
    held = clauses(
        "Abel/PROPN/3/nsubj:pass was/AUX/3/aux:pass freed/VERB/0/root and/CCONJ/5/cc "
        "sued/VERB/3/conj police/NOUN/5/obj",
        VBN=4,
    )
    assert not held.suffers(4)


def test_a_reduced_relative_says_what_its_noun_suffered() -> None:
    held = clauses(
        "Marchers/NOUN/5/nsubj beaten/VERB/1/acl by/ADP/4/case police/NOUN/2/obl sued/VERB/0/root",
        VBN=1,
    )
    assert held.suffers(1)
    assert (held.subject(1), held.agents(1)) == (0, [3])


@pytest.mark.parametrize("relation", ["advcl", "ccomp"])
def test_a_passive_participle_shares_the_subject_of_its_clause(relation: str) -> None:
    held = clauses(
        "Abel/PROPN/2/nsubj left/VERB/0/root after/SCONJ/5/mark being/AUX/5/aux:pass "
        f"arrested/VERB/2/{relation}",
        VBG=3,
    )
    assert held.suffers(4)
    assert held.subject(4) == 0


def test_who_is_ordered_released_is_released() -> None:
    held = clauses(
        "Abel/PROPN/3/nsubj:pass was/AUX/3/aux:pass ordered/VERB/0/root released/VERB/3/xcomp",
        VBN=3,
    )
    assert held.suffers(3)
    assert held.subject(3) == 0


def test_the_object_of_the_verb_above_does_what_its_infinitive_tells() -> None:
    held = clauses(
        "Unions/NOUN/2/nsubj want/VERB/0/root ministers/NOUN/2/obj to/PART/5/mark "
        "resign/VERB/2/xcomp"
    )
    assert held.subject(4) == 2


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    held = clauses("Police/NOUN/4/nsubj who/PRON/3/nsubj fired/VERB/1/acl:relcl fled/VERB/0/root")
    assert held.subject(2) == 0


def test_a_participle_behind_the_clause_may_be_of_its_object() -> None:
    held = clauses(
        "Courts/NOUN/2/nsubj summoned/VERB/0/root Abel/PROPN/2/obj arrested/VERB/2/advcl", VBN=3
    )
    assert held.subject(3) == -1


@pytest.mark.parametrize(
    ("sentence", "suffers"),
    [
        ("Three activists *arrested* in Minsk", True),
        ("Soldiers *arrested* three activists in Minsk", False),
        ("The three men whom the soldiers *arrested* in Minsk were freed.", False),
        ("Soldiers *arrested* and beat three activists in Minsk", False),
        ("Abel *served* 20 years in jail.", True),
        ("Abel *served* soup in Minsk.", False),
    ],
)
def test_verbs_that_tell_it_without_an_auxiliary(sentence: str, suffers: bool) -> None:
    before, word, after = sentence.split("*")
    analysis = analyse_page(page_of_text(before + word + after), load())
    verb = next(i for i in range(len(analysis)) if int(analysis.start[i]) == len(before))
    assert Clauses(plant(analysis)).suffers(verb) is suffers
