"""A record for the tests of the exports: an attack that was seen, one that is denied, a meeting.

The story was invented; its countries are real, so that codes can be looked up.
"""

from __future__ import annotations

from typing import Any

import msgspec

from readout.record.ids import article_id
from readout.record.types import Record

URL = "https://www.courier.example/war"
TEXT = (
    "Army shells town\n\n"
    "Syrian troops shelled rebel fighters in Aleppo on Tuesday, killing at least 20, "
    "officials said.\n\n"
    "Russia denied that its jets bombed Idlib.\n\n"
    "President Putin met President Obama in Lima on Sunday.\n\n"
    "Turkey will send aid to Peru."
)  # fmt: skip


def at(words: str) -> dict[str, int]:
    """The span of some words, as JSON has it."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def entity(id_: str, words: str, **fields: Any) -> dict[str, Any]:
    """An entity with one mention."""
    return {
        "id": id_, "kind": "group", "name": words, "anonymous": False, "country": None,
        "sector": None, "roles": [], "glosses": [], "mentions": [{**at(words), "form": "name"}],
        "ref": None, "confidence": 0.9, **fields,
    }  # fmt: skip


def event(id_: str, trigger: str, sentence: str, **fields: Any) -> dict[str, Any]:
    """An event with one sentence of evidence."""
    return {
        "id": id_, "type": None, "plover": None, "mode": None, "contexts": [], "cameo": None,
        "quad": None, "intensity": None, "trigger": {**at(trigger), "lemma": trigger},
        "sources": [], "targets": [], "reciprocal": False, "place": None, "time": None,
        "duration": None, "quantities": [], "status": "occurred", "background": False,
        "according_to": [], "evidence": [at(sentence)], "confidence": 0.8, **fields,
    }  # fmt: skip


def place(id_: str, name: str, **fields: Any) -> dict[str, Any]:
    """A place with one mention."""
    return {
        "id": id_, "name": name, "kind": "city", "geonames_id": None, "country": None,
        "mentions": [{**at(name), "use": "literal"}], "admin1": None, "lat": None, "lon": None,
        "method": "gazetteer", "confidence": 0.9, **fields,
    }  # fmt: skip


def time(id_: str, words: str, day: str) -> dict[str, Any]:
    """A day."""
    return {
        "id": id_, **at(words), "type": "DATE", "value": day, "mod": None, "quant": None,
        "freq": None, "from": day, "to": day, "anchor": "published",
    }  # fmt: skip


def builtins() -> dict[str, Any]:
    """The record as plain dicts, fresh for each caller."""
    user = [{"where": "user", "value": "x"}]
    evidence = {
        "war": TEXT[TEXT.index("Syrian") : TEXT.index("\n\nRussia")],
        "denied": "Russia denied that its jets bombed Idlib.",
        "met": "President Putin met President Obama in Lima on Sunday.",
        "aid": "Turkey will send aid to Peru.",
    }
    starts = [TEXT.index(words) for words in evidence.values()]
    ends = [starts[k] + len(words) for k, words in enumerate(evidence.values())]
    blocks = [
        {"id": f"b{k}", "role": "paragraph", "start": start, "end": end}
        for k, (start, end) in enumerate(zip(starts, ends, strict=True), start=2)
    ]
    state = {"kind": "state"}
    person = {"kind": "person", "sector": "GOV"}
    return {
        "readout": {"schema": "1.0", "version": "0", "model": None, "codebook": None},
        "article": {
            "id": article_id(TEXT, URL),
            "url": URL,
            "source": {
                "path": None, "sha256": "a" * 64, "media_type": "text/html",
                "captured_at": "2016-11-23T12:00:00Z",
            },
            "language": {"value": "en", "method": "user", "evidence": user},
            "outlet": {"value": "The Courier", "method": "user", "evidence": user},
            "headline": {"value": "Army shells town", "method": "visible", "evidence": user},
            "byline": [{"name": "Ann Lee", "method": "visible", "evidence": user}],
            "published": {
                "value": "2016-11-23", "grain": "day", "method": "user", "evidence": user,
            },
            "dateline": None,
            "text": TEXT,
            "blocks": [{"id": "b1", "role": "headline", **at("Army shells town")}, *blocks],
            "media": [],
            "kind": "article",
        },
        "entities": [
            entity("e1", "Syrian troops", country="SYR", sector="MIL"),
            entity("e2", "rebel fighters", country="SYR", sector="REB"),
            entity("e3", "officials", anonymous=True, sector="GOV"),
            entity("e4", "Russia", country="RUS", **state),
            entity("e5", "Putin", country="RUS", **person, ref={
                "table": "office_holders", "id": "Q7747", "candidates": []},
                roles=[{"title": "President", "of": None, "from": None, "to": None,
                        "evidence": [at("President Putin")]}]),
            entity("e6", "Obama", country="USA", **person),
            entity("e7", "Turkey", country="TUR", **state),
            entity("e8", "Peru", country="PER", **state),
        ],
        "places": [
            place("p1", "Aleppo", country="SYR", admin1="Aleppo", geonames_id=170063, lat=36.2,
                  lon=37.16),
            place("p2", "Idlib", country="SYR", kind="admin1", lat=35.83, lon=36.6),
            place("p3", "Lima", country="PER", kind="capital", lat=-12.04, lon=-77.03),
        ],
        "times": [time("t1", "Tuesday", "2016-11-22"), time("t2", "Sunday", "2016-11-20")],
        "quantities": [
            {"id": "q1", **at("at least 20"), "min": 20.0, "max": None, "approximate": False,
             "unit": None, "kind": "killed"}
        ],
        "statements": [
            {
                "id": "s1", "speakers": ["e3"], "source": at("officials"), "anonymous": True,
                "reason_given": None, "sourcing": "official_unnamed", "cue": at("said"),
                "content": [at("Syrian troops shelled rebel fighters in Aleppo")],
                "quoted": "indirect", "via": None, "channel": "briefing", "said_at": None,
                "parent": None, "evidence": [at("officials said")], "confidence": 0.8,
            },
            {
                "id": "s2", "speakers": ["e4"], "source": at("Russia"), "anonymous": False,
                "reason_given": None, "sourcing": "institution", "cue": at("denied"),
                "content": [at("its jets bombed Idlib")], "quoted": "indirect", "via": None,
                "channel": None, "said_at": None, "parent": None,
                "evidence": [at("Russia denied")], "confidence": 0.8,
            },
        ],
        "events": [
            event("v1", "shelled", evidence["war"], type="ASSAULT", plover="ASSAULT",
                  mode="heavy-weapons", contexts=["military"], cameo="194", quad=4,
                  intensity=-10.0, sources=["e1"], targets=["e2"], place="p1", time="t1",
                  quantities=["q1"], according_to=["s1"], confidence=0.9),
            event("v2", "bombed", evidence["denied"], type="ASSAULT", plover="ASSAULT",
                  mode="aerial", cameo="195", quad=4, intensity=-10.0, sources=["e4"],
                  place="p2", status="denied", according_to=["s2"], confidence=0.7),
            event("v3", "met", evidence["met"], type="CONSULT", plover="CONSULT",
                  contexts=["diplomatic"], cameo="04", quad=1, intensity=2.5, sources=["e5"],
                  targets=["e6"], reciprocal=True, place="p3", time="t2"),
            event("v4", "send aid", evidence["aid"], type="AID", plover="AGREE",
                  cameo="033", quad=1, intensity=2.5, sources=["e7"], targets=["e8"],
                  status="planned", confidence=0.6),
        ],
        "commitments": [], "episodes": [], "accounts": [], "points": [], "notes": [],
    }  # fmt: skip


def record(**article: Any) -> Record:
    """The record; other fields of the article in place of its own give another article."""
    made = builtins()
    made["article"] |= article
    if "url" in article:
        made["article"]["id"] = article_id(TEXT, article["url"])
    return msgspec.convert(made, Record)
