"""Words by which sides speak of one happening and against each other, for the accounts room."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def account_words() -> dict[str, Any]:
    """The table of ``account_words.json``, as it stands there."""
    path = files("readout.knowledge").joinpath("account_words.json")
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


@cache
def words(name: str) -> frozenset[str]:
    """One list of words as a set."""
    return frozenset(account_words()[name].split())


@cache
def families() -> dict[str, str]:
    """Event type to family: the types under which one happening may be told."""
    table: dict[str, str] = account_words()["families"]
    return {type_: family for family, types in table.items() for type_ in types.split()}


def family(type_: str | None) -> str:
    """The family of a type; a type that no family names is one of its own."""
    return families().get(type_ or "", (type_ or "act").lower())
