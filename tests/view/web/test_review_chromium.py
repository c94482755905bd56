"""Adding what the program missed, in Chromium: words marked by mouse, the panel, the way back."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from readout.review.log import read
from readout.store.store import open_store
from readout.view.web.app import make_app
from tests.view.web import world

sync_api = None
with contextlib.suppress(ImportError):
    from playwright import sync_api
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.skipif(sync_api is None, reason="no Playwright: pip install 'readout[browser]'"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it, or name it in CHROMIUM"),
]


@contextlib.contextmanager
def served(store: str) -> Iterator[str]:
    """A server of the store; its address."""
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(make_app(store), port=0, log_level="error", host="127.0.0.1")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(5)


def test_words_are_marked_and_an_event_and_a_statement_are_added(tmp_path: Path) -> None:
    store = world.store_in(tmp_path / "store")
    # Playwright wants a thread without a loop, and other tests may hold one open in this.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_flow, store, tmp_path).result()


def _drag(tab: Any, selector: str, last: bool = False) -> None:
    """Mark the first (or last) word of an element with the mouse."""
    box = tab.evaluate(
        """([selector, last]) => {
          const node = document.querySelector(selector);
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          let text = walker.nextNode();
          for (let n = last && walker.nextNode(); n; n = walker.nextNode()) {
            if (n.data.trim()) text = n;
          }
          const words = text.data.trimEnd();
          const start = last ? words.lastIndexOf(' ') + 1 : 0;
          const gap = last ? -1 : words.indexOf(' ');
          const end = gap > 0 ? gap : words.length;
          const range = document.createRange();
          range.setStart(text, start);
          range.setEnd(text, end);
          node.scrollIntoView({block: 'center'});
          const b = range.getBoundingClientRect();
          return [b.left, b.right, b.top + b.height / 2];
        }""",
        [selector, last],
    )
    left, right, middle = box
    tab.mouse.move(left + 0.5, middle)
    tab.mouse.down()
    tab.mouse.move(right - 0.5, middle, steps=4)
    tab.mouse.up()


def _axe(tab: Any) -> list[Any]:
    """What shuts people out of a page, as axe-core finds it."""
    held = Path(__file__).parents[2] / "data" / "axe" / "axe.min.js.gz"
    tab.evaluate(gzip.decompress(held.read_bytes()).decode())
    found = tab.evaluate("axe.run().then(result => result.violations)")
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def _flow(store: str, tmp_path: Path) -> None:
    shots = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    with open_store(store) as opened:
        record = opened.record(1)
    body = "#text [data-block][data-role=paragraph]"
    with served(store) as address, sync_api.sync_playwright() as playwright:  # type: ignore[union-attr]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = chromium.new_page(viewport={"width": 1200, "height": 900})
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(f"{address}/article/{record.article.id}")

        # An event: marked, the form beside the text, the actor marked in the sentence.
        _drag(tab, body, last=True)
        tab.wait_for_selector(".permalink:not([hidden])")
        tab.screenshot(path=shots / "add-marked.png")
        tab.click("text=Add an event")
        tab.wait_for_selector("dialog.panel[open] form")
        field = tab.query_selector("dialog.panel [name=f-span]")
        assert field.input_value().endswith("]"), "the marked words stand in the form"
        tab.fill("dialog.panel [name=name]", "Ana")
        tab.fill("dialog.panel [name=f-type]", "PROTEST")
        tab.select_option("dialog.panel [name=f-status]", "planned")
        tab.focus("dialog.panel [name=f-sources]")
        _drag(tab, "dialog.panel [data-words] [data-at]")
        assert tab.input_value("dialog.panel [name=f-sources]").endswith("]")
        tab.screenshot(path=shots / "add-event.png")
        with tab.expect_navigation():
            tab.click("text=Add it")
        assert "#c=" in tab.url
        (event,) = read(store).entries
        start, end = event.thing.start, event.thing.end
        assert tab.url.endswith(f"#c={start}-{end}")
        assert record.article.text[start:end] == event.thing.words
        assert (event.by, event.claim["type"], event.claim["status"]) == (
            "Ana", "PROTEST", "planned",
        )  # fmt: skip
        assert event.claim["sources"][0]["words"]
        tab.wait_for_selector(".added .item")
        assert "PROTEST" in tab.inner_text(".added .item")
        tab.screenshot(path=shots / "add-added.png")

        # A statement: the other kind is chosen in the panel.
        _drag(tab, body)
        tab.wait_for_selector(".permalink:not([hidden])")
        tab.click("text=Add an event")
        tab.wait_for_selector("dialog.panel[open] .which")
        tab.click("dialog.panel .which a:has-text('Statement')")
        tab.wait_for_selector("dialog.panel [name=f-speakers]")
        assert len(tab.query_selector_all("dialog.panel")) == 1
        tab.fill("dialog.panel [name=f-speakers]", "none")
        tab.screenshot(path=shots / "add-statement.png")
        with tab.expect_navigation():
            tab.click("text=Add it")
        assert [e.thing.kind for e in read(store).entries] == ["event", "statement"]
        assert "/article/" in tab.url

        # From the queue, by its key, at the width of a phone.
        tab.goto(f"{address}/review")
        tab.wait_for_selector("[data-judge]")
        tab.set_viewport_size({"width": 380, "height": 800})
        tab.emulate_media(color_scheme="dark")
        tab.keyboard.press("+")
        tab.wait_for_selector("dialog.panel[open] form")
        _drag(tab, "dialog.panel [data-words] [data-at]")
        assert tab.input_value("dialog.panel [name=f-span]").endswith("]"), "it has the cursor"
        tab.screenshot(path=shots / "add-phone.png")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 380
        tab.keyboard.press("Escape")
        thing = f"/review/{record.article.id}/v1"
        for path in (f"{thing[:-2]}add?near=60", thing, "/review", "/review/log"):
            for scheme in ("light", "dark"):
                tab.emulate_media(color_scheme=scheme)
                tab.goto(address + path)
                assert _axe(tab) == [], (path, scheme)
        tab.goto(f"{address}/review/log")
        tab.screenshot(path=shots / "add-log.png", full_page=True)
        assert complaints == []
        chromium.close()
