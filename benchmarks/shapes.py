"""Hostile inputs of any size: what would make a careless reader quadratic."""

from __future__ import annotations

from collections.abc import Callable

HEAD = "<html><head><title>A page</title></head><body><h1>A page</h1>"


def _repeated(piece: str, head: str = HEAD) -> Callable[[int], str]:
    return lambda size: head + piece * max(1, size // len(piece))


def _json_ld(size: int) -> str:
    opening = "<script type='application/ld+json'>"
    return "<html><head>" + opening + "[" * size + "</script></head><body><p>Words.</p>"


def _json_ld_strings(size: int) -> str:
    broken = '{"@type":"NewsArticle","headline":"a\n' * (size // 38)
    return f"<html><head><script type='application/ld+json'>{broken}</script></head><body>"


SHAPES: dict[str, Callable[[int], str]] = {
    "<div>": _repeated("<div>"),
    "<b><i>": _repeated("<b><i>"),
    "<p>": _repeated("<p>"),
    "<li>": _repeated("<li>"),
    "<table>": _repeated("<table>"),
    "<a> with words": _repeated("<a href='/x'>word "),
    "open quotes": _repeated("<p class='x "),
    "open comments": _repeated("<!--"),
    "&amp;": _repeated("&amp;"),
    "one line, no blank": lambda size: HEAD + "<p>" + "x" * size,
    "one line of words": _repeated("words and "),
    "JSON-LD [[[[": _json_ld,
    "JSON-LD broken": _json_ld_strings,
    "<br>": _repeated("a<br>"),
    "one-word <p>": _repeated("<p>word</p>"),
    "paragraphs": _repeated("<p>" + "The council said on Monday that it would. " * 8 + "</p>"),
    "captions": _repeated("<figure><figcaption>A man. Photo: Jo Roe/AP</figcaption></figure>"),
    "bylines": _repeated("<p class=byline>By Jo Roe and Al Doe, 1 May 2020</p>"),
    "attributes": lambda size: HEAD + "<p " + " ".join(f"a{n}=b" for n in range(size // 9)) + ">",
    "hidden tag ends": lambda size: HEAD + "<p" + "".join(f" a{n}='>'" for n in range(size // 11)),
    "text: short lines": _repeated("A short line\n", ""),
    "text: blank lines": _repeated("a\n\n\n\n", ""),
    "text: one line": _repeated("word by word ", ""),
    "text: no blank": lambda size: "x" * size,
}
"""Name to a function from size (characters, all ASCII) to the source."""
