"""Figures of readout as it ships on the samples written for the project.

The scorers are those of ``readout eval``. Each figure is a name with one number; those with an
interval are printed with it by ``readout eval`` itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec

from evaluation.captures import load_captures
from readout.api import read
from readout.evaluation.metadata import score
from readout.evaluation.pages import found_fields, score_pages
from readout.evaluation.plain import score_plain
from readout.record.types import Quantity, Record

DATA = Path(__file__).parents[1] / "tests" / "data"
FLOORS = Path(__file__).with_name("floors.json")


def pages() -> dict[str, float]:
    """The 24 pages: what ``readout eval pages`` counts, and the share of kinds that are right."""
    lines = (DATA / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    pairs = [(row, read(DATA / "pages" / row["html"], url=row["url"])) for row in rows]
    figures = {name: one["value"] for name, one in score_pages(pairs).figures.items()}
    figures["kind"] = _kinds((row["gold"]["kind"], record) for row, record in pairs)
    return figures


def captures() -> dict[str, float]:
    """The 60 captures: body, roles, kind, and title, authors, date as shown in the text."""
    rows = load_captures(DATA / "captures")
    records = {row["text"]: read(row["text"].encode()) for row in rows}

    def predict(text: str) -> list[tuple[str, int, int]]:
        return [(b.role, b.start, b.end) for b in records[text].article.blocks]

    report = score_plain(rows, predict)
    figures = {"body F1": report.body_f1.value, "macro F1 of roles": report.macro_f1.value}
    figures |= {f"role {name}": one.f1 for name, one in report.roles.items() if one.support}
    fields = score([(row, found_fields(records[row["text"]])) for row in rows])
    figures |= {name: one.value for name, one in fields.items() if one.pages}
    figures["kind"] = _kinds((row["kind"], records[row["text"]]) for row in rows)
    return figures


def _kinds(pairs: Iterable[tuple[str, Record]]) -> float:
    hits = [kind == record.article.kind for kind, record in pairs]
    return sum(hits) / len(hits)


def places() -> dict[str, float]:
    """The 24 texts with places: spans, points, and points for given spans."""
    from readout.evaluation.places import Gold, evaluate
    from readout.language.model import load

    lines = (DATA / "places" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    found = evaluate([msgspec.json.decode(line, type=Gold) for line in lines], load())
    wanted = ("all/exact", "all/e2e_f", "given/acc_gold")
    return {name: found[name].value for name in wanted}


def quantities() -> dict[str, float]:
    """Kind and bounds on the written sentences: those read ("dev", "hard"), those only scored."""
    from readout.evaluation.quantities import score_quantities
    from readout.language.analyse import analyse
    from readout.language.model import load
    from readout.mentions.quantities.find import find_quantities_in
    from readout.mentions.times.find import find_times_in

    model = load()

    def predict(text: str) -> list[Quantity]:
        spans = [(0, len(text))]
        analysis = analyse(text, spans, model)
        return find_quantities_in(text, spans, analysis, find_times_in(text, spans, None, analysis))

    out = {}
    for part in ("dev", "hard", "test", "blind"):
        lines = (DATA / "quantities" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        report = score_quantities([json.loads(line) for line in lines], predict, draws=0)
        out |= {f"{part} {name}": one.value for name, one in report.figures.items()}
    return out


def actors() -> dict[str, float]:
    """Persons with a stated title in the written passages: those read while the rules were made
    ("open"), those only scored ("blind")."""
    from readout.evaluation.actors import score_passages
    from readout.language.analyse import analyse
    from readout.language.model import load
    from readout.mentions.actors.find import read_actors

    model = load()
    lines = (DATA / "actors" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    found = score_passages(
        [json.loads(line) for line in lines],
        lambda text, date: read_actors(analyse(text, [(0, len(text))], model), date).entities,
    )
    return {name: one.value for name, one in found.items()}


def statements() -> dict[str, float]:
    """Who says what in the written passages: those read while rules were made ("open"), those only
    scored ("blind"); their labels are those of ``training/corpus/GUIDELINE.md``."""
    from readout.evaluation.passages import read_passage
    from readout.evaluation.records import score_records
    from training.corpus.gold import gold_record
    from training.corpus.markup import Passage, read_passages

    def reading(passage: Passage) -> Record:
        capture = passage.about["manner"] == "capture"
        return read(passage.text.encode()) if capture else read_passage(passage.text)

    out = {}
    for part in ("open", "blind"):
        passages = list(read_passages(DATA / "statements" / f"{part}.txt"))
        found = score_records((gold_record(p, "statements"), reading(p)) for p in passages)
        for name in ("statement pair", "statement pair: precision", "paired: sourcing",
                     "paired: anonymous", "paired: channel"):  # fmt: skip
            out[f"{part} {name}"] = found[name].value
    return out


def written() -> dict[str, float]:
    """Whole articles written for the project that no rule was made on, and sentences of sport,
    business and the like in which nothing political happens."""
    from evaluation.written import articles, nonpolitical

    found = articles("test")
    wanted = (
        "event, type", "event, type + source + target", "matched: status",
        "matched: according to", "statement pair",
    )  # fmt: skip
    out = {name: found[name] for name in wanted}
    out["sentences without an event"] = nonpolitical()
    return out


def plain_open() -> dict[str, float]:
    """Plain captures of the open data, cross-validated by host: as the training run wrote them.

    Repeat with the command in ``src/readout/page/plain/model.json``; it takes the better part of
    an hour, so it is not run here.
    """
    import readout.page.plain as room

    card = json.loads(Path(str(room.__file__)).with_name("model.json").read_text(encoding="utf-8"))
    figures = card["cross_validation_by_host"]
    if not figures:
        return {}
    return {
        "body F1": figures["body_f1"]["value"],
        "macro F1 of roles": figures["macro_f1"]["value"],
    }


def floors() -> dict[str, dict[str, float]]:
    """Section to figure to the least value allowed."""
    read: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return read


SLACK = 0.008
"""What a figure may differ by between CPUs, whose kernels round differently: two were compared, and
the largest difference among the figures that floors hold was .006."""


def below(section: str, figures: dict[str, float]) -> list[str]:
    """One sentence for each figure of the section that is missing or below its floor."""
    problems = []
    for name, least in floors()[section].items():
        if name not in figures:
            problems.append(f"{section}: {name} was not measured.")
        elif figures[name] < least - SLACK:
            problems.append(f"{section}: {name} is {figures[name]:.3f}, below {least:.3f}.")
    return problems
