"""Compiles the written articles of ``tests/data/accounts/*.txt`` into the gold that is scored.

    python -m training.accounts.written tests/data/accounts/episodes.txt > episodes.jsonl

An episode that several articles tell has its points in its last article.

An article begins with ``@@ id part date [story]``; then come lines for its parts, ``---``, the text
with marks, ``---`` and the points (for episodes):

    e1 state Kenya KEN GOV                     entity: id, kind, name, country, sector
    e2 person Amina_Odhiambo KEN GOV of=Kenya title=spokeswoman ref=Q1 anon
    p1 Garissa city KEN -0.45 39.65            place
    s1 e2 in=s0                                statement: its speakers, the one it stands in
    v1 ASSAULT e1>e3 occurred s1 p1 2031-03-02 =h3    event; <> is reciprocal; =h3 its happening
    q1 killed 20 - soldiers v1                 quantity: min, max, unit, its event
    c1 e1>e3 s1                                commitment
    ---
    [e2|Amina Odhiambo] {s1!said} {s1|that [e1|it] {v1|killed} {q1|20} ...}
    ---
    e1+ words in the text | e3- other words    point: side and its words, silent where it is missing
    n1a.e1+ words | n1b.e3- other words        the same over articles that stand before in the file
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_MARK = re.compile(r"[\[{](?P<id>[a-z]+\d+)(?P<use>[|!~*])|(?P<close>[\]}])")
_FORMS = {"|": "name", "~": "description", "*": "pronoun", "!": "cue"}


def unmarked(marked: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The text without its marks, and (id, use, start, end) of each mark."""
    out: list[str] = []
    size = at = 0
    open_: list[tuple[str, str, int]] = []
    found: list[tuple[str, str, int, int]] = []
    for match in _MARK.finditer(marked):
        piece = marked[at : match.start()]
        out.append(piece)
        size += len(piece)
        at = match.end()
        if match["close"]:
            id_, use, start = open_.pop()
            found.append((id_, use, start, size))
        else:
            open_.append((match["id"], match["use"], size))
    assert not open_, f"{open_} is not closed"
    out.append(marked[at:])
    return "".join(out), sorted(found, key=lambda f: (f[2], -f[3]))


def articles(source: str) -> Iterator[dict[str, Any]]:
    """One gold row for each article."""
    texts: dict[str, str] = {}
    for chunk in re.split(r"^@@ ", source, flags=re.M)[1:]:
        try:
            yield _article(chunk, texts)
        except (AssertionError, ValueError, KeyError, IndexError) as error:
            raise SystemExit(f"{chunk.splitlines()[0]}: {error!r}") from error


def _article(chunk: str, texts: dict[str, str]) -> dict[str, Any]:
    head, text, *points = re.split(r"^---\n", chunk, flags=re.M)
    first, *lines = head.splitlines()
    id_, part, date, *story = first.split()
    plain, marks = unmarked(text.strip())
    texts[id_] = plain
    spans: dict[str, list[tuple[str, int, int]]] = {}
    for mark, use, start, end in marks:
        spans.setdefault(mark, []).append((_FORMS[use], start, end))
    row: dict[str, Any] = {"id": id_, "part": part, "published": date}
    if story:
        row["story"] = story[0]
    row |= {"text": plain, "entities": [], "places": [], "times": [], "quantities": []}
    row |= {"statements": [], "events": [], "commitments": []}
    for line in lines:
        if line.strip():
            _part(row, line.split(), spans)
    if spans:
        raise ValueError(f"no line for {sorted(spans)}")
    if points:
        lines = [line for line in points[0].splitlines() if line.strip()]
        row["points"] = [_point(line, id_, texts) for line in lines]
    return row


def _span(found: tuple[str, int, int]) -> dict[str, int]:
    return {"start": found[1], "end": found[2]}


