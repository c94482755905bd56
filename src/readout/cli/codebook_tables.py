"""A codebook as tables for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from readout.errors import UsageError
from readout.knowledge.codebook import QUADS, Codebook, Root


def print_all(book: Codebook) -> None:
    """Roots with their modes, then contexts."""
    console = Console(highlight=False)
    console.print(f"[bold]{book.label}[/bold]\n")
    table = _table("root", "quad", "score", "definition and modes")
    for name, root in book.roots.items():
        modes = f"\n[dim]{', '.join(root.modes)}[/dim]" if root.modes else ""
        table.add_row(
            name, f"{root.quad} {QUADS[root.quad]}", _score(root.score), root.definition + modes
        )
    console.print(table)
    table = _table("context", "definition")
    for name, definition in book.contexts.items():
        table.add_row(name, definition)
    console.print(table)


def print_one(book: Codebook, name: str) -> None:
    """One root with its modes and CAMEO codes, or one context; raises UsageError for neither."""
    console = Console(highlight=False)
    root = book.roots.get(name.upper()) or book.roots.get(name)
    if root is not None:
        _print_root(console, book, name.upper() if name.upper() in book.roots else name, root)
    elif name.lower() in book.contexts:
        console.print(f"[bold]{name.lower()}[/bold]  {book.contexts[name.lower()]}")
    else:
        raise UsageError(f"The codebook {book.name} has no root and no context '{name}'.")


def _print_root(console: Console, book: Codebook, name: str, root: Root) -> None:
    console.print(f"[bold]{name}[/bold]  {root.quad} {QUADS[root.quad]}, score "
                  f"{_score(root.score) or 'none'}\n{root.definition}\n")  # fmt: skip
    if root.modes:
        table = _table("mode", "score", "definition")
        for mode, held in root.modes.items():
            table.add_row(mode, _score(held.score), held.definition)
        console.print(table)
    rows = [row for row in book.cameo if row.root == name]
    if rows:
        table = _table("CAMEO", "mode", "contexts", "description")
        for row in rows:
            table.add_row(row.cameo, row.mode, ", ".join(row.contexts), row.description)
        console.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, style="bold" if column == columns[0] else None)
    return table


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:g}"
