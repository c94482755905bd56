"""One small record, complete in every list, that a test can break in one place."""

from __future__ import annotations

from typing import Any

import msgspec

from readout.record.ids import article_id
from readout.record.types import Record

TEXT = (
    "Menu\n\nPorts agree\n\nOSTREY — Ms. Roth met Mr. Imber on Tuesday, she said, with 40 others."
)
URL = "https://courier.example/ports"


def at(words: str) -> dict[str, int]:
    """The span of some words of the text, as JSON has it."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def named(words: str) -> dict[str, Any]:
    """A mention by name."""
    return {**at(words), "form": "name"}


def builtins() -> dict[str, Any]:
    """The record as plain dicts and lists, fresh for each caller."""
    entity = {
        "kind": "person", "anonymous": False, "country": None, "sector": None, "roles": [],
        "glosses": [], "ref": None, "confidence": 0.9,
    }  # fmt: skip
    nothing = {"type": None, "plover": None, "mode": None, "contexts": [], "cameo": None}
    return {
        "readout": {"schema": "1.0", "version": "0", "model": None, "codebook": None},
        "article": {
            "id": article_id(TEXT, URL),
            "url": URL,
            "source": {
                "path": None, "sha256": "0" * 64, "media_type": "text/plain", "captured_at": None,
            },
            "language": {
                "value": "en", "method": "user", "evidence": [{"where": "user", "value": "en"}],
            },
            "outlet": None,
            "headline": {
                "value": "Ports agree", "method": "visible", "evidence": [at("Ports agree")],
            },
            "byline": [],
            "published": {
                "value": "2031-03-12", "grain": "day", "method": "user",
                "evidence": [{"where": "user", "value": "2031-03-12"}],
            },
            "dateline": {
                "place": "OSTREY", "place_id": "p1", "agency": None, "evidence": [at("OSTREY")],
            },
            "text": TEXT,
            "blocks": [
                {"id": "b1", "role": "chrome", **at("Menu")},
                {"id": "b2", "role": "headline", **at("Ports agree")},
                {"id": "b3", "role": "dateline", **at("OSTREY —")},
                {"id": "b4", "role": "paragraph", **at(TEXT[TEXT.index("Ms. Roth") :])},
            ],
            "media": [],
            "kind": "article",
        },
        "entities": [
            {"id": "e1", "name": "Roth", "mentions": [named("Ms. Roth")], **entity},
            {"id": "e2", "name": "Imber", "mentions": [named("Mr. Imber")], **entity},
        ],
        "places": [
            {
                "id": "p1", "name": "Ostrey", "kind": "city", "geonames_id": None, "country": None,
                "mentions": [{**at("OSTREY"), "use": "literal"}], "admin1": None, "lat": None,
                "lon": None, "method": "gazetteer", "confidence": 0.5,
            }
        ],
        "times": [
            {
                "id": "t1", **at("Tuesday"), "type": "DATE", "value": "2031-03-11", "mod": None,
                "quant": None, "freq": None, "from": None, "to": None, "anchor": None,
            }
        ],
        "quantities": [
            {
                "id": "q1", **at("40"), "min": 40.0, "max": 40.0, "approximate": False,
                "unit": None, "kind": "participants",
            }
        ],
        "statements": [
            {
                "id": "s1", "speakers": ["e1"], "source": at("she"), "anonymous": False,
                "reason_given": None, "sourcing": "named", "cue": at("said"),
                "content": [at("Ms. Roth met Mr. Imber")], "quoted": "indirect", "via": None,
                "channel": None, "said_at": None, "parent": None, "evidence": [at("she said")],
                "confidence": 0.7,
            }
        ],
        "events": [
            {
                "id": "v1", **nothing, "quad": None, "intensity": None,
                "trigger": {**at("met"), "lemma": "meet"}, "sources": ["e1"], "targets": ["e2"],
                "reciprocal": True, "place": "p1", "time": "t1", "duration": None,
                "quantities": ["q1"], "status": "occurred", "background": False,
                "according_to": ["s1"], "evidence": [at("Ms. Roth met Mr. Imber")],
                "confidence": 0.7,
            }
        ],
        "commitments": [
            {
                "id": "c1", "by": ["e1"], "to": ["e2"], "under": None, "content": at("agree"),
                "statement": "s1", "evidence": [at("agree")],
            }
        ],
        "episodes": [
            {
                "id": "x1", "type": None, "participants": ["e1", "e2"], "place": "p1",
                "from": None, "to": None,
                "members": [{"article": article_id(TEXT, URL), "id": "v1"}], "accounts": ["a1"],
            }
        ],
        "accounts": [
            {"id": "a1", "episode": "x1", "side": "e1", "statements": [], "quantities": []}
        ],
        "points": [
            {
                "id": "o1", "episode": "x1", "label": "they met",
                "stances": [{"account": "a1", "stance": "asserts", "refs": []}],
            }
        ],
        "notes": [{"step": "page", "reason": "a note", "start": None, "end": None}],
    }  # fmt: skip


def record() -> Record:
    """The record itself."""
    return msgspec.convert(builtins(), Record)
