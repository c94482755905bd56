"""Reads an HTML page: nodes, blocks, head, roles, metadata; composed into a :class:`Page`."""

from __future__ import annotations

import re

from readout.capture.capture import Capture
from readout.knowledge.page_words import note_pattern, note_triggers
from readout.page.assemble import cut_dateline, to_blocks, to_dateline
from readout.page.captions import looks_like_credit, split_caption_credit
from readout.page.html.dom import parse
from readout.page.html.layout import Block, Layout, lay_out
from readout.page.html.marks import CLASS_BIT, TAG_BIT
from readout.page.html.metadata.head import read_head
from readout.page.html.metadata.read import read_metadata
from readout.page.html.roles import assign_roles
from readout.page.html.shown import Shown
from readout.page.media import Cut, pair_media
from readout.page.page import Page
from readout.record.types import BODY_ROLES, Claim, Note, PageKind, Role
from readout.settings import Settings

_UNREAD: tuple[PageKind, ...] = ("error", "other", "index")
"""Kinds of pages on which nothing is an article."""
_LENGTH = re.compile(r"\s*\d{1,2}:[0-5]\d\s*")
_OTHER_VIDEO = re.compile(r"\s*related\s?:", re.I)
_SEE_ALSO = re.compile(
    r"\W*(?:read (?:more|also|next)|see also|also read|more on this|related(?: stories)?|"
    r"lesen sie (?:auch|mehr)|lies auch|mehr (?:zum thema|dazu)|siehe auch|auch interessant|"
    r"lire (?:aussi|également)|à lire(?: aussi)?|voir aussi|lea (?:también|además)|"
    r"(?:te|le) puede interesar|lee también|leer también|leia (?:também|mais)|veja também|"
    r"leggi anche|lees ook|les også|læs også|läs (?:också|även|mer)|se også|lue myös|"
    r"czytaj (?:też|także|również)|przeczytaj także|читайте также|baca juga|ayrıca okuyun)\b",
    re.I,
)
"""Opens a link to another article that stands among the paragraphs."""
_WORD = re.compile(r"\w+")
_COUNTER = re.compile(r"(\d{1,3} ?/ ?\d{1,3})\s+(?=\S)")
"""Number of the picture in a gallery, in front of its caption."""
_CAPTION_LABEL = re.compile(
    r"\W*(?:image caption|photo caption|caption|bildunterschrift|bildtext|légende|onderschrift)\W*",
    re.I,
)
"""Says, alone on a line and often for screen readers only, that a caption follows."""
_DOUBTED = ("chrome", "paragraph", "subhead", "standfirst")
_LEAST_CAPTION, _LONGEST_CAPTION = 3, 600
"""Blanks in the shortest, characters in the longest caption that is told by its element alone."""
_NOTE_REACH = 6
"""Editorial notes stand at most this many blocks from the body."""


def read_html(capture: Capture, settings: Settings) -> Page:
    """The page of an HTML capture. Raises nothing for any source; linear in its length."""
    dom = parse(capture.text, settings.max_depth)
    layout = lay_out(dom)
    head = read_head(dom)
    shown = assign_roles(layout, head)
    meta = read_metadata(settings.url or capture.url, dom, layout, head, shown)
    notes = list(meta.notes)
    if dom.note:
        notes.append(Note(step="page.parse", reason=dom.note, start=None, end=None))
    unread = meta.kind in _UNREAD
    cuts = [] if unread else _refine(layout, _with_headline(layout, shown, meta.headline))
    if unread:
        cuts = [("chrome", start, end) for start, end in shown.spans]
        reason = f"not read as an article: {meta.kind_reason}"
        notes.append(Note(step="page.kind", reason=reason, start=None, end=None))
    elif settings.explain or meta.kind != "article":
        reason = f"{meta.kind}: {meta.kind_reason}"
        notes.append(Note(step="page.kind", reason=reason, start=None, end=None))
    return Page(
        text=shown.text,
        url=settings.url or capture.url or head.canonical,
        kind=meta.kind,
        language=meta.language,
        outlet=meta.outlet,
        headline=None if meta.kind == "error" else meta.headline,
        byline=[] if unread else meta.byline,
        published=None if meta.kind == "error" else meta.published,
        dateline=to_dateline(shown.text, cuts),
        blocks=to_blocks(cuts),
        media=pair_media(shown.text, cuts),
        notes=notes,
    )


