"""Corrections on records: what they change, what they leave, and that the record stays sound."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.errors import RecordError, UsageError
from readout.record.types import Record
from readout.record.validate import validate
from readout.review.apply import applied, apply
from readout.review.ask import judgement, parsed, typed
from readout.review.entry import Entry, new_id
from readout.review.judged import judged
from readout.review.things import FIELDS, anchor, find, kind_of, parts, thing, values
from tests.record import sample
from tests.record.strategies import records
from tests.review.made import on


def back(entry: Entry, by: str | None = None) -> Entry:
    return msgspec.structs.replace(
        entry, id=new_id(), verdict="undo", undoes=entry.id, by=by or entry.by
    )


@given(records(), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_judged_the_record_stays_sound(record: Record, data: st.DataObject) -> None:
    entries: list[Entry] = []
    things = [p for kind in FIELDS for p in parts(record, kind)]
    for _ in range(data.draw(st.integers(0, 6)) if things else 0):
        part = data.draw(st.sampled_from(things))
        verdict = data.draw(st.sampled_from(["accept", "reject", "correct", "undo"]))
        by = data.draw(st.sampled_from(["Ana", "Ben"]))
        if verdict == "undo":
            if entries:
                entries.append(back(data.draw(st.sampled_from(entries))))
            continue
        more: dict[str, Any] = {}
        if verdict == "correct":
            kind = kind_of(part)
            more["field"] = data.draw(st.sampled_from(sorted(FIELDS[kind])))
            more["new"] = data.draw(_values(record, FIELDS[kind][more["field"]]))
        try:
            entries.append(judgement(record, part, verdict, by, **more))
        except UsageError:
            continue
    out = applied(record, entries)
    assert validate(out.record) == []
    assert out.record.article.text == record.article.text
    gone = {id_ for id_, one in out.judged.items() if one.verdict == "reject" and id_[0] != "b"}
    assert not gone & set(out.ids)
    for id_, new in out.ids.items():
        assert new[0] == id_[0]
    # The log is read back as it was written.
    lines = [msgspec.json.encode(entry) for entry in entries]
    again = [msgspec.json.decode(line, type=Entry) for line in lines]
    assert apply(record, again) == out.record


def _values(record: Record, field: Any) -> st.SearchStrategy[Any]:
    size = len(record.article.text)

    def cut(pair: tuple[int, int]) -> dict[str, Any]:
        start, end = sorted(pair)
        return {"start": start, "end": end, "words": record.article.text[start:end]}

    spans = st.tuples(st.integers(0, size), st.integers(0, size + 1)).map(cut)
    one: st.SearchStrategy[Any]
    match field.shape.rstrip("?"):
        case "choice":
            one = st.sampled_from(field.choices)
        case "flag":
            one = st.booleans()
        case "number":
            one = st.floats(-200, 200)
        case "text":
            one = st.text(max_size=5)
        case "entities" | "spans":
            one = st.lists(spans, max_size=3)
        case _:
            one = spans
    return one | st.none() if field.shape.endswith("?") else one


@given(records())
@settings(max_examples=25, deadline=None)
def test_accepting_all_changes_nothing_but_confidence(record: Record) -> None:
    things = [p for kind in FIELDS for p in parts(record, kind)]
    out = apply(record, [judgement(record, p, "accept", "Ana") for p in things])
    sure = {"confidence": 1.0}

    def plain(r: Record) -> Any:
        return [
            msgspec.structs.replace(p, **sure) if hasattr(p, "confidence") else p
            for kind in FIELDS
            for p in parts(r, kind)
        ]

    assert plain(out) == plain(record)


def test_each_field_of_an_event() -> None:
    record = sample.record()
    entries = [
        on(record, "v1", field="type", typed="ASSAULT"),
        on(record, "v1", field="status", typed="denied"),
        on(record, "v1", field="sources", typed="Imber"),
        on(record, "v1", field="targets", typed="40 others"),
        on(record, "v1", field="place", typed=""),
        on(record, "v1", field="span", typed="met Mr. Imber"),
    ]
    out = apply(record, entries)
    event = out.events[0]
    names = {e.id: e.name for e in out.entities}
    assert (event.type, event.status, event.plover, event.quad) == (
        "ASSAULT",
        "denied",
        "ASSAULT",
        4,
    )
    assert [names[i] for i in event.sources] == ["Imber"]
    assert [names[i] for i in event.targets] == ["40 others"]
    assert out.article.text[event.trigger.start : event.trigger.end] == "met Mr. Imber"
    assert event.place is None
    moved = apply(record, [on(record, "v1", field="place", typed="Ports")])
    assert {p.id: p.name for p in moved.places}[moved.events[0].place or ""] == "Ports"
    assert event.confidence == 1.0
    assert record == sample.record(), "the program's own is untouched"


def test_the_speaker_and_the_stretch_of_a_statement() -> None:
    record = sample.record()
    statement = record.statements[0]
    out = apply(
        record,
        [
            on(record, statement.id, field="speakers", typed="Mr. Imber"),
            on(record, statement.id, field="span", typed="met Mr. Imber on Tuesday"),
            on(record, statement.id, field="sourcing", typed="witness"),
        ],
    ).statements[0]
    assert [s.of(record.article.text) for s in out.content] == ["met Mr. Imber on Tuesday"]
    assert out.sourcing == "witness"
    assert out.speakers == ["e2"]


def test_what_is_rejected_goes_with_every_reference() -> None:
    record = sample.record()
    for kind in ("entity", "place", "time", "quantity", "statement", "event"):
        for part in parts(record, kind):  # type: ignore[arg-type]
            out = apply(record, [on(record, part.id, "reject")])
            assert validate(out) == []
            assert len(parts(out, kind)) == len(parts(record, kind)) - 1  # type: ignore[arg-type]


def test_the_last_word_counts_and_an_undo_takes_it_back() -> None:
    record = sample.record()
    first = on(record, "v1", field="status", typed="denied")
    second = on(record, "v1", field="status", typed="planned", by="Ben")
    assert apply(record, [first, second]).events[0].status == "planned"
    assert apply(record, [first, second, back(second)]).events[0].status == "denied"
    undone = back(second)
    assert apply(record, [first, second, undone, back(undone)]).events[0].status == "planned"
    assert apply(record, [first, second, back(second, by="Ana")]).events[0].status == "planned"
    accepted = on(record, "v1", "accept")
    assert apply(record, [first, accepted]).events[0].status == record.events[0].status


def test_it_survives_that_the_page_is_read_anew() -> None:
    """Another version gives other ids, another trigger and another status."""
    record = sample.record()
    accepted = on(record, "v1", "accept")
    corrected = on(record, record.statements[0].id, field="speakers", typed="Imber")
    event = record.events[0]
    wider = msgspec.structs.replace(event.trigger, end=event.trigger.end + 2)
    again = msgspec.structs.replace(
        record, events=[msgspec.structs.replace(event, trigger=wider, status="denied")]
    )
    out = applied(again, [accepted, corrected])
    assert out.lost == []
    assert out.record.events[0].status == event.status, "it was accepted as what it was"
    assert out.record.events[0].trigger.start == event.trigger.start


def test_what_this_reading_lacks_is_told() -> None:
    record = sample.record()
    entry = on(record, "v1", "accept")
    bare = apply(record, [on(record, "v1", "reject")])
    assert [t.id for t in applied(bare, [entry]).lost] == ["v1"]
    place = on(record, "p1", "accept")
    nowhere = apply(record, [on(record, "p1", "reject")])
    assert [t.id for t in applied(nowhere, [place]).lost] == ["p1"]
    assert applied(nowhere, [place]).record == nowhere


def test_what_was_found_right_stands_though_a_later_reading_lacks_it() -> None:
    """Or the gold would lack, of every version, just what that version misses."""
    record = sample.record()
    for kind, id_ in (("event", "v1"), ("statement", record.statements[0].id)):
        bare = apply(record, [on(record, id_, "reject")])
        for entry in (on(record, id_, "accept"), _corrected(record, id_)):
            out = applied(bare, [entry])
            (new,) = out.added
            assert len(parts(out.record, kind)) == len(parts(record, kind))  # type: ignore[arg-type]
            held = next(p for p in parts(out.record, kind) if p.id == new)  # type: ignore[arg-type]
            told = values(out.record, held)
            wanted = entry.claim | ({entry.field: entry.new} if entry.field else {})
            assert {k: v for k, v in told.items() if k not in ("place", "time")} == {
                k: v for k, v in wanted.items() if k not in ("place", "time")
            }
            assert validate(out.record) == []
        assert applied(bare, [on(record, id_, "reject")]).record == bare


def _corrected(record: Record, id_: str) -> Entry:
    field, typed_ = ("status", "denied") if id_ == "v1" else ("sourcing", "witness")
    return on(record, id_, field=field, typed=typed_)


@pytest.mark.parametrize(
    ("id_", "field", "typed_", "said"),
    [
        ("v1", "status", "maybe", "one of"),
        ("v1", "status", "", "cannot be empty"),
        ("v1", "sources", "the moon", "do not stand in the text"),
        ("v1", "span", "met [900:910]", "no words at"),
        ("v1", "colour", "red", "nothing of a event"),
        ("v1", "background", "perhaps", "yes or no"),
        ("q1", "min", "many", "is a number"),
        ("q1", "min", "inf", "is a number"),
        ("e1", "country", "France", "three capital letters"),
        ("v1", "type", "x" * 20_000, "at most"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    id_: str, field: str, typed_: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        on(sample.record(), id_, field=field, typed=typed_)


def test_a_log_changed_by_hand_is_an_error_that_names_the_thing() -> None:
    record = sample.record()
    entry = on(record, "v1", field="status", typed="denied")
    for bad in ("never", 7, {"start": 1}):
        with pytest.raises(RecordError, match="correction"):
            apply(record, [msgspec.structs.replace(entry, new=bad)])
    odd = msgspec.structs.replace(entry, field="sources", new=[{"start": 5_000, "end": 5_004}])
    with pytest.raises(RecordError, match="correction"):
        apply(record, [odd])


def test_values_go_through_a_form_and_back() -> None:
    record = sample.record()
    for kind in FIELDS:
        for part in parts(record, kind):
            for field, value in values(record, part).items():
                if value in (None, []):
                    continue
                assert parsed(record, part, field, typed(value)) == value, (kind, field)


def test_a_thing_is_found_by_its_words() -> None:
    record = sample.record()
    for kind in FIELDS:
        for part in parts(record, kind):
            assert find(record, thing(record, part)) == part
            assert anchor(part).of(record.article.text).strip()


def test_one_judgement_for_each_thing_and_reviewer() -> None:
    record = sample.record()
    entries = [
        on(record, "v1", field="status", typed="denied"),
        on(record, "v1", field="type", typed="AGREE"),
        on(record, "v1", "reject", by="Ben"),
    ]
    (ana,) = judged(entries, "Ana").values()
    assert set(ana.corrected) == {"status", "type"}
    (both,) = judged(entries).values()
    assert both.verdict == "reject"
