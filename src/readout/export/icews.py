"""ICEWS: one row for each pair of source and target, both ways when the act is mutual."""

from __future__ import annotations

from collections.abc import Iterator

from readout.export import actors, where
from readout.export.dyads import code_name, event_number, full_code, sentence_number
from readout.export.shape import HAPPENED, Cell, Format, Options, Row, columns
from readout.export.told import Told, number

COLUMNS = columns(
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code,"
    "Intensity, Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher,"
    "City, District, Province, Country, Latitude, Longitude"
)


def rows(told: Told, options: Options) -> Iterator[Row]:
    """A row for each dyad. Intensity is Goldstein's scale, which readout has not: it is empty."""
    event, place = told.event, told.place
    if not event.cameo:
        return
    state = where.codes(place)
    for n, (source, target) in enumerate(actors.dyads(told), start=1):
        cells: list[Cell] = [
            event_number(told, n),
            str(told.when.first) if told.when else None,
            source.name if source else None,
            actors.icews_sectors(source),
            actors.country_name(source),
            code_name(event.cameo),
            full_code(event.cameo),
            None,
            target.name if target else None,
            actors.icews_sectors(target),
            actors.country_name(target),
            number(told.record.article.id),
            sentence_number(told),
            told.source_name,
            where.at(place, "city"),
            where.at(place, "district"),
            where.at(place, "province"),
            state.name if state else None,
            place.lat if place else None,
            place.lon if place else None,
        ]
        yield Row(str(cells[0]), cells, told, n)


FORMAT = Format(
    name="icews",
    about="ICEWS, 20 columns, tab-separated with a header",
    kind="tab",
    statuses=HAPPENED,
    columns=COLUMNS,
    rows=rows,
)
