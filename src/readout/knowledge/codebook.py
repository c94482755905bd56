"""Codebooks: which kinds of events there are. PLOVER ships; a user's YAML extends or replaces it.

A codebook is data: the reader of events knows none of its types by name, but for PLOVER's, whose
conventions between type and status stand in ``readout.events``.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from readout.errors import UsageError

FOLDER = Path(__file__).parent / "plover"
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """A way of doing what a root names; ``score`` from -10 (conflict) to 10 (cooperation)."""

    definition: str
    score: float | None = None
    phrases: tuple[str, ...] = ()
    """Cue phrases of dictionary forms ("shut down"); they tell the mode where they stand."""


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of event."""

    definition: str
    quad: int
    """1 to 4, see :data:`QUADS`."""
    score: float | None = None
    cameo: str = ""
    """The two digits of CAMEO for the root as such."""
    recipient: str = "optional"
    """``required``: an event of this kind without one is incomplete."""
    phrases: tuple[str, ...] = ()
    """Cue phrases of dictionary forms; the first verb or noun of a phrase is the trigger."""
    examples: tuple[str, ...] = ()
    """Sentences with the words that tell the event between asterisks."""
    modes: dict[str, Mode] = {}


class Crosswalk(msgspec.Struct, frozen=True):
    """One CAMEO code as PLOVER: ``mode`` and ``contexts`` may be empty."""

    cameo: str
    root: str
    mode: str
    contexts: tuple[str, ...]
    description: str


class Codebook(msgspec.Struct, frozen=True, kw_only=True):
    """Roots with modes, contexts, and the way to CAMEO."""

    name: str
    version: str
    roots: dict[str, Root]
    contexts: dict[str, str]
    cameo: tuple[Crosswalk, ...] = ()
    digest: str = ""
    """Twelve hexadecimal digits of the content, for the record."""

    @property
    def label(self) -> str:
        """Name, version and digest, as ``readout.codebook`` of a record has them."""
        return f"{self.name} {self.version} {self.digest}"

    def score(self, root: str, mode: str | None) -> float | None:
        """The conflict and cooperation score of a root with a mode, or of the root alone."""
        held = self.roots.get(root)
        if held is None:
            return None
        own = held.modes[mode].score if mode in held.modes else None
        return held.score if own is None else own

    def cameo_code(self, root: str, mode: str | None, contexts: tuple[str, ...]) -> str | None:
        """The finest CAMEO code that root, mode and contexts determine, else the two digits of the
        root; None for roots that CAMEO lacks.

        Codes that fit equally well determine what they have in common.
        """
        held = self.roots.get(root)
        if held is None or not held.cameo:
            return None
        rows = [r for r in self.cameo if r.root == root and r.mode == (mode or "")]
        fits = [r for r in rows if set(r.contexts) <= set(contexts)]
        if mode and not fits:
            fits = rows  # a mode that CAMEO has in some context only
        if not fits:
            return held.cameo
        most = max(len(r.contexts) for r in fits)
        codes = [r.cameo for r in fits if len(r.contexts) == most]
        known = {r.cameo for r in self.cameo}
        shared = codes[0]
        while len(shared) >= 2 and not (
            shared in known and all(code.startswith(shared) for code in codes)
        ):
            shared = shared[:-1]
        return shared if len(shared) >= 2 else held.cameo


@cache
def plover() -> Codebook:
    """The PLOVER codebook that ships."""
    return _finished(_parse(FOLDER / "plover.yaml"), _scores(), _crosswalk())


def load(path: Path | None) -> Codebook:
    """PLOVER, or the codebook in a YAML file; raises UsageError with file and line.

    A file with ``extends: plover`` adds its roots, modes and contexts to PLOVER's; one without
    stands alone.
    """
    if path is None:
        return plover()
    book, extends = _read_user(path)
    if not extends:
        return _finished(book, {}, ())
    base = plover()
    roots = dict(base.roots)
    for name, root in book.roots.items():
        old = roots.get(name)
        modes = {**old.modes, **root.modes} if old else root.modes
        roots[name] = msgspec.structs.replace(root, modes=modes)
    joined = Codebook(
        name=book.name,
        version=book.version,
        roots=roots,
        contexts={**base.contexts, **book.contexts},
        cameo=base.cameo,
    )
    return _finished(joined, {}, base.cameo)


def _finished(
    book: Codebook, scores: Mapping[tuple[str, str], float], cameo: tuple[Crosswalk, ...]
) -> Codebook:
    roots = {}
    for name, root in book.roots.items():
        modes = {
            mode: msgspec.structs.replace(held, score=scores.get((name, mode), held.score))
            for mode, held in root.modes.items()
        }
        score = scores.get((name, ""), root.score)
        roots[name] = msgspec.structs.replace(root, score=score, modes=modes)
    book = msgspec.structs.replace(book, roots=roots, cameo=cameo, digest="")
    digest = hashlib.sha256(msgspec.json.encode(book)).hexdigest()[:12]
    return msgspec.structs.replace(book, digest=digest)


def _scores() -> dict[tuple[str, str], float]:
    with open(FOLDER / "plover_scores.csv", encoding="utf-8", newline="") as lines:
        rows = {
            (r["plover_event"], r["plover_mode"]): float(r["score"]) for r in csv.DictReader(lines)
        }
    # The manual prints 3; its modes are -2 to -3.5, so the sign is very likely lost.
    rows["ACCUSE", ""] = -3.0
    return rows


