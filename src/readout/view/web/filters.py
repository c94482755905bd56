"""One filter for every view: parsed from the address, written back to it, turned into SQL.

The fields are columns of the store. Several values of one field are alternatives; fields narrow
each other. What is not understood is a :class:`~readout.view.web.problem.PageError` that names it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Protocol, get_args
from urllib.parse import urlencode

from readout.record.types import Status
from readout.view.web.problem import PageError
from readout.view.web.quick import words_of

EVENTS = "FROM happenings v"
"""Where events come from: one row for each, with its article, place and time."""

ARTICLES = "FROM leaves a"

STATUSES: tuple[str, ...] = get_args(Status)
_LONGEST = 400
"""Characters of a value; an address is no place for more."""
_MANY = 50
"""Values of one field."""
_LIKE = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})
_BBOX = re.compile(r"-?\d+(?:\.\d+)?(?:,-?\d+(?:\.\d+)?){3}")
_PART = re.compile(r'"([^"]+)"|(\S+)')

Sql = tuple[str, list[Any]]


class Asked(Protocol):
    """A query string, as Starlette gives it."""

    def getlist(self, key: Any, /) -> list[Any]: ...


@dataclass(frozen=True)
class Filter:
    """What is shown. The names are those of the address; ``from`` and ``to`` lack their value in
    Python, so they are ``since`` and ``until`` here. Empty means: no bound."""

    since: date | None = None
    until: date | None = None
    q: str = ""
    """Words in the text, all of them; a phrase stands in double quotes."""
    type: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    actor: str = ""
    """In the name of a source or target."""
    side: tuple[str, ...] = ()
    """Country of a source or target, ISO 3166-1 alpha-3."""
    country: tuple[str, ...] = ()
    """Country where it happened."""
    place: str = ""
    """In the name of the place, or its number at GeoNames."""
    bbox: tuple[float, float, float, float] | None = None
    """West, south, east, north in degrees; west > east crosses the date line."""
    outlet: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    confidence: float = 0.0
    """At least this, 0 to 1."""
    article: tuple[str, ...] = ()
    """Ids of articles."""
    episode: str = ""
    """``ARTICLE/x1``: the episode of this id in this article."""
    copies: bool = False
    """Count also what other pages copied."""

    @classmethod
    def parse(cls, asked: Asked) -> Filter:
        """The filter of a query string. Raises PageError for a value that cannot be meant."""
        found: dict[str, Any] = {}
        for field in fields(cls):
            name = _ADDRESS.get(field.name, field.name)
            given = [text.strip() for text in asked.getlist(name)]
            given = [text for text in dict.fromkeys(given) if text]
            if not given:
                continue
            if len(given) > _MANY or any(len(text) > _LONGEST for text in given):
                raise PageError(
                    f"'{name}' holds too much: up to {_MANY} values of {_LONGEST} characters."
                )
            found[field.name] = _READ.get(field.name, _several)(name, given)
        made = cls(**found)
        if made.since and made.until and made.since > made.until:
            raise PageError(f"'from' ({made.since}) is after 'to' ({made.until}).")
        return made

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of everything that is set, as the address has them."""
        out = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            name = _ADDRESS.get(field.name, field.name)
            if field.name == "bbox":
                out.append((name, ",".join(f"{v:g}" for v in value)))
            elif isinstance(value, tuple):
                out += [(name, str(item)) for item in value]
            elif isinstance(value, bool):
                out.append((name, "yes"))
            else:
                out.append((name, f"{value:g}" if isinstance(value, float) else str(value)))
        return out

    def hidden(self) -> list[tuple[str, str]]:
        """Pairs that the form has no field for, or several values of one."""
        shown = {"q", "from", "to", "actor", "place", "confidence", "copies"}
        alone = ("side", "country", "type", "mode", "status", "outlet")
        shown |= {name for name in alone if len(getattr(self, name)) < 2}
        return [pair for pair in self.pairs() if pair[0] not in shown]

    def query(self, **changes: Any) -> str:
        """``?type=ASSAULT&…`` with changes, or nothing when nothing is set.

        A single string stands for a tuple of one, None for no bound.
        """
        return query_of(self.but(**changes).pairs())

    def but(self, **changes: Any) -> Filter:
        """The filter with changes; see :meth:`query`."""
        defaults = {field.name: field.default for field in fields(self)}
        ready = {}
        for name, value in changes.items():
            if value is None:
                value = defaults[name]
            elif isinstance(defaults[name], tuple) and isinstance(value, str):
                value = (value,)
            ready[name] = value
        return replace(self, **ready)

    def without(self, name: str, value: str) -> Filter:
        """The filter less one value, both as the address has them."""
        python = {v: k for k, v in _ADDRESS.items()}.get(name, name)
        held = getattr(self, python)
        if isinstance(held, tuple) and python != "bbox":
            return self.but(**{python: tuple(item for item in held if item != value)})
        return self.but(**{python: None})

    @property
    def empty(self) -> bool:
        """Whether everything is shown."""
        return self == Filter()

    @property
    def of_events(self) -> bool:
        """Whether a bound is on events rather than articles."""
        return replace(self, **_ARTICLE_PART) != Filter()

    def events(self) -> Sql:
        """SQL over :data:`EVENTS`, with its parameters."""
        where, values = self._events()
        more, given = self._articles("v")
        if self.since:
            where.append("v.last_day >= ?")
            values.append(self.since)
        if self.until:
            where.append("v.day <= ?")
            values.append(self.until)
        return " AND ".join([*where, *more]) or "true", [*values, *given]

    def articles(self) -> Sql:
        """SQL over :data:`ARTICLES`. With bounds on events: articles that hold such an event,
        whose days then count; else those of publication."""
        if self.of_events:
            where, values = self.events()
            return f"a.reading IN (SELECT v.reading {EVENTS} WHERE {where})", values
        where_a, values = self._articles("a")
        if self.since:
            where_a.append("a.published_on >= ?")
            values.append(self.since)
        if self.until:
            where_a.append("a.published_on <= ?")
            values.append(self.until)
        return " AND ".join(where_a) or "true", values

    def _articles(self, at: str) -> tuple[list[str], list[Any]]:
        where: list[str] = []
        values: list[Any] = []
        for name in ("outlet", "language", "article"):
            _among(where, values, f"{at}.{name}", getattr(self, name))
        for term in terms(self.q):
            found, given = words_of(term, like(term))
            where.append(f"{at}.reading IN ({found})")
            values += given
        if not self.copies:
            where.append(f"{at}.copy_of IS NULL")
        return where, values

    def _events(self) -> tuple[list[str], list[Any]]:
        where: list[str] = []
        values: list[Any] = []
        for name in ("type", "plover", "mode", "status"):
            _among(where, values, f"v.{name}", getattr(self, name))
        _among(where, values, "v.country", self.country)
        if self.confidence > 0:
            where.append("v.confidence >= ?")
            values.append(self.confidence)
        if self.actor:
            where.append("(v.sources ILIKE ? ESCAPE '\\' OR v.targets ILIKE ? ESCAPE '\\')")
            values += [like(self.actor)] * 2
        if self.side:
            where.append(
                "(v.reading, v.id) IN (SELECT (s.reading, s.event) FROM every.event_actors s "
                "WHERE s.country = ANY(?::VARCHAR[]))"
            )
            values.append(list(self.side))
        # What is longer than any number at GeoNames is a name, as are digits of other scripts.
        if re.fullmatch("[0-9]{1,18}", self.place):
            where.append("v.geonames_id = ?")
            values.append(int(self.place))
        elif self.place:
            where.append("v.place ILIKE ? ESCAPE '\\'")
            values.append(like(self.place))
        if self.bbox:
            west, south, east, north = self.bbox
            across = "OR" if west > east else "AND"
            where.append(f"v.lat BETWEEN ? AND ? AND (v.lon >= ? {across} v.lon <= ?)")
            values += [south, north, west, east]
        if self.episode:
            article, _, number = self.episode.partition("/")
            where.append(
                "(v.article, v.id) IN (SELECT (m.article, m.event) FROM episode_members m "
                "JOIN articles d ON d.reading = m.reading WHERE d.article = ? AND m.episode = ?)"
            )
            values += [article, number]
        return where, values


