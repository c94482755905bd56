"""What the formats cannot carry: who said it, whether it happened, the words it was read from."""

from __future__ import annotations

from readout.export.shape import Cell, Options, Row, columns, joined
from readout.record.types import Entity, Statement

COLUMNS = columns(
    "readout_id, readout_article, readout_event, readout_dyad, readout_type, readout_plover,"
    "readout_mode, readout_plover_score, readout_cameo, readout_trigger, readout_status,"
    "readout_background, readout_reciprocal, readout_according_to, readout_statements,"
    "readout_sourcing, readout_anonymous, readout_via, readout_channel, readout_quote,"
    "readout_start, readout_end, readout_confidence, readout_source_refs, readout_target_refs,"
    "readout_date_from, readout_date_to, readout_date_basis, readout_geonames_id,"
    "readout_killed_min, readout_killed_max, readout_injured_min, readout_injured_max,"
    "readout_members, readout_member_statuses, readout_url, readout_sha256"
)


def cells(row: Row, options: Options) -> list[Cell]:
    """One value for each of :data:`COLUMNS`; ``readout_id`` is the row's id in the format."""
    told, event = row.told, row.told.event
    statements = told.statements
    names = {e.id: e.name for e in told.record.entities}
    when, place = told.when, told.place
    spans = told.spans
    least, most = _count(row, "killed"), _count(row, "injured")
    return [
        row.id,
        told.record.article.id,
        event.id,
        row.dyad or None,
        event.type,
        event.plover,
        event.mode,
        event.intensity,
        event.cameo,
        event.trigger.lemma,
        event.status,
        event.background,
        event.reciprocal,
        joined(_speaker(s, names, told.record.article.text) for s in statements),
        joined(s.id for s in statements),
        joined(s.sourcing for s in statements),
        joined("true" if s.anonymous else "false" for s in statements),
        joined(names.get(s.via or "") for s in statements),
        joined(s.channel for s in statements),
        told.words(options.quote),
        joined(str(s.start) for s in spans),
        joined(str(s.end) for s in spans),
        event.confidence,
        joined(_ref(e) for e in told.sources),
        joined(_ref(e) for e in told.targets),
        str(when.first) if when else None,
        str(when.last) if when else None,
        when.basis if when else None,
        place.geonames_id if place else None,
        *least,
        *most,
        joined(one.key for one in told.members),
        joined(one.event.status for one in told.members),
        told.record.article.url,
        told.record.article.source.sha256,
    ]


def _speaker(statement: Statement, names: dict[str, str], text: str) -> str:
    """Who said it: by name, else in the words of the text."""
    held = [names[e] for e in statement.speakers if e in names]
    if held:
        return " and ".join(held)
    return text[statement.source.start : statement.source.end] if statement.source else ""


def _ref(entity: Entity) -> str:
    return f"{entity.ref.table}:{entity.ref.id}" if entity.ref else ""


def _count(row: Row, kind: str) -> tuple[Cell, Cell]:
    """The range over all counts of that kind that belong to the event."""
    held = [q for q in row.told.quantities if q.kind == kind]
    low = [q.min for q in held if q.min is not None]
    high = [q.max for q in held if q.max is not None]
    return (min(low) if low else None), (max(high) if len(high) == len(held) and high else None)