def _crosswalk() -> tuple[Crosswalk, ...]:
    rows: list[Crosswalk] = []
    for name in ("cameo_to_plover.csv", "cameo_modes.csv"):
        with open(FOLDER / name, encoding="utf-8", newline="") as lines:
            rows += (
                Crosswalk(
                    row["cameo"],
                    row["plover_event"],
                    row["plover_mode"],
                    tuple(c.strip() for c in row["plover_context"].split(";") if c.strip()),
                    row["cameo_description"],
                )
                for row in csv.DictReader(lines)
            )
    return tuple(rows)


def _parse(path: Path) -> Codebook:
    book, _ = _read_user(path)
    return book


class _Lines:
    """Where the values of a YAML file stand, so that an error can say it."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self.path = path
        self.lines: dict[tuple[str, ...], int] = {}
        self._walk(node, ())

    def _walk(self, node: yaml.Node, at: tuple[str, ...]) -> None:
        self.lines[at] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._walk(value, (*at, str(key.value)))
                self.lines[(*at, str(key.value))] = key.start_mark.line + 1

    def wrong(self, at: tuple[str, ...], what: str) -> UsageError:
        while at not in self.lines:
            at = at[:-1]
        return UsageError(f"'{self.path}', line {self.lines[at]}: {what}.")


_BOOK = {"name", "version", "extends", "roots", "contexts"}
_ROOT = {"definition", "quad", "cameo", "score", "recipient", "phrases", "examples", "modes"}
_MODE = {"definition", "score", "phrases"}


def _read_user(path: Path) -> tuple[Codebook, bool]:
    """The codebook of one file as it stands, and whether it extends PLOVER."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise UsageError(f"The codebook '{path}' cannot be read: {reason}.") from None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it is no YAML"
        raise UsageError(f"'{path}'{line}: {problem}.") from None
    if not isinstance(data, dict) or node is None:
        raise UsageError(f"'{path}' is no codebook: it needs at least 'name' and 'roots'.")
    where = _Lines(path, node)
    _known(data, _BOOK, (), where)
    extends = data.get("extends")
    if extends not in (None, "plover"):
        raise where.wrong(("extends",), f"a codebook can extend 'plover', not {extends!r}")
    roots = _mapping(data.get("roots"), ("roots",), where, needed=not extends)
    return Codebook(
        name=_text(data.get("name"), ("name",), where),
        version=str(data.get("version", "0")),
        roots={name: _root(held, ("roots", name), where) for name, held in roots.items()},
        contexts={
            name: _text(held, ("contexts", name), where)
            for name, held in _mapping(data.get("contexts"), ("contexts",), where).items()
        },
    ), bool(extends)


def _root(held: Any, at: tuple[str, ...], where: _Lines) -> Root:
    held = _mapping(held, at, where, needed=True)
    _known(held, _ROOT, at, where)
    if held.get("quad") not in QUADS:
        raise where.wrong((*at, "quad"), f"'quad' of {at[-1]} must be 1, 2, 3 or 4")
    if held.get("recipient", "optional") not in ("optional", "required"):
        raise where.wrong((*at, "recipient"), "'recipient' is 'optional' or 'required'")
    modes = _mapping(held.get("modes"), (*at, "modes"), where)
    examples = _texts(held.get("examples"), (*at, "examples"), where)
    for example in examples:
        if example.count("*") != 2:
            raise where.wrong(
                (*at, "examples"),
                f"mark the words that tell the event with two asterisks: {example!r}",
            )
    return Root(
        definition=_text(held.get("definition"), (*at, "definition"), where),
        quad=held["quad"],
        score=_number(held.get("score"), (*at, "score"), where),
        cameo=str(held.get("cameo", "")),
        recipient=held.get("recipient", "optional"),
        phrases=_texts(held.get("phrases"), (*at, "phrases"), where),
        examples=examples,
        modes={name: _mode(mode, (*at, "modes", name), where) for name, mode in modes.items()},
    )


def _mode(held: Any, at: tuple[str, ...], where: _Lines) -> Mode:
    if isinstance(held, str):
        return Mode(definition=held)
    held = _mapping(held, at, where, needed=True)
    _known(held, _MODE, at, where)
    return Mode(
        definition=_text(held.get("definition"), (*at, "definition"), where),
        score=_number(held.get("score"), (*at, "score"), where),
        phrases=_texts(held.get("phrases"), (*at, "phrases"), where),
    )


def _known(held: dict[str, Any], names: set[str], at: tuple[str, ...], where: _Lines) -> None:
    for name in held:
        if name not in names:
            raise where.wrong(
                (*at, str(name)), f"no such field: {name!r}; known are {', '.join(sorted(names))}"
            )


def _mapping(
    value: Any, at: tuple[str, ...], where: _Lines, *, needed: bool = False
) -> dict[str, Any]:
    if value is None and not needed:
        return {}
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise where.wrong(at, f"'{at[-1]}' must be a mapping of names")
    return value


def _text(value: Any, at: tuple[str, ...], where: _Lines) -> str:
    if not isinstance(value, str) or not value.strip():
        raise where.wrong(at, f"'{at[-1]}' must be a text that is not empty")
    return value.strip()


def _texts(value: Any, at: tuple[str, ...], where: _Lines) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise where.wrong(at, f"'{at[-1]}' must be a list of texts")
    return tuple(_text(one, at, where) for one in value)


def _number(value: Any, at: tuple[str, ...], where: _Lines) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -10 <= value <= 10:
        raise where.wrong(at, f"'{at[-1]}' must be a number from -10 to 10")
    return float(value)
