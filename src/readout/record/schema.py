"""The JSON Schema of the record, generated from the types and from nothing else."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from typing import Any

import msgspec

from readout.record import article, types
from readout.record.types import SCHEMA_VERSION, Record

SCHEMA_ID = f"urn:readout:record:{SCHEMA_VERSION}"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of one record; titles and descriptions are those of the types."""
    (top,), parts = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    documented = field_docs()
    for name, part in parts.items():
        part["description"] = _one_line(part.get("description", ""))
        for field, shape in part.get("properties", {}).items():
            if field in documented.get(name, {}):
                # A description beside $ref is allowed since draft 2019-09.
                shape["description"] = documented[name][field]
    parts["Evidence"] = _evidence(parts["Evidence"])
    return {
        "$schema": _DIALECT,
        "$id": SCHEMA_ID,
        "title": "readout record",
        "description": _one_line(Record.__doc__ or ""),
        **top,
        "$defs": dict(sorted(parts.items())),
    }


def encoded_schema() -> bytes:
    """The schema as indented JSON with a line end, as ``readout schema`` prints it."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n"


@cache
def field_docs() -> dict[str, dict[str, str]]:
    """For each type, its fields (as JSON spells them) with the sentence written below them."""
    documented: dict[str, dict[str, str]] = {}
    nodes = [
        node for module in (article, types) for node in ast.parse(inspect.getsource(module)).body
    ]
    for node in nodes:
        if not isinstance(node, ast.ClassDef):
            continue
        fields: dict[str, str] = {}
        for field, text in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                fields[field.target.id.rstrip("_")] = _one_line(text.value.value)
        documented[node.name] = fields
    return documented


def _evidence(part: dict[str, Any]) -> dict[str, Any]:
    """Evidence is one of two objects, which the struct can only say in its __post_init__."""
    fields = part["properties"]

    def either(title: str, *names: str) -> dict[str, Any]:
        return {
            "title": title,
            "type": "object",
            "properties": {name: fields[name] for name in names},
            "required": list(names),
            "additionalProperties": False,
        }

    return {
        "title": part["title"],
        "description": part["description"],
        "oneOf": [
            either("In the text", "start", "end"),
            either("Outside the rendering", "where", "value"),
        ],
    }


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("``", "`")).strip()
