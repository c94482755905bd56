"""Writes the parts of the docs that are generated from the code: ``python docs/generate.py``.

A test fails when what stands in the docs is not what this program would write.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

from cyclopts import App
from docstring_parser import parse

import readout
from readout.cli.main import COMMANDS, EXIT_CODES, app
from readout.knowledge.codebook import QUADS, Root, plover
from readout.language.model import PACKAGED
from readout.record.schema import schema

DOCS = Path(__file__).parent
_FIRST = ("Record", "Generator", "Article", "Source", "Claim", "Evidence", "Span")


def exit_codes() -> str:
    """The table of exit codes."""
    rows = [f"| `{code}` | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(["| code | meaning |", "| --- | --- |", *rows])


def record() -> str:
    """One section for each type, the record first."""
    parts = schema()["$defs"]
    names = [*_FIRST, *(name for name in parts if name not in _FIRST)]
    return "\n\n".join(_section(name, parts[name]) for name in names)


def _section(name: str, part: dict[str, Any]) -> str:
    lines = [f"## {name}", "", part["description"], ""]
    for shape in part.get("oneOf", [part]):
        if "oneOf" in part:
            lines += [f"{shape['title']}:", ""]
        lines += ["| field | type | meaning |", "| --- | --- | --- |"]
        for field, value in shape["properties"].items():
            meaning = value.get("description", "")
            lines.append(f"| `{field}` | {_type(value)} | {meaning} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def _type(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return " or ".join(_type(inner) for inner in value["anyOf"])
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if value.get("type") == "array":
        least = "one or more " if value.get("minItems") else "list of "
        return least + _type(value["items"])
    if "pattern" in value:
        return f"text, `{value['pattern']}`"
    name = {"string": "text", "null": "null"}.get(value["type"], value["type"])
    if "maximum" in value:
        return f"{name}, {value['minimum']:g} to {value['maximum']:g}"
    return str(name)


def language() -> str:
    """Scores of the language model that ships, by head, on the dev parts of open corpora."""
    about = json.loads((PACKAGED / "model.json").read_text(encoding="utf-8"))
    small, full = about["training"]["dev"]["int8"], about["training"]["dev"]["fp32"]
    rows = ["| figure | as shipped (int8) | before quantising |", "| --- | ---: | ---: |"]
    for name in sorted(small):
        rows.append(f"| {name} | {_score(small[name])} | {_score(full[name])} |")
    return "\n".join([f"Version {about['version']}.", "", *rows])


def _score(value: float) -> str:
    return f"{value:.2f}" if abs(value) < 3 else f"{value:.1f}"


FLOORS: dict[tuple[str, str], str] = {
    ("pages", "body F1"): "page: words of the body, HTML pages",
    ("captures", "body F1"): "page: words of the body, plain-text captures",
    ("captures", "authors exact"): "page: authors, plain-text captures",
    ("pages", "captions"): "page: captions, HTML pages",
    ("actors", "blind/found"): "actors: persons with a stated title found",
    ("actors", "blind/role and country"): "actors: their role and country",
    ("quantities", "test kind_and_bounds"): "quantities: kind and both bounds",
    ("written", "statement pair"): "statements: source and content, linked",
    ("written", "event, type"): "events: found, with type",
    ("written", "event, type + source + target"): "events: found, with type and both sides",
    ("written", "matched: status"): "events that were found: status",
    ("written", "matched: according to"): "events that were found: according to whom",
    ("written", "sentences without an event"): "sentences of sport and the like without an event",
}
"""Rows of ``evaluation/floors.json`` that the page on known failures shows, in its words."""


def floors() -> str:
    """What the tests of evaluation hold, of the rooms that the page speaks of."""
    held = json.loads((DOCS.parent / "evaluation/floors.json").read_text(encoding="utf-8"))
    rows = [f"| {what} | {held[part][name]:.2f} |" for (part, name), what in FLOORS.items()]
    return "\n".join(["| what | at least |", "| --- | ---: |", *rows])


_CITED = re.compile(r"(<!-- ([\w-]+) \| (.+?) \| (.+?)(?: \| (\d))? -->).*?(<!-- \. -->)", re.S)
"""A figure within a sentence: page, row, column, and which number of the cell, from 0."""


def cell(page: str, row: str, column: str, number: str | None = None) -> str:
    """A number of a cell of a table of ``explanation/PAGE.md``, as it stands there.

    A row is named by its first cell, or where that says "the same", by the first cell of the row
    that it means, a slash, and its own second cell. Raises ValueError when there is none of these.
    """
    text = (DOCS / "explanation" / f"{page}.md").read_text(encoding="utf-8")
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.M):
        head, _, *rows = (
            [part.strip() for part in line[1:-1].split("|")] for line in table.splitlines()
        )
        first = ""
        for held in rows:
            first = first if held[0] == "the same" else held[0]
            name = f"{first} / {held[1]}" if held[0] == "the same" else first
            if name == row and column in head:
                found = re.findall(r"\d*\.\d+|\d+", held[head.index(column)])
                if int(number or 0) < len(found):
                    return str(found[int(number or 0)])
    raise ValueError(f"docs/explanation/{page}.md has no figure of '{row}' under '{column}'.")


def options(*path: str) -> Callable[[], str]:
    """A maker of the table of arguments and options of one command, as its definition has them."""

    def table() -> str:
        command = app
        for name in path:
            command = command[name]
        return _options(command)

    return table


def _options(command: App) -> str:
    assert command.default_command is not None
    meanings = {}
    for told in parse(inspect.getdoc(command.default_command) or "").params:
        for name in told.arg_name.split(", "):
            meanings[name] = " ".join((told.description or "").split())
    rows = ["| argument | meaning | by default |", "| --- | --- | --- |"]
    for argument in command.assemble_argument_collection():
        names = ", ".join(f"`{name}`" for name in argument.names)
        meaning = meanings[argument.field_info.name]
        unnamed = [c for c in argument.get_choices() or () if not _named(c, meaning)]
        if unnamed:
            meaning = f"{meaning} One of {', '.join(f'`{c}`' for c in argument.get_choices())}."
        # An option named in passing is code too, or its hyphens become a dash.
        cell = re.sub(r"(?<![`\w-])(--[a-z][\w-]*)", r"`\1`", meaning).replace("|", "\\|")
        rows.append(f"| {names} | {cell} | {_default(argument)} |")
    return "\n".join(rows)


def _named(choice: str, meaning: str) -> bool:
    return re.search(rf"\b{re.escape(choice)}\b", meaning) is not None


def _default(argument: Any) -> str:
    value = argument.field_info.default
    if argument.required:
        return "needed"
    if value in (None, False, (), inspect.Parameter.empty):
        return ""
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(f"`{one:g}`" if isinstance(one, float) else f"`{one}`" for one in values)


def evaluations() -> str:
    """One section for each kind of gold of ``readout eval``."""
    parts = []
    for name in sorted(name for name in app["eval"] if not name.startswith("-")):
        command = app["eval"][name]
        assert command.default_command is not None
        about = parse(inspect.getdoc(command.default_command) or "").short_description
        parts.append(f"### readout eval {name}\n\n{about}\n\n{_options(command)}")
    return "\n\n".join(parts)


def codebook() -> str:
    """Roots with their modes and CAMEO codes, and contexts, as ``readout codebook`` has them."""
    book = plover()
    rows = ["| root | quad | score | CAMEO | definition |", "| --- | --- | ---: | --- | --- |"]
    for name, root in book.roots.items():
        link = f"[{name}](#{name.lower()})"
        quad = f"{root.quad} {QUADS[root.quad]}"
        rows.append(
            f"| {link} | {quad} | {_points(root.score)} | {root.cameo} | {root.definition} |"
        )
    contexts = ["| context | definition |", "| --- | --- |"]
    contexts += [f"| `{name}` | {meaning} |" for name, meaning in book.contexts.items()]
    parts = [f"`{book.label}`", "\n".join(rows)]
    parts += [_root(name, root) for name, root in book.roots.items()]
    return "\n\n".join([*parts, "## Contexts", "\n".join(contexts)])


def _root(name: str, root: Root) -> str:
    whom = "always has a target" if root.recipient == "required" else "may have no target"
    score = "no score" if root.score is None else f"score {root.score:g}"
    about = f"{root.definition} {QUADS[root.quad].capitalize()}, {score}; it {whom}."
    lines = [f"## {name}", "", about, ""]
    if root.modes:
        lines += ["| mode | score | definition |", "| --- | ---: | --- |"]
        for mode, held in root.modes.items():
            lines.append(f"| `{mode}` | {_points(held.score)} | {held.definition} |")
        lines.append("")
    codes = [row for row in plover().cameo if row.root == name]
    if codes:
        lines += ["| CAMEO | mode | contexts | description |", "| --- | --- | --- | --- |"]
        for row in codes:
            mode = f"`{row.mode}`" if row.mode else ""
            contexts = ", ".join(f"`{one}`" for one in row.contexts)
            lines.append(f"| {row.cameo} | {mode} | {contexts} | {row.description} |")
    return "\n".join(lines).rstrip()


def _points(score: float | None) -> str:
    return "" if score is None else f"{score:g}"


def python_api() -> str:
    """Signature and docstring of every public name, and of the methods of an open store."""
    held = {name: getattr(readout, name) for name in readout.__all__ if name != "__version__"}
    functions = [name for name in held if inspect.isfunction(held[name])]
    errors = [n for n, h in held.items() if inspect.isclass(h) and issubclass(h, Exception)]
    types = [name for name in held if name not in (*functions, *errors)]
    parts = [_api(name, held[name]) for name in (*functions, *types)]
    store = importlib.import_module("readout.store.store").Store
    parts.append("### The store that readout.open_store gives\n\n" + _docstring(store))
    for name, method in vars(store).items():
        if not name.startswith("_") and inspect.isfunction(method):
            parts.append(f"{_signature(f'store.{name}', method)}\n\n{_docstring(method)}")
    rows = ["| error | kind | exit code | raised when |", "| --- | --- | --- | --- |"]
    for name in errors:
        told = " ".join(_docstring(held[name]).split())
        rows.append(f"| `readout.{name}` | `{held[name].kind}` | {held[name].exit_code} | {told} |")
    return "\n\n".join([*parts, "### Errors, with kind and exit code", "\n".join(rows)])


def _api(name: str, held: Any) -> str:
    parts = [f"### readout.{name}"]
    if inspect.isfunction(held):
        parts.append(_signature(f"readout.{name}", held))
    parts.append(_docstring(held))
    if held is readout.Record:
        parts.append("Its fields, and those of all its parts: [the record](record.md).")
    elif inspect.isclass(held):
        head = ["| field | type | by default | meaning |", "| --- | --- | --- | --- |"]
        parts.append("\n".join([*head, *_fields(held)]))
    return "\n\n".join(parts)


def _signature(name: str, function: Any) -> str:
    """As it stands in the source, one parameter a line where it would be too long."""
    shown = []
    seen_star = False
    signature = inspect.signature(function)
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not seen_star:
            shown.append("*")
            seen_star = True
        text = f"{parameter.name}: {parameter.annotation}"
        if parameter.default is not parameter.empty:
            text += f" = {parameter.default!r}"
        shown.append(text)
    line = f"{name}({', '.join(shown)}) -> {signature.return_annotation}"
    if len(line) > 90:
        inside = "".join(f"    {one},\n" for one in shown)
        line = f"{name}(\n{inside}) -> {signature.return_annotation}"
    return f"```python\n{line}\n```"


def _docstring(held: Any) -> str:
    """Markdown of a docstring, whose marks are those of Sphinx."""
    text = inspect.cleandoc(held.__doc__ or "")
    text = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text)
    return re.sub(r"``([^`]+)``", r"`\1`", text)


def _fields(kind: type) -> Iterator[str]:
    """Rows for the fields of a struct, with the docstrings that stand below them in the source."""
    names: tuple[str, ...] = getattr(kind, "__struct_fields__", ())
    told = dict(
        re.findall(r'^    (\w+): [^\n]+\n    """(.*?)"""$', inspect.getsource(kind), re.S | re.M)
    )
    given: tuple[Any, ...] = getattr(kind, "__struct_defaults__", ())
    defaults = dict(zip(names[::-1], given[::-1], strict=False))
    for name in names:
        type_ = str(kind.__annotations__[name])
        step = getattr(importlib.import_module(kind.__module__), type_.partition(" | ")[0], None)
        if get_args(step):
            type_ = type_.replace(type_.partition(" | ")[0], " | ".join(map(repr, get_args(step))))
        default = f"`{defaults[name]!r}`" if name in defaults else ""
        meaning = re.sub(r"``([^`]+)``", r"`\1`", " ".join(told.get(name, "").split()))
        cell = type_.replace("|", "\\|")
        yield f"| `{name}` | `{cell}` | {default} | {meaning} |"


Part = tuple[str, Callable[[], str]]
_OF_COMMANDS: list[Part] = [
    (f"options of readout {name}", options(name))
    for name in COMMANDS
    if name not in ("schema", "eval")
]
PARTS: dict[str, list[Part]] = {
    "explanation/language.md": [("scores of the language model", language)],
    "reference/codebook.md": [("codebook", codebook)],
    "reference/commands.md": [*_OF_COMMANDS, ("kinds of readout eval", evaluations)],
    "reference/exit-codes.md": [("exit codes", exit_codes)],
    "reference/python.md": [("signatures", python_api)],
    "reference/record.md": [("record", record)],
    # Last, for it cites what the others say.
    "explanation/known-failures.md": [("floors", floors)],
}


def written(path: str) -> str:
    """The file ``path`` of the docs as it should stand."""
    text = (DOCS / path).read_text(encoding="utf-8")
    for title, make in PARTS[path]:
        start, end = f"<!-- generated by docs/generate.py: {title} -->", "<!-- end -->"
        if text.count(start) != 1:
            raise ValueError(f"docs/{path} needs one place for: {title}")
        pattern = re.escape(start) + r".*?" + re.escape(end)
        made = f"{start}\n\n{make()}\n\n{end}"
        # A function, so that backslashes of the schema are no references to groups.
        text = re.sub(pattern, lambda _, made=made: made, text, flags=re.S)
    return _CITED.sub(lambda m: f"{m[1]}{cell(m[2], m[3], m[4], m[5])}{m[6]}", text)


if __name__ == "__main__":
    for name in PARTS:
        (DOCS / name).write_text(written(name), encoding="utf-8")
