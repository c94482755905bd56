"""POLECAT: one row for each event, with the category of the PLOVER manual for act and status."""

from __future__ import annotations

from collections.abc import Iterator

from readout.export import actors, where
from readout.export.shape import HAPPENED, Cell, Format, Options, Row, columns, joined
from readout.export.told import Told, day
from readout.knowledge.codebook import QUADS
from readout.record.types import Entity
from readout.version import VERSION

COLUMNS = columns(
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name,"
    "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw,"
    "Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW,"
    "Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw,"
    "Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude,"
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People,"
    "Story Organizations, Story Locations, Language, Version"
)


def rows(told: Told, options: Options) -> Iterator[Row]:
    """One row; several actors of one side stand in one cell, ``; `` between them."""
    event, article, place = told.event, told.record.article, told.place
    entities = told.record.entities
    published = day(article.published.value) if article.published else None
    raw = ""
    if place is not None:
        spans = told.spans
        here = [
            m for m in place.mentions if any(s.start <= m.start and m.end <= s.end for s in spans)
        ]
        mention = (here or place.mentions)[0]
        raw = article.text[mention.start : mention.end]
    cells: list[Cell] = [
        told.key,
        str(told.when.first) if told.when else None,
        event.plover,
        # A mode is one of the act itself; what became of a planned act has none.
        event.mode if event.plover == event.type else None,
        event.intensity,
        QUADS[event.quad].upper() if event.quad in QUADS else None,
        joined(event.contexts),
        *_side(told, told.sources),
        *_side(told, told.targets),
        place.name if place else None,
        where.at(place, "city"),
        where.at(place, "district"),
        where.at(place, "province"),
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.geonames_id if place else None,
        raw,
        where.feature(place),
        told.source_name,
        str(published) if published else None,
        joined(e.name for e in entities if e.kind == "person" and not e.anonymous),
        joined(e.name for e in entities if e.kind in ("organization", "media")),
        joined(p.name for p in told.record.places),
        article.language.value.partition("-")[0] if article.language else None,
        f"readout {VERSION}",
    ]
    yield Row(told.key, cells, told, 0)


def _side(told: Told, side: tuple[Entity, ...]) -> list[Cell]:
    text = told.record.article.text
    held = [actors.codes(e) for e in side]
    sectors = list(dict.fromkeys(e.sector for e in side if e.sector))
    return [
        joined(e.name for e in side),
        joined(e.country for e in side),
        joined(h.cow if h else "" for h in held),
        sectors[0] if sectors else None,
        joined(sectors),
        joined(actors.title(e) for e in side),
        joined(text[slice(*told.mention(e))] for e in side),
        None,
    ]


FORMAT = Format(
    name="polecat",
    about="POLECAT, 40 columns, tab-separated with a header",
    kind="tab",
    statuses=(*HAPPENED, "planned"),
    columns=COLUMNS,
    rows=rows,
)
