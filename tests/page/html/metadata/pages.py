"""Pages written for these tests; no page of a publisher is among them."""

from __future__ import annotations

from readout.page.html.dom import parse
from readout.page.html.layout import lay_out
from readout.page.html.marks import TAG_BIT
from readout.page.html.metadata.head import read_head
from readout.page.html.metadata.read import Metadata, read_metadata
from readout.page.html.shown import Shown

PROSE = (
    "The council met on the hill above the harbour and spoke for two hours about the new bridge, "
    "its cost, and who should pay for it once the old ferry has made its last crossing. "
)


def page(
    head: str = "",
    body: str = "",
    paragraphs: int = 6,
    lang: str | None = "en",
    h1: str = "A bridge",
) -> str:
    """An article with the given parts around an ``h1`` and some paragraphs."""
    opening = f'<html lang="{lang}">' if lang else "<html>"
    prose = "".join(f"<p>{PROSE * 2}</p>" for _ in range(paragraphs))
    return f"{opening}<head>{head}</head><body><h1>{h1}</h1>{body}{prose}</body></html>"


def read(html: str, url: str | None = "https://www.harbour-post.example/story") -> Metadata:
    """Metadata of a page under a plain rendering: ``h1`` is the headline, the rest paragraphs."""
    dom = parse(html)
    layout = lay_out(dom)
    spans: list[tuple[int, int]] = []
    at = 0
    for block in layout.blocks:
        spans.append((at, at + len(block.text)))
        at += len(block.text) + 1
    roles = ["headline" if block.marks & TAG_BIT["h1"] else "paragraph" for block in layout.blocks]
    text = "\n".join(block.text for block in layout.blocks)
    found = read_metadata(url, dom, layout, read_head(dom), Shown(text, spans, roles))
    check_evidence(found, text)
    return found


def check_evidence(found: Metadata, text: str) -> None:
    """Every claim has evidence, and every span lies inside the text."""
    claims = [found.headline, found.published, found.outlet, found.language, *found.byline]
    for claim in claims:
        if claim is None:
            continue
        assert claim.evidence
        for evidence in claim.evidence:
            if evidence.span:
                assert 0 <= evidence.span.start < evidence.span.end <= len(text)
