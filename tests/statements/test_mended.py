"""Sources that syntax puts right, on sentences written for these tests."""

from __future__ import annotations

import pytest

from readout.api import read
from readout.evaluation.accounts import read_row
from readout.evaluation.passages import read_passage
from readout.language.analyse import analyse
from readout.language.model import load
from readout.statements.draft import Draft
from readout.statements.mend import mended, said_once, within_text
from readout.statements.tree import plant


def _told(text: str) -> list[tuple[list[str], list[str], str | None]]:
    """Speakers, contents and the outlet of each statement."""
    found = read_passage(text, published="2031-05-12")
    names = {e.id: e.name for e in found.entities}
    return [
        (
            [names[i] for i in s.speakers],
            [text[c.start : c.end] for c in s.content],
            names.get(s.via or ""),
        )
        for s in found.statements
    ]


def test_who_is_quoted_by_an_agency_is_the_speaker() -> None:
    [told] = _told("Ana Ruiz was quoted by Interfax as saying that the war was over.")
    assert told == (["Ana Ruiz"], ["that the war was over"], "Interfax")


def test_a_source_behind_what_it_says_is_no_part_of_it() -> None:
    told = _told(
        "Two soldiers of the Defence Ministry were killed on Monday. The northern side did not "
        "return fire until half an hour had passed, the ministry said, adding that calm returned "
        "along the whole line by 4 a.m."
    )
    assert (
        ["Defence Ministry"],
        ["The northern side did not return fire until half an hour had passed"],
        None,
    ) in told


@pytest.mark.parametrize(
    ("behind", "content"),
    [
        ("; the incident took place in Nordan waters", "the incident took place in Nordan waters"),
        (" on Monday, and nobody had counted the papers", "nobody had counted the papers"),
    ],
)
def test_a_clause_behind_who_said_it_is_said_as_well(behind: str, content: str) -> None:
    [told] = _told(f"More than 1,900 tally sheets were never shown, the union said{behind}.")
    assert told[1][-1].endswith(content)


@pytest.mark.parametrize(
    "behind",
    [
        "; the health office spoke of nine dead",  # somebody else speaks
        ", and left the room",  # what the speaker does
    ],
)
def test_what_else_stands_behind_is_not_said(behind: str) -> None:
    told = _told(f"Eleven patients were killed, the nurse said{behind}.")
    assert told[0][1] == ["Eleven patients were killed"]


def test_a_participle_goes_on_with_the_subject() -> None:
    text = "Chile expelled three envoys, among them the attaché, saying that they had called."
    tree = plant(analyse(text, [(0, len(text))], load()))
    at = tree.words.index("saying")
    content = ((at + 1, len(tree) - 1),)
    found = mended(tree, Draft((at - 3, at - 1), (at, at + 1), content, "model", head=at))
    assert found is not None
    assert found.source == (0, 1)


def test_an_outlet_has_its_whole_name() -> None:
    told = _told(
        "Chea Bopha left. “There were no conditions”, she was quoted by the Phnom Penh press as "
        "telling exporters."
    )
    assert [outlet for *_, outlet in told] == ["Phnom Penh press"]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = (
        "ADDIS ABABA — At least 34 people were killed and scores more wounded when warplanes "
        "bombed the weekly market of a hill town shortly before noon on Monday, according to "
        "health workers.\n\nThe army said it had no report of a raid."
    )
    found = read_row({"id": "x", "part": "dev", "published": "2031-05-12", "text": text})
    first = found.statements[0].content[0]
    assert text[first.start :].startswith("At least 34 people")


def test_an_article_alone_is_nothing_said() -> None:
    text = "The army blamed the rebels."
    tree = plant(analyse(text, [(0, len(text))], load()))
    draft = Draft((0, 2), (2, 3), ((3, 4),), "model", head=2)
    assert mended(tree, draft) is None
    assert mended(tree, draft.with_content([(3, 5)])) is not None


def test_what_it_went_on_to_say_is_said() -> None:
    told = _told(
        "The bridge was mined, the report read. The opposing side used mortars first, at 11:25 "
        "p.m., it went on, and three soldiers received wounds."
    )
    assert told[1][1][0].startswith("The opposing side used mortars first")
    assert told[1][1][1] == "three soldiers received wounds"


def test_a_headline_is_no_part_of_what_stands_below_it() -> None:
    text = (
        "Headline of the day about the border\n\nArmed forces on the night of May 8 to 9 subjected "
        "positions in the district to intensive shelling, the press service of the Defence "
        "Ministry reported."
    )
    page = read(text.encode())
    [content] = page.statements[0].content
    assert page.article.text[content.start :].startswith("Armed forces")
    assert [e.trigger.lemma for e in page.events] == ["shelling"]  # which it was subjected to


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        (
            "“We learned of it,” Sok Vannak remarked. The charge, in his words, was an insult.",
            "Sok Vannak",
            ["The charge", "was an insult"],
        ),
        (
            "In the words of the foreign minister, the treaty is a scrap of paper.",
            "the foreign minister",
            ["the treaty is a scrap of paper"],
        ),
    ],
)
def test_what_is_told_in_somebodys_words(text: str, who: str, content: list[str]) -> None:
    assert ([who], content, None) in _told(text)