def _part(row: dict[str, Any], cells: list[str], spans: dict[str, Any]) -> None:
    id_, *rest = cells
    held = spans.pop(id_, [])
    assert held, f"{id_} is not in the text"
    options = dict(c.split("=", 1) for c in rest if "=" in c and not c.startswith("="))
    rest = [c for c in rest if "=" not in c or c.startswith("=")]
    match id_[0]:
        case "e":
            row["entities"].append(
                {
                    "id": id_, "kind": rest[0], "name": rest[1].replace("_", " "),
                    "country": _none(rest[2]), "sector": _none(rest[3]),
                    "anonymous": "anon" in rest,
                    "roles": [
                        {"title": options.get("title", "affiliation"),
                         "of": options["of"].replace("_", " ")}
                    ] if "of" in options else [],
                    "ref": options.get("ref"),
                    "mentions": [{**_span(h), "form": h[0]} for h in held],
                }
            )  # fmt: skip
        case "p":
            lat, lon = (float(c) for c in rest[3:5])
            row["places"].append(
                {"id": id_, "name": rest[0].replace("_", " "), "kind": rest[1],
                 "country": _none(rest[2]), "lat": lat, "lon": lon,
                 "mentions": [_span(h) for h in held]}
            )  # fmt: skip
        case "s":
            cue = [_span(h) for h in held if h[0] == "cue"]
            row["statements"].append(
                {"id": id_, "speakers": [c for c in rest[0].split(",") if c != "-"],
                 "cue": cue[0] if cue else None, "parent": options.get("in"),
                 "content": [_span(h) for h in held if h[0] != "cue"]}
            )  # fmt: skip
        case "q":
            row["quantities"].append(
                {"id": id_, "kind": rest[0], "min": _number(rest[1]), "max": _number(rest[2]),
                 "unit": _none(rest[3]), "approximate": "approx" in rest, **_span(held[0])}
            )  # fmt: skip
            for event in row["events"]:
                if event["id"] in rest[4:]:
                    event["quantities"].append(id_)
        case "c":
            by, to = re.split("<?>", rest[0])
            row["commitments"].append(
                {"id": id_, "by": _ids(by), "to": _ids(to), "content": _span(held[0]),
                 "statement": next((c for c in rest[1:] if c[0] == "s"), None)}
            )  # fmt: skip
        case "v":
            _event(row, id_, rest, held)


def _event(row: dict[str, Any], id_: str, rest: list[str], held: list[Any]) -> None:
    sources, targets = re.split("<?>", rest[1])
    date = next(
        (c for c in rest[2:] if re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}-\d\d-\d\d)?", c)), None
    )
    time = None
    if date:
        time = f"t{len(row['times']) + 1}"
        start, _, end = date.partition("/")
        # The words of the date are not marked: the trigger stands in for them.
        row["times"].append({"id": time, "value": start, "from": start, "to": end or start,
                             **_span(held[0])})  # fmt: skip
    row["events"].append(
        {
            "id": id_, "type": _none(rest[0]), "sources": _ids(sources), "targets": _ids(targets),
            "reciprocal": "<>" in rest[1], "status": rest[2], "trigger": _span(held[0]),
            "place": next((c for c in rest[3:] if re.fullmatch(r"p\d+", c)), None), "time": time,
            "according_to": [c for c in rest[3:] if re.fullmatch(r"s\d+", c)],
            "background": "background" in rest, "quantities": [],
            **{name: c[1:] for name in ("happening",) for c in rest if c.startswith("=")},
        }
    )  # fmt: skip


def _point(line: str, here: str, texts: dict[str, str]) -> dict[str, Any]:
    stances = []
    for told in line.split(" | "):
        match = re.fullmatch(r"\s*(?:(?P<article>\w+)\.)?(?P<side>e\d+)(?P<sign>[+-])\s+"
                             r"(?P<words>.*?)\s*", told)  # fmt: skip
        assert match, told
        start = texts[match["article"] or here].find(match["words"])
        assert start >= 0, f"not in the text: {match['words']}"
        stance = {"side": match["side"], "stance": "asserts" if match["sign"] == "+" else "denies",
                  "start": start, "end": start + len(match["words"])}  # fmt: skip
        stances.append({"article": match["article"], **stance} if match["article"] else stance)
    return {"stances": stances}


def _ids(cell: str) -> list[str]:
    return [c for c in cell.split(",") if c and c != "-"]


def _none(cell: str) -> str | None:
    return None if cell == "-" else cell.replace("_", " ")


def _number(cell: str) -> float | None:
    return None if cell == "-" else float(cell)


if __name__ == "__main__":
    for _row in articles(Path(sys.argv[1]).read_text(encoding="utf-8")):
        print(json.dumps(_row, ensure_ascii=False))
