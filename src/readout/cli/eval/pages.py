"""``readout eval plain`` and ``readout eval pages``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show
from readout.errors import GoldError


@scores
def plain(gold: Annotated[str, Parameter(name="GOLD")], /, *, as_json: AsJson = False) -> int:
    """Score the roles of lines in plain-text captures: body F1, and F1 of each role.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one capture a line: "text", and "lines" that each have "start",
        "end" and "role".
    as_json
        Print JSON instead of a table.
    """
    from readout.capture import Capture
    from readout.evaluation.plain import score_plain
    from readout.reading import read

    def roles(text: str) -> list[tuple[str, int, int]]:
        capture = Capture(
            kind="text",
            text=text,
            sha256="",
            path=None,
            media_type="text/plain",
            encoding="utf-8",
            url=None,
            captured_at=None,
        )
        return [(block.role, block.start, block.end) for block in read(capture).article.blocks]

    captures = [row for _, row in rows(gold, "text", "lines")]
    show(score_plain(captures, roles), as_json)
    return 0


@scores
def pages(gold: Annotated[str, Parameter(name="GOLD")], /, *, as_json: AsJson = False) -> int:
    """Score HTML pages: body F1, title, authors, date, captions, credits, snippets.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one page a line: "html" (path of the page, from the folder of this
        file), "url", and "gold" with what is known of the page.
    as_json
        Print JSON instead of a table.
    """
    from readout.api import read
    from readout.evaluation.pages import score_pages

    folder = Path(gold).parent

    def pairs() -> Iterator[tuple[Any, Any]]:
        for number, row in rows(gold, "html", "gold"):
            path = folder / row["html"]
            if not path.is_file():
                raise GoldError(f"'{gold}', line {number}: there is no page at '{path}'.")
            yield row, read(path, url=row.get("url"))

    show(score_pages(pairs()), as_json)
    return 0
