"""GDELT 2: events without a header line, and mentions in a second file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readout.export import actors, where
from readout.export.dyads import event_number, full_code, leads, sentence_number
from readout.export.shape import HAPPENED, Cell, Format, Options, Row, columns
from readout.export.told import Told, body, host, seen
from readout.record.types import Entity, Place

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    *columns("GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *columns(
        "IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale,"
        "NumMentions, NumSources, NumArticles, AvgTone"
    ),
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in _GEO),
    *columns("DATEADDED, SOURCEURL"),
)
MENTIONS = columns(
    "GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName,"
    "MentionIdentifier, SentenceID, Actor1CharOffset, Actor2CharOffset, ActionCharOffset,"
    "InRawText, Confidence, MentionDocLen, MentionDocTone, MentionDocTranslationInfo, Extras"
)
_NOWHERE: tuple[Cell, ...] = (None,) * len(_GEO)


def rows(told: Told, options: Options) -> Iterator[Row]:
    """A row for each dyad. Counts are known of episodes alone, tone and Goldstein never.

    Where the actors are is not known, only where the act was: their geographies are empty.
    """
    event, article = told.event, told.record.article
    if not event.cameo:
        return
    at = seen(told.record)
    for n, (source, target) in enumerate(actors.dyads(told), start=1):
        cells: list[Cell] = [
            event_number(told, n),
            *_dates(told),
            *_actor(source),
            *_actor(target),
            int(any(leads(one) for one in told.tellings)),
            full_code(event.cameo),
            full_code(event.cameo)[:3],
            event.cameo[:2],
            event.quad,
            None,
            *_counts(told),
            None,
            *_NOWHERE,
            *_NOWHERE,
            *_geo(told.place),
            at.strftime("%Y%m%d%H%M%S") if at else None,
            article.url,
        ]
        yield Row(str(cells[0]), cells, told, n)


def mentions(row: Row, options: Options) -> Iterator[Sequence[Cell]]:
    """One mention for each article that tells the event; offsets count from the page's start."""
    first = seen(row.told.record)
    pairs = list(actors.dyads(row.told))
    for told in row.told.tellings:
        pair = list(actors.dyads(told))
        if told.key != row.told.key and len(pair) != len(pairs):
            source, target = pair[0]
        else:
            source, target = pair[row.dyad - 1]
        article, at = told.record.article, seen(told.record)
        yield [
            int(row.id),
            first.strftime("%Y%m%d%H%M%S") if first else None,
            at.strftime("%Y%m%d%H%M%S") if at else None,
            1 if article.url else None,
            host(article.url) or told.source_name,
            article.url,
            sentence_number(told),
            told.mention(source)[0] if source else -1,
            told.mention(target)[0] if target else -1,
            told.event.trigger.start,
            1,
            max(10, round(told.event.confidence * 10) * 10),
            len(body(told.record)),
            None,
            None,
            None,
        ]


def _dates(told: Told) -> list[Cell]:
    if told.when is None:
        return [None] * 4
    first = told.when.first
    part = ((first.month - 1) * 30 + first.day) / 365
    return [
        int(first.strftime("%Y%m%d")),
        int(first.strftime("%Y%m")),
        first.year,
        # GDELT's own formula, four digits.
        round(first.year + min(part, 0.9999), 4),
    ]


def _actor(entity: Entity | None) -> list[Cell]:
    return [
        actors.actor_code(entity),
        entity.name.upper() if entity else None,
        actors.country_code(entity),
        actors.group_code(entity),
        None,
        None,
        None,
        actors.role_code(entity),
        None,
        None,
    ]


def _counts(told: Told) -> list[Cell]:
    if not told.members:
        return [None] * 3
    return [
        sum(max(1, len(one.event.evidence)) for one in told.members),
        len({one.source_name or one.record.article.id for one in told.members}),
        len({one.record.article.id for one in told.members}),
    ]


def _geo(place: Place | None) -> Sequence[Cell]:
    kind = where.gdelt_type(place)
    if kind is None or place is None:
        return _NOWHERE
    country = where.fips(place)
    division = place.name if where.level(place) == "province" else place.admin1
    adm1 = country if kind == 1 else ""
    if kind != 1 and division and place.country:
        adm1 = where.adm1(place.country, division)
    return [
        kind,
        where.fullname(place),
        country,
        adm1,
        None,
        place.lat,
        place.lon,
        # GNS and GNIS numbers are not GeoNames'; a country's and a state's is its own code.
        country if kind == 1 else adm1 if kind in (2, 5) else None,
    ]


FORMAT = Format(
    name="gdelt",
    about="GDELT 2 events, 61 columns, and mentions, 16 columns; tab-separated, no header",
    kind="tab",
    statuses=HAPPENED,
    columns=COLUMNS,
    header=False,
    rows=rows,
    mentions=mentions,
)
