"""The same happening over articles, copies, episodes as they are written out, and the command."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from readout.accounts.compare import compare
from readout.accounts.copies import originals
from readout.accounts.episodes import WholeEpisode
from readout.accounts.places import distance_km
from readout.accounts.sides import Sides
from readout.accounts.wording import stem
from readout.cli.account_tables import sheets_text
from readout.evaluation.account_points import score_points
from readout.evaluation.accounts import record_of, score_happenings
from readout.record.codec import encode
from readout.record.types import Article, Block, Entity, Mention, Place, PlaceMention, Record
from readout.store.store import open_store
from readout.view.accounts import account_rows, sheets_html, whole_sheets
from tests.accounts.written import TALK, record, rows
from tests.view.hostile import ATTACK

DATA = Path(__file__).parent.parent / "data" / "accounts"
Run = Callable[..., Any]

RAID = """\
@@ one dev 2031-03-04 raid
e1 state Norway NOR GOV
e2 organization Reef_Guard - REB
p1 Alta city NOR 69.97 23.27
s1 e1
v1 ASSAULT e2>e1 occurred p1 2031-03-03 =1
v2 ASSAULT e2>e1 occurred s1
q1 killed 14 14 soldiers v2
---
Men of the [e2|Reef Guard] {v1|raided} a depot of [e1|Norway] in [p1|Alta] on Monday. {s1|[e2|Reef Guard] gunmen {v2|killed} {q1|14} soldiers at the depot}, [e1|Norway] {s1!said}.
@@ two dev 2031-03-05 raid
e1 state Norway NOR GOV
e2 organization Reef_Guard - REB
e3 person Per_Aas - REB of=Reef_Guard
p1 Alta city NOR 69.97 23.27
s1 e3
v1 ASSAULT e2>e1 occurred p1 2031-03-03 =1
q1 killed 30 30 soldiers v1
---
The [e2|Reef Guard] {v1|attacked} [e1|Norway] in [p1|Alta]. {s1|The guard killed {q1|30} soldiers}, its spokesman [e3|Per Aas] {s1!said}.
@@ three dev 2031-03-20 raid
e1 state Norway NOR GOV
e2 organization Reef_Guard - REB
p1 Alta city NOR 69.97 23.27
v1 ASSAULT e2>e1 occurred p1 2031-03-19 =2
---
The [e2|Reef Guard] {v1|attacked} [e1|Norway] in [p1|Alta] once more on Wednesday.
"""  # noqa: E501


def raids() -> list[Record]:
    return [record_of(row) for row in rows(RAID)]


def test_one_happening_is_found_in_two_articles_and_another_day_stays_apart() -> None:
    first, *rest = compare(raids(), alone=True)
    assert len(rest) == 1
    assert len(first.articles) == 2
    assert {m.article for m in first.members} == set(first.articles)
    assert (first.from_, first.to) == ("2031-03-03", "2031-03-03")
    assert first.place is not None
    assert first.place.name == "Alta"


def test_numbers_of_two_sides_in_two_articles_contradict_each_other() -> None:
    first = compare(raids())[0]
    assert [a.side.key for a in first.accounts] == ["state:NOR", "name:reef guard"]
    assert [p.kind for p in first.points] == ["contradicted"]
    assert [(c.source, c.min) for c in first.counts] == [("Norway", 14.0), ("Per Aas", 30.0)]


def test_a_copy_is_told_and_not_counted() -> None:
    held = raids()
    again = rows(RAID)[0]
    # The same words under another address, as a second outlet prints them.
    long = "This is a long line of the wire that both of the outlets print to the last word. "
    for row in (again, original := rows(RAID)[0]):
        row["text"] += " " + long * 2
    original["id"], again["id"] = "https://a.example/1", "https://b.example/1"
    copies = [record_of(original), record_of(again), *held[1:]]
    assert originals(copies) == [0, 0, 2, 3]
    first = compare(copies)[0]
    assert first.copies == [copies[1].article.id]
    assert len(first.articles) == 2
    assert len(first.counts) == 2


def test_the_same_input_gives_the_same_episodes() -> None:
    data = [msgspec.json.encode(e) for e in compare(raids(), alone=True)]
    assert data == [msgspec.json.encode(e) for e in compare(raids(), alone=True)]


@pytest.mark.parametrize("name", ["many", "stories"])
def test_the_order_of_the_articles_changes_nothing(name: str) -> None:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [record_of(json.loads(line)) for line in lines]
    # A copy of an article stands before or behind it.
    records.append(msgspec.structs.replace(records[0], article=_later(records[0].article)))
    first = [encode_episode(e) for e in compare(records, alone=True)]
    for seed in range(3):
        random.Random(seed).shuffle(records)
        assert [encode_episode(e) for e in compare(records, alone=True)] == first


def encode_episode(episode: WholeEpisode) -> bytes:
    return msgspec.json.encode(episode)


def _later(article: Article) -> Article:
    return msgspec.structs.replace(article, id="f" * 32, url="https://copy.example/1")


def test_nothing_gives_nothing() -> None:
    assert compare([]) == []


def test_sheets_show_columns_by_side_and_silence() -> None:
    sheet = account_rows(record(TALK))[0]
    assert sheet.sides == ["Norway", "Argentina"]
    shown = sheets_text([sheet], False).decode()
    assert "both say" in shown
    assert "· silent" in shown
    assert "(CONSULT)" in shown


def test_every_word_of_a_capture_is_escaped() -> None:
    source = TALK.replace("they expressed regret", "they<b>x</b> " + "<script>1</script> regret")
    html = sheets_html(account_rows(record(source)))
    assert "<script>" not in html
    assert "<b>x</b>" not in html
    name = msgspec.structs.replace(account_rows(record(TALK))[0], title=ATTACK, sides=[ATTACK])
    assert "<script>" not in sheets_html([name])


def test_written_stories_and_episodes_keep_their_figures() -> None:
    stories = [json.loads(line) for line in (DATA / "stories.jsonl").open(encoding="utf-8")]
    episodes = [json.loads(line) for line in (DATA / "episodes.jsonl").open(encoding="utf-8")]
    assert len({row["story"] for row in stories}) == 12
    assert len(episodes) == 70
    for part, least in (("dev", 0.90), ("test", 0.80)):
        happenings, _ = score_happenings([r for r in stories if r["part"] == part])
        points, _ = score_points([r for r in episodes if r["part"] == part])
        assert happenings["B-cubed F1"].value >= 0.80
        assert points["stance"].value >= least
        assert points["contradictions: precision"].value >= 0.90


def test_every_written_sheet_can_be_shown() -> None:
    lines = (DATA / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    sheets = whole_sheets(compare([record_of(json.loads(line)) for line in lines], alone=True))
    assert sheets_text(sheets, True)


@pytest.mark.parametrize(
    ("a", "b"),
    [("shelled", "shelling"), ("agreed", "agreement"), ("withdrew", "withdrawal"),
     ("violated", "violations"), ("negotiate", "negotiations"), ("offered", "offer")],
)  # fmt: skip
def test_forms_of_a_word_are_one(a: str, b: str) -> None:
    assert stem(a) == stem(b)


def test_a_quarter_of_the_earth() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(10_007.5, abs=1)


def test_the_command_writes_lines_and_tables(readout: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(b"".join(encode(r) + b"\n" for r in raids()))
    done = readout("accounts", "r.jsonl")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["id"] == "x1"
    assert b"contradicted" in readout("accounts", "r.jsonl", "--format", "text").stdout
    assert readout("accounts", "r.jsonl", "-o", "x.html").returncode == 0
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert readout("accounts").returncode == 2
    (tmp_path / "bad.jsonl").write_text("{}\n")
    assert readout("accounts", "bad.jsonl").returncode == 6


SHOTS = """\
@@ near dev 2031-03-04 shots
e2 group patrols - MIL
e3 group fishermen - AGR
e4 group coast_guard NOR COP
p1 Alta city NOR 69.97 23.27
s1 e4
v1 ASSAULT e2>e3 occurred s1 p1 2031-03-03
---
{s1|Foreign [e2~patrols] {v1|shot} at [e3~fishermen] off [p1|Alta] on Monday}, the [e4|coast guard] {s1!said}.
@@ far dev 2031-03-04 shots
e2 group patrols - MIL
e3 group fishermen - AGR
e5 person Ola_Dahl SWE GOV
p1 Alta city NOR 69.97 23.27
s1 e5
v1 ASSAULT e2>e3 denied s1 p1 2031-03-03
---
{s1!Denying} that {s1|[e2~patrols] {v1|shot} at [e3~fishermen] off [p1|Alta] on Monday}, [e5|Ola Dahl] accused nobody.
"""  # noqa: E501


def test_who_is_quoted_on_it_is_a_side_though_not_a_participant() -> None:
    [episode] = compare([record_of(row) for row in rows(SHOTS)])
    assert len(episode.articles) == 2
    assert {account.side.name for account in episode.accounts} >= {"Norway"}


def test_the_navy_of_a_dateline_is_that_of_its_country_whoever_else_is_named() -> None:
    text = "ALTA — The navy fired. Sweden denied it."
    place = Place(
        id="p1", name="Alta", kind="city", geonames_id=None, country="NOR", admin1=None,
        lat=69.97, lon=23.27, method="gazetteer", confidence=0.9,
        mentions=[PlaceMention(start=0, end=4, use="literal")],
    )  # fmt: skip
    navy = Entity(
        id="e1", kind="group", name="the navy", anonymous=True, country=None, sector="MIL",
        roles=[], glosses=[], mentions=[Mention(start=7, end=15, form="description")], ref=None,
        confidence=0.9,
    )  # fmt: skip
    sweden = Entity(
        id="e2", kind="state", name="Sweden", anonymous=False, country="SWE", sector="GOV",
        roles=[], glosses=[], mentions=[Mention(start=23, end=29, form="name")], ref=None,
        confidence=0.9,
    )  # fmt: skip
    read = raids()[0]
    blocks = [
        Block(id="b1", role="dateline", start=0, end=4),
        Block(id="b2", role="paragraph", start=7, end=len(text)),
    ]
    article = msgspec.structs.replace(read.article, text=text, blocks=blocks)
    made = msgspec.structs.replace(
        read, article=article, entities=[navy, sweden], places=[place], statements=[], events=[]
    )
    assert Sides(made).of("e1") == "state:NOR"
    without = msgspec.structs.replace(
        made, article=msgspec.structs.replace(article, blocks=blocks[1:])
    )
    assert Sides(without).of("e1") == "state:SWE"


def test_a_store_is_compared_as_its_records_are(readout: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(b"".join(encode(r) + b"\n" for r in raids()))
    with open_store(str(tmp_path / "news"), write=True) as store:
        store.put(raids())
    of_records = readout("accounts", "r.jsonl", "--alone").stdout
    assert readout("accounts", "news", "--alone").stdout == of_records
    assert len(of_records.splitlines()) == 2
    late = readout("accounts", "news", "--alone", "--since", "2031-03-10").stdout
    assert late.count(b"\n") == 1
    assert readout("accounts", "r.jsonl", "--alone", "--since", "2031-03-10").stdout == late
    done = readout("accounts", "news", "--since", "2031-03-10", "--until", "2031-03")
    assert done.returncode == 0
    assert readout("accounts", "news", "--since", "soon").returncode == 2


def test_many_sides_stand_below_each_other_and_each_with_what_it_alone_says() -> None:
    [first] = account_rows(record(TALK))
    one, two = first.rows[0], first.rows[1]
    silent = msgspec.structs.replace(one.cells[1], stance="silent", words=None)
    spoken = msgspec.structs.replace(one.cells[0], stance="asserts", words="they met")
    many = msgspec.structs.replace(
        first,
        sides=[f"side {k}" for k in range(6)],
        rows=[
            msgspec.structs.replace(two, kind="shared", cells=[spoken] * 5 + [silent]),
            msgspec.structs.replace(one, kind="alone", cells=[silent] * 5 + [spoken]),
        ],
    )
    shown = sheets_text([many], False).decode()
    assert "side 4: ✓ they met" in shown
    assert "side 5 alone, the others silent" in shown
    assert "side 5: " not in shown
    assert "·  silent" not in shown
