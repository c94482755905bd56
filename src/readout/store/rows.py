"""A record as rows of the tables: plain dicts that JSON can carry, made where it was read."""

from __future__ import annotations

import base64
import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from readout.record.codec import decode, encode
from readout.record.types import BODY_ROLES, Generator, Record, Ref
from readout.spans import Span

Row = dict[str, Any]
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# Parameters that say how a reader came to the page, and never which page it is.
_CAMPAIGN = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link|bbc)\w*|ns_(?:mchannel|source|campaign|linkname|fee)|"
    r"(?:fb|g|dc|msc|y|tw)clid|[wg]braid|mc_[ce]id|mkt_tok|igshid|ref_src|ocid|cmp(?:id)?|ito|"
    r"smid|xtor|icid|ncid|taid|guccounter",
    re.I,
)


def rows_of(record: Record, *, options: str | None, reader: int) -> dict[str, Any]:
    """All rows of a record by table (``articles`` a single row), and ``record``, its JSON
    in zstd and base 64.

    ``options`` and ``reader`` (see :mod:`readout.store.keys`) name what read it besides its
    version. The JSON has an empty text, since the text stands in ``articles``.
    """
    text = record.article.text
    names = {entity.id: entity for entity in record.entities}

    def words(span: Span | Any) -> str:
        return _visible(text[span.start : span.end])

    tables: dict[str, Any] = {
        "articles": _article(record, options, reader),
        "record": _bare(record),
        "blocks": [{"id": b.id, "role": b.role, **_span(b)} for b in record.article.blocks],
        "media": [
            {"caption": m.caption, "credit": m.credit, "agency": m.agency}
            for m in record.article.media
        ],
        "entities": [
            {
                "id": e.id, "kind": e.kind, "name": e.name, "anonymous": e.anonymous,
                "country": e.country, "sector": e.sector,
                "ref_table": e.ref.table if e.ref else None,
                "ref_id": e.ref.id if e.ref else None, "confidence": e.confidence,
            }
            for e in record.entities
        ],
        "entity_roles": [
            {
                "entity": e.id, "title": r.title, "of_whom": r.of,
                "from_date": day(r.from_), "to_date": day(r.to, last=True),
            }
            for e in record.entities
            for r in e.roles
        ],
        "mentions": [
            {"kind": "entity", "id": e.id, "form": m.form, "words": words(m), **_span(m)}
            for e in record.entities
            for m in e.mentions
        ]
        + [
            {"kind": "place", "id": p.id, "form": m.use, "words": words(m), **_span(m)}
            for p in record.places
            for m in p.mentions
        ],
        "places": [
            {
                "id": p.id, "name": p.name, "kind": p.kind, "geonames_id": p.geonames_id,
                "country": p.country, "admin1": p.admin1, "lat": p.lat, "lon": p.lon,
                "method": p.method, "confidence": p.confidence,
            }
            for p in record.places
        ],
        "times": [
            {
                "id": t.id, "type": t.type, "value": t.value, "mod": t.mod, "quant": t.quant,
                "freq": t.freq, "from_date": day(t.from_), "to_date": day(t.to, last=True),
                "anchor": t.anchor, "words": words(t), **_span(t),
            }
            for t in record.times
        ],
        "quantities": [
            {
                "id": q.id, "kind": q.kind, "min": q.min, "max": q.max,
                "approximate": q.approximate, "unit": q.unit, "words": words(q), **_span(q),
            }
            for q in record.quantities
        ],
        "statements": [
            {
                "id": s.id, "source": words(s.source) if s.source else None,
                "anonymous": s.anonymous,
                "reason_given": words(s.reason_given) if s.reason_given else None,
                "sourcing": s.sourcing, "cue": words(s.cue) if s.cue else None,
                "content": " … ".join(words(c) for c in s.content), "quoted": s.quoted,
                "via": s.via, "channel": s.channel, "said_at": s.said_at, "parent": s.parent,
                "confidence": s.confidence, "char_start": min(c.start for c in s.content),
                "char_end": max(c.end for c in s.content),
            }
            for s in record.statements
        ],
        "statement_speakers": [
            {"statement": s.id, "entity": e, "name": names[e].name if e in names else None}
            for s in record.statements
            for e in s.speakers
        ],
        **_events(record, words),
        "commitments": [
            {
                "id": c.id, "by_entities": _joined(c.by), "to_entities": _joined(c.to),
                "under": c.under, "statement": c.statement, "content": words(c.content),
                **_span(c.content),
            }
            for c in record.commitments
        ],
        "notes": [
            {"step": n.step, "reason": n.reason, "char_start": n.start, "char_end": n.end}
            for n in record.notes
        ],
    }  # fmt: skip
    return tables | _episodes(record)


