"""Tables of articles, one a row: which column holds what, told from a header or a first row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping

import msgspec

_NAMES = {
    "text": "text body content article_text full_text fulltext maintext main_text story body_text "
    "plain_text",
    "html": "html raw_html body_html content_html page_html",
    "title": "title headline heading",
    "url": "url link source_url article_url web_url permalink",
    "date": "date published published_at publishedat publication_date pub_date pubdate "
    "date_publish publish_date date_published datetime",
    "author": "author authors byline",
    "outlet": "outlet publisher publication source_name source",
}
"""What the tables of news corpora and of the interfaces of news services call their columns."""
_MEANING = {name: what for what, names in _NAMES.items() for name in names.split()}
_DELIMITERS = ",\t;|"
_LONGEST_HEADER = 4000
_KEY = re.compile(r'"([\w -]{1,40})"\s*:\s*"')


class Shape(msgspec.Struct, frozen=True):
    """How a table is written: ``json`` (Lines, or one array) or by a delimiter, and its columns."""

    delimiter: str | None
    """None for JSON."""
    columns: Mapping[str, str]
    """What is meant (``text``, ``title`` ...) to the name of the column that holds it."""
    array: bool = False


def shape_of(head: str) -> Shape | None:
    """How the table that begins with ``head`` is written; None for what is no table of articles.

    A table of articles has a column of texts, and one more that is known: its title, date,
    address, author or outlet.
    """
    head = head.lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return _json(head)
    line = (head[:_LONGEST_HEADER].splitlines() or [""])[0]
    if not line or line[0] == "<" or len(line) == len(head):
        return None
    for delimiter in _DELIMITERS:
        if delimiter in line:
            columns = _columns(next(csv.reader([line], delimiter=delimiter), []))
            if columns is not None:
                return Shape(delimiter, columns)
    return None


def _json(head: str) -> Shape | None:
    array = head[0] == "["
    if array and not head[1:].lstrip().startswith("{"):
        return None
    line, end, _ = head.partition("\n")
    if not array and end:
        try:
            first = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return None
        keys = (
            [k for k, v in first.items() if isinstance(v, str)] if isinstance(first, dict) else []
        )
    else:
        keys = _KEY.findall(head)  # an array, or a first row that is longer than what is looked at
    columns = _columns(keys)
    return Shape(None, columns, array) if columns is not None else None


def _columns(names: Iterable[str]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for name in names:
        what = _MEANING.get(re.sub(r"[\s-]+", "_", name.strip().lower()))
        if what is not None:
            found.setdefault(what, name)
    known = found.keys() - {"text", "html"}
    return found if known and len(known) < len(found) else None
