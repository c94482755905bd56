"""A small store for the tests of the web page: invented articles on invented ports.

Eight articles by three outlets on four days, with places on the map, two sides that contradict
each other, one copy, one hostile page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from readout.record.ids import article_id
from readout.record.types import Record
from readout.store.store import open_store
from tests.record.sample import builtins
from tests.view import hostile

KINDS = ["CONSULT", "ASSAULT", "REQUEST", "AGREE"]
STATUS = ["occurred", "occurred", "planned", "denied"]
OUTLETS = ["The Ostrey Courier", "Harbour Wire", None]
PLACES = [
    ("Ostrey", "UKR", 46.48, 30.73),
    ("Vell", "SYR", 36.2, 37.13),
    ("Lima", "PER", -12.0, -77),
]
SIDES = [("Roth", "USA"), ("Imber", "RUS"), ("Sato", "JPN")]


def article(number: int) -> Record:
    """The article of this number: a sentence of its own on every line."""
    place, country, lat, lon = PLACES[number % 3]
    (who, land), (whom, their) = SIDES[number % 3], SIDES[(number + 1) % 3]
    day = 11 + number // 2
    text = (
        f"Menu\n\nPorts agree for the {number}. time\n\n{place.upper()} — Ms. {who} met Mr. {whom} "
        f"on Tuesday, she said, with 4{number} others.\n\nMr. {whom} denied that they ever met in "
        f"{place}. It was, he added, story number {number} that nobody had told before: "
        + " ".join(f"w{(number * 7919 + k * k * 31) % 9973}" for k in range(120))
        + "."
    )

    def at(words: str, start: int = 0) -> dict[str, int]:
        found = text.index(words, start)
        return {"start": found, "end": found + len(words)}

    record: dict[str, Any] = builtins()
    a = record["article"]
    url = f"https://courier.example/ports/{number}"
    a |= {"text": text, "url": url, "id": article_id(text, url)}
    a["source"]["sha256"] = a["id"] * 2
    a["headline"] |= {
        "value": f"Ports agree for the {number}. time",
        "evidence": [at(f"Ports agree for the {number}. time")],
    }
    a["published"] |= {"value": f"2031-03-{day}"}
    outlet = OUTLETS[number % 3]
    if outlet:
        evidence = [{"where": "user", "value": outlet}]
        a["outlet"] = {"value": outlet, "method": "user", "evidence": evidence}
    a["dateline"] = {
        "place": place.upper(), "place_id": "p1", "agency": None, "evidence": [at(place.upper())],
    }  # fmt: skip
    first, second = text.index(f"Ms. {who}"), text.index(f"Mr. {whom} denied")
    a["blocks"] = [
        {"id": "b1", "role": "chrome", **at("Menu")},
        {"id": "b2", "role": "headline", **at(f"Ports agree for the {number}. time")},
        {"id": "b3", "role": "dateline", **at(f"{place.upper()} —")},
        {"id": "b4", "role": "paragraph", "start": first, "end": second - 2},
        {"id": "b5", "role": "paragraph", "start": second, "end": len(text)},
    ]
    e1, e2 = record["entities"]
    e1 |= {"name": who, "country": land, "mentions": [{**at(f"Ms. {who}"), "form": "name"}]}
    e2 |= {
        "name": whom, "country": their,
        "mentions": [
            {**at(f"Mr. {whom}"), "form": "name"},
            {**at(f"Mr. {whom}", second), "form": "name"},
        ],
    }  # fmt: skip
    record["places"][0] |= {
        "name": place, "country": country, "lat": lat, "lon": lon, "geonames_id": 1000 + number % 3,
        "mentions": [
            {**at(place.upper()), "use": "literal"},
            {**at(place, second), "use": "literal"},
        ],
    }  # fmt: skip
    record["times"][0] |= {
        **at("Tuesday"), "value": f"2031-03-{day - 1}", "from": f"2031-03-{day - 1}",
        "to": f"2031-03-{day - 1}",
    }  # fmt: skip
    record["quantities"][0] |= {
        **at(f"4{number}", first),
        "min": 40.0 + number,
        "max": 40.0 + number,
    }
    s1 = record["statements"][0]
    s1 |= {
        "source": at("she"), "cue": at("said"), "content": [at(f"Ms. {who} met Mr. {whom}")],
        "evidence": [at("she said")],
    }  # fmt: skip
    record["statements"].append(
        {
            **s1, "id": "s2", "speakers": ["e2"], "source": at(f"Mr. {whom}", second),
            "cue": at("denied"), "content": [at("they ever met", second)],
            "evidence": [at("denied")],
        }
    )  # fmt: skip
    kind, status = KINDS[number % 4], STATUS[number % 4]
    v1 = record["events"][0]
    v1 |= {
        "type": kind, "plover": kind, "status": status, "confidence": 0.5 + number / 20,
        "trigger": {**at("met"), "lemma": "meet"}, "evidence": [at(f"Ms. {who} met Mr. {whom}")],
    }  # fmt: skip
    record["events"].append(
        {
            **v1, "id": "v2", "type": "CONSULT", "plover": "CONSULT", "status": "denied",
            "trigger": {**at("met", second), "lemma": "meet"}, "reciprocal": False,
            "evidence": [at("they ever met", second)], "according_to": ["s2"], "quantities": [],
            "time": None,
        }
    )  # fmt: skip
    record["commitments"][0] |= {"content": at("agree"), "evidence": [at("agree")]}
    episode = record["episodes"][0]
    episode["members"] = [{"article": a["id"], "id": "v1"}, {"article": a["id"], "id": "v2"}]
    episode |= {"from": f"2031-03-{day - 1}", "to": f"2031-03-{day - 1}", "accounts": ["a1", "a2"]}
    record["accounts"] = [
        {
            "id": "a1", "episode": "x1", "side": "e1",
            "statements": [{"article": a["id"], "id": "s1"}],
            "quantities": [{"kind": "participants", "min": 40.0, "max": 40.0 + number}],
        },
        {
            "id": "a2", "episode": "x1", "side": "e2",
            "statements": [{"article": a["id"], "id": "s2"}], "quantities": [],
        },
    ]  # fmt: skip
    record["points"][0]["stances"] = [
        {"account": "a1", "stance": "asserts", "refs": [{"article": a["id"], "id": "s1"}]},
        {"account": "a2", "stance": "denies", "refs": [{"article": a["id"], "id": "s2"}]},
    ]
    return msgspec.convert(record, Record)


def records() -> list[Record]:
    """All of them, the hostile one last."""
    return [*(article(number) for number in range(8)), hostile.record()]


def store_in(folder: Path, of: list[Record] | None = None) -> str:
    """A new store with the records in ``folder``; its path."""
    with open_store(str(folder), write=True) as store:
        store.put(records() if of is None else of)
    return str(folder)
