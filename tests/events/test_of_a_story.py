"""What an article comes back to; who only tells of an act; passages written for these tests."""

from __future__ import annotations

from readout.evaluation.passages import read_passage
from readout.record.types import Record
from tests.readings import DAY, sides


def _read(text: str) -> Record:
    return read_passage(text, published=DAY)


def _told(text: str) -> list[tuple[str | None, list[str], list[str], str]]:
    found = _read(text)
    return [(*sides(found, e), e.status) for e in found.events]


def test_the_camp_is_the_camp_of_before() -> None:
    text = (
        "Shells hit a displacement camp on Sunday, killing 17 people near Bukavu. "
        "The rebels said that troops had bombed the camp themselves."
    )
    found = _read(text)
    targets = {name for e in found.events for name in e.targets}
    camps = [e for e in found.entities if e.id in targets and "camp" in e.name]
    said = [text[m.start : m.end] for e in camps for m in e.mentions]
    assert said == ["a displacement camp", "the camp"]


def test_a_camp_of_another_name_is_another_camp() -> None:
    found = _read("Shells hit the Kabare camp on Sunday. Troops bombed the Minova camp on Monday.")
    assert len({name for e in found.events for name in e.targets}) == 2


def test_who_confirms_deaths_did_not_kill() -> None:
    assert all(not doers for kind, doers, *_ in _told("UN confirms 21 killed in strike on camp")
               if kind == "ASSAULT")  # fmt: skip


def test_who_trades_blame_for_an_act_did_not_do_it() -> None:
    told = _told("The Congolese army and the M23 have traded blame for the shelling of the camp.")
    assert ("ASSAULT", [], ["the camp"], "occurred") in told


def test_what_a_simple_past_tells_is_over() -> None:
    told = _told(
        "Burundi denied that its troops were there. Congo has said the rebels shelled the camp."
    )
    assert ("ASSAULT", ["the rebels"], ["the camp"], "occurred") in told


def test_police_who_break_a_blockade_up_do_not_protest() -> None:
    told = _told("Police broke up a blockade of the bridge by students in Belgrade on Saturday.")
    assert all("Police" not in " ".join(doers) for kind, doers, *_ in told if kind == "PROTEST")


def test_talks_that_are_held_are_no_agreement() -> None:
    told = _told("Iran and the United States will hold a new round of nuclear talks in Oman.")
    assert {kind for kind, *_ in told} == {"CONSULT"}


def test_nobody_threatens_talks_or_the_own_state() -> None:
    text = (
        "Iran and the United States will hold nuclear talks in Oman, the minister said, a day "
        "after U.S. President Donald Trump threatened to bomb the country if it did not agree."
    )
    threats = [targets for kind, _, targets, _ in _told(text) if kind == "THREATEN"]
    assert all("talks" not in name for targets in threats for name in targets)
    told = _told("U.S. President Donald Trump threatened Iran and the United States' partners.")
    assert all("United States" not in targets for _, _, targets, _ in told)


def test_where_somebody_spoke_or_others_met_is_not_where_it_was_done() -> None:
    def where(text: str, type_: str) -> list[str | None]:
        found = _read(text)
        names: dict[str | None, str] = {p.id: p.name for p in found.places}
        return [names.get(e.place) for e in found.events if e.type == type_]

    assert where("Students will march on Monday, Omar Sahri said, speaking in Nis.", "PROTEST") in (
        [None],
        [],
    )
    assert "Oman" not in where("After talks in Oman, Iran threatened to bomb Israel.", "THREATEN")


def test_a_minister_may_be_called_as_a_state_is() -> None:
    text = "Israel struck the camp. Defence Minister Israel Katz ordered the army to go on."
    found = _read(text)
    assert "Israel Katz" in {e.name for e in found.entities if e.kind == "person"}


def test_a_secretary_of_state_is_one_person() -> None:
    text = (
        "U.S. Secretary of State Marco Rubio, who met Chinese Foreign Minister Wang Yi in Kuala "
        "Lumpur on Thursday, had told him that the sale did not change the policy."
    )
    found = _read(text)
    assert [e.name for e in found.entities if "Rubio" in e.name] == ["Marco Rubio"]
    assert ("CONSULT", ["Marco Rubio"], ["Wang Yi"], "occurred") in _told(text)
