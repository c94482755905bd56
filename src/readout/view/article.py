"""One or more records as a single HTML file that needs nothing else and runs nothing.

There is no script in it: the rows of the table light up their evidence by CSS alone, and the page
forbids scripts, pictures, fonts and connections to itself. Every string that comes from a capture
passes :func:`_escape`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from readout.record.types import Block, Evidence, Record
from readout.view.accounts import account_rows, sheets_html
from readout.view.claims import Row, rows
from readout.view.marks import Marks
from readout.view.roles import FAMILY, LABEL, MEANING, counts, is_run_in, runs, visible, words
from readout.view.sentences import actor_rows, event_rows, other_actor_rows, statement_rows
from readout.view.things import MARKED, marked, place_rows, quantity_rows, time_rows
from readout.view.why import Reason, others, reasons

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_KEYS = ("headline", "outlet", "published", "dateline", "language")
_LIT = 300
"""Rows of one article that light up their words when pointed at; in longer ones the others lead to
their words by link alone. Each such rule costs the browser a look at all the rows."""
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
    happened, said = event_rows(record), statement_rows(record)
    found = [
        ("Who acts and speaks", actor_rows(record)),
        ("Who and what else is named", other_actor_rows(record)),
        ("Where", place_rows(record)),
        ("When", time_rows(record)),
        ("How many", quantity_rows(record)),
    ]
    table = [*facts, *happened, *said, *(row for _, rows in found for row in rows)]
    why = {r.key: r for _, _, told in reasons(record) for r in told if r.key}
    return "".join(
        [
            f'<main id="{prefix}">\n<style>\n{_links(prefix, table)}</style>\n',
            f'<div id="{prefix}-claims">\n',
            _summary(record, prefix, facts),
            _claims("What happened, and according to whom", happened, prefix),
            _claims("Who said what", said, prefix),
            _accounts(record, prefix),
            *(
                _claims(title, some, prefix, why, shut=number > 0)
                for number, (title, some) in enumerate(found)
            ),
            "</div>\n",
            _legend(record),
            _kinds(record),
            _text(record, Marks(record, prefix, table, marked(record, why))),
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
    for row in table[:_LIT]:
        at = f"#{prefix}-claims:has(#{prefix}-row-{row.key}:is(:hover, :focus-within))"
        lines.append(f"{at} ~ .text .c-{row.key} {{ background: var(--lit); }}\n")
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


def _claims(
    title: str,
    table: list[Row],
    prefix: str,
    why: dict[str, Reason] | None = None,
    *,
    shut: bool = False,
) -> str:
    if not table:
        return ""
    told = why or {}
    lines = "".join(_row(row, prefix, told.get(row.key.partition("-")[2])) for row in table)
    state = "" if shut else " open"
    return (
        f'<details class="found"{state}><summary>{title} <b>{len(table)}</b></summary>\n'
        f'<table class="claims"><tbody>{lines}</tbody></table></details>\n'
    )


def _row(row: Row, prefix: str, reason: Reason | None = None) -> str:
    in_text = any(item.span for item in row.evidence)
    value = _escape(row.value)
    if in_text:
        value = f'<a href="#{prefix}-{row.key}">{value}</a>'
    if reason is not None and reason.lines:
        value += _why(reason)
    elsewhere = "".join(_outside(item) for item in row.evidence if item.span is None)
    alone = in_text and not row.method
    seen = '<span class="where">in the text</span>' if alone else ""
    method = f'<span class="method">{_escape(row.method)}</span>' if row.method else ""
    return (
        f'<tr id="{prefix}-row-{row.key}"><th scope="row">{row.label}</th>'
        f"<td>{value}</td><td>{method}{seen}{elsewhere}</td></tr>\n"
    )


def _why(reason: Reason) -> str:
    """The candidates of a place or an actor, folded below it."""
    items = "".join(
        f'<li class="{"scored" if scored else "told"}">{_escape(line)}</li>'
        for scored, line in reason.scored
    )
    return f'<details class="why"><summary>why</summary><ul>{items}</ul></details>'


def _outside(item: Evidence) -> str:
    where, value = str(item.where), str(item.value)
    return f'<span class="where" title="{_escape(value)}">{_escape(where)}</span>'


def _legend(record: Record) -> str:
    items = "".join(
        f'<li class="f-{FAMILY[role]}" title="{MEANING[role]}">{LABEL[role]} <b>{count}</b></li>'
        for role, count in counts(record).items()
    )
    return f'<ul class="legend" aria-label="Roles of the blocks">{items}</ul>\n'


def _kinds(record: Record) -> str:
    """The legend of what is marked in the text; a box that is cleared takes the marks away."""
    many = {
        "actor": len(record.entities),
        "place": len(record.places),
        "time": len(record.times),
        "quantity": len(record.quantities),
    }
    items = "".join(
        f'<label><input type="checkbox" class="show-{kind}" checked>'
        f'<span class="sample k-{kind}">{title}</span> <b>{many[kind]}</b></label>'
        for kind, title in MARKED.items()
        if many[kind]
    )
    if not items:
        return ""
    return f'<fieldset class="kinds"><legend>Marked in the text</legend>{items}</fieldset>\n'


def _text(record: Record, marks: Marks) -> str:
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


def _block(record: Record, block: Block, marks: Marks, before: Block | None = None) -> str:
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


def _notes(record: Record) -> str:
    notes = others(record)
    if not notes:
        return ""
    items = "".join(f"<li>{_note(n.step, n.reason, n.start, n.end)}</li>" for n in notes)
    title = _many(len(notes))
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
