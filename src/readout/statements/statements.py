"""The value that leaves the statements room."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.record.types import Entity, Note, Statement
from readout.statements.draft import Draft
from readout.statements.tree import Tree


@dataclass(frozen=True)
class Statements:
    """Who says what in an article, with provisional ids ("s1", ...), in text order."""

    statements: list[Statement] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    """Speakers, documents and outlets that the mentions lack; ids go on from the mentions'."""
    notes: list[Note] = field(default_factory=list)
    """What was found and rejected, with the reason."""
    drafts: list[Draft] = field(default_factory=list)
    """The statements as runs of words, for what stands inside them."""
    tree: Tree | None = field(default=None, repr=False)
    """The syntax that they were found in; None of a text without words."""
