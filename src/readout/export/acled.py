"""ACLED: political violence and protest alone, by the table ``knowledge/acled_subtypes.tsv``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readout.export import where
from readout.export.acled_types import sub_type
from readout.export.shape import HAPPENED, Cell, Format, Options, Row, columns, joined
from readout.export.told import Told, number, seen
from readout.knowledge.export_codes import sectors
from readout.record.types import Entity

COLUMNS = columns(
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type,"
    "actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction,"
    "civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude,"
    "longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
)
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Political violence",
    "Strategic developments": "Strategic developments",
}
_MIXED = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Violent demonstration": "Demonstrations",
}
_SOLE = "0"
_CROWD = {"Protests": "6", "Riots": "5"}
"""What the first actor of such an event is in ACLED, whoever acted in the sentence."""
_STATE_FORCES = "1"
_CIVILIANS = "7"


def rows(told: Told, options: Options) -> Iterator[Row]:
    """One row; nothing for an act that ACLED does not code (a meeting, an accusation)."""
    rule = sub_type(told)
    if rule is None or not rule.event_type:
        return
    place = told.place
    state = where.codes(place)
    first, second = _sides(told, rule.event_type)
    inter1 = _CROWD.get(rule.event_type) if first or second else ""
    inter1 = _inter(first) if inter1 is None else inter1
    inter2 = _inter(second)
    at = seen(told.record)
    id_ = f"{state.iso3 if state else 'XXX'}{number(told.key)}"
    violent = _DISORDER[rule.event_type] == "Political violence"
    cells: list[Cell] = [
        id_,
        str(told.when.first) if told.when else None,
        told.when.first.year if told.when else None,
        time_precision(told),
        _MIXED.get(rule.sub_event_type, _DISORDER[rule.event_type]),
        rule.event_type,
        rule.sub_event_type,
        first[0].name if first else None,
        joined(e.name for e in first[1:]),
        inter1,
        second[0].name if second else None,
        joined(e.name for e in second[1:]),
        inter2,
        _interaction(inter1, inter2, alone=not second),
        "Civilian targeting" if violent and inter2 == _CIVILIANS else None,
        state.iso if state else None,
        state.region if state else None,
        state.name if state else None,
        where.at(place, "province"),
        where.at(place, "district"),
        None,
        place.name if place else None,
        place.lat if place else None,
        place.lon if place else None,
        where.geo_precision(place),
        told.source_name,
        None,
        told.words(options.quote),
        fatalities(told),
        _tags(told),
        int(at.timestamp()) if at else None,
    ]
    yield Row(id_, cells, told, 0)


def time_precision(told: Told) -> int | None:
    """ACLED: 1 the day is known, 2 about the week, 3 the month.

    An event without a time of its own has the day of the report, which is known to a week.
    """
    if told.when is None:
        return None
    if told.when.days > 7:
        return 3
    return 1 if told.when.days == 1 and told.when.basis == "text" else 2


def fatalities(told: Told) -> int | None:
    """The least number of killed that is told of the event, else None."""
    least = [q.min for q in told.quantities if q.kind == "killed" and q.min is not None]
    return int(max(least)) if least else None


def _sides(told: Told, event_type: str) -> tuple[Sequence[Entity], Sequence[Entity]]:
    """actor1 and actor2. Of a protest the crowd stands first, also where the police act on it."""
    if event_type in _CROWD and _inter(told.sources) == _STATE_FORCES:
        return told.targets, told.sources
    return told.sources, told.targets


def _inter(side: Sequence[Entity]) -> str:
    if not side:
        return ""
    first = side[0]
    if first.kind == "state":
        return "1"
    held = sectors().get(first.sector or "")
    return held.acled if held else ""


def _interaction(inter1: str, inter2: str, *, alone: bool) -> str | None:
    if not inter1 or not (alone or inter2):
        return None
    # ACLED writes the smaller number first, whoever acts, and a lone actor with 0 behind it.
    return inter1 + _SOLE if alone else "".join(sorted((inter1, inter2)))


def _tags(told: Told) -> str | None:
    crowds = [
        q
        for q in told.quantities
        if q.kind == "participants" and (q.min is not None or q.max is not None)
    ]
    if not crowds:
        return None
    # The headline's "hundreds" and the 600 of the text are one crowd: what says most of it stands.
    q = min(crowds, key=lambda one: (one.min is None, one.min != one.max))
    low, high = q.min, q.max
    if low is not None and low == high:
        size = f"{low:g}" if not q.approximate else f"about {low:.0f}"
    elif low is not None and high is not None:
        size = f"between {low:.0f} and {high:.0f}"
    else:
        size = f"at least {low:.0f}" if low is not None else f"up to {high:.0f}"
    return f"crowd size={size}"


FORMAT = Format(
    name="acled",
    about="ACLED, 31 columns, comma-separated with a header",
    kind="csv",
    statuses=HAPPENED,
    columns=COLUMNS,
    rows=rows,
)
