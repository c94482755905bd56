"""The rendering of all blocks of a page to one text."""

from __future__ import annotations

import msgspec


class Shown(msgspec.Struct, frozen=True):
    """The page as text: the i-th span (code points) and role belong to ``layout.blocks[i]``."""

    text: str
    spans: list[tuple[int, int]]
    roles: list[str]
