"""What a reviewer adds where the program found nothing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.errors import RecordError, UsageError
from readout.record.types import Event, Record
from readout.record.validate import validate
from readout.review.add import ADDABLE, addition
from readout.review.agreement import agreement
from readout.review.apply import applied, apply
from readout.review.entry import Entry, new_id
from readout.review.gold import rows, settle
from readout.review.judged import judged
from readout.review.say import say, target
from tests.record import sample
from tests.record.strategies import records
from tests.review.made import on

EVENT = {"span": "agree", "type": "AGREE", "sources": "Ms. Roth", "targets": "Imber"}
SAID = {"span": "with 40 others", "speakers": "Ms. Roth", "cue": "she said", "quoted": "direct"}


def add(kind: Any = "event", by: str = "Ana", entries: Any = (), **more: str) -> Entry:
    base = EVENT if kind == "event" else SAID
    return addition(sample.record(), kind, {**base, **more}, by, entries=entries)


def back(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, id=new_id(), verdict="undo", undoes=entry.id)


def at(record: Record, event: Event) -> str:
    return record.article.text[event.trigger.start : event.trigger.end]


def test_an_event_that_was_missed_stands_in_the_corrected_record() -> None:
    record = sample.record()
    entry = add(status="planned", background="yes")
    assert (entry.verdict, entry.by, entry.at[-1]) == ("add", "Ana", "Z")
    assert [e["words"] for e in entry.evidence] == ["agree"]
    out = applied(record, [entry])
    (id_,) = out.added
    event = next(v for v in out.record.events if v.id == id_)
    names = {e.id: e.name for e in out.record.entities}
    assert (at(record, event), event.type, event.status) == ("agree", "AGREE", "planned")
    assert [names[i] for i in event.sources] == ["Roth"]
    assert [names[i] for i in event.targets] == ["Imber"]
    assert event.background
    assert (event.plover, event.confidence) == ("AGREE", 1.0)
    assert validate(out.record) == []
    assert len(out.record.events) == len(record.events) + 1
    assert record == sample.record(), "the program's own is untouched"


def test_a_statement_that_was_missed_and_what_stands_in_it() -> None:
    record = sample.record()
    said = add("statement")
    out = applied(record, [said, add(span="40", type="PROTEST")])
    new = {one.thing.kind: id_ for id_, one in out.added.items()}
    statement = next(s for s in out.record.statements if s.id == new["statement"])
    event = next(v for v in out.record.events if v.id == new["event"])
    assert [s.of(record.article.text) for s in statement.content] == ["with 40 others"]
    assert (statement.quoted, statement.sourcing) == ("direct", "named")
    assert statement.cue is not None
    assert statement.cue.of(record.article.text) == "she said"
    assert event.according_to == [statement.id], "it stands inside what is said"
    assert validate(out.record) == []


def test_words_in_several_stretches_and_further_evidence() -> None:
    record = sample.record()
    entry = addition(
        record, "statement", {**SAID, "span": "met\nwith 40 others"}, "Ana", evidence="Ports agree"
    )
    assert [e["words"] for e in entry.evidence] == ["met", "with 40 others", "Ports agree"]
    (id_,) = applied(record, [entry]).added
    one = next(s for s in apply(record, [entry]).statements if s.id == id_)
    assert [e.span.of(record.article.text) for e in one.evidence if e.span] == [
        "met", "with 40 others", "Ports agree",
    ]  # fmt: skip


def test_nobody_named_is_collective_unless_said_otherwise() -> None:
    assert add("statement", speakers="none").claim["sourcing"] == "collective"
    assert add("statement", speakers="none", sourcing="document").claim["sourcing"] == "document"


def test_it_is_taken_back_judged_and_corrected_as_the_rest() -> None:
    record = sample.record()
    entry = add()
    assert apply(record, [entry, back(entry)]) == record
    at_it = target(record, [entry], entry.thing.id)
    assert at_it is not None
    (rejected,) = say(at_it, "reject", "Ben")
    assert apply(record, [entry, rejected]) == record
    assert apply(record, [entry, rejected, back(rejected)]) != record
    (changed,) = say(at_it, "correct", "Ben", {"status": "denied", "type": "AGREE"})
    assert (changed.field, changed.old) == ("status", "occurred")
    out = applied(record, [entry, changed])
    (id_,) = out.added
    assert next(v for v in out.record.events if v.id == id_).status == "denied"
    at_it = target(record, [entry, changed], entry.thing.id)
    assert at_it is not None
    (accepted,) = say(at_it, "accept", "Cem")
    assert applied(record, [entry, changed, accepted]).record == out.record
    assert len(applied(record, [entry, accepted], by="Cem").added) == 1
    assert applied(record, [entry], by="Cem").added == {}
    assert target(record, [entry, back(entry)], entry.thing.id) is None
    for verdict, given_, said in (
        ("correct", {"status": "occurred"}, "Nothing was changed"),
        ("correct", {"colour": "red"}, "these are: span, type"),
        ("add", {}, "accept, reject or correct"),
    ):
        with pytest.raises(UsageError, match=said):
            say(target(record, [entry], entry.thing.id) or at_it, verdict, "Ben", given_)


def test_it_survives_that_the_page_is_read_anew() -> None:
    """A new reading that still misses it, and one that finds it with other values."""
    record = sample.record()
    entry = add(status="planned")
    without = apply(record, [on(record, "v1", "reject")])
    assert len(applied(without, [entry]).added) == 1
    own = apply(record, [entry])
    again = msgspec.structs.replace(
        own,
        events=[
            msgspec.structs.replace(v, status="denied") if at(own, v) == "agree" else v
            for v in own.events
        ],
    )
    out = applied(again, [entry])
    assert out.added == {}, "found by the program now, so it is not there twice"
    assert len(out.record.events) == len(again.events)
    event = next(v for v in out.record.events if at(own, v) == "agree")
    assert event.status == "planned", "the reviewer's values hold"


def test_about_the_same_words_are_it_when_the_type_is_the_same() -> None:
    record = sample.record()
    for type_, many in (("AGREE", 0), ("CONSULT", 1)):
        wider = apply(record, [add(span="Ports agree", type=type_)])
        entry = add(span="ts agree")
        assert len(applied(wider, [entry]).added) == many
    for speaker, many in (("Ms. Roth", 0), ("Imber", 1)):
        wider = apply(record, [add("statement", span="on Tuesday, she said", speakers=speaker)])
        entry = add("statement", span="Tuesday, she said")
        assert len(applied(wider, [entry]).added) == many


def test_what_is_there_already_is_refused() -> None:
    record = sample.record()
    with pytest.raises(UsageError, match="The program has this event, as v1"):
        add(span="met", type=str(record.events[0].type))
    other = add(span="met", type="ASSAULT")
    assert other.thing.nth == 1, "beside the one of the program"
    assert len(applied(record, [other]).added) == 1
    with pytest.raises(UsageError, match="You added this event before"):
        add(entries=[add()])
    second = add(entries=[add()], type="SUPPORT")
    assert second.thing.nth == 1
    assert add(by="Ben", entries=[add()]).key == add().key, "the two read the same thing there"


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("event", {"span": ""}, "Name the words"),
        ("event", {"span": "the moon"}, "do not stand in the text"),
        ("event", {"type": ""}, "Give the type"),
        ("event", {"type": "ATTACK"}, "no type of PLOVER"),
        ("event", {"mode": "aerial"}, "no mode of AGREE"),
        ("event", {"type": "none", "mode": "aerial"}, "no mode of an act without"),
        ("event", {"status": "maybe"}, "one of"),
        ("event", {"colour": "red"}, "nothing of a event"),
        ("event", {"time": "Ports"}, "found no time"),
        ("statement", {"speakers": ""}, "Give the speaker"),
        ("statement", {"sourcing": "gossip"}, "one of"),
        ("place", {}, "What is added is of"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    kind: Any, more: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        add(kind, **more)


def test_a_log_changed_by_hand_is_an_error_that_names_the_thing() -> None:
    record = sample.record()
    entry = add()
    odd: list[dict[str, Any]] = [
        {"evidence": []},
        {"evidence": [{"start": "x"}]},
        {"claim": {**entry.claim, "status": "never"}},
        {"claim": {**entry.claim, "span": 3}},
        {"thing": msgspec.structs.replace(entry.thing, kind="place")},
        {"evidence": [{"start": 5_000, "end": 5_003}]},
    ]
    for changes in odd:
        with pytest.raises(RecordError, match="correction"):
            apply(record, [msgspec.structs.replace(entry, **changes)])


def test_it_is_gold_where_the_program_found_nothing() -> None:
    record = sample.record()
    assert list(rows([settle(record, [])], "events")) == []
    told = list(rows([settle(record, [add()])], "events"))
    assert [(row["text"], row["gold"]["root"]) for row in told] == [("Ports agree", "AGREE")]
    met = [add(), on(record, "v1", "accept")]
    (whole,) = rows([settle(record, met)], "records")
    assert len(whole["events"]) == 2
    everything = [on(record, s.id, "accept") for s in record.statements]
    lines = list(rows([settle(record, [*everything, add("statement")])], "statements"))
    assert sum(len(row["attributions"]) for row in lines) == len(record.statements) + 1


def test_two_who_add_the_same_agree() -> None:
    entries = [add(), add(by="Ben", status="planned")]
    report = agreement(entries)
    assert report.shared == 1
    assert report.fields["event verdict"].same == 1.0
    assert report.fields["event status"].same == 0.0
    assert {one.verdict for one in judged(entries).values()} == {"add"}


@given(records(), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_added_the_record_stays_sound(record: Record, data: st.DataObject) -> None:
    entries: list[Entry] = []
    text = record.article.text
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, max(len(text) - 1, 0)))
        end = data.draw(st.integers(start, len(text)))
        kind = data.draw(st.sampled_from(ADDABLE))
        typed = {
            "span": f"x [{start}:{end}]",
            "speakers" if kind == "statement" else "type": data.draw(
                st.sampled_from([f"x [{start}:{end}]", "none"])
                if kind == "statement"
                else st.sampled_from(["ASSAULT", "AGREE", "none"])
            ),
        }
        by = data.draw(st.sampled_from(["Ana", "Ben"]))
        try:
            entries.append(addition(record, kind, typed, by, entries=entries))
        except UsageError:
            continue
    out = applied(record, entries)
    assert validate(out.record) == []
    new = len(out.record.events) + len(out.record.statements)
    assert new >= len(record.events) + len(record.statements) + len(out.added)
    lines = [msgspec.json.encode(entry) for entry in entries]
    assert apply(record, [msgspec.json.decode(line, type=Entry) for line in lines]) == out.record
