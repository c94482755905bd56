"""How the roles are grouped, called and counted wherever a person sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from readout.record.types import BODY_ROLES, Block, Record, Role

FAMILY: dict[Role, str] = {
    "headline": "title",
    "standfirst": "title",
    "subhead": "title",
    "byline": "origin",
    "published": "origin",
    "dateline": "origin",
    "paragraph": "text",
    "quote": "text",
    "list": "text",
    "caption": "picture",
    "credit": "picture",
    "editorial_note": "note",
    "chrome": "chrome",
}
"""Roles that a reader takes in together share one colour; thirteen colours would be a carnival."""

LABEL: dict[Role, str] = {role: role.replace("_", " ") for role in FAMILY}

MEANING: dict[Role, str] = {
    "headline": "The title of the article.",
    "standfirst": "The summary below the headline.",
    "subhead": "A title inside the article.",
    "byline": "Who wrote it.",
    "published": "When it was published or updated.",
    "dateline": "The place, and often the agency, that opens the body.",
    "paragraph": "A paragraph of the article.",
    "quote": "A quotation set apart.",
    "list": "An item of a list of the article.",
    "caption": "What a picture shows.",
    "credit": "Who made or owns a picture.",
    "editorial_note": "A correction, disclosure or contribution note of the editors.",
    "chrome": "The site around the article: menus, share lines, related stories, notices.",
}


_SHOWN_ELSEWHERE = ("headline", "byline", "published", "dateline")


def tally(record: Record) -> list[str]:
    """``7 paragraphs`` and so on, for the roles whose words do not stand in a summary anyway."""
    return [
        f"{count} {LABEL[role]}{'' if count == 1 or role == 'chrome' else 's'}"
        for role, count in counts(record).items()
        if role not in _SHOWN_ELSEWHERE
    ]


def counts(record: Record) -> dict[Role, int]:
    """Blocks of each role that occurs, in the order of the list above."""
    seen = Counter(block.role for block in record.article.blocks)
    return {role: seen[role] for role in FAMILY if seen[role]}


def words(record: Record) -> int:
    """Words of the body, as blanks part them."""
    text = record.article.text
    return sum(
        len(text[block.start : block.end].split())
        for block in record.article.blocks
        if block.role in BODY_ROLES
    )


def runs(blocks: list[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Blocks grouped into runs: ``(is chrome, blocks)``, in order."""
    run: list[Block] = []
    for block in blocks:
        if run and (run[0].role == "chrome") != (block.role == "chrome"):
            yield run[0].role == "chrome", run
            run = []
        run.append(block)
    if run:
        yield run[0].role == "chrome", run


def is_run_in(text: str, block: Block, after: Block | None) -> bool:
    """Whether a dateline stands on the same line as the paragraph that follows it."""
    return (
        block.role == "dateline"
        and after is not None
        and after.role in ("paragraph", "standfirst")
        and "\n" not in text[block.end : after.start]
    )


_CONTROL = {code: 0x2400 + code for code in range(0x20) if code not in (9, 10)} | {0x7F: 0x2421}
_HARMFUL = (
    range(0x80, 0xA0),  # more controls
    range(0x202A, 0x202F),  # overrides and embeddings make a line read otherwise than it is stored
    range(0x2066, 0x206A),
    range(0xD800, 0xE000),  # surrogates, which no output can hold
)
_CONTROL |= {code: 0xFFFD for codes in _HARMFUL for code in codes}


def visible(text: str) -> str:
    """``text`` of the same length with every control character made a harmless sign.

    Captured text is not ours: an escape in it must not reach a terminal, nor a bidirectional
    override the reader's eye.
    """
    return text.replace("\r\n", " \n").translate(_CONTROL)
