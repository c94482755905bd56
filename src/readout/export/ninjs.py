"""ninjs 1.3: the IPTC's news item in JSON, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from readout.export.shape import STATUSES, Format, Options
from readout.export.told import Told, body, cut, seen, wikidata_id
from readout.record.types import Entity, Place, Record

_SCHEME = "https://github.com/openeventdata/PLOVER"
_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"


def document(record: Record, told: Sequence[Told], options: Options) -> dict[str, Any]:
    """One news item. Events stand under ``event``, their status as ``rel``.

    ninjs has no place for sources of an event and for offsets: they are in the side file.
    """
    article, at = record.article, seen(record)
    text = None if options.shareable else body(record)
    made: dict[str, Any] = {
        "uri": article.url or f"urn:readout:{article.id}",
        "type": "text",
        "mimetype": "text/plain",
        "representationtype": "incomplete" if options.shareable else "complete",
        "versioncreated": _with_seconds(article.published.value)
        if article.published and article.published.grain == "minute"
        else at.isoformat()
        if at
        else None,
        "language": article.language.value if article.language else None,
        "headline": cut(article.headline.value, options.quote) if article.headline else None,
        "byline": ", ".join(a.name for a in article.byline) or None,
        "located": article.dateline.place if article.dateline else None,
        "infosource": [{"name": article.outlet.value}] if article.outlet else None,
        "body_text": text,
        "wordcount": len(body(record).split()),
        "person": [_named(e) for e in record.entities if e.kind == "person" and not e.anonymous],
        "organisation": [_named(e) for e in record.entities if e.kind in ("organization", "media")],
        "place": [_place(p) for p in record.places],
        "event": [_event(one) for one in told],
        "$standard": {"name": "ninjs", "version": "1.3"},
        "altids": {"readout": article.id, "sha256": article.source.sha256},
    }
    return {key: value for key, value in made.items() if value not in (None, [])}


def _with_seconds(value: str) -> str:
    """A time as RFC 3339 has it, which ninjs asks for: pages often leave the seconds out."""
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        return value


def _named(entity: Entity) -> dict[str, Any]:
    if wikidata := wikidata_id(entity):
        return {"name": entity.name, "scheme": _WIKIDATA, "code": wikidata}
    return {"name": entity.name}


def _place(place: Place) -> dict[str, Any]:
    made: dict[str, Any] = {"name": place.name}
    if place.geonames_id:
        made |= {"scheme": _GEONAMES, "code": str(place.geonames_id)}
    if place.lat is not None and place.lon is not None:
        made["geometry_geojson"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return made


def _event(told: Told) -> dict[str, Any]:
    event = told.event
    who = " and ".join(e.name for e in told.sources)
    whom = " and ".join(e.name for e in told.targets)
    kind = event.type or event.trigger.lemma
    code = f"{event.type}/{event.mode}" if event.mode else event.type
    words = ": ".join(part for part in (kind, " > ".join(p for p in (who, whom) if p)) if part)
    made: dict[str, Any] = {"name": f"{words} ({event.status})", "rel": event.status}
    if code:
        made |= {"scheme": _SCHEME, "code": code}
    return made


FORMAT = Format(
    name="ninjs",
    about="ninjs 1.3 of the IPTC, one news item a line",
    kind="lines",
    statuses=STATUSES,
    document=document,
    coded=False,
    shows_status=True,
)
