"""Drafts made by hand, so that a rule is tested whatever the model finds."""

from __future__ import annotations

from readout.language.analyse import analyse
from readout.language.model import load
from readout.statements.draft import Draft
from readout.statements.sources import cue_head
from readout.statements.tree import Run, Tree, plant


def planted(text: str) -> Tree:
    """The tree of a text whose paragraphs are its blocks."""
    blocks = []
    at = 0
    for part in text.split("\n\n"):
        blocks.append((at, at + len(part)))
        at += len(part) + 2
    return plant(analyse(text, blocks, load()))


def run(tree: Tree, words: str, nth: int = 0) -> Run:
    """The words of a tree that a string covers, at its ``nth`` place in the text."""
    text, start = tree.analysis.text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    end = start + len(words)
    inside = [i for i in range(len(tree)) if tree.start[i] >= start and tree.end[i] <= end]
    return inside[0], inside[-1] + 1


def draft(tree: Tree, source: str | None, cue: str, *content: str) -> Draft:
    """A draft of the model's, its words given as they stand in the text."""
    told = run(tree, cue)
    return Draft(
        run(tree, source) if source else None,
        told,
        tuple(run(tree, one) for one in content),
        "model",
        head=cue_head(tree, told),
    )


def words(tree: Tree, found: Run | None) -> str:
    """The text of some words, "" for none."""
    return tree.analysis.quote(*found) if found else ""


def contents(tree: Tree, found: Draft) -> list[str]:
    """The text of each piece of content."""
    return [words(tree, one) for one in found.content]
