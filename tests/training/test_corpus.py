"""The project's own corpus: markup and its mistakes, gold records, agreement, sound files."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus import agreement
from training.corpus.check import main as check
from training.corpus.gold import gold_record
from training.corpus.markup import MarkupError, Passage, parse, part_of, read_passages

TEXT = Path(__file__).parent.parent.parent / "training" / "corpus" / "text"

BLOCK = """\
## p1 | topic=border clash | region=Sahel | manner=wire
[s1:A spokesman] [c1:said] [t1:that [a1:the army] [e1:had shelled] [b1:two villages]].
[s2:Residents] [c2:denied] [t2:that any rebels [p.denied.background:had sheltered] there].
s1: sourcing=spokesperson channel=briefing
s2: sourcing=collective anonymous parent=s1
e1: ASSAULT/heavy-weapons occurred background statements=s1 time=2024-05-01 country=MLI
"""


@pytest.fixture
def passage() -> Passage:
    return parse(BLOCK)


def test_marks_are_offsets_into_the_bare_text(passage: Passage) -> None:
    assert passage.text.startswith("A spokesman said that the army had shelled two villages.")
    [trigger] = passage.of("trigger", 1)
    assert passage.text[trigger.start : trigger.end] == "had shelled"
    [content] = passage.of("content", 1)
    assert passage.text[content.start : content.end] == "that the army had shelled two villages"
    [happening] = [m for m in passage.marks if m.part == "predicate"]
    assert happening.value == "denied.background"
    assert passage.about["region"] == "Sahel"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[s1:A spokesman]", "[s1:A spokesman", "never closed"),
        ("there].", "there]].", "closes nothing"),
        ("[c1:said]", "[said]", "without a label"),
        ("[c1:said]", "[x1:said]", "no such label"),
        ("[c1:said]", "[c1: said]", "blanks"),
        ("denied.background", "refuted", "no such status"),
        ("sourcing=spokesperson", "sourcing=rumour", "sourcing is 'rumour'"),
        ("channel=briefing", "channel=pigeon", "no such channel"),
        ("parent=s1", "parent=s9", "parent does not exist"),
        ("ASSAULT/heavy-weapons", "ASSAULT/spoons", "no mode"),
        ("ASSAULT/heavy-weapons", "BRAWL", "no such root"),
        ("heavy-weapons occurred", "heavy-weapons", "no status"),
        ("[t1:that", "[t3:that", "statements marked"),
    ],
)
def test_mistakes_are_told(old: str, new: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        parse(BLOCK.replace(old, new, 1))


def test_a_broken_passage_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("# about\n\n" + BLOCK + "\n## p2 | topic=a\n[oops\n", encoding="utf-8")
    with pytest.raises(MarkupError, match=r"x\.txt, passage at line 10"):
        list(read_passages(path))


def test_as_gold_records(passage: Passage) -> None:
    record = gold_record(passage, "articles")
    [event] = record["events"]
    names = {e["id"]: e["mentions"][0] for e in record["entities"]}
    actor = names[event["sources"][0]]
    assert passage.text[actor["start"] : actor["end"]] == "the army"
    assert (event["type"], event["mode"], event["background"]) == ("ASSAULT", "heavy-weapons", True)
    assert event["according_to"] == ["s1"]
    assert record["times"] == [{"id": "t1", "value": "2024-05-01"}]
    assert record["places"] == [{"id": "p1", "country": "MLI"}]
    assert [s["sourcing"] for s in record["statements"]] == ["spokesperson", "collective"]
    assert "events" not in gold_record(passage, "statements")


def test_agreement_with_oneself_is_full_and_with_another_is_not(passage: Passage) -> None:
    same = agreement.Agreement()
    for kind in ("events", "statements"):
        same.compare(passage, passage, kind)
    assert all(right == first == second for right, first, second in same.marks.values())
    assert all(a == b for labels in same.labels.values() for a, b in labels)
    other = parse(BLOCK.replace("ASSAULT/heavy-weapons occurred", "COERCE/seize planned"))
    unlike = agreement.Agreement()
    unlike.compare(passage, other, "events")
    assert unlike.marks["triggers"] == [1, 1, 1]
    assert unlike.marks["triggers with type"] == [0, 1, 1]
    assert unlike.labels["status of a shared trigger"] == [("occurred", "planned")]


def test_kappa() -> None:
    labels = [("a", "a")] * 4 + [("b", "b")] * 4 + [("a", "b"), ("b", "a")]
    assert agreement.kappa(labels) == pytest.approx(0.6)


def test_a_topic_has_one_part() -> None:
    assert part_of("border clash") == part_of(" Border clash ")
    parts = [part_of(f"topic {k}") for k in range(1000)]
    assert 250 < parts.count("test") < 350
    assert 60 < parts.count("dev") < 140


@pytest.mark.skipif(not TEXT.exists(), reason="the corpus is not in this checkout")
def test_every_file_of_the_corpus_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert check([]) == 0
    assert "No problem found." in capsys.readouterr().out
