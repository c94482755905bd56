"""Labels for pages without full gold: what readout's own reader of HTML says of each block.

The reader's blocks are the roles of its rendering; they are carried over to a capture of the same
page as gold roles are (``rows.py``). The snippets of the gold decide whether the reader is
believed: where it misses one that belongs or takes one that does not, the page keeps what
``teacher.py`` says.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from readout.capture import load_bytes
from readout.page import Page, read_page
from readout.page.plain.network import CLASSES
from readout.record.types import BODY_ROLES
from readout.settings import Settings
from training.pages.rows import Row, read_jsonl, transfer
from training.pages.teacher import BODY

FOLDERS = ("trafilatura", "more/trafilatura", "htmldate")
_LONGEST = 60_000
"""Signs of the longest capture whose roles are carried over; the matching is not linear."""
_AS = dict.fromkeys(BODY_ROLES, BODY)
"""Of the body only the group is taught: with the reader's own choice between paragraph, subhead and
standfirst, the folds gain less and subheads are lost (see ``plain.md``)."""


def gold_pages(data: Path) -> dict[str, tuple[Row, Path]]:
    """The gold rows of the pages without full gold, with the folder that holds the page."""
    out: dict[str, tuple[Row, Path]] = {}
    for folder in FOLDERS:
        if (data / folder / "gold.jsonl").exists():
            for row in read_jsonl(data / folder / "gold.jsonl"):
                out[row["id"]] = (row, data / folder / row["html"])
    return out


def read(gold: Row, path: Path) -> Row | None:
    """The reader's rendering as a row, or None where the gold contradicts it."""
    page = read_page(load_bytes(path.read_bytes(), url=gold.get("url")), Settings())
    return as_row(page) if agrees(page, gold["gold"]) else None


def agrees(page: Page, gold: dict[str, Any]) -> bool:
    """Whether the body is long enough, holds all snippets that belong and none that does not."""
    parts = [page.text[b.start : b.end] for b in page.blocks if b.role in BODY_ROLES]
    body = "".join("".join(parts).split())
    if len(body) < 300:
        return False
    kept = all("".join(s.split()) in body for s in gold.get("with") or [])
    return kept and not any("".join(s.split()) in body for s in gold.get("without") or [])


def as_row(page: Page) -> Row:
    """Blocks as the lines of a row."""
    lines = []
    for block in page.blocks:
        role = _AS.get(block.role, block.role)
        known = role in CLASSES or role == BODY
        lines.append({"start": block.start, "end": block.end,
                      "role": role if known else "unknown"})  # fmt: skip
    return {"text": page.text, "lines": lines}


def reread(data: Path, rows: list[Row]) -> list[Row]:
    """The rows of pages without full gold with the reader's roles where it is believed."""
    pages = gold_pages(data)
    known: dict[str, Row | None] = {}
    out: list[Row] = []
    for row in rows:
        name = row["id"]
        if row["labels"] == "full" or name not in pages or len(row["text"]) > _LONGEST:
            out.append(row)
            continue
        if name not in known:
            known[name] = read(*pages[name])
        page = known[name]
        new = transfer({**row, **page}, row["text"], row["renderer"]) if page else None
        out.append({**row, "lines": new["lines"]} if new else row)
    return out
