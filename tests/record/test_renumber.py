"""Final ids: text order, every reference follows, nothing else changes."""

from __future__ import annotations

import msgspec
import pytest

from readout.record.renumber import _LISTS, _renamed, renumber
from readout.record.types import Record
from tests.record import sample


def scrambled() -> Record:
    """The sample with other ids and every list backwards."""
    record = sample.record()
    ids = {part.id: f"{part.id[0]}~{part.id}" for name in _LISTS for part in getattr(record, name)}
    names = [*_LISTS, "episodes", "accounts", "points"]
    changed = {name: [_renamed(p, ids) for p in getattr(record, name)] for name in names}
    changed |= {name: changed[name][::-1] for name in _LISTS}
    return msgspec.structs.replace(record, article=_renamed(record.article, ids), **changed)


def test_text_order_and_references_come_back() -> None:
    assert scrambled() != sample.record()
    assert renumber(scrambled()) == sample.record()


def test_a_reference_to_nothing_is_a_fault() -> None:
    record = scrambled()
    with pytest.raises(KeyError):
        renumber(msgspec.structs.replace(record, entities=record.entities[1:]))


def test_an_id_given_twice_is_a_fault() -> None:
    record = scrambled()
    with pytest.raises(KeyError, match="twice"):
        renumber(msgspec.structs.replace(record, entities=[*record.entities, record.entities[0]]))