def _events(record: Record, words: Any) -> dict[str, list[Row]]:
    names = {entity.id: entity for entity in record.entities}
    actors = [
        {
            "event": v.id, "role": role, "entity": e,
            "name": names[e].name if e in names else None,
            "country": names[e].country if e in names else None,
        }
        for v in record.events
        for role, ids in (("source", v.sources), ("target", v.targets))
        for e in ids
    ]  # fmt: skip

    def called(ids: Sequence[str]) -> str | None:
        return _joined([names[e].name for e in ids if e in names])

    # Whose word it is: the speakers, or the words that stand for them.
    said = {
        s.id: called(s.speakers) or (words(s.source) if s.source else "unnamed")
        for s in record.statements
    }
    evidence: list[Row] = []
    for v in record.events:
        for item in v.evidence:
            span = item.span
            if span is not None:
                evidence.append({"event": v.id, "quote": words(span), "outside": None})
                evidence[-1].update(_span(span))
            else:
                row = {"event": v.id, "quote": item.value, "outside": item.where}
                evidence.append({**row, "char_start": None, "char_end": None})
    return {
        "events": [
            {
                "id": v.id, "type": v.type, "plover": v.plover, "mode": v.mode,
                "contexts": _joined(v.contexts), "cameo": v.cameo, "quad": v.quad,
                "intensity": v.intensity, "lemma": v.trigger.lemma, "reciprocal": v.reciprocal,
                "place": v.place, "time": v.time, "duration": v.duration, "status": v.status,
                "background": v.background, "confidence": v.confidence, **_span(v.trigger),
                "sources": called(v.sources), "targets": called(v.targets),
                "according_to": _joined([said[s] for s in v.according_to if s in said]),
                "quote": " … ".join(words(e.span) for e in v.evidence if e.span) or None,
            }
            for v in record.events
        ],
        "event_actors": actors,
        "event_statements": [
            {"event": v.id, "statement": s} for v in record.events for s in v.according_to
        ],
        "event_quantities": [
            {"event": v.id, "quantity": q} for v in record.events for q in v.quantities
        ],
        "event_evidence": evidence,
    }  # fmt: skip


def _episodes(record: Record) -> dict[str, list[Row]]:
    return {
        "episodes": [
            {
                "id": x.id, "type": x.type, "place": x.place, "from_date": day(x.from_),
                "to_date": day(x.to, last=True), "participants": _joined(x.participants),
            }
            for x in record.episodes
        ],
        "episode_members": [
            {"episode": x.id, "article": ref.article, "event": ref.id}
            for x in record.episodes
            for ref in x.members
        ],
        "accounts": [
            {
                "id": a.id, "episode": a.episode, "side": a.side,
                "statements": _refs(a.statements),
                "quantities": "; ".join(
                    f"{q.kind} {_number(q.min)} to {_number(q.max)}" for q in a.quantities
                ) or None,
            }
            for a in record.accounts
        ],
        "points": [
            {
                "id": o.id, "episode": o.episode, "label": o.label, "account": s.account,
                "stance": s.stance, "refs": _refs(s.refs),
            }
            for o in record.points
            for s in o.stances
        ],
    }  # fmt: skip


