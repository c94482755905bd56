"""Near-duplicates among articles: a wire story that many outlets print tells a thing once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from zlib import crc32

from readout.accounts.wording import TOKEN
from readout.record.types import BODY_ROLES, Record

_SHINGLE = 6
_SHARE = 0.7
"""Share of the shorter one's shingles from which two articles are copies."""
_LEAST = 8
"""Shingles an article needs to be compared at all."""
_COMMON = 200
"""A shingle that stands in more articles is boilerplate."""


def shingles(record: Record) -> frozenset[int]:
    """Hashes of every six words of the body in a row; every fourth value for long articles."""
    text = record.article.text
    said = [
        m.group().lower()
        for b in record.article.blocks
        if b.role in BODY_ROLES
        for m in TOKEN.finditer(text, b.start, b.end)
    ]
    hashes = {
        crc32(" ".join(said[k : k + _SHINGLE]).encode("utf-8", "replace"))
        for k in range(len(said) - _SHINGLE + 1)
    }
    return frozenset(h for h in hashes if h % 4 == 0) if len(hashes) > 400 else frozenset(hashes)


def originals(records: Sequence[Record]) -> list[int]:
    """For each record the index of the one it is a copy of, or its own.

    The first of the copies in the order given stands for all.
    """
    held = [shingles(r) for r in records]
    where: dict[int, list[int]] = defaultdict(list)
    out = list(range(len(records)))
    for number, mine in enumerate(held):
        if len(mine) >= _LEAST:
            shared: Counter[int] = Counter()
            for one in mine:
                if len(where[one]) < _COMMON:
                    shared.update(where[one])
            found = [
                (-count / min(len(mine), len(held[other])), other)
                for other, count in shared.items()
                if count >= _SHARE * min(len(mine), len(held[other]))
            ]
            if found:
                out[number] = out[min(found)[1]]
        for one in mine:
            where[one].append(number)
    return out
