"""Plots under a mouse, keys and fingers, in a real Chromium."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest


def _at(tab: Any) -> tuple[float, float, int]:
    asked = parse_qs(urlsplit(tab.url).query)
    lat, lon = (float(part) for part in asked["at"][0].split(","))
    return lat, lon, int(asked["z"][0])


def _until(tab: Any, test: str) -> None:
    """Wait for a script to be true; the page itself may run none that is a text."""
    deadline = time.monotonic() + 10
    while not tab.evaluate(test):
        assert time.monotonic() < deadline, f"{test} at {tab.url}"
        tab.wait_for_timeout(50)


def _middle(tab: Any, selector: str = "svg.map") -> tuple[float, float]:
    tab.locator(selector).scroll_into_view_if_needed()
    box = tab.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_map_is_dragged(tab: Any) -> None:
    tab.goto("/map?at=40,20&z=3")
    x, y = _middle(tab)
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x - 60, y - 40, steps=4)
    tab.mouse.move(x - 120, y - 40, steps=4)
    tab.mouse.up()
    _until(tab, "!location.search.includes('at=40%2C20') && !location.search.includes('at=40,20')")
    lat, lon, zoom = _at(tab)
    assert zoom == 3
    assert lon > 21  # the sheet went left, so what lies east came in
    assert lat < 39
    held = float(tab.get_attribute("svg.map", "data-lon"))
    assert held == pytest.approx(lon, abs=0.01)


def test_the_drag_over_the_date_line_goes_on_in_the_west(tab: Any) -> None:
    tab.goto("/map?at=0,179&z=3")
    x, y = _middle(tab)
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x - 200, y, steps=5)
    tab.mouse.up()
    _until(tab, "+document.querySelector('svg.map').dataset.lon < 0")
    assert -180 <= _at(tab)[1] < -160


def test_keys_and_wheel_zoom_and_going_back_undoes(tab: Any) -> None:
    tab.goto("/map?at=40,20&z=3")
    tab.keyboard.press("+")
    _until(tab, "document.querySelector('svg.map').dataset.zoom === '4'")
    tab.keyboard.press("-")
    _until(tab, "document.querySelector('svg.map').dataset.zoom === '3'")
    tab.mouse.move(*_middle(tab))
    tab.keyboard.down("Control")
    tab.mouse.wheel(0, -100)
    tab.keyboard.up("Control")
    _until(tab, "document.querySelector('svg.map').dataset.zoom === '4'")
    tab.go_back()
    _until(tab, "document.querySelector('svg.map').dataset.zoom === '3'")


def test_the_wheel_alone_scrolls_the_page(tab: Any) -> None:
    tab.goto("/map?at=40,20&z=3")
    before = tab.url
    tab.mouse.move(*_middle(tab))
    tab.mouse.wheel(0, 200)
    tab.wait_for_timeout(400)
    assert tab.url == before
    assert tab.get_attribute("svg.map", "data-zoom") == "3"


def test_bars_are_brushed(tab: Any) -> None:
    tab.goto("/timeline?unit=day")
    days = tab.locator("[data-from]").all()
    first, last = days[0].bounding_box(), days[1].bounding_box()
    wanted = days[0].get_attribute("data-from"), days[1].get_attribute("data-to")
    y = first["y"] + first["height"] - 4
    tab.mouse.move(first["x"] + first["width"] / 2, y)
    tab.mouse.down()
    tab.mouse.move(last["x"] + last["width"] / 2, y, steps=6)
    tab.mouse.up()
    _until(tab, "location.search.includes('from=')")
    asked = parse_qs(urlsplit(tab.url).query)
    assert (asked["from"][0], asked["to"][0]) == wanted
    assert tab.input_value("input[name=from]") == wanted[0]


@pytest.fixture
def phone(chromium: Any, served: str) -> Any:
    """A tab with a screen of 390 pixels that is touched."""
    context = chromium.new_context(
        base_url=served, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True,
        reduced_motion="reduce",
    )  # fmt: skip
    made = context.new_page()
    yield made
    context.close()


def _touch(page: Any, *steps: list[tuple[float, float]]) -> None:
    """Fingers down at the first step, along the others, and up."""
    session = page.context.new_cdp_session(page)
    for number, points in enumerate(steps):
        session.send(
            "Input.dispatchTouchEvent",
            {
                "type": "touchMove" if number else "touchStart",
                "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)],
            },
        )
        page.wait_for_timeout(30)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_moves_the_map(phone: Any) -> None:
    phone.goto("/map?at=40,20&z=3")
    x, y = _middle(phone)
    x = min(x, 200)
    _touch(phone, [(x, y)], [(x - 30, y)], [(x - 60, y)], [(x - 90, y)])
    _until(phone, "+document.querySelector('svg.map').dataset.lon > 21")
    assert _at(phone)[2] == 3


def test_a_touch_that_trembles_is_a_tap(phone: Any) -> None:
    phone.goto("/map?at=40,20&z=3")
    x, y = _middle(phone)
    x = min(x, 200)
    _touch(phone, [(x, y)], [(x + 2, y + 1)])
    # The country under the finger is chosen, as by a click.
    phone.wait_for_url(re.compile("country="))


@pytest.mark.parametrize(("begin", "end", "nearer"), [(20, 70, True), (70, 20, False)])
def test_two_fingers_zoom(phone: Any, begin: float, end: float, nearer: bool) -> None:
    phone.goto("/map?at=40,20&z=4")
    x, y = _middle(phone)
    x = min(x, 200)
    half = (begin + end) / 2
    _touch(phone, *([(x - d, y), (x + d, y)] for d in (begin, half, end)))
    test = ">" if nearer else "<"
    _until(phone, f"+document.querySelector('svg.map').dataset.zoom {test} 4")


def test_no_page_is_wider_than_a_phone(phone: Any, ids: list[str]) -> None:
    pages = ["/", "/articles", "/events", "/accounts", "/timeline", "/map", "/network", "/review",
             f"/article/{ids[0]}", f"/accounts/{ids[0]}/x1"]  # fmt: skip
    for page in pages:
        phone.goto(page)
        wide = phone.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, page
