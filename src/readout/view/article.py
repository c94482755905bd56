"""One or more records as a single HTML file that needs nothing else and runs nothing.

There is no script in it: the rows of the table light up their evidence by CSS alone, and the page
forbids scripts, pictures, fonts and connections to itself. Every string that comes from a capture
passes :func:`_escape`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import pairwise

from readout.record.types import Block, Evidence, Record
from readout.view.accounts import account_rows, sheets_html
from readout.view.claims import Row, rows
from readout.view.roles import FAMILY, LABEL, MEANING, counts, is_run_in, runs, visible, words
from readout.view.sentences import actor_rows, event_rows, statement_rows

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_KEYS = ("headline", "outlet", "published", "dateline", "language")
_TAG = {"headline": "h1", "subhead": "h3", "quote": "blockquote"}


def page(records: list[Record]) -> str:
    """The whole file."""
    return "".join(
        [head(), *(article(record, number) for number, record in enumerate(records, 1)), foot()]
    )


def head() -> str:
    """The file up to the first article; what follows can be streamed article by article."""
    style = files("readout.view").joinpath("article.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>readout</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )


def foot() -> str:
    """What closes the file."""
    return "</body>\n</html>\n"


def article(record: Record, number: int = 1) -> str:
    """One record as a ``<main>`` element; ``number`` keeps the ids of several apart."""
    prefix = f"a{number}"
    facts = rows(record)
    happened, said, acting = event_rows(record), statement_rows(record), actor_rows(record)
    table = [*facts, *happened, *said, *acting]
    return "".join(
        [
            f'<main id="{prefix}">\n<style>\n{_links(prefix, table)}</style>\n',
            _summary(record, prefix, facts),
            _claims("What happened, and according to whom", happened, prefix),
            _claims("Who said what", said, prefix),
            _accounts(record, prefix),
            _claims("Who acts and speaks", acting, prefix),
            _legend(record),
            _text(record, prefix, table),
            _notes(record),
            _origin(record),
            "</main>\n",
        ]
    )


def _escape(text: str) -> str:
    return escape(visible(text), quote=True)


def _links(prefix: str, table: list[Row]) -> str:
    """The rules by which a row that is pointed at (or chosen) lights up its evidence."""
    lines = []
    for row in table:
        at = f"#{prefix}:has(#{prefix}-row-{row.key}:is(:hover, :focus-within))"
        lines.append(f"{at} [data-claim~={row.key}] {{ background: var(--lit); }}\n")
    return "".join(lines)


def _summary(record: Record, prefix: str, table: list[Row]) -> str:
    title = record.article.headline.value if record.article.headline else "No headline found"
    facts = [record.article.kind, f"{words(record):,} words in the body"]
    if record.article.url:
        facts.append(record.article.url)
    lines = "".join(_row(row, prefix) for row in table)
    return (
        f'<header><p class="title">{_escape(title)}</p>'
        f'<p class="facts">{" · ".join(_escape(fact) for fact in facts)}</p>\n'
        '<table class="claims"><caption>What was read, and where</caption>\n'
        f"<tbody>{lines}</tbody></table></header>\n"
    )


def _accounts(record: Record, prefix: str) -> str:
    sheets = account_rows(record)
    if not sheets:
        return ""
    title = f"The sides' accounts <b>{len(sheets)}</b>"
    return (
        f'<details class="found" open><summary>{title}</summary>\n'
        f"{sheets_html(sheets, prefix)}</details>\n"
    )


def _claims(title: str, table: list[Row], prefix: str) -> str:
    if not table:
        return ""
    lines = "".join(_row(row, prefix) for row in table)
    return (
        f'<details class="found" open><summary>{title} <b>{len(table)}</b></summary>\n'
        f'<table class="claims"><tbody>{lines}</tbody></table></details>\n'
    )


def _row(row: Row, prefix: str) -> str:
    in_text = any(item.span for item in row.evidence)
    value = _escape(row.value)
    if in_text:
        value = f'<a href="#{prefix}-{row.key}">{value}</a>'
    elsewhere = "".join(_outside(item) for item in row.evidence if item.span is None)
    alone = in_text and not row.method
    seen = '<span class="where">in the text</span>' if alone else ""
    method = f'<span class="method">{_escape(row.method)}</span>' if row.method else ""
    return (
        f'<tr id="{prefix}-row-{row.key}"><th scope="row">{row.label}</th>'
        f"<td>{value}</td><td>{method}{seen}{elsewhere}</td></tr>\n"
    )


def _outside(item: Evidence) -> str:
    where, value = str(item.where), str(item.value)
    return f'<span class="where" title="{_escape(value)}">{_escape(where)}</span>'


def _legend(record: Record) -> str:
    items = "".join(
        f'<li class="f-{FAMILY[role]}" title="{MEANING[role]}">{LABEL[role]} <b>{count}</b></li>'
        for role, count in counts(record).items()
    )
    return f'<ul class="legend" aria-label="Roles of the blocks">{items}</ul>\n'


def _text(record: Record, prefix: str, table: list[Row]) -> str:
    marks = _Marks(record, prefix, table)
    parts: list[str] = []
    for is_chrome, run in runs(record.article.blocks):
        if is_chrome:
            inner = "".join(_block(record, block, marks) for block in run)
            many = f"{len(run)} blocks" if len(run) > 1 else "1 block"
            hint = visible(record.article.text[run[0].start : run[0].end][:60])
            parts.append(
                '<details class="fold"><summary><span class="role">chrome</span>'
                f'<span class="many">{many} of the site</span>'
                f" <q>{escape(' '.join(hint.split()))}</q></summary>\n{inner}</details>\n"
            )
            continue
        skip = False
        for block, after in zip(run, [*run[1:], None], strict=True):
            if skip:
                skip = False
            elif after is not None and is_run_in(record.article.text, block, after):
                parts.append(_block(record, after, marks, before=block))
                skip = True
            else:
                parts.append(_block(record, block, marks))
    language = record.article.language
    lang = f' lang="{_escape(language.value)}"' if language else ""
    return f'<section class="text"{lang}>\n{"".join(parts)}</section>\n'


def _block(record: Record, block: Block, marks: _Marks, before: Block | None = None) -> str:
    tag = _TAG.get(block.role, "p")
    label = LABEL[block.role]
    inner = marks.of(block)
    if before is not None:
        label = LABEL[before.role]
        tip = _tip(before)
        inner = f'<span class="r-dateline" title="{tip}">{marks.of(before)}</span> {inner}'
        family = FAMILY[before.role]
    else:
        family = FAMILY[block.role]
    return (
        f'<div class="block f-{family}"><span class="role" title="{_tip(before or block)}">{label}'
        f'</span><{tag} class="r-{block.role}" dir="auto">{inner}</{tag}></div>\n'
    )


def _tip(block: Block) -> str:
    where = f"{block.id}, characters {block.start:,} to {block.end:,}"
    return escape(f"{LABEL[block.role]}: {MEANING[block.role]} ({where})")


class _Marks:
    """The text of a block, cut where evidence begins or ends, each piece naming its claims."""

    def __init__(self, record: Record, prefix: str, table: list[Row]) -> None:
        # Made harmless as a whole and then cut: a cut may fall between the two of a CRLF.
        self._text = visible(record.article.text)
        self._prefix = prefix
        self._anchored: set[str] = set()
        self._spans = sorted(
            (span.start, span.end, row.key, _claim_tip(row))
            for row in table
            for item in row.evidence
            if (span := item.span) is not None
        )

    def of(self, block: Block) -> str:
        """Escaped text of a block with its evidence marked."""
        over = [span for span in self._spans if span[0] < block.end and span[1] > block.start]
        cuts = {block.start, block.end}
        for start, end, *_ in over:
            cuts |= {max(start, block.start), min(end, block.end)}
        edges = sorted(cuts)
        return "".join(self._piece(block, start, end, over) for start, end in pairwise(edges))

    def _piece(
        self, block: Block, start: int, end: int, over: list[tuple[int, int, str, str]]
    ) -> str:
        words = escape(self._text[start:end], quote=True)
        here = [span for span in over if span[0] <= start and span[1] >= end]
        if not here:
            return words
        anchors = "".join(self._anchor(key) for _, _, key, _ in here)
        keys = " ".join(dict.fromkeys(key for _, _, key, _ in here))
        tips = "; ".join(dict.fromkeys(tip for *_, key, tip in here if key != "language"))
        if keys == "language":
            # All of the body tells the language; a tooltip on every word would tell nothing.
            return f'{anchors}<mark data-claim="{keys}">{words}</mark>'
        tip = escape(f"{LABEL[block.role]} · {tips}", quote=True)
        part = "" if (start, end) == (block.start, block.end) else ' class="part"'
        return (
            f'{anchors}<mark{part} data-claim="{keys}" data-tip="{tip}" tabindex="0">{words}</mark>'
        )

    def _anchor(self, key: str) -> str:
        if key in self._anchored:
            return ""
        self._anchored.add(key)
        return f'<a id="{self._prefix}-{key}"></a>'


def _claim_tip(row: Row) -> str:
    kind = row.key.partition("-")[0]
    return f"evidence for {kind}" + (f" ({visible(row.method)})" if row.method else "")


def _notes(record: Record) -> str:
    if not record.notes:
        return ""
    items = "".join(f"<li>{_note(n.step, n.reason, n.start, n.end)}</li>" for n in record.notes)
    title = _many(len(record.notes))
    return f'<details class="notes"><summary>{title}</summary><ul>{items}</ul></details>\n'


def _many(count: int) -> str:
    return (
        "1 note on what was left out or is in doubt"
        if count == 1
        else (f"{count} notes on what was left out or is in doubt")
    )


def _note(step: str, reason: str, start: int | None, end: int | None) -> str:
    where = f' <span class="where">{start:,} to {end:,}</span>' if start is not None else ""
    return f'<span class="method">{_escape(step)}</span> {_escape(reason)}{where}'


def _origin(record: Record) -> str:
    def facts() -> Iterator[str]:
        source = record.article.source
        yield source.path or "standard input"
        yield source.media_type
        if source.captured_at:
            yield f"captured {source.captured_at}"
        yield f"sha256 {source.sha256}"
        yield f"article {record.article.id}"
        yield f"readout {record.readout.version}, schema {record.readout.schema}"

    return f"<footer>{' · '.join(_escape(fact) for fact in facts())}</footer>\n"
