"""Weak labels for pages without full gold: what two extractors agree on.

A line that both trafilatura and resiliparse put into the main text is "some_body", a line that
neither does is "some_other"; the loss asks only for the group, not for the role within it.
"""

from __future__ import annotations

import random
from pathlib import Path

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from readout.evaluation.body import shingles
from training.pages.renders import RENDERERS, decode, render
from training.pages.rows import Row, read_jsonl

BODY, OTHER = "some_body", "some_other"


def _shares(text: str, row: Row) -> list[float | None]:
    known = shingles(text)
    out: list[float | None] = []
    for line in row["lines"]:
        own = shingles(row["text"][line["start"] : line["end"]])
        if own.total() == 0 or len(next(iter(own))) < 4:
            out.append(None)
        else:
            out.append((own & known).total() / own.total())
    return out


def teach(row: Row, html: str) -> Row:
    """The row with its "unknown" lines labelled by consensus where there is one."""
    first = trafilatura.extract(html, include_comments=False) or ""
    second = extract_plain_text(html, main_content=True, alt_texts=False)
    if len(first) < 300:
        return row
    a, b = _shares(first, row), _shares(second, row)
    body = [x is not None and y is not None and x >= 0.8 and y >= 0.8
            for x, y in zip(a, b, strict=True)]  # fmt: skip
    lines = []
    for i, line in enumerate(row["lines"]):
        x, y = a[i], b[i]
        role = line["role"]
        if role == "unknown":
            if body[i]:
                role = BODY
            elif x is None or y is None:
                # Too short to tell; far from any body line it is none either.
                role = role if any(body[max(0, i - 8) : i + 9]) else OTHER
            elif x <= 0.1 and y <= 0.1:
                role = OTHER
        lines.append({**line, "role": role})
    return {**row, "lines": lines}


def taught_rows(data: Path, rows: list[Row], seed: int = 0) -> list[Row]:
    """Partial rows and renderings of pages without line roles, labelled by consensus."""
    rng = random.Random(seed)
    gold = {p["id"]: p for p in read_jsonl(data / "trafilatura" / "gold.jsonl")}
    out = []
    for row in rows:
        page = gold.get(row["id"])
        if page is None:
            out.append(row)
            continue
        out.append(teach(row, decode((data / "trafilatura" / page["html"]).read_bytes())))
    for folder in ("more/trafilatura", "htmldate"):
        if not (data / folder / "gold.jsonl").exists():
            continue
        for page in read_jsonl(data / folder / "gold.jsonl"):
            html = decode((data / folder / page["html"]).read_bytes())
            renderer = rng.choice(list(RENDERERS))
            text = render(html, renderer)
            title = (page["gold"].get("title") or "").strip()
            lines = []
            at = 0
            for line in text.split("\n"):
                if bare := line.strip():
                    start = at + line.index(bare)
                    known = bool(title) and bare.strip("# ") == title
                    lines.append({"start": start, "end": start + len(bare),
                                  "role": "headline" if known else "unknown"})  # fmt: skip
                at += len(line) + 1
            row = {"id": page["id"], "host": page.get("host") or page["id"], "renderer": renderer,
                   "labels": "taught", "text": text, "lines": lines,
                   "transferred": True}  # fmt: skip
            out.append(teach(row, html))
    return out
