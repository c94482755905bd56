"""A date that the user gives against the page's own, and wire copy in capitals."""

from __future__ import annotations

from readout.api import read
from readout.page.dateline import find_dateline
from readout.page.detect import detected

STORY = """Ferry strike ends in the north

Published 20 November 2016

PORTVILLE, Nov. 19 (Reuters) - The sailors of the ferry company ended their strike on Saturday, \
the union said in a statement to the press.

The talks had opened a week before, and a second round on Thursday followed, officials of both \
sides said. The boats were back at 9 a.m. and left the quay at noon.

They will meet again on Monday in the old town hall of the city, the minister told reporters.
"""


def reasons(published: str | None) -> list[str]:
    record = read(STORY.encode(), published=published, stop_after="page")
    return [n.reason for n in record.notes if n.step == "page.published"]


def test_a_given_date_against_the_page() -> None:
    assert reasons("2016-11-22") == [
        "the given date of publication is 2016-11-22, the page's own 2016-11-20 (visible)"
    ]
    for agrees in ("2016-11-20", "2016-11-20T08:15:00Z", "2016-11", None):
        assert reasons(agrees) == []


def test_a_dateline_with_a_shortened_month() -> None:
    text = "LIMA, Nov. 10 (Reuters) - The miners ended"
    found = find_dateline(text)
    assert found is not None
    end, place, agency = found
    assert (text[:end], place.of(text)) == ("LIMA, Nov. 10 (Reuters) -", "LIMA")
    assert agency is not None
    assert agency.of(text) == "Reuters"
    assert find_dateline("LIMA, Peru, Nov. 10 — The miners") is not None


def test_the_language_of_capitals() -> None:
    said = (
        "The sailors of the ferry company ended their strike, and the union said so to the press. "
    )
    assert detected(said * 3)[0] == "en"
    assert detected((said * 3).upper())[0] == "en"


def test_an_english_text_full_of_names_from_elsewhere_is_english() -> None:
    text = (
        "China’s commerce ministry on Thursday added three American defence companies to its "
        "unreliable entity list over arms sales to Taiwan, spokesman He Yongqian (何咏前) said. "
        "Taiwan’s president, Lai Ching-te (賴清德), thanked Washington. In Moscow Sergei Lavrov "
        "(Сергей Лавров), the foreign minister, said Russia backed Beijing. Egypt’s foreign "
        "minister, Badr Abdelatty (بدر عبد العاطي), who is visiting Beijing, met Wang Yi (王毅)."
    )
    assert detected(text)[0] == "en"
    swedish = (
        "Regeringen meddelade på måndagen att den kommer att lägga fram ett nytt förslag om "
        "skatten till riksdagen. Finansministern sade att förslaget skulle hjälpa familjer."
    )
    assert detected(swedish)[0] == "sv"
