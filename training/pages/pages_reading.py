"""Reads the page sets of ``data/pages`` (unpacked) for training and evaluation of the metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from readout.page.html.dom import parse
from readout.page.html.layout import Layout, lay_out
from readout.page.html.marks import TAG_BIT
from readout.page.html.metadata.candidates import Around
from readout.page.html.metadata.head import Head, read_head
from readout.page.html.roles import assign_roles
from readout.page.html.shown import Shown


class Row(NamedTuple):
    """One page with its gold."""

    set: str
    id: str
    url: str
    host: str
    html: bytes
    gold: dict[str, Any]

    def around(self, *, plain: bool = False) -> Around:
        """The page's sources; ``plain``: without the model of block roles."""
        dom = parse(decode(self.html))
        layout = lay_out(dom)
        head = read_head(dom)
        return Around(
            self.url,
            dom,
            layout,
            head,
            (plain_rendering(layout) if plain else rendered(layout, head)),
        )


def decode(raw: bytes) -> str:
    """UTF-8, else the declared encoding, else Windows-1252."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    start = raw[:4000].lower()
    at = start.find(b"charset=")
    name = start[at + 8 : at + 30].strip(b"\"' ").split(b'"')[0].split(b"'")[0].split(b">")[0]
    try:
        return raw.decode(name.decode("ascii", "ignore").strip(" ;/") or "cp1252", "replace")
    except LookupError:
        return raw.decode("cp1252", "replace")


def rendered(layout: Layout, head: Head) -> Shown:
    """The program's own rendering and roles where its model is there, else a plain stand-in."""
    try:
        return assign_roles(layout, head)
    except FileNotFoundError:
        return plain_rendering(layout)


def plain_rendering(layout: Layout) -> Shown:
    """Blocks on lines of their own; ``h1`` is the headline, everything else a paragraph."""
    spans: list[tuple[int, int]] = []
    at = 0
    for block in layout.blocks:
        spans.append((at, at + len(block.text)))
        at += len(block.text) + 1
    roles = ["headline" if block.marks & TAG_BIT["h1"] else "paragraph" for block in layout.blocks]
    return Shown("\n".join(block.text for block in layout.blocks), spans, roles)


def read_rows(data: Path, name: str) -> Iterator[Row]:
    """The pages of one set."""
    folder = data / name
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            html = (folder / row["html"]).read_bytes()
            yield Row(name, row["id"], row.get("url") or "", row["host"], html, row["gold"])
