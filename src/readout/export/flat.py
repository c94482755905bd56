"""Our own flat row: what ``csv`` and ``parquet`` hold, one for each event."""

from __future__ import annotations

from collections.abc import Iterator

from readout.export import side
from readout.export.shape import Cell, Options, Row, columns, joined
from readout.export.told import Told, cut, day
from readout.record.types import Entity

_OWN = columns(
    "id, article, event, date_from, date_to, date_basis, type, plover, mode, contexts, cameo, quad,"
    "plover_score, status, background, reciprocal, sources, source_countries, source_sectors,"
    "targets, target_countries, target_sectors, place, place_kind, country, admin1, lat, lon,"
    "geonames_id, killed_min, killed_max, injured_min, injured_max, according_to, statements,"
    "sourcing, anonymous, via, channel, trigger, quote, start, end, confidence, source_refs,"
    "target_refs, outlet, published, headline, url, sha256, members, member_statuses"
)
COLUMNS = _OWN
TYPES = {
    "date_from": "DATE", "date_to": "DATE", "quad": "INTEGER", "plover_score": "DOUBLE",
    "background": "BOOLEAN", "reciprocal": "BOOLEAN", "lat": "DOUBLE", "lon": "DOUBLE",
    "geonames_id": "BIGINT", "killed_min": "DOUBLE", "killed_max": "DOUBLE",
    "injured_min": "DOUBLE", "injured_max": "DOUBLE", "confidence": "DOUBLE", "published": "DATE",
}  # fmt: skip


def rows(told: Told, options: Options) -> Iterator[Row]:
    """One row; lists stand in one cell, ``; `` between their members."""
    row = Row(told.key, (), told, 0)
    beside = dict(zip(side.COLUMNS, side.cells(row, options), strict=True))
    event, article, place = told.event, told.record.article, told.place
    published = day(article.published.value) if article.published else None
    held: dict[str, Cell] = {name.removeprefix("readout_"): value for name, value in beside.items()}
    held |= {
        "contexts": joined(event.contexts),
        "quad": event.quad,
        **_side("source", told.sources),
        **_side("target", told.targets),
        "place": place.name if place else None,
        "place_kind": place.kind if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "outlet": told.source_name,
        "published": str(published) if published else None,
        "headline": cut(article.headline.value, options.quote) if article.headline else None,
    }
    yield Row(told.key, [held[name] for name in _OWN], told, 0)


def _side(name: str, side_: tuple[Entity, ...]) -> dict[str, Cell]:
    return {
        f"{name}s": joined(e.name for e in side_),
        f"{name}_countries": joined(e.country for e in side_),
        f"{name}_sectors": joined(e.sector for e in side_),
    }
