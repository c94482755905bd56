"""Training rows: the given captures, and the same pages in the three other renderings.

All renderers show the same words in the same order, so the roles of the given capture are carried
over along the longest common runs of tokens; nothing is aligned with the gold a second time.
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from training.pages.renders import RENDERERS, decode, render

Row = dict[str, Any]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")


def read_jsonl(path: Path) -> list[Row]:
    """Rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def with_standoff(row: Row, spans: list[Row]) -> Row:
    """The row with datelines and editorial notes laid over its line roles.

    A line that a stand-off span covers in part is cut. Heads given as ``head_line`` stay what they
    were: the narrow sense of a dateline.
    """
    text: str = row["text"]
    wins = [s for s in spans if s.get("form") != "head_line"]
    lines: list[Row] = []
    for line in row["lines"]:
        start, end = line["start"], line["end"]
        for span in wins:
            a, b = max(start, span["start"]), min(end, span["end"])
            if a >= b:
                continue
            if text[start:a].strip():
                lines.append({"start": start, "end": a, "role": line["role"]})
            lines.append({"start": a, "end": b, "role": span["role"]})
            start = b
        if text[start:end].strip():
            lines.append({"start": start, "end": end, "role": line["role"]})
    known = [*row.get("roles_known", []), "dateline", "editorial_note"]
    return {**row, "lines": lines, "roles_known": known, "standoff": True}


def transfer(row: Row, text: str, renderer: str) -> Row | None:
    """The roles of ``row`` on another rendering of the same page; None when too unlike."""
    old = [(m.group(), m.start()) for m in _TOKEN.finditer(row["text"])]
    new = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    roles: list[str | None] = []
    at = 0
    for _, start in old:
        while at < len(row["lines"]) and row["lines"][at]["end"] <= start:
            at += 1
        inside = at < len(row["lines"]) and row["lines"][at]["start"] <= start
        roles.append(row["lines"][at]["role"] if inside else None)
    matcher = SequenceMatcher(None, [t[0] for t in old], [t[0] for t in new], autojunk=False)
    given: list[str | None] = [None] * len(new)
    matched = 0
    for a, b, size in matcher.get_matching_blocks():
        matched += size
        given[b : b + size] = roles[a : a + size]
    if matched < 0.9 * len(old):
        return None
    lines: list[Row] = []
    k = 0
    for found in _LINE.finditer(text):
        if not found.group().strip():
            continue
        inside = []
        while k < len(new) and new[k][1] < found.end():
            inside.append(k)
            k += 1
        left = found.start() + len(found.group()) - len(found.group().lstrip())
        right = found.start() + len(found.group().rstrip())
        runs: list[list[Any]] = []
        for i in inside:
            role = given[i]
            if role is None or (runs and runs[-1][0] == role):
                continue
            runs.append([role, new[i][1]])
        if not runs:
            runs = [["unknown", left]]
        for n, (role, start) in enumerate(runs):
            begin = left if n == 0 else start
            end = runs[n + 1][1] if n + 1 < len(runs) else right
            while end > begin and text[end - 1].isspace():
                end -= 1
            lines.append({"start": begin, "end": end, "role": role})
    return {**row, "text": text, "renderer": renderer, "lines": lines, "transferred": True}


def load_rows(data: Path, labels: Path) -> list[Row]:
    """The given captures with the stand-off labels laid over them."""
    standoff = {r["id"]: r["spans"] for r in read_jsonl(labels)}
    rows = read_jsonl(data / "plain_open.jsonl")
    return [with_standoff(r, standoff[r["id"]]) if r["id"] in standoff else r for r in rows]


def all_renderings(data: Path, rows: list[Row]) -> list[Row]:
    """The other three renderings of every row whose page is stored, roles carried over."""
    gold: dict[str, Path] = {}
    for source in ("fundus", "trafilatura"):
        for page in read_jsonl(data / source / "gold.jsonl"):
            gold[page["id"]] = data / source / page["html"]
    more: list[Row] = []
    for row in rows:
        path = gold.get(row["id"])
        if path is None:
            continue
        html = decode(path.read_bytes())
        for renderer in RENDERERS:
            if renderer == row["renderer"]:
                continue
            if (new := transfer(row, render(html, renderer), renderer)) is not None:
                more.append(new)
    return more
