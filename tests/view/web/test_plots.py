"""What the plots make of counts: edges of bars, the date line, a layout that stays."""

from __future__ import annotations

import random
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from readout.record.types import Record
from readout.view.maps.world import draw
from readout.view.web.app import make_app
from readout.view.web.plots import network, places, timeline
from readout.view.web.plots.timeline import Days, after, chart, start_of
from tests.view.web import world

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS, st.sampled_from(timeline.UNITS))
def test_every_day_lies_in_one_bar(day: date, unit: str) -> None:
    first = start_of(day, unit)
    following = after(first, unit)
    assert first <= day
    assert following is None or day < following
    assert start_of(first, unit) == first
    if first > date.min:
        assert start_of(first - timedelta(days=1), unit) < first


@pytest.mark.parametrize(
    ("unit", "day", "first", "following"),
    [
        ("day", "2028-02-28", "2028-02-28", "2028-02-29"),
        ("week", "2031-01-01", "2030-12-30", "2031-01-06"),
        ("week", "2030-12-30", "2030-12-30", "2031-01-06"),
        ("week", "2030-12-29", "2030-12-23", "2030-12-30"),
        ("month", "2028-02-29", "2028-02-01", "2028-03-01"),
        ("month", "2030-12-31", "2030-12-01", "2031-01-01"),
        ("year", "2030-12-31", "2030-01-01", "2031-01-01"),
        ("week", "0001-01-03", "0001-01-01", "0001-01-08"),
    ],
)
def test_edges_of_bars(unit: str, day: str, first: str, following: str) -> None:
    start = start_of(date.fromisoformat(day), unit)
    assert (str(start), str(after(start, unit))) == (first, following)


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(DAYS, st.sampled_from(["q1", "q4"]), st.integers(1, 50)), min_size=1),
       st.sampled_from(["", *timeline.UNITS]))  # fmt: skip
def test_no_event_is_lost_or_counted_twice(found: list[timeline.Day], asked: str) -> None:
    days = Days(sorted(found), 3)
    made = chart(days, "class", None, None, asked)
    assert made is not None
    inside = sum(bar.bin.total for bar in made.bars)
    assert inside + made.before + made.after == days.total - 3
    assert len(made.bars) <= 4 * timeline.MOST
    for one, two in zip(made.bars, made.bars[1:], strict=False):
        assert one.bin.last + timedelta(days=1) == two.bin.first
    for bar in made.bars:
        for mark in bar.marks:
            assert mark.x >= 0
            assert mark.x + mark.width <= timeline.WIDTH + 0.01
            assert mark.y >= 0


def test_a_bar_at_the_edge_of_what_was_asked_for() -> None:
    days = Days([(date(2030, 12, 31), "q1", 2), (date(2031, 1, 1), "q1", 5)], 0)
    made = chart(days, "class", date(2031, 1, 1), date(2031, 1, 31), "month")
    assert made is not None
    assert [(str(b.bin.first), b.bin.total) for b in made.bars] == [("2031-01-01", 5)]
    assert (made.before, made.after) == (2, 0)


def test_a_box_over_the_date_line_is_shown_whole() -> None:
    window = places.window_of(170.0, -20.0, -170.0, -10.0)
    assert abs(abs(window.lon) - 180) < 1e-6
    west, south, east, top = window.bounds()
    assert west > east  # the window itself lies over the line
    assert west <= 170
    assert east >= -170
    assert south <= -20
    assert top >= -10
    left, right = window.point(175.0, -15.0), window.point(-175.0, -15.0)
    assert 0 < left[0] < window.width / 2 < right[0] < window.width
    assert abs((left[0] + right[0]) / 2 - window.width / 2) < 1e-6
    assert draw(window).lands


def _at(record: Record, lat: float, lon: float, name: str) -> Record:
    place = msgspec.structs.replace(record.places[0], name=name, lat=lat, lon=lon)
    return msgspec.structs.replace(record, places=[place, *record.places[1:]])


def test_circles_on_both_sides_of_the_date_line(tmp_path: Path) -> None:
    fiji, samoa = ("Taveuni", -16.8, 179.9), ("Apia", -13.8, -171.8)
    records = [
        _at(world.article(n), lat, lon, name)
        for n, (name, lat, lon) in enumerate([fiji, samoa, fiji])
    ]
    folder = world.store_in(tmp_path / "pacific", records)
    with TestClient(make_app(folder), base_url="http://localhost") as client:
        app = client.app
        with app.state.library.reader() as con:  # type: ignore[attr-defined]
            window = places.window_at(-176.0, -15.0, 4)
            circles, many = places.circles(con, "true", [], window)
        assert {c.name for c in circles} == {"Taveuni", "Apia"}
        xs = {c.name: c.x for c in circles}
        assert 0 < xs["Taveuni"] < xs["Apia"] < window.width
        assert many == sum(c.n for c in circles)
        # Through a filter, in both ways of writing a box.
        over = client.get("/events?bbox=170,-30,-170,0").text
        assert "Taveuni" in over
        assert "Apia" in over
        beside = client.get("/events?bbox=170,-30,180,0").text
        assert "Taveuni" in beside
        assert "Apia" not in beside
        app.state.library.close()  # type: ignore[attr-defined]