@pytest.mark.parametrize("opening", ["In other words, the", "He was careful in his words. The"])
def test_words_of_nobody_tell_nothing(opening: str) -> None:
    assert _told(f"{opening} treaty is a scrap of paper.") == []


def test_what_two_could_have_said_is_of_whom_its_paragraph_names() -> None:
    text = "“We will build”, said Ana.\n\n“It is not fixed. It is smaller”, said Ben."
    blocks = [(0, text.index("\n")), (text.index("\n") + 2, len(text))]
    tree = plant(analyse(text, blocks, load()))
    said = [i for i, word in enumerate(tree.words) if word == "said"]
    quote = said[0] + 3, said[1] - 1
    content = ((0, 5), (quote[0], quote[0] + 6))
    first = Draft((said[0] + 1, said[0] + 2), (said[0], said[0] + 1), content, "model")
    second = Draft((said[1] + 1, said[1] + 2), (said[1], said[1] + 1), (quote,), "model")
    one, other = said_once(tree, [first, second])
    assert one.content == ((0, 5),)
    assert other.content == (quote,)
    assert said_once(tree, [first])[0].content == first.content  # which then goes on


_PAGE = """<html><head><meta property="og:type" content="article">
<meta property="article:published_time" content="2031-05-12"></head><body><article>
<h1>{headline}</h1><p class="byline">By Ana Ruiz</p>{text}</article></body></html>"""


def _paged(headline: str, *paragraphs: str) -> list[tuple[str, list[str]]]:
    found = read(_PAGE.format(headline=headline, text="".join(f"<p>{p}</p>" for p in paragraphs)))
    names = {e.id: e.name for e in found.entities}
    text = found.article.text
    return [
        (names[s.speakers[0]] if s.speakers else "", [text[c.start : c.end] for c in s.content])
        for s in found.statements
    ]


def test_a_headline_and_the_text_do_not_say_things_of_each_other() -> None:
    told = _paged(
        "Army: our post was attacked first",
        "NORDAN - A post of the army was attacked with rifles near the bridge on Saturday "
        "night and returned fire, Defence Minister Iwan Karte said.",
        "One soldier was wounded, the minister said. The ministry gave no other detail of it.",
    )
    assert all("By" not in content for _, contents in told for content in contents)
    [said] = [contents for _, contents in told if any("A post of" in c for c in contents)]
    assert len(said) == 1


def test_what_the_paragraph_before_tells_is_not_said_by_the_next_one() -> None:
    told = _paged(
        "Brazil offers to host talks as Guyana turns to Security Council",
        "BRASILIA - Brazil offered on Tuesday to host talks between Guyana and Suriname and urged "
        "both to withdraw their patrols from the Corentyne River.",
        "Guyana asked the Security Council in New York for observers. Suriname's ambassador, Henk "
        "Welles, rejected the request and said that the matter was one for the two neighbours.",
    )
    of_guyana = [content for who, contents in told if who == "Guyana" for content in contents]
    assert not any("host talks" in content for content in of_guyana)


def test_a_headline_s_own_clause_is_what_it_says() -> None:
    head, text = "Rival ports agree to share the estuary", "After nine years they run it together."
    spans = [(0, len(head)), (len(head) + 1, len(head) + 1 + len(text))]
    tree = plant(analyse(f"{head}\n{text}", spans, load()))
    below = tree.lower.index("after")
    draft = Draft((0, 2), (2, 3), ((below, below + 3),), "model", head=2)
    found = within_text(tree, draft, {0}, frozenset())
    assert found is not None
    assert [tree.analysis.quote(*run) for run in found.content] == ["to share the estuary"]


def test_content_is_read_from_its_first_word_up_to_who_said_it() -> None:
    told = _paged(
        "Conflicting tolls after strike on market in Sudan",
        "An air strike hit a crowded market in El Fasher on Monday, killing 54 people, the Sudan "
        "Doctors Network said. The Emergency Lawyers group, which monitors abuses, put the toll at "
        "more than 100.",
        "Local officials said at least 38 bodies had been taken to the main hospital and that 120 "
        "people were wounded.",
    )
    assert any(content.endswith("killing 54 people") for _, said in told for content in said)
    told = _paged(
        "Suriname patrol boats seize three Guyanese trawlers on the Corentyne",
        "GEORGETOWN — Surinamese patrol boats seized three Guyanese trawlers at the mouth of the "
        "Corentyne River on Saturday and took 14 men to Nieuw Nickerie, the coast guard said.",
        "Foreign Minister Desmond Harripaul accused Suriname of piracy.",
    )
    assert any(content.startswith("Surinamese patrol") for _, said in told for content in said)


def test_q_and_a_name_nobody() -> None:
    text = (
        "Q: Bangladesh wants to begin the return this year. Will people go?\n\n"
        "A: No. I have asked them all. The army burned our villages in that year.\n\n"
        "Q: Has the government threatened to cut the rations?\n\n"
        "A: Not the government. The agency said that it would halve the rations.\n\n"
    )
    found = read_passage(text, published="2031-05-12")
    assert not {"Q", "A"} & {entity.name for entity in found.entities}
    first = [text[c.start : c.end] for s in found.statements for c in s.content]
    assert any(said.startswith("No. I have asked") for said in first)
