"""Encoding and decoding: nothing lost, nothing let through, every error says where."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from readout.errors import RecordError
from readout.record.codec import decode, decode_lines, encode
from readout.record.files import read_records
from readout.record.ids import spans_in
from readout.record.types import Record
from tests.record import sample
from tests.record.strategies import records


@settings(max_examples=60, deadline=None)
@given(records())
def test_round_trip_byte_for_byte(record: Record) -> None:
    data = encode(record)
    assert decode(data) == record
    assert encode(decode(data)) == data


@settings(max_examples=60, deadline=None)
@given(records())
def test_offsets_mean_the_same_after_json(record: Record) -> None:
    # Another program gets the text and the offsets from the JSON alone.
    told = json.loads(encode(record))["article"]["text"]
    for span in spans_in(record):
        assert told[span.start : span.end] == span.of(record.article.text)


def test_keys_stand_in_the_order_of_the_schema() -> None:
    keys = list(json.loads(encode(sample.record())))
    assert keys == list(Record.__struct_fields__)
    assert b'"from":null,"to":null' in encode(sample.record())


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (
            ["article", "blocks", 1, "start"],
            "6",
            "$.article.blocks[1].start: expected int, got str",
        ),
        (["article", "blocks", 1, "start"], -1, "$.article.blocks[1].start: expected int >= 0"),
        (["article", "blocks", 0, "role"], "menu", "$.article.blocks[0].role: invalid enum value"),
        (["article", "blocks", 0, "id"], "e1", "$.article.blocks[0].id: expected str matching"),
        (["article", "headline", "evidence"], [], "$.article.headline.evidence: expected array"),
        (["article", "headline", "evidence"], [{}], "$.article.headline.evidence[0]: evidence is"),
        (["article", "colour"], "red", "$.article.colour is no field of the record"),
        (["entities", 0, "confidence"], 1.5, "$.entities[0].confidence: expected float <= 1.0"),
        (["statements", 0, "speakers", 0], "p1", "$.statements[0].speakers[0]: expected str"),
        (["notes"], None, "$.notes: expected array, got null"),
    ],
)
def test_errors_name_the_field(path: list[Any], value: Any, expected: str) -> None:
    broken = part = sample.builtins()
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(RecordError) as caught:
        decode(msgspec.json.encode(broken), "'a.json'")
    assert str(caught.value).startswith(f"'a.json': {expected}")


@pytest.mark.parametrize("name", Record.__struct_fields__)
def test_every_part_is_required(name: str) -> None:
    broken = sample.builtins()
    del broken[name]
    with pytest.raises(RecordError, match=rf"\$\.{name} is missing"):
        decode(msgspec.json.encode(broken))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"nonsense", b"[" * 100_000])
def test_what_is_no_json_is_said(data: bytes) -> None:
    with pytest.raises(RecordError):
        decode(data)


def test_another_schema_is_said_before_its_fields() -> None:
    other = sample.builtins()
    other["readout"]["schema"] = "2.0"
    del other["events"]
    with pytest.raises(RecordError, match=r"written in schema 2\.0"):
        decode(msgspec.json.encode(other))


def test_lone_surrogate_is_refused() -> None:
    article = msgspec.structs.replace(sample.record().article, text="\ud800")
    with pytest.raises(RecordError, match="surrogate"):
        encode(msgspec.structs.replace(sample.record(), article=article))


def test_lines_go_on_after_a_bad_one() -> None:
    good = encode(sample.record())
    items = list(decode_lines([good, b"\n", b"{}", good], "x"))
    assert [number for number, _ in items] == [1, 3, 4]
    assert isinstance(items[1][1], RecordError)
    assert "x, line 3" in str(items[1][1])
    assert items[2][1] == sample.record()


def test_three_forms_of_a_file(tmp_path: Any) -> None:
    record, one = sample.record(), encode(sample.record())
    pretty = msgspec.json.format(one, indent=2)
    forms = {
        "line": one + b"\n",
        "lines": one + b"\r\n" + one + b"\n",
        "pretty": pretty,
        "array": b"[" + one + b",\n" + pretty + b"]",
        "bom": b"\xef\xbb\xbf" + one,
    }
    for name, data in forms.items():
        path = tmp_path / name
        path.write_bytes(data)
        found = [item for _, item in read_records(str(path))]
        assert found == [record] * (2 if name in ("lines", "array") else 1), name
    with pytest.raises(RecordError, match="cannot be read"):
        list(read_records(str(tmp_path / "missing")))
