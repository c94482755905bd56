"""Captures that no reader likes: broken, cut off, mislabelled, bottomless, full of controls."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from random import Random

import zstandard

from benchmarks.articles import html
from benchmarks.shapes import SHAPES

_SIZE = 60_000  # bytes of a hostile shape; its growth with the size is another benchmark


def _page(chance: Random) -> bytes:
    return html(chance.randrange(10**9), 60)


def _cut(chance: Random) -> bytes:
    page = _page(chance)
    return page[: chance.randrange(1, len(page))]


def _flipped(chance: Random) -> bytes:
    page = bytearray(_page(chance))
    for _ in range(200):
        page[chance.randrange(len(page))] = chance.randrange(256)
    return bytes(page)


def _squeezed(pack: Callable[[bytes], bytes]) -> Callable[[Random], bytes]:
    def made(chance: Random) -> bytes:
        packed = pack(_page(chance))
        return packed[: chance.randrange(12, len(packed))]

    return made


def _bomb(_: Random) -> bytes:
    return gzip.compress(b"<p>" + b"\0" * 30_000_000, 9)


def _wrong_charset(chance: Random) -> bytes:
    name = chance.choice([b"utf-16", b"utf-7", b"shift_jis", b"no-such-thing", b"idna", b"\xff"])
    return _page(chance).replace(b"charset=utf-8", b"charset=" + name)


def _strange_letters(chance: Random) -> bytes:
    picked = "\u202e\u200b\ufeff\u0000\u0300\U0001f600\ue000\u2028\x85\x1b[2J\ufffe\u0ddf"
    words = _page(chance).decode()
    for _ in range(300):
        at = chance.randrange(len(words))
        words = words[:at] + chance.choice(picked) + words[at:]
    return words.encode("utf-8", "surrogatepass")


def _lone_surrogates(chance: Random) -> bytes:
    story = '{"@type":"NewsArticle","headline":"a \\ud800 b","datePublished":"\\udfff"}'
    tag = f"<script type=application/ld+json>{story}</script><p>&#xd800;&#1114112;&#0;</p>"
    return _page(chance).replace(b"<body>", b"<body>" + tag.encode())


def _long_words(chance: Random) -> bytes:
    text = "".join(chance.choice("abcde.,'\"-") for _ in range(20_000))
    return f"<html><body><h1>X</h1><p>Officials said {text} on Monday.</p></body>".encode()


def _numbers(chance: Random) -> bytes:
    text = " ".join(str(chance.randrange(10**30)) for _ in range(500))
    return f"<html><body><p>On 99 Smarch 0000, {text} people were killed.</p></body>".encode()


def _quotes(chance: Random) -> bytes:
    text = "".join(chance.choice("\"“”‘’'«» said he.") for _ in range(4_000))
    return f"<html><body><p>{text}</p></body>".encode()


def _shape(name: str) -> Callable[[Random], bytes]:
    return lambda chance: SHAPES[name](_SIZE + chance.randrange(999)).encode()


HOSTILE: dict[str, Callable[[Random], bytes]] = {
    "empty": lambda _: b"",
    "blanks": lambda chance: b" \n" * chance.randrange(1, 5_000),
    "zeros": lambda chance: b"\0" * chance.randrange(1, 5_000),
    "random bytes": lambda chance: chance.randbytes(chance.randrange(1, 20_000)),
    "PDF": lambda chance: b"%PDF-1.7\n" + chance.randbytes(3_000),
    "PNG": lambda chance: b"\x89PNG\r\n\x1a\n" + chance.randbytes(3_000),
    "JSON": lambda chance: b'{"a": [' + b"[" * chance.randrange(9_000),
    "a page cut off": _cut,
    "a page with flipped bytes": _flipped,
    "gzip cut off": _squeezed(gzip.compress),
    "zlib cut off": _squeezed(zlib.compress),
    "zstd cut off": _squeezed(zstandard.compress),
    "gzip bomb": _bomb,
    "wrong charset": _wrong_charset,
    "strange letters": _strange_letters,
    "lone surrogates": _lone_surrogates,
    "a word of 20,000 letters": _long_words,
    "impossible numbers": _numbers,
    "quotation marks": _quotes,
    "half an archive": lambda _: b"WARC/1.0\r\nWARC-Type: resp",
    "half a feed": lambda _: b"<?xml version='1.0'?><rss><channel><item><title>x</item>",
    **{f"shape: {name}": _shape(name) for name in SHAPES},
}
"""Name to a function that makes one such capture."""


def hostile(number: int) -> tuple[str, bytes]:
    """Kind and bytes of the hostile capture of this number; every kind in turn."""
    name = list(HOSTILE)[number % len(HOSTILE)]
    return name, HOSTILE[name](Random(number))