def _with_headline(layout: Layout, shown: Shown, headline: Claim | None) -> Shown:
    """The roles, with the block that shows the headline as such where the model saw none in it."""
    said = {(e.start, e.end) for e in headline.evidence} if headline else set()
    for i, span in enumerate(shown.spans):
        if span not in said or shown.roles[i] == "headline":
            continue
        if "headline" in shown.roles and not layout.blocks[i].marks & TAG_BIT["h1"]:
            continue
        roles = ["chrome" if role == "headline" else role for role in shown.roles]
        roles[i] = "headline"
        return Shown(shown.text, shown.spans, roles)
    return shown


def _runs(layout: Layout, i: int) -> bool:
    """Whether a caption stands behind how long a video runs, "4:11": its title is no part of the
    article."""
    return i > 0 and _LENGTH.fullmatch(layout.blocks[i - 1].text) is not None


def _refine(layout: Layout, shown: Shown) -> list[Cut]:
    """What words and markup decide within the roles: credits in captions, lists, quotes, notes."""
    cuts: list[Cut] = []
    roles: list[Role] = [_by_markup(b, r) for b, r in zip(layout.blocks, shown.roles, strict=True)]
    body = [i for i, role in enumerate(roles) if role in BODY_ROLES]
    title = roles.index("headline") if "headline" in roles else len(roles)
    first, last = (min(title, body[0]), body[-1]) if body else (0, -1)
    captions = {i for i, role in enumerate(roles) if role == "caption"}
    for i, (role, (start, end)) in enumerate(zip(roles, shown.spans, strict=True)):
        if role == "chrome" and end - start <= 160 and _beside_picture(layout, i, captions):
            # The model knows places, the rule knows words: both are needed to call it a credit.
            role = "credit" if looks_like_credit(shown.text[start:end]) else role
        if role in _DOUBTED and _is_caption(layout.blocks[i]):
            # Behind the body only in a row of captions, which is a gallery.
            role = "caption" if first <= i <= last or (i and i - 1 in captions) else role
        if role in ("chrome", "paragraph") and first <= i <= last and i:
            label = _CAPTION_LABEL.fullmatch(layout.blocks[i - 1].text)
            role = "caption" if label and end - start <= _LONGEST_CAPTION else role
        if role == "caption" and (
            _OTHER_VIDEO.match(shown.text, start, end) or _runs(layout, i)
        ):  # fmt: skip
            cuts.append(("chrome", start, end))
            continue
        if role in ("caption", "credit"):
            captions.add(i)
            counter = _COUNTER.match(shown.text, start, end)
            if counter:
                cuts.append(("chrome", start, counter.end(1)))
                start = counter.end()
            parts = split_caption_credit(shown.text[start:end])
            cuts += [(part, start + a, start + b) for part, a, b in parts]
            continue
        if role in BODY_ROLES and end - start < 250 and _SEE_ALSO.match(shown.text, start, end):
            if layout.blocks[i].linked * 3 > end - start:
                role = "chrome"
        elif body and _is_note(shown.text[start:end], role, i, body):
            role = "editorial_note"
        cuts.append((role, start, end))
    return cut_dateline(shown.text, cuts)


def _beside_picture(layout: Layout, i: int, captions: set[int]) -> bool:
    return layout.in_figure(i) or i - 1 in captions or i + 1 in captions


def _is_caption(block: Block) -> bool:
    """Running words in a figcaption, or in what the page's builder calls a caption: the markup says
    what they are, wherever the model doubts."""
    named = block.marks & TAG_BIT["figcaption"] or block.near & CLASS_BIT["caption"]
    return (
        bool(named)
        and not block.marks & (TAG_BIT["button"] | TAG_BIT["a"] | TAG_BIT["aside"] | TAG_BIT["nav"])
        and block.text.count(" ") >= _LEAST_CAPTION
        and len(block.text) <= _LONGEST_CAPTION
    )


def _by_markup(block: Block, role: str) -> Role:
    """List items and quotations, which the markup names."""
    if role == "paragraph":
        if block.marks & TAG_BIT["blockquote"]:
            return "quote"
        if block.marks & TAG_BIT["li"]:
            return "list"
    return role  # type: ignore[return-value]


def _is_note(text: str, role: Role, i: int, body: list[int]) -> bool:
    """Whether a block beside the body speaks about the piece itself."""
    if role not in ("chrome", "paragraph") or not 12 < len(text) < 500:
        return False
    if not body[0] - _NOTE_REACH <= i <= body[-1] + _NOTE_REACH:
        return False
    if role == "paragraph" and body[0] < i < body[-1] - 1:
        return False
    # The pattern is long; a look for one of its words is cheap.
    if note_triggers().isdisjoint(_WORD.findall(text.lower())):
        return False
    return note_pattern().search(text) is not None