def _article(record: Record, options: str | None, reader: int) -> Row:
    article, made = record.article, record.readout
    published, dateline = article.published, article.dateline
    body = " ".join(article.text[b.start : b.end] for b in article.blocks if b.role in BODY_ROLES)
    return {
        "article": article.id, "url": article.url, "address": address(article.url, article.id),
        "outlet": article.outlet.value if article.outlet else None,
        "headline": _visible(article.headline.value) if article.headline else None,
        "byline": _joined([author.name for author in article.byline]),
        "published": published.value if published else None,
        "published_grain": published.grain if published else None,
        "published_on": day(published.value) if published else None,
        "language": article.language.value if article.language else None,
        "kind": article.kind, "dateline": dateline.place if dateline else None,
        "agency": dateline.agency if dateline else None, "words": len(body.split()),
        "text": article.text, "path": article.source.path, "sha256": article.source.sha256,
        "media_type": article.source.media_type, "captured_at": article.source.captured_at,
        "seen_at": _moment(article.source.captured_at), "schema": made.schema,
        "version": made.version, "model": made.model, "codebook": made.codebook,
        "options": options, "reader": reader,
    }  # fmt: skip


def body_of(record: Record) -> str:
    """The words of the story without what stands around it, for telling copies."""
    text = record.article.text
    return "\n".join(text[b.start : b.end] for b in record.article.blocks if b.role in BODY_ROLES)


def address(url: str | None, article: str) -> str:
    """What makes two captures captures of one page: the URL without scheme, ``www.``, fragment,
    campaign parameters and closing slash; for a page without URL the article itself."""
    if url is None:
        return f"article:{article}"
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = urlencode(sorted(pair for pair in asked if not _CAMPAIGN.fullmatch(pair[0])))
    path = parts.path.rstrip("/")
    return host.removeprefix("www.") + path + (f"?{kept}" if kept else "")


def day(value: str | None, *, last: bool = False) -> str | None:
    """The first (or last) day an ISO 8601 value covers; None when it names no calendar date."""
    found = _DATE.match(value or "")
    if found is None:
        return None
    year, month, date = (int(part) if part else None for part in found.groups())
    assert year is not None
    month = month or (12 if last else 1)
    if not (year >= 1 and 1 <= month <= 12):
        return None
    longest = calendar.monthrange(year, month)[1]
    date = date or (longest if last else 1)
    return f"{year:04}-{month:02}-{date:02}" if 1 <= date <= longest else None


def generator_key(made: Generator) -> tuple[str, str, str | None, str | None]:
    """What names a reader, in the order of the tables."""
    return made.schema, made.version, made.model, made.codebook


def _bare(record: Record) -> str:
    import zstandard

    article = msgspec.structs.replace(record.article, text="")
    data = zstandard.compress(encode(msgspec.structs.replace(record, article=article)), 6)
    return base64.b64encode(data).decode()


def whole(bare: bytes, text: str) -> Record:
    """The record out of its place in the store and the text of its article."""
    import zstandard

    record = decode(zstandard.decompress(bare))
    article = msgspec.structs.replace(record.article, text=text)
    return msgspec.structs.replace(record, article=article)


def _moment(value: str | None) -> str | None:
    """An ISO 8601 time in UTC, as a TIMESTAMP column reads it."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment.year >= 1000 else None


def _span(part: Any) -> Row:
    return {"char_start": part.start, "char_end": part.end}


def _joined(items: Sequence[str]) -> str | None:
    """Several values in one cell, as POLECAT writes them."""
    return "; ".join(items) or None


def _refs(refs: Iterable[Ref]) -> str | None:
    return _joined([f"{ref.article}/{ref.id}" for ref in refs])


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _visible(text: str) -> str:
    # A table cell is one line, and NUL would end a string in other programs.
    return " ".join(text.replace("\0", " ").split())