_ADDRESS = {"since": "from", "until": "to"}
_ARTICLE_PART: dict[str, Any] = {
    "since": None, "until": None, "q": "", "outlet": (), "language": (), "article": (),
    "copies": False,
}  # fmt: skip


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    """A query string with its question mark, or nothing."""
    text = urlencode(list(pairs))
    return f"?{text}" if text else ""


def terms(q: str) -> list[str]:
    """Words and "quoted phrases" of a search."""
    return [phrase or word.replace('"', "") for phrase, word in _PART.findall(q)]


def like(text: str) -> str:
    """A pattern for ``ILIKE … ESCAPE '\\'`` that finds ``text`` anywhere, and nothing else."""
    return f"%{text.translate(_LIKE)}%"


def _among(where: list[str], values: list[Any], column: str, wanted: tuple[str, ...]) -> None:
    # "none" asks for what is unknown, which no equality finds.
    named = [value for value in wanted if value != "none"]
    parts = []
    if named:
        parts.append(f"{column} = ANY(?::VARCHAR[])")
        values.append(named)
    if "none" in wanted:
        parts.append(f"{column} IS NULL")
    if parts:
        where.append(f"({' OR '.join(parts)})")


def _several(name: str, given: list[str]) -> Any:
    return tuple(given)


def _one(name: str, given: list[str]) -> Any:
    return given[-1]


