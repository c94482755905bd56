"""Records for the tests of the store: the sample with other words behind it."""

from __future__ import annotations

from typing import Any

import msgspec

from readout.record.ids import article_id
from readout.record.types import Record
from tests.record.sample import TEXT, builtins


def words(seed: int, count: int = 120) -> str:
    """A text of its own for each seed."""
    return " ".join(f"w{(seed * 7919 + k * k * 31) % 9973}" for k in range(count))


def made(
    more: str,
    url: str | None = "https://courier.example/ports",
    *,
    captured_at: str | None = None,
    version: str = "0",
    killed: tuple[str, float] | None = None,
    status: str = "occurred",
    kind: str | None = "CONSULT",
    outlet: str | None = None,
    speakers: list[str] | None = None,
) -> Record:
    """The sample record with ``more`` as last paragraph.

    ``killed``: words of ``more`` that are a count of killed people, and the count.
    """
    record: dict[str, Any] = builtins()
    text = f"{TEXT}\n\n{more}"
    start = len(TEXT) + 2
    article = record["article"]
    article["text"], article["url"] = text, url
    article["id"] = article_id(text, url)
    article["source"]["captured_at"] = captured_at
    article["source"]["sha256"] = article["id"] * 2
    article["blocks"].append({"id": "b5", "role": "paragraph", "start": start, "end": len(text)})
    if outlet is not None:
        evidence = [{"where": "user", "value": outlet}]
        article["outlet"] = {"value": outlet, "method": "user", "evidence": evidence}
    record["readout"]["version"] = version
    event = record["events"][0]
    event["status"], event["type"] = status, kind
    if speakers is not None:
        record["statements"][0]["speakers"] = speakers
    record["episodes"][0]["members"][0]["article"] = article["id"]
    if killed is not None:
        at = text.index(killed[0], start)
        record["quantities"].append(
            {
                "id": "q2", "start": at, "end": at + len(killed[0]), "min": killed[1],
                "max": killed[1], "approximate": False, "unit": None, "kind": "killed",
            }
        )  # fmt: skip
    return msgspec.convert(record, Record)
