"""The reasons for actors: rows of the table, country and sector, antecedents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readout.knowledge.added_holders import with_csv
from readout.language.analyse import analyse
from readout.language.model import Model, load
from readout.mentions.actors.explain import STEP
from readout.mentions.actors.find import Actors, read_actors
from readout.view.why import TITLES

TALKS = (
    "Russian Foreign Minister Sergei Lavrov met Secretary of State John Kerry in Geneva. "
    "He said that the talks had failed. Dmitry Peskov, a Putin spokesman, spoke of a pause. "
    "President Vladimir Putin had asked for it. The minister left in the evening."
)


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def _read(text: str, model: Model, date: str | None = "2016-11-20", **options: object) -> Actors:
    spans = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return read_actors(analyse(text, spans, model), date, explain=True, **options)  # type: ignore[arg-type]


def _why(found: Actors, name: str) -> list[str]:
    return next(n.reason.split("\n") for n in found.notes if n.reason.startswith(name))


def test_only_who_asks_is_told(model: Model) -> None:
    analysis = analyse(TALKS, [(0, len(TALKS))], model)
    plain = read_actors(analysis, "2016-11-20")
    asked = read_actors(analysis, "2016-11-20", explain=True)
    assert plain.notes == []
    assert plain.entities == asked.entities
    firsts = [(e.mentions[0].start, e.mentions[0].end) for e in asked.entities]
    assert [(n.start, n.end) for n in asked.notes] == firsts
    assert STEP in TITLES


def test_office_holders_stand_with_country_dates_and_score(model: Model) -> None:
    lines = _why(_read(TALKS, model), "Sergei Lavrov")
    assert lines[1] == (
        "rows of the office holders for “Sergei Lavrov”, Foreign Minister, RUS on 2016-11-20"
    )
    assert re.fullmatch(
        r"[01]\.\d\d Sergey Lavrov \(Q58217\), RUS: .*, 2004-03-09 to \S+, then in office", lines[2]
    )
    assert "the first is believed: 0.55 or more, and no other has 90% of its score" in lines
    assert "country RUS: the office in “Russian Foreign Minister”" in lines


def test_scores_told_are_those_of_the_record(model: Model) -> None:
    found = _read(TALKS, model)
    seen = 0
    for entity in found.entities:
        if entity.ref is None or entity.ref.table != "office_holders":
            continue
        seen += 1
        told = [line for line in _why(found, entity.name) if re.match(r"[01]\.\d\d ", line)]
        scores = [f"{c.score:.2f}" for c in entity.ref.candidates]
        assert [line[:4] for line in told] == scores
        assert all(f"({c.id})" in line
                   for c, line in zip(entity.ref.candidates, told, strict=True))  # fmt: skip
    assert seen >= 3


def test_the_day_is_seen_in_the_terms(model: Model) -> None:
    text = "President Trump said that he would build a wall."
    early = "\n".join(_why(_read(text, model, "2016-11-20"), "Trump"))
    assert "2017-01-20 to 2021-01-20, not yet begun" in early
    late = "\n".join(_why(_read(text, model, "2025-06-01"), "Trump"))
    assert "2025-01-20" in late
    assert "then in office" in late
    undated = "\n".join(_why(_read(text, model, None), "Trump"))
    assert "on an unknown day" in undated


def test_rows_too_close_to_each_other_are_told_and_not_believed(
    model: Model, tmp_path: Path
) -> None:
    table = tmp_path / "held.csv"
    table.write_text(
        "person,country,office,start\n"
        "Orla Quenby,NZL,Minister of Fisheries,2010\n"
        "Orla Quenby,AUS,Minister of Fisheries,2010\n"
    )
    text = "Minister Orla Quenby opened the harbour on Friday."
    found = _read(text, model, held=with_csv(table))
    lines = _why(found, "Orla Quenby")
    assert "none is believed: the second has 90% or more of the first's score" in lines
    assert sum("Orla Quenby (csv-" in line for line in lines) == 2
    assert next(e for e in found.entities if e.name == "Orla Quenby").country is None


def test_a_country_by_whom_one_serves(model: Model) -> None:
    lines = _why(_read(f"{TALKS} Peru waited.", model), "Dmitry Peskov")
    assert "country RUS: of Vladimir Putin, whom the office serves" in lines
    assert "sector GOV: the office in “a Putin spokesman”" in lines


def test_a_pronoun_and_a_title_show_what_they_were_weighed_against(model: Model) -> None:
    found = _read(TALKS, model)
    told = "\n".join(n.reason for n in found.notes)
    he = re.search(r"“He” \(\d+\) means ([\w ]+) (\d+\.\d\d) before ([\w ]+) (-?\d+\.\d\d)", told)
    assert he is not None
    assert {he[1], he[3]} == {"Sergei Lavrov", "John Kerry"}
    assert float(he[2]) >= float(he[4])
    holder = next(e for e in found.entities if e.name == he[1])
    assert TALKS.index("He said") in [m.start for m in holder.mentions]
    assert re.search(r"“The minister” \(\d+\) means Sergei Lavrov \d\.\d\d", told)


def test_a_plural_names_its_members(model: Model) -> None:
    text = (
        "Russian President Vladimir Putin and President Barack Obama met on Sunday. "
        "The two presidents agreed on little."
    )
    lines = _why(_read(text, model), "The two presidents")
    assert any(
        line.startswith("stands for") and "Putin" in line and "Obama" in line for line in lines
    )


def test_many_mentions_are_told_in_a_few_lines(model: Model) -> None:
    text = "Lena Varga came. " + "She smiled. She spoke. She left the room. " * 60
    lines = _why(_read(text, model), "Lena Varga")
    assert len(lines) < 20
    assert "more mention" in lines[-1]