def _day(name: str, given: list[str]) -> Any:
    text = given[-1]
    whole = {4: "-01-01", 7: "-01"} if name == "from" else {4: "-12-31", 7: "-28"}
    try:
        found = date.fromisoformat(text + whole.get(len(text), ""))
    except ValueError:
        raise PageError(f"'{name}' is to be a day such as 2016-11-20, not '{text}'.") from None
    if name == "to" and len(text) == 7:
        return found.replace(day=monthrange(found.year, found.month)[1])
    return found


def _status(name: str, given: list[str]) -> Any:
    for text in given:
        if text not in STATUSES:
            raise PageError(f"'status' is one of {', '.join(STATUSES)}, not '{text}'.")
    return tuple(given)


def _code(name: str, given: list[str]) -> Any:
    return tuple(text if text == "none" else text.upper() for text in given)


def _share(name: str, given: list[str]) -> Any:
    try:
        value = float(given[-1])
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise PageError(f"'{name}' is to be a number from 0 to 1, not '{given[-1]}'.")
    return value


def _box(name: str, given: list[str]) -> Any:
    text = given[-1].replace(" ", "")
    if _BBOX.fullmatch(text):
        west, south, east, north = (float(part) for part in text.split(","))
        if -90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180:
            return (west, south, east, north)
    raise PageError(f"'{name}' is to be west,south,east,north in degrees, not '{given[-1]}'.")


def _episode(name: str, given: list[str]) -> Any:
    if not re.fullmatch(r"[0-9a-f]{6,32}/x\d{1,6}", given[-1]):
        raise PageError(f"'{name}' is to be ARTICLE/x1, not '{given[-1]}'.")
    return given[-1]


def _yes(name: str, given: list[str]) -> Any:
    return given[-1] not in ("no", "0", "false")


_READ = {
    "since": _day, "until": _day, "q": _one, "actor": _one, "place": _one, "bbox": _box,
    "status": _status, "side": _code, "country": _code, "confidence": _share,
    "episode": _episode, "copies": _yes,
}  # fmt: skip
