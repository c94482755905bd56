"""Reads the captures written for the project: plain text in which every line names its role.

A source file is one capture. It begins with ``#! key: value`` lines, all of :data:`KEYS` and each
once; every further line is ``role<TAB>text``, or is empty for a blank line of the capture.
``+role<TAB>text`` continues the line before it on the same line, after one blank. Blanks after the
TAB are the indentation of the line: they are in the text, but not in the span.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, get_args

from readout.record.types import PageKind, Role

ROLES: frozenset[str] = frozenset(get_args(Role))
KINDS: frozenset[str] = frozenset(get_args(PageKind))
KEYS: tuple[str, ...] = ("id", "language", "kind", "title", "authors", "date", "outlet")
REQUIRED: tuple[str, ...] = ("id", "language", "kind")
"""The keys whose value must not be empty; for the others empty means: the page does not say it."""


def load_captures(folder: str | Path) -> list[dict[str, Any]]:
    """The captures of a folder's ``*.txt`` files, in order of file name.

    The rows have the plain-capture format of ``data/pages/README.md``, with the roles of the
    record, and besides ``language``, ``kind``, ``title``, ``authors``, ``date`` and ``outlet``;
    title, date and outlet are None where the page does not say them. Offsets are code points.

    Raises ValueError, naming file and line, for anything that is not in the format of this module,
    and for an id that occurs twice.
    """
    rows: list[dict[str, Any]] = []
    seen: dict[str, Path] = {}
    for path in sorted(Path(folder).glob("*.txt"), key=lambda path: path.name):
        row = read_capture(path.read_text(encoding="utf-8"), str(path))
        if row["id"] in seen:
            raise ValueError(f"{path}:1: the id {row['id']!r} is also that of {seen[row['id']]}")
        seen[row["id"]] = path
        rows.append(row)
    return rows


def read_capture(source: str, name: str) -> dict[str, Any]:
    """One row from the source of one capture; ``name`` stands for the file in error messages."""
    lines = source.removesuffix("\n").split("\n")
    header: dict[str, str] = {}
    spans: list[dict[str, Any]] = []
    text = ""
    written = 0  # lines of the capture so far, blank ones included
    blank = True  # the line before is blank, or there is none
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        if line.startswith("#!"):
            if written:
                raise ValueError(f"{where}: a header line must stand before the capture")
            key, value = _header(line, where)
            if key in header:
                raise ValueError(f"{where}: the header {key!r} is given twice")
            header[key] = value
            continue
        if not line:
            text += "\n" if written else ""
            written += 1
            blank = True
            continue
        role, words = _line(line, where)
        if role.startswith("+"):
            if blank:
                raise ValueError(f"{where}: no line before this one that it could continue")
            role = role[1:]
            text += " "
        else:
            text += "\n" if written else ""
            written += 1
            blank = False
        if role not in ROLES:
            raise ValueError(
                f"{where}: unknown role {role!r}; known are {', '.join(sorted(ROLES))}"
            )
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        spans.append({"start": start, "end": len(text), "role": role})
    missing = [key for key in KEYS if key not in header]
    if missing:
        raise ValueError(f"{name}:1: no header {', '.join(missing)}")
    if not spans:
        raise ValueError(f"{name}:{len(lines)}: the capture has no text")
    return {
        "id": header["id"],
        "host": "sample",
        "url": None,
        "source": "written",
        "renderer": "written",
        "labels": "full",
        "language": header["language"],
        "kind": header["kind"],
        "title": header["title"] or None,
        "authors": [author for part in header["authors"].split(";") if (author := part.strip())],
        "date": header["date"] or None,
        "outlet": header["outlet"] or None,
        "text": text,
        "lines": spans,
    }


def _header(line: str, where: str) -> tuple[str, str]:
    key, colon, value = line[2:].partition(":")
    key, value = key.strip(), value.strip()
    if not colon or key not in KEYS:
        raise ValueError(f"{where}: not '#! key: value' with a key of {', '.join(KEYS)}")
    if not value and key in REQUIRED:
        raise ValueError(f"{where}: the header {key!r} is empty")
    if key == "kind" and value not in KINDS:
        raise ValueError(f"{where}: unknown kind {value!r}; known are {', '.join(sorted(KINDS))}")
    if key == "date" and value:
        try:
            exact = datetime.date.fromisoformat(value).isoformat() == value
        except ValueError:
            exact = False
        if not exact:
            raise ValueError(f"{where}: the date {value!r} is not YYYY-MM-DD")
    return key, value


def _line(line: str, where: str) -> tuple[str, str]:
    role, tab, words = line.partition("\t")
    if not tab:
        raise ValueError(f"{where}: no TAB between role and text")
    if not words.strip():
        raise ValueError(f"{where}: no text after the role {role!r}")
    if "\t" in words:
        raise ValueError(f"{where}: a second TAB")
    if words != words.rstrip():
        raise ValueError(f"{where}: blanks at the end of the line")
    if role.startswith("+") and words != words.lstrip():
        raise ValueError(f"{where}: a line that continues another has no indentation")
    return role, words
