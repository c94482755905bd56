"""Articles of about 500 words, as many as wanted, each with words of its own.

They are made of the English captures written for the tests: the paragraphs of one, filled up from
the next, with other numbers and other names in each. So no two share their text, what is kept per
word or per name would grow, and yet they read like news.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from random import Random

from benchmarks.child import ROOT

WORDS = 500
_NUMBER = re.compile(r"(?<=[a-z] )[1-9]\d?(?= [a-z])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?= [a-z])")
_SYLLABLES = "ba de ka lo mi na or pe ra sa tu vi el an dor hul mek tas rin zor".split()
_LEFT_ALONE = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June "
    "July August September October November December".split()
)


@cache
def _written() -> list[tuple[str, str, list[str]]]:
    """Headline, date and paragraphs of each English capture that tells a story."""
    found = []
    for path in sorted((ROOT / "tests" / "data" / "captures").glob("*.txt")):
        head: dict[str, str] = {}
        story = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#! "):
                name, _, value = line[3:].partition(": ")
                head[name] = value
                continue
            role, _, words = line.partition("\t")
            if role == "paragraph":
                # A capture breaks lines wherever a link stood; a sentence ends a paragraph.
                story += words + ("\n" if words.endswith((".", "”", '"', "?")) else " ")
        if head.get("language") == "en" and head.get("kind") in ("article", "brief"):
            paragraphs = [p.strip() for p in story.splitlines() if len(p.split()) > 5]
            found.append((head.get("title", ""), head.get("date", "2024-03-05"), paragraphs))
    return found


def article(number: int, words: int = WORDS) -> tuple[str, str, list[str]]:
    """Headline, ISO date and paragraphs of the article of this number, about ``words`` long."""
    written = _written()
    chance = Random(number)
    headline, date, paragraphs = written[number % len(written)]
    paragraphs = list(paragraphs)
    following = number // len(written) + number
    while sum(len(p.split()) for p in paragraphs) < words:
        following += 1
        paragraphs += written[following % len(written)][2]
    kept: list[str] = []
    count = 0
    for paragraph in paragraphs:
        kept.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            break
    names: dict[str, str] = {}
    return (
        _changed(headline, chance, names),
        date,
        [_changed(paragraph, chance, names) for paragraph in kept],
    )


def _changed(text: str, chance: Random, names: dict[str, str]) -> str:
    """The text with other small numbers, and every third name another, the same throughout."""

    def name(found: re.Match[str]) -> str:
        word = found[0]
        if word not in names:
            other = "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
            keeps = word in _LEFT_ALONE or chance.random() > 1 / 3
            names[word] = word if keeps else other
        return names[word]

    text = _NUMBER.sub(lambda found: str(int(found[0]) + chance.randrange(1, 40)), text)
    return _NAME.sub(name, text)


def html(number: int, words: int = WORDS) -> bytes:
    """The article as a page with the usual things around it, some 12 kB."""
    headline, date, paragraphs = article(number, words)
    link = '<li class="menu-item"><a href="/{0}/{1}" class="nav-link">Section {1}</a></li>'
    menu = "".join(link.format("section", n) for n in range(40))
    related = "".join(
        f'<div class="card"><a href="/story/{n}"><h3>Another story of the day, number {n}</h3></a>'
        f"<p>What it is about in a line.</p></div>"
        for n in range(12)
    )
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(headline)} - The "
        f'Daily</title><meta property="article:published_time" content="{date}T06:30:00Z">'
        f'<meta property="og:title" content="{escape(headline)}">'
        f"<style>{'.nav-link{color:#333;margin:0 4px}' * 40}</style></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{escape(headline)}</h1>"
        f'<p class="byline">By Nora Imber</p><time datetime="{date}">{date}</time>\n{body}\n'
        f'</article></main><aside class="related"><h2>More</h2>{related}</aside>'
        f"<footer><ul>{menu}</ul><p>© The Daily. All rights reserved.</p></footer></body></html>"
    ).encode()


def write_archive(path: Path, count: int, first: int = 0, words: int = WORDS) -> None:
    """A WARC of ``count`` such pages, one gzip member each."""
    with path.open("wb") as file:
        for number in range(first, first + count):
            file.write(gzip.compress(_response(number, words), 3))


def _response(number: int, words: int) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    body += html(number, words)
    url = f"https://www.daily{number % 97}.example/story/{number}"
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-03-05T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def pages(count: int) -> Iterator[tuple[bytes, str | None]]:
    """Bytes and address of the first ``count`` pages."""
    for number in range(count):
        yield html(number), f"https://www.daily.example/story/{number}"
