"""Review in the browser: the queue, corrections, the log, and what cannot be forged."""

from __future__ import annotations

import contextlib
import html
import os
import re
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from readout.review.apply import apply
from readout.review.ask import judgement
from readout.review.log import append, read
from readout.store.store import open_store
from readout.view.web.app import make_app
from tests.view import hostile
from tests.view.web import world

ORIGIN = {"origin": "http://localhost"}


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A store that may be judged."""
    return world.store_in(tmp_path / "store")


@pytest.fixture
def browser(own: str) -> Iterator[TestClient]:
    """A browser of its own, with its own cookies."""
    with TestClient(make_app(own), base_url="http://localhost") as made:
        yield made


def _form(text: str) -> dict[str, str]:
    """The hidden fields of the first form that judges."""
    held = text[text.index('action="/review/judge"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', held)[:5])


def _post(client: TestClient, path: str, form: dict[str, str]) -> Any:
    return client.post(path, data=form, headers=ORIGIN, follow_redirects=False)


def _begin(client: TestClient, name: str = "Ana") -> str:
    text = client.get("/review").text
    assert "Your name" in text
    token = re.search(r'name="token" value="([^"]+)"', text)
    assert token is not None
    answer = _post(client, "/review/name", {"token": token[1], "name": name, "back": "/review"})
    assert answer.status_code == 303
    return client.get("/review").text


def test_one_thing_at_a_time_until_all_is_judged(browser: TestClient, own: str) -> None:
    text = _begin(browser)
    seen = set()
    for verdict in ("accept", "reject", "accept"):
        form = _form(text)
        seen.add((form["article"], form["id"]))
        answer = _post(browser, "/review/judge", form | {"verdict": verdict, "note": "so"})
        assert answer.status_code == 303
        text = browser.get(answer.headers["location"]).text
    assert len(seen) == 3
    assert "3 judged by you" in text
    entries = read(own).entries
    assert [e.verdict for e in entries] == ["accept", "reject", "accept"]
    assert {e.by for e in entries} == {"Ana"}
    assert all(e.note == "so" and e.claim and e.at.endswith("Z") for e in entries)


def test_next_leaves_a_thing_for_later(browser: TestClient) -> None:
    text = _begin(browser)
    following = browser.get("/review?offset=1").text
    assert _form(following)["id"] + _form(following)["article"] != (
        _form(text)["id"] + _form(text)["article"]
    )
    assert "Back to the first" in following


def test_a_correction_without_a_script(browser: TestClient, own: str) -> None:
    _begin(browser)
    with open_store(own) as store:
        record = store.record(1)
    page = browser.get(f"/review/{record.article.id}/v1").text
    form = _form(page)
    change = {
        "verdict": "correct", "f-status": "denied", "f-background": "no", "f-targets": "",
        "f-type": record.events[0].type or "",
    }  # fmt: skip
    answer = _post(browser, "/review/judge", form | change)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/article/{record.article.id}"
    entries = read(own).entries
    fields = {e.field for e in entries}
    assert "status" in fields
    assert "type" not in fields, "what was left as it was is no correction"
    assert apply(record, entries).events[0].status == "denied"
    again = browser.get(f"/review/{record.article.id}/v1").text
    assert "<b>corrected</b> status" in again
    assert f'<del dir="auto">{record.events[0].status}</del>' in again, "the program's own stays"


def test_what_cannot_be_is_a_page_with_a_sentence(browser: TestClient, own: str) -> None:
    _begin(browser)
    form = _form(browser.get("/review?ask=event").text)
    for more, said in (
        ({"verdict": "correct"}, "Nothing was changed"),
        ({"verdict": "correct", "f-status": "x"}, "is one of"),
        ({"verdict": "perhaps"}, "accept, reject or correct"),
        ({"verdict": "accept", "reading": "99"}, "read anew"),
        ({"verdict": "accept", "id": "v99"}, "is not in this reading"),
    ):
        answer = _post(browser, "/review/judge", form | more)
        assert 400 <= answer.status_code < 500
        assert said in answer.text.replace("&#39;", "'")
    assert browser.get("/review?ask=weather").status_code == 400
    assert browser.get("/review/abcdef/v1").status_code == 404
    assert _post(browser, "/review/judge", form | {"note": "x" * 70_000}).status_code == 413
    assert read(own).entries == []


def test_nobody_else_s_page_can_judge(browser: TestClient, own: str) -> None:
    form = _form(_begin(browser)) | {"verdict": "accept"}
    elsewhere = {"origin": "http://evil.example"}
    for headers, data in (
        (elsewhere, form),
        ({}, form),
        (ORIGIN, form | {"token": "x" * 43}),
        (ORIGIN, {k: v for k, v in form.items() if k != "token"}),
    ):
        answer = browser.post("/review/judge", data=data, headers=headers, follow_redirects=False)
        assert answer.status_code == 403
    assert read(own).entries == []
    assert browser.get("/review/judge", headers=ORIGIN).status_code in (404, 405)


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_the_way_back_stays_here(browser: TestClient, back: str) -> None:
    form = _form(_begin(browser)) | {"verdict": "accept", "back": back}
    assert _post(browser, "/review/judge", form).headers["location"] == "/review"


def test_take_back_and_the_log(browser: TestClient, own: str) -> None:
    form = _form(_begin(browser))
    _post(browser, "/review/judge", form | {"verdict": "reject"})
    entry = read(own).entries[0]
    page = browser.get("/review/log").text
    assert "wrong" in page
    assert entry.id in page
    _post(browser, "/review/undo", {"token": form["token"], "entry": entry.id, "back": "/review"})
    assert _form(browser.get("/review").text)["id"] == form["id"], "it is asked about again"
    assert len(read(own).entries) == 2
    assert len(browser.get("/review/log.jsonl").text.splitlines()) == 2


def test_two_reviewers_do_not_see_each_other_and_are_compared(own: str) -> None:
    app = make_app(own)
    first = []
    for name in ("Ana", "Ben Öz"):
        with TestClient(app, base_url="http://localhost") as client:
            form = _form(_begin(client, name))
            first.append(form["id"] + form["article"])
            _post(client, "/review/judge", form | {"verdict": "accept"})
            log = client.get("/review/log").text
    assert first[0] == first[1]
    assert "Krippendorff" in log
    assert "Ben Öz" in log


def test_hostile_words_stay_words(browser: TestClient, own: str) -> None:
    _begin(browser, "<script>alert(1)</script>")
    with open_store(own) as store:
        number = store.con.execute("SELECT max(reading) FROM articles").fetchone()
        assert number is not None
        record = store.record(number[0])
    ids = [v.id for v in record.events] + [s.id for s in record.statements]
    ids += [e.id for e in record.entities]
    for id_ in ids:
        page = browser.get(f"/review/{record.article.id}/{id_}")
        assert page.status_code == 200
        form = _form(page.text)
        note = {"verdict": "accept", "note": hostile.ATTACK}
        assert _post(browser, "/review/judge", form | note).status_code == 303
    for path in ("/review", "/review/log", f"/review/{record.article.id}/{ids[0]}"):
        text = browser.get(path).text
        assert "<img" not in text
        assert "<script>" not in text
        assert "onerror=alert(1)>" not in text


def _add(client: TestClient, own: str, shown: str = "event", **more: str) -> Any:
    """Fill in the form for words of the first article and send it."""
    with open_store(own) as store:
        record = store.record(1)
    page = client.get(f"/review/{record.article.id}/add?kind={shown}").text
    held = page[page.index('action="/review/add"') :]
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', held)[:6])
    return _post(client, "/review/add", form | more)


def test_what_was_missed_is_added_without_a_script(browser: TestClient, own: str) -> None:
    _begin(browser)
    with open_store(own) as store:
        record = store.record(1)
    words = record.article.text.split()[-3]
    given = {
        "f-span": words, "f-type": "PROTEST", "f-status": "planned", "f-sources": words,
        "note": "seen by eye", "evidence": record.article.text.split()[-2],
    }  # fmt: skip
    answer = _add(browser, own, **given)
    assert answer.status_code == 303, answer.text
    (entry,) = read(own).entries
    at = f"{entry.thing.start}-{entry.thing.end}"
    assert answer.headers["location"].endswith(f"#c={at}")
    assert (entry.verdict, entry.by, entry.note) == ("add", "Ana", "seen by eye")
    assert len(entry.evidence) == 2
    assert len(apply(record, [entry]).events) == len(record.events) + 1
    page = browser.get(answer.headers["location"].partition("#")[0]).text
    assert "Added in review" in page
    assert f'href="#c={at}"' in page
    assert 'type: <span dir="auto">PROTEST</span>' in page
    assert "<b>added</b>" in page
    log = browser.get("/review/log").text
    assert "added: type" in log
    thing = f"/review/{record.article.id}/{entry.thing.id}"
    assert "which a reviewer added" in browser.get(thing).text
    form = _form(browser.get(thing).text) | {"verdict": "correct", "f-status": "denied"}
    assert _post(browser, "/review/judge", form).status_code == 303
    assert read(own).entries[1].field == "status"
    assert '<ins dir="auto">denied</ins>' in browser.get(thing).text
    assert _post(browser, "/review/judge", form | {"verdict": "reject"}).status_code == 303
    assert "Added in review" not in browser.get(f"/article/{record.article.id}").text


def test_what_an_earlier_reading_found_and_this_one_misses_is_shown(
    browser: TestClient, own: str
) -> None:
    with open_store(own) as store:
        record = store.record(1)
    entry = judgement(record, record.events[0], "accept", "Ana")
    start = len(record.article.text.rstrip()) - 5
    away = msgspec.structs.replace(entry.thing, start=start, end=start + 4, words="w179")
    append(own, [msgspec.structs.replace(entry, thing=away)])
    page = browser.get(f"/article/{record.article.id}").text
    assert "missed by this one" in page
    assert f'href="#c={start}-{start + 4}"' in page
    append(own, [entry])
    assert browser.get(f"/article/{record.article.id}").text.count("missed by this one") == 1


def test_a_missed_statement_and_words_that_were_marked(browser: TestClient, own: str) -> None:
    _begin(browser)
    with open_store(own) as store:
        record = store.record(1)
    end = len(record.article.text.rstrip())
    page = browser.get(f"/review/{record.article.id}/add?kind=statement&start={end - 9}&end={end}")
    words = " ".join(record.article.text[end - 9 : end].split())
    assert f"{words} [{end - 9}:{end}]" in html.unescape(page.text)
    answer = _add(
        browser, own, "statement", **{"f-span": f"x [{end - 9}:{end}]", "f-speakers": "none"}
    )
    assert answer.status_code == 303, answer.text
    (entry,) = read(own).entries
    assert entry.claim["sourcing"] == "collective"


def test_what_cannot_be_added_is_a_page_with_a_sentence(browser: TestClient, own: str) -> None:
    _begin(browser)
    with open_store(own) as store:
        record = store.record(1)
    good = {"f-span": record.article.text.split()[-3], "f-type": "PROTEST"}
    for more, said in (
        ({"f-span": ""}, "Name the words"),
        ({"f-span": "no such words at all"}, "do not stand in the text"),
        ({"f-type": ""}, "Give the type"),
        ({"f-type": "<b>"}, "no type of PLOVER"),
        ({"f-status": "x"}, "is one of"),
        ({"kind": "town"}, "is of event, statement"),
        ({"reading": "99"}, "read anew"),
        ({"token": "x" * 43}, "not made for this browser"),
    ):
        answer = _add(browser, own, **good | more)
        assert 400 <= answer.status_code < 500
        assert said in html.unescape(answer.text)
        assert "<b>'" not in answer.text
    for query in ("kind=town", "start=x&end=3", "start=9&end=3", "start=1&end=99999999"):
        assert browser.get(f"/review/{record.article.id}/add?{query}").status_code == 400, query
    assert browser.get("/review/abcdef/add").status_code == 404
    assert read(own).entries == []


sync_api = None
with contextlib.suppress(ImportError):
    from playwright import sync_api
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(sync_api is None, reason="no Playwright: pip install 'readout[browser]'")
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it, or name it in CHROMIUM")
def test_the_keys_and_the_marked_words_in_chromium(own: str, tmp_path: Path) -> None:
    """Judged by keys alone, then a correction whose words are marked in the sentence."""
    # Playwright wants a thread without a loop, and other tests may hold one open in this.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_flow, own, tmp_path).result()


def _flow(own: str, tmp_path: Path) -> None:
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(make_app(own), port=0, log_level="error", host="127.0.0.1")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    shots = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    try:
        with sync_api.sync_playwright() as playwright:  # type: ignore[union-attr]
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            tab = chromium.new_page(viewport={"width": 1100, "height": 900})
            complaints: list[str] = []
            tab.on("console", lambda message: complaints.append(message.text))
            tab.on("pageerror", lambda error: complaints.append(str(error)))
            tab.goto(f"http://127.0.0.1:{port}/review")
            tab.fill("[name=name]", "Ana")
            tab.click("text=Begin")
            tab.wait_for_selector("[data-judge]")
            tab.screenshot(path=shots / "review.png", full_page=True)
            for key in ("a", "r"):
                with tab.expect_navigation():
                    tab.keyboard.press(key)
            assert [e.verdict for e in read(own).entries] == ["accept", "reject"]
            with tab.expect_navigation():
                tab.keyboard.press("u")
            with tab.expect_navigation():
                tab.keyboard.press("n")
            assert "offset=1" in tab.url
            tab.goto(f"http://127.0.0.1:{port}/review")
            tab.keyboard.press("c")
            form = "[data-correct] form"
            field = tab.query_selector(f"{form} textarea[data-span=one]")
            field.focus()
            tab.evaluate(
                """() => {
                  const piece = [...document.querySelectorAll('[data-at]')].pop().firstChild;
                  const range = document.createRange();
                  range.setStart(piece, 0);
                  range.setEnd(piece, piece.data.length);
                  getSelection().removeAllRanges();
                  getSelection().addRange(range);
                  document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
                }"""
            )
            assert re.search(r" \[\d+:\d+\]$", field.input_value())
            tab.screenshot(path=shots / "review-correct.png", full_page=True)
            with tab.expect_navigation():
                tab.click("text=Save the correction")
            last = read(own).entries[-1]
            assert last.verdict == "correct"
            tab.set_viewport_size({"width": 380, "height": 800})
            tab.emulate_media(color_scheme="dark")
            tab.screenshot(path=shots / "review-phone.png", full_page=True)
            wide = tab.evaluate("document.documentElement.scrollWidth")
            assert wide <= 380, "no page is wider than a phone"
            tab.goto(f"http://127.0.0.1:{port}/review/log")
            tab.screenshot(path=shots / "review-log.png", full_page=True)
            with open_store(own) as store:
                record = store.record(1)
            tab.set_viewport_size({"width": 1100, "height": 900})
            tab.goto(f"http://127.0.0.1:{port}/article/{record.article.id}")
            tab.click(f'a[data-review][href$="/{record.events[0].id}"]')
            tab.wait_for_selector("dialog.panel[open] [data-judge]")
            tab.screenshot(path=shots / "review-panel.png")
            with tab.expect_navigation():
                tab.select_option("dialog.panel [name=f-status]", "hypothetical")
                tab.click("dialog.panel button[value=correct]")
            assert "/article/" in tab.url
            assert "hypothetical" in tab.inner_text(f"#{record.events[0].id} .reviewed")
            tab.screenshot(path=shots / "review-article.png")
            assert complaints == []
            chromium.close()
    finally:
        server.should_exit = True
        thread.join(5)
