"""An analysis as plain lists: reading an element of an array costs ten times as much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lists:
    """Words with their tags and trees, ``[N]`` each; shared by all who ask, so never changed."""

    words: list[str]
    """As written."""
    low: list[str]
    """In small letters."""
    start: list[int]
    end: list[int]
    """Code points of each word, end exclusive."""
    upos: list[str]
    xpos: list[str]
    head: list[int]
    """-1 for the root of a sentence."""
    children: list[list[int]]
    """The words that each word governs, in text order."""
