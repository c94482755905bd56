"""The HTML page in a real Chromium: what a person sees, and what a hostile page cannot do."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import readout
from readout.view.article import page as html_of
from tests.record import sample
from tests.view import hostile

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="no Playwright: pip install 'readout[browser]'"
)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: install it, or name it in the variable CHROMIUM"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a record's page and hands it over with all that it asked for or complained of."""
    opened: list[Any] = []

    def open_record(record: readout.Record, **options: Any) -> tuple[Any, list[str]]:
        path = tmp_path / "record.html"
        path.write_text(html_of([record]), encoding="utf-8")
        tab = browser.new_page(**options)
        opened.append(tab)
        events: list[str] = []
        tab.on("request", lambda request: events.append(request.url))
        tab.on("console", lambda message: events.append(message.text))
        tab.on("dialog", lambda dialog: events.append(dialog.message))
        tab.on("pageerror", lambda error: events.append(str(error)))
        tab.goto(path.as_uri())
        return tab, [event for event in events if event != path.as_uri()]

    yield open_record
    for tab in opened:
        tab.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, which looks for what shuts people out."""
    path = Path(__file__).parents[1] / "data" / "axe" / "axe.min.js.gz"
    return gzip.decompress(path.read_bytes()).decode()


def _background(tab: Any, selector: str) -> str:
    return str(tab.eval_on_selector(selector, "e => getComputedStyle(e).backgroundColor"))


def _tooltip(tab: Any, selector: str) -> str:
    return str(tab.eval_on_selector(selector, "e => getComputedStyle(e, '::after').content"))


def test_roles_stand_beside_their_blocks(show: Any) -> None:
    tab, events = show(sample.record())
    assert events == []
    assert tab.locator("h1.r-headline").inner_text() == "Ports agree"
    assert tab.locator(".r-dateline").inner_text() == "OSTREY —"
    shown = tab.locator(".block .role:visible").all_inner_texts()
    assert shown == ["headline", "dateline"]
    assert tab.locator("details.fold .r-chrome").count() == 1
    assert not tab.locator("details.fold .r-chrome").is_visible()
    tab.locator("details.fold summary").first.click()
    assert tab.locator("details.fold .r-chrome").is_visible()


def test_a_row_lights_up_its_evidence(show: Any) -> None:
    tab, _ = show(sample.record())
    mark = "mark.c-headline"
    before = _background(tab, mark)
    tab.hover("#a1-row-headline")
    tab.wait_for_timeout(300)
    assert _background(tab, mark) != before
    tab.mouse.move(0, 0)
    tab.wait_for_timeout(300)
    assert _background(tab, mark) == before


def test_evidence_says_what_it_is_evidence_for(show: Any) -> None:
    tab, _ = show(sample.record())
    mark = "mark.c-headline"
    assert _tooltip(tab, mark) == "none"
    tab.hover(mark)
    tip = _tooltip(tab, mark)
    assert "headline" in tip
    assert "evidence for headline (visible)" in tip


def test_a_row_leads_to_its_evidence(show: Any) -> None:
    tab, _ = show(sample.record())
    tab.click("#a1-row-dateline a")
    assert tab.url.endswith("#a1-dateline")
    assert tab.locator("mark.c-dateline").first.is_visible()


def test_hostile_text_is_inert(show: Any) -> None:
    tab, events = show(hostile.record())
    tab.evaluate("for (const d of document.querySelectorAll('details.found')) d.open = true")
    for row in tab.locator("tr").all():
        row.hover()
    tab.locator("details.fold summary").first.click()
    tab.wait_for_timeout(200)
    assert tab.title() == "readout"
    assert events == []
    assert tab.locator("script, img, svg, [onerror], [onmouseover]").count() == 0
    assert tab.locator("main").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_the_screen_and_can_be_read(show: Any, scheme: str, width: int) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for record in (sample.record(), hostile.record()):
        tab, _ = show(record, **options)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        ink, paper = tab.evaluate(
            "() => {const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]}"
        )
        assert _contrast(ink, paper) > 10


_LOOK = """e => {
    const s = getComputedStyle(e);
    return {tint: s.backgroundImage, ink: s.color, line: s.boxShadow,
            dashes: s.textDecorationLine + ' ' + s.textDecorationStyle,
            edges: s.borderTopWidth + ' ' + s.borderTopColor};
}"""
_KINDS = ("actor", "place", "time", "quantity")


def test_each_kind_has_a_form_of_its_own_besides_its_colour(show: Any) -> None:
    tab, events = show(sample.record())
    assert events == []
    looks = {kind: tab.eval_on_selector(f".text .k-{kind}", _LOOK) for kind in _KINDS}
    assert "gradient" in looks["actor"]["tint"]
    assert "2px" in looks["place"]["line"]
    assert looks["time"]["dashes"] == "underline dashed"
    assert looks["quantity"]["edges"].startswith("1.5px") or looks["quantity"]["edges"][0] == "1"
    forms = [
        (look["tint"] != "none", look["dashes"] != "none solid", look["edges"][0] != "0",
         "2px" in look["line"])
        for look in looks.values()
    ]  # fmt: skip
    assert len(set(forms)) == len(_KINDS)
    samples = {kind: tab.eval_on_selector(f".sample.k-{kind}", _LOOK) for kind in _KINDS}
    for kind in _KINDS:
        assert samples[kind]["tint"] == looks[kind]["tint"]
        assert samples[kind]["dashes"] == looks[kind]["dashes"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_told_from_the_paper_and_axe_finds_nothing(
    show: Any, axe: str, scheme: str
) -> None:
    tab, _ = show(sample.record(), color_scheme=scheme)
    colour = "(name) => {const e = document.createElement('i'); e.style.color = `var(${name})`;"
    colour += " document.body.append(e); const c = getComputedStyle(e).color; e.remove(); return c}"
    paper = tab.evaluate(colour, "--paper")
    for kind in _KINDS:
        asked = 4.5 if kind == "actor" else 3  # letters, lines
        assert _contrast(tab.evaluate(colour, f"--{kind}"), paper) >= asked, kind
    tab.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    tab.evaluate(axe)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = tab.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_a_box_of_the_legend_takes_the_marks_of_a_kind_away(show: Any) -> None:
    tab, _ = show(sample.record())
    before = tab.eval_on_selector(".text .k-time", _LOOK)
    tab.locator(".show-time").uncheck()
    assert tab.eval_on_selector(".text .k-time", _LOOK)["dashes"] != before["dashes"]
    assert tab.eval_on_selector(".text .k-place", _LOOK)["line"] != "none"
    tab.locator(".show-time").check()
    assert tab.eval_on_selector(".text .k-time", _LOOK) == before


def test_a_thing_leads_to_its_words_and_tells_what_it_is(show: Any) -> None:
    tab, _ = show(sample.record())
    tab.locator("summary", has_text="Where").click()
    mark = ".text .c-place-p1"
    before = _background(tab, mark)
    tab.hover("#a1-row-place-p1")
    tab.wait_for_timeout(300)
    assert _background(tab, mark) != before
    tab.hover(mark)
    assert "place: Ostrey" in _tooltip(tab, mark)
    assert "place: Ostrey" in str(tab.locator(mark).first.get_attribute("aria-description"))


@pytest.mark.parametrize("width", [390, 1000])
def test_no_tooltip_widens_the_page(show: Any, width: int) -> None:
    tab, _ = show(sample.record(), viewport={"width": width, "height": 800})
    for mark in tab.locator(".text mark[tabindex]:visible").all():
        mark.hover()
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``rgb(r, g, b)`` as WCAG 2 defines it."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour[4:-1].split(",")]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)
