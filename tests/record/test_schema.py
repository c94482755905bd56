"""The schema says what the decoder does."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from readout.errors import RecordError
from readout.record.codec import decode, encode
from readout.record.schema import SCHEMA_ID, schema
from readout.record.types import SCHEMA_VERSION, Record
from tests.record import sample
from tests.record.strategies import records

VALIDATOR = Draft202012Validator(schema())


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == SCHEMA_ID
    assert SCHEMA_VERSION in SCHEMA_ID
    assert all(part["description"] for part in schema()["$defs"].values())


@settings(max_examples=40, deadline=None)
@given(records())
def test_what_we_encode_is_valid(record: Record) -> None:
    VALIDATOR.validate(json.loads(encode(record)))


@pytest.mark.parametrize(
    "evidence",
    [{}, {"start": 1}, {"where": "url"}, {"start": 1, "end": 2, "where": "url", "value": ""},
     {"start": 1, "value": "x"}, {"start": 1, "end": 2, "page": 3}],
)  # fmt: skip
def test_evidence_is_one_of_two(evidence: dict[str, Any]) -> None:
    broken = sample.builtins()
    broken["article"]["headline"]["evidence"] = [evidence]
    assert not VALIDATOR.is_valid(broken)
    with pytest.raises(RecordError):
        decode(msgspec.json.encode(broken))
