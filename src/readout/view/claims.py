"""The claims of a record as rows for a person: label, value, method and where it was read."""

from __future__ import annotations

import msgspec

from readout.record.types import Evidence, Record


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One claim. ``key`` is unique in the record and safe in an HTML id and a CSS selector."""

    key: str
    label: str
    value: str
    method: str | None
    evidence: list[Evidence]


def rows(record: Record) -> list[Row]:
    """The metadata of the article in the order a reader asks for it; what is unknown is absent."""
    article = record.article
    found: list[Row] = []

    def add(key: str, label: str, value: str, method: str | None, evidence: list[Evidence]) -> None:
        found.append(Row(key=key, label=label, value=value, method=method, evidence=evidence))

    if article.headline:
        claim = article.headline
        add("headline", "headline", claim.value, claim.method, claim.evidence)
    if article.outlet:
        claim = article.outlet
        add("outlet", "outlet", claim.value, claim.method, claim.evidence)
    if article.published:
        date = article.published
        add("published", "published", date.value, date.method, date.evidence)
    for number, author in enumerate(article.byline, start=1):
        label = "author" if number == 1 else ""
        add(f"author-{number}", label, author.name, author.method, author.evidence)
    if article.dateline:
        line = article.dateline
        value = f"{line.place} ({line.agency})" if line.agency else line.place
        add("dateline", "dateline", value, None, line.evidence)
    if article.language:
        claim = article.language
        add("language", "language", claim.value, claim.method, claim.evidence)
    for number, media in enumerate(article.media, start=1):
        parts = [media.caption, media.credit, media.agency if not media.credit else None]
        value = " · ".join(part for part in parts if part)
        label = "pictures" if number == 1 else ""
        add(f"picture-{number}", label, value, None, media.evidence)
    return found
