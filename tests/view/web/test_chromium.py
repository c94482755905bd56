"""The pages in a real Chromium: fields and words, keys, permalinks, light and dark, axe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def _lit(tab: Any) -> list[str]:
    return [text.strip() for text in tab.locator("#text .lit").all_inner_texts() if text.strip()]


def _on(tab: Any) -> list[str]:
    return list(tab.eval_on_selector_all(".item.on", "all => all.map(e => e.dataset.key)"))


def test_an_event_lights_up_its_words(tab: Any, ids: list[str]) -> None:
    tab.goto(f"/article/{ids[0]}")
    tab.click("#v1 .k-event")
    assert _lit(tab)[:4] == ["OSTREY", "Ms. Roth", "met", "Mr. Imber"]
    assert "Tuesday" in _lit(tab)
    assert "40" in _lit(tab)
    assert tab.locator("#text .l-main").all_inner_texts() == ["met"]
    assert tab.url.endswith("#c=53-56")


@pytest.mark.parametrize(
    ("field", "words"),
    [("place", ["OSTREY"]), ("time", ["Tuesday"]), ("quantity", ["40"]), ("actor", ["Ms. Roth"])],
)
def test_a_field_lights_up_its_own(tab: Any, ids: list[str], field: str, words: list[str]) -> None:
    tab.goto(f"/article/{ids[0]}")
    tab.locator(f"#v1 .k-{field}").first.click()
    assert _lit(tab) == words


def test_words_lead_to_what_was_read_from_them(tab: Any, ids: list[str]) -> None:
    tab.goto(f"/article/{ids[0]}")
    tab.locator("#text mark.m-time").click()
    assert {"t1", "v1"} <= set(_on(tab))
    assert tab.locator("#t1").is_visible()
    tab.locator("#text mark.m-event").nth(1).click()
    assert "v2" in _on(tab)
    assert "v1" not in _on(tab)


def test_the_speaker_in_the_margin_leads_to_the_statement(tab: Any, ids: list[str]) -> None:
    tab.goto(f"/article/{ids[0]}")
    tab.click(".speaker >> text=Imber")
    assert _on(tab) == ["s2"]
    assert "they ever" in " ".join(_lit(tab))


def test_keys(tab: Any, ids: list[str]) -> None:
    tab.goto(f"/article/{ids[0]}")
    for key, chosen in [
        ("j", "v1"),
        ("j", "v2"),
        ("j", "s1"),
        ("k", "v2"),
        ("k", "v1"),
        ("k", "v1"),
    ]:
        tab.keyboard.press(key)
        assert _on(tab) == [chosen]
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "met"
    tab.keyboard.press("Escape")
    assert _on(tab) == []
    assert _lit(tab) == []
    assert "#" not in tab.url
    tab.keyboard.press("n")
    assert len(_on(tab)) > 0
    tab.keyboard.press("?")
    assert tab.locator("dialog.keys").is_visible()
    assert "next thing that was read" in tab.locator("dialog.keys").inner_text()
    tab.keyboard.press("Escape")
    assert not tab.locator("dialog.keys").is_visible()
    tab.goto("/events")
    tab.keyboard.press("/")
    tab.keyboard.type("jjj?")
    assert tab.locator("[name=q]").input_value() == "jjj?"


def test_a_permalink_shows_its_words(tab: Any, ids: list[str]) -> None:
    tab.goto(f"/article/{ids[0]}#c=48-60")
    assert "".join(tab.locator("#text .here").all_inner_texts()) == "Roth met Mr."
    tab.evaluate("location.hash = '#c=128-137'")
    tab.wait_for_function("document.querySelector('#text .here').textContent.startsWith('they')")
    assert "".join(tab.locator("#text .here").all_inner_texts()) == "they ever"


def test_chosen_words_get_an_address(tab: Any, ids: list[str]) -> None:
    tab.goto(f"/article/{ids[0]}")
    tab.locator("#text mark.m-quantity").dblclick()
    tab.wait_for_selector(".permalink:not([hidden])")
    assert tab.get_attribute(".permalink a", "href") == "#c=94-96"


def test_an_event_of_the_table_leads_to_its_words(tab: Any) -> None:
    tab.goto("/events?type=REQUEST&sort=oldest")
    tab.locator("a.told").first.click()
    tab.wait_for_selector("#text .here")
    assert "".join(tab.locator("#text .here").all_inner_texts()) == "met"


def test_hostile_text_is_inert(tab: Any, ids: list[str]) -> None:
    for path in (f"/article/{ids[-1]}", "/articles", "/events", "/", f"/events?article={ids[-1]}"):
        tab.goto(path)
        assert "owned" not in tab.title().replace("title='owned'", "")
        assert tab.locator("main img, main script, [onerror], [onmouseover]").count() == 0
    tab.goto(f"/article/{ids[-1]}")
    tab.keyboard.press("j")
    assert len(_on(tab)) == 1


def test_the_choice_of_light_or_dark_stays(tab: Any) -> None:
    def paper() -> str:
        return str(tab.evaluate("getComputedStyle(document.body).backgroundColor"))

    tab.emulate_media(color_scheme="light")
    tab.goto("/")
    light = paper()
    tab.emulate_media(color_scheme="dark")
    dark = paper()
    assert light != dark
    tab.click("[data-theme-toggle]")
    assert paper() == light
    tab.goto("/events")
    assert paper() == light
    assert tab.get_attribute("[data-theme-toggle]", "aria-label") == "Switch to dark"


def test_the_filter_leaves_a_clean_address(tab: Any) -> None:
    tab.goto("/events")
    tab.fill("[name=q]", "story number")
    tab.click("text=More to filter by")
    tab.select_option("[name=status]", "denied")
    tab.click("button.main")
    assert tab.url.endswith("/events?q=story+number&status=denied")
    tab.click(".chips >> text=denied")
    assert tab.url.endswith("/events?q=story+number")


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_plot_becomes_a_file(tab: Any, form: str, tmp_path: Path) -> None:
    tab.goto("/")
    with tab.expect_download() as waiting:
        tab.click(f"[data-save={form}]")
    waiting.value.save_as(tmp_path / "plot")
    data = (tmp_path / "plot").read_bytes()
    assert waiting.value.suggested_filename.endswith(f".{form}")
    assert data.startswith(b"\x89PNG" if form == "png" else b"<svg")
    if form == "svg":
        assert b"var(" not in data


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", ["start", "articles", "events", "article", "accounts"])
def test_no_page_is_wider_than_the_screen(tab: Any, ids: list[str], page: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto({"start": "/", "article": f"/article/{ids[0]}"}.get(page, f"/{page}"))
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("page", ["accounts", "accounts/across"])
def test_no_word_of_a_list_of_accounts_is_broken_on_a_phone(tab: Any, page: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(f"/{page}")
    cell = tab.locator("table.episodes tbody td").first
    assert cell.bounding_box()["width"] > 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["start", "articles", "events", "article", "missing"])
def test_axe_finds_nothing(tab: Any, axe: str, ids: list[str], page: str, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)
    paths = {
        "start": "/", "article": f"/article/{ids[0]}", "events": "/events?type=CONSULT",
        "articles": "/articles?q=story", "missing": "/events?from=never",
    }  # fmt: skip
    answer = tab.goto(paths[page])
    if page == "missing":
        assert answer.status == 400
    else:
        if page == "article":
            tab.keyboard.press("j")
        tab.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    tab.evaluate(axe)
    found = tab.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    told = [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found]
    assert told == []
