"""JSON-LD: schema.org's NewsArticle with its events as claims, in one document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from readout.export.shape import STATUSES, Format, Options
from readout.export.told import Told, body, cut, wikidata_id
from readout.record.types import Entity, Place, Record, Statement

_TERMS = "https://github.com/openeventdata/PLOVER#"
CONTEXT = {
    "@vocab": "https://schema.org/",
    "plover": _TERMS,
    "readout": "urn:readout:",
    "wikidata": "http://www.wikidata.org/entity/",
    "geonames": "https://sws.geonames.org/",
}
_KINDS = {"person": "Person", "state": "Country", "group": "Organization", "media": "Organization",
          "organization": "Organization"}  # fmt: skip


def document(record: Record, told: Sequence[Told], options: Options) -> dict[str, Any]:
    """The article and, under ``mentions``, one ``Event`` for each event that was asked for.

    ``readout:status`` says how real it is; schema.org's ``eventStatus`` is about the schedule of
    public events and stays unused.
    """
    article = record.article
    made: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"readout:{article.id}",
        "url": article.url,
        "sha256": article.source.sha256,
        "headline": cut(article.headline.value, options.quote) if article.headline else None,
        "datePublished": article.published.value if article.published else None,
        "inLanguage": article.language.value if article.language else None,
        "publisher": {"@type": "Organization", "name": article.outlet.value}
        if article.outlet
        else None,
        "author": [{"@type": "Person", "name": a.name} for a in article.byline],
        "articleBody": None if options.shareable else body(record),
        "mentions": [_event(one, options) for one in told],
    }
    return {name: _known(value) for name, value in made.items() if value not in (None, [])}


def _event(told: Told, options: Options) -> dict[str, Any]:
    event = told.event
    base = f"readout:{told.record.article.id}"
    names = {e.id: e for e in told.record.entities}
    return {
        "@type": "Event",
        "@id": f"{base}/{event.id}",
        "additionalType": f"plover:{event.type}" if event.type else None,
        "readout:plover": event.plover,
        "readout:mode": event.mode,
        "readout:contexts": list(event.contexts),
        "readout:cameo": event.cameo,
        "readout:status": event.status,
        "readout:background": event.background,
        "readout:reciprocal": event.reciprocal,
        "startDate": str(told.when.first) if told.when and told.when.basis == "text" else None,
        "endDate": str(told.when.last) if told.when and told.when.basis == "text" else None,
        "location": _place(told.place),
        "readout:source": [_entity(e, base) for e in told.sources],
        "readout:target": [_entity(e, base) for e in told.targets],
        "readout:accordingTo": [_claim(s, names, base) for s in told.statements],
        "readout:evidence": [
            {
                "readout:start": s.start,
                "readout:end": s.end,
                "text": cut(told.record.article.text[s.start : s.end], options.quote),
            }
            for s in told.spans
        ],
        "readout:confidence": event.confidence,
    }


def _entity(entity: Entity, base: str) -> dict[str, Any]:
    return {
        "@type": _KINDS.get(entity.kind, "Thing"),
        "@id": f"{base}/{entity.id}",
        "name": entity.name,
        "readout:country": entity.country,
        "readout:sector": entity.sector,
        "readout:anonymous": entity.anonymous,
        "sameAs": f"wikidata:{wikidata}" if (wikidata := wikidata_id(entity)) else None,
    }


def _claim(statement: Statement, names: dict[str, Entity], base: str) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "@id": f"{base}/{statement.id}",
        "author": [_entity(names[e], base) for e in statement.speakers if e in names],
        "readout:sourcing": statement.sourcing,
        "readout:anonymous": statement.anonymous,
        "readout:channel": statement.channel,
        "readout:via": names[statement.via].name if statement.via in names else None,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    point = None
    if place.lat is not None and place.lon is not None:
        point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return {
        "@type": "Place",
        "name": place.name,
        "readout:country": place.country,
        "geo": point,
        "sameAs": f"geonames:{place.geonames_id}/" if place.geonames_id else None,
    }


def _known(value: Any) -> Any:
    """Without what is unknown: JSON-LD says nothing of it."""
    if isinstance(value, dict):
        return {k: _known(v) for k, v in value.items() if v is not None and v != []}
    return [_known(one) for one in value] if isinstance(value, list) else value


def _start() -> bytes:
    import msgspec

    return b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[\n'


FORMAT = Format(
    name="jsonld",
    about="schema.org NewsArticle with its events as claims, one JSON-LD document",
    kind="document",
    statuses=STATUSES,
    document=document,
    frame=(_start(), b",\n", b"\n]}\n"),
    coded=False,
    shows_status=True,
)
