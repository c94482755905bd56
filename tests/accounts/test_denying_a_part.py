"""Who denies a part in what others tell is a side of it; a story written here."""

from __future__ import annotations

from readout.accounts.sides import Sides
from readout.api import read
from readout.record.types import Record

STORY = """\
Two peacekeepers killed in ambush in Central African Republic, U.N. says

BANGUI, Oct 14 (Reuters) - Two Bangladeshi peacekeepers were killed and three wounded when gunmen \
ambushed their convoy near the town of Bria in the Central African Republic, the United Nations \
mission there said on Tuesday.

The convoy was escorting aid trucks to Ouadda on Monday when it came under fire from fighters \
believed to belong to the Coalition of Patriots for Change (CPC), the mission, known as MINUSCA, \
said in a statement. The attackers fled into the bush after an exchange of fire that lasted two \
hours.

A spokesman for the CPC, Serge Bozanga, denied that its men had taken part. "We have no quarrel \
with the blue helmets," he told Radio Ndeke Luka, adding that Russian mercenaries operated in the \
area.

U.N. Secretary-General Antonio Guterres condemned the attack and called on the government to bring \
those responsible to justice. "Attacks on peacekeepers may constitute war crimes," he said.

Chad closed its border with the Central African Republic last week after accusing its soldiers of \
killing six Chadian herders near Moundou. Bangui rejected the accusation.
"""


def _read() -> Record:
    return read(STORY.encode(), published="2031-10-14")


def test_the_party_that_denies_a_part_is_a_side_of_the_attack() -> None:
    found = _read()
    names = {e.id: e.name for e in found.entities}
    accounts = {a.id: names[a.side] for a in found.accounts}
    first = found.episodes[0]
    assert first.type == "ASSAULT"
    assert [accounts[a] for a in first.accounts] == [
        "the mission", "Coalition of Patriots for Change",
    ]  # fmt: skip
    stances = {
        p.label: [s.stance for s in p.stances if s.stance != "silent"]
        for p in found.points
        if p.episode == first.id
    }
    assert stances["its men had taken part"] == ["denies"]


def test_who_speaks_for_a_party_never_speaks_for_the_state() -> None:
    found = _read()
    [speaker] = [e.id for e in found.entities if e.name == "Serge Bozanga"]
    said = {s.id for s in found.statements if speaker in s.speakers}
    names = {e.id: e.name for e in found.entities}
    of = {names[a.side] for a in found.accounts if said & {r.id for r in a.statements}}
    assert of == {"Coalition of Patriots for Change"}


def test_peacekeepers_speak_for_no_state() -> None:
    found = _read()
    [killed] = [e.id for e in found.entities if e.name == "Two Bangladeshi peacekeepers"]
    assert Sides(found).of(killed) == "name:peacekeep"


def test_of_whom_the_gunmen_are_is_not_whom_they_attack() -> None:
    found = _read()
    names = {e.id: e.name for e in found.entities}
    [fire] = [e for e in found.events if e.trigger.lemma == "fire"]
    assert [names[i] for i in fire.sources] == ["fighters"]
    assert fire.targets == []


def test_the_attack_alone_is_no_claim() -> None:
    assert "the attack" not in {p.label for p in _read().points}


def _denied(story: str) -> list[bool]:
    """Of each episode of force whether an event of it is denied."""
    found = read(story.encode(), published="2031-10-14")
    status = {e.id: e.status for e in found.events}
    return [
        any(status[m.id] == "denied" for m in x.members)
        for x in found.episodes
        if x.type == "ASSAULT"
    ]


def test_another_deed_that_is_denied_is_another_episode() -> None:
    assert _denied(STORY) == [True]
    assert not any(_denied(STORY.replace("had taken part", "had shelled a village near Obo")))
