"""All metadata of a page in one call."""

from __future__ import annotations

import msgspec

from readout.page.html.dom import Dom
from readout.page.html.layout import Layout
from readout.page.html.metadata.authors import read_byline
from readout.page.html.metadata.candidates import Around
from readout.page.html.metadata.dates import read_published
from readout.page.html.metadata.head import Head
from readout.page.html.metadata.kind import read_kind
from readout.page.html.metadata.language import read_language
from readout.page.html.metadata.outlet import read_outlet
from readout.page.html.metadata.title import read_title
from readout.page.html.shown import Shown
from readout.record.types import Author, Claim, Note, PageKind, Published


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says about its article; parts of the record of the same names."""

    headline: Claim | None
    byline: list[Author]
    published: Published | None
    outlet: Claim | None
    language: Claim | None
    kind: PageKind
    kind_reason: str
    notes: list[Note]


def read_metadata(url: str | None, dom: Dom, layout: Layout, head: Head, shown: Shown) -> Metadata:
    """Headline, authors, date, outlet, language and kind. Never raises; linear in the page."""
    around = Around(url, dom, layout, head, shown)
    notes = [Note(step="page.jsonld", reason=reason, start=None, end=None) for reason in head.notes]
    headline = read_title(around)
    language = read_language(around, notes)
    kind = read_kind(around)
    return Metadata(
        headline=headline,
        byline=read_byline(around, notes),
        published=read_published(around),
        outlet=read_outlet(around),
        language=language,
        kind=kind.kind,
        kind_reason=kind.reason,
        notes=notes,
    )