def _pairs(names: list[str], seed: int) -> list[network.Pair]:
    rng = random.Random(seed)
    out = {}
    for _ in range(40):
        a, b = rng.sample(names, 2)
        out[(a, b)] = network.Pair(a, b, rng.randint(1, 90), "q1", "", None, None, [0] * 24)
    return sorted(out.values(), key=lambda p: (-p.n, p.source, p.target))


def test_the_same_pairs_give_the_same_picture() -> None:
    pairs = _pairs([f"Actor {n}" for n in range(20)], 7)
    once = network.place(pairs)
    assert network.place(list(pairs)) == once
    # The order in which the database hands the pairs over is no part of the picture.
    mixed = pairs[:]
    random.Random(1).shuffle(mixed)
    for node, same in zip(network.place(mixed), once, strict=True):
        assert node.name == same.name
        assert (node.x, node.y) == pytest.approx((same.x, same.y), abs=0.2)
    assert network.draw(pairs, once) == network.draw(pairs, once)


@pytest.mark.parametrize("many", [2, 3, 20])
def test_actors_stand_inside_and_apart(many: int) -> None:
    nodes = network.place(_pairs([f"Actor {n}" for n in range(many)], many))
    for node in nodes:
        assert 0 <= node.x <= network.WIDTH
        assert 0 <= node.y <= network.HEIGHT
    assert len({(n.x, n.y) for n in nodes}) == len(nodes)


def test_circles_of_the_network_do_not_lie_on_each_other() -> None:
    names, radii = ["Roth", "Imber", "Sato"], np.array([16.0, 14.0, 12.0])
    close = np.array([[500.0, 300.0], [510.0, 304.0], [505.0, 311.0]])
    out = network.apart(close, names, radii)
    for a, b in [(0, 1), (0, 2), (1, 2)]:
        assert np.hypot(*(out[a] - out[b])) > radii[a] + radii[b]


def test_a_number_stands_only_where_no_smaller_circle_covers_it(tmp_path: Path) -> None:
    spots = [(10.0, 10.0)] * 6 + [(10.0, 15.0)] * 2 + [(10.0, -60.0)] * 2
    records = [_at(world.article(n), *at, name=f"P{at[1]:g}") for n, at in enumerate(spots)]
    folder = world.store_in(tmp_path / "covered", records)
    with TestClient(make_app(folder), base_url="http://localhost") as client:
        library = client.app.state.library  # type: ignore[attr-defined]
        with library.reader() as con:
            circles, _ = places.circles(con, "true", [], places.window_at(0, 0, 0))
        library.close()
    assert {c.name: bool(c.text) for c in circles} == {"P10": False, "P15": True, "P-60": True}


HOSTILE = "</text></svg><script>alert(1)</script>\"' onload=alert(1) &lt; \u202eevil\u0000"


class _Seen(HTMLParser):
    """What a drawing is made of, as a browser takes it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.given: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.given += attrs


def test_hostile_names_in_the_drawings_stay_words(tmp_path: Path) -> None:
    made = world.article(0)
    entities = [
        msgspec.structs.replace(made.entities[0], name=HOSTILE), *made.entities[1:],
    ]  # fmt: skip
    place = msgspec.structs.replace(made.places[0], name=HOSTILE)
    record = msgspec.structs.replace(made, entities=entities, places=[place, *made.places[1:]])
    folder = world.store_in(tmp_path / "hostile", [record])
    with TestClient(make_app(folder), base_url="http://localhost") as client:
        for page in ("/network", "/map", "/timeline?by=type", "/events", "/"):
            text = client.get(page).text
            assert "<script>alert" not in text, page
            assert "\u202e" not in text, page
            assert "\x00" not in text, page
        for page in ("/network", "/map"):
            text = client.get(page).text
            drawing = text[text.index("<svg viewBox") : text.index("</svg>") + 6]
            seen = _Seen()
            seen.feed(drawing)
            assert "script" not in seen.tags
            assert not [name for name, _ in seen.given if name.startswith("on")]
            labels = [value or "" for name, value in seen.given if name == "aria-label"]
            assert any("alert(1)" in label for label in labels), page
        client.app.state.library.close()  # type: ignore[attr-defined]
