"""Overview, articles and events: what stands there, bounded, escaped, and as a file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from readout.record.ids import article_id
from readout.record.types import Record
from readout.view.web.app import make_app
from tests.view.web import world

OURS = ["/", "/articles", "/articles?q=<script>", "/events", "/events?actor=<script>"]


@pytest.mark.parametrize("path", OURS)
def test_nothing_of_an_article_gets_out_of_its_place(client: TestClient, path: str) -> None:
    _harmless(client.get(path).text)


def test_nothing_of_a_hostile_article_gets_out(client: TestClient, ids: list[str]) -> None:
    answer = client.get(f"/article/{ids[-1]}")
    assert answer.status_code == 200
    assert "&lt;script&gt;document.title" in answer.text
    _harmless(answer.text)
    assert 'href="javascript' not in answer.text
    assert "\x1b" not in answer.text
    assert "\u202e" not in answer.text


def _harmless(text: str) -> None:
    scripts = re.findall(r"<script[^>]*>", text)
    assert scripts
    assert all(re.fullmatch(r'<script src="/static/\w+\.js"( defer)?>', s) for s in scripts)
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', text))
    assert "style=" not in re.sub(r'"[^"]*"', '""', text)
    assert "<img" not in text
    assert "49" not in re.findall(r"<title>.*?</title>", text)[0]


@pytest.mark.parametrize("path", ["/", "/articles", "/events"])
def test_a_page_has_what_a_screen_reader_asks_for(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert '<html lang="en">' in text
    assert '<a class="skip" href="#main">' in text
    assert text.count("<h1") == 1
    assert "<main id=" in text
    for field in re.findall(r"<input[^>]*>", text):
        if 'type="hidden"' not in field:
            assert re.search(r"<label[^>]*>[^<]*" + re.escape(field), text), field


def test_the_filter_goes_along_to_every_view(client: TestClient) -> None:
    text = client.get("/events?type=ASSAULT&from=2031").text
    for path in ("/articles", "/accounts", "/timeline", "/map", "/network"):
        assert f'href="{path}?from=2031-01-01&amp;type=ASSAULT"' in text
    assert 'href="/events.csv?from=2031-01-01&amp;type=ASSAULT"' in text


def test_the_search_shows_the_words_it_found(client: TestClient) -> None:
    text = client.get('/articles?q="story number 3"').text
    assert "<mark>story number 3</mark>" in text
    assert "Ports agree for the 3. time" in text
    assert "Ports agree for the 2. time" not in text


def test_a_facet_narrows_and_widens(client: TestClient) -> None:
    text = client.get("/events").text
    assert '<a href="/events?status=denied"><span>denied</span> <span class="num">10<' in text
    text = client.get("/events?status=denied").text
    assert '<a href="/events" aria-current="true"><span>denied</span>' in text


def test_the_table_as_a_file_is_the_table(client: TestClient) -> None:
    answer = client.get("/events.csv?type=REQUEST")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["sources"] for row in rows] == ["Roth", "Sato"]
    assert {row["status"] for row in rows} == {"planned"}
    articles = list(csv.DictReader(io.StringIO(client.get("/articles.csv").text)))
    assert len(articles) == 9


def test_an_order_that_is_none(client: TestClient) -> None:
    assert client.get("/events?sort=oldest").status_code == 200
    answer = client.get("/events?sort=best")
    assert answer.status_code == 400
    assert "surest" in answer.text


@pytest.mark.parametrize("offset", ["-1", "x", "9999999999", "٣"])
def test_an_offset_that_is_none(client: TestClient, offset: str) -> None:
    assert client.get(f"/articles?offset={offset}").status_code == 400


def test_beyond_the_last_row(client: TestClient) -> None:
    assert "back to the first" in client.get("/events?offset=5000").text


def test_no_page_has_more_than_fifty_rows(tmp_path: Path) -> None:
    folder = world.store_in(tmp_path / "many", [_busy(120)])
    with TestClient(make_app(folder), base_url="http://localhost") as client:
        seen: list[str] = []
        path = "/events"
        for size in (50, 50, 20):
            text = client.get(path).text
            found = re.findall(r'class="told" href="([^"]+)"', text)
            assert len(found) == size
            seen += found
            more = re.search(r'rel="next" href="([^"]+)"', text)
            path = more[1].replace("&amp;", "&") if more else ""
        assert path == ""
        assert len(seen) == 120


def test_ten_thousand_events_on_one_day(tmp_path: Path) -> None:
    folder = world.store_in(tmp_path / "day", [_busy(10_000)])
    with TestClient(make_app(folder), base_url="http://localhost") as client:
        for path in ("/", "/events", "/articles"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert "10,000" in answer.text
            assert len(answer.text) < 200_000
        ref = _busy(10_000).article.id
        answer = client.get(f"/article/{ref}")
        assert answer.status_code == 200
        assert len(answer.text) < 3_000_000


def _busy(count: int) -> Record:
    """One article that tells of many meetings on one day, each in its own sentence."""
    base = world.article(0)
    url = "https://courier.example/busy"
    sentence = "Roth met Imber there again. "
    text = base.article.text + "\n\n" + sentence * count
    start = len(base.article.text) + 2
    event = base.events[0]
    block = msgspec.structs.replace(
        base.article.blocks[-1], id="b6", start=start, end=len(text) - 1
    )
    events = [
        msgspec.structs.replace(
            event,
            id=f"v{number + 1}",
            trigger=msgspec.structs.replace(
                event.trigger,
                start=start + number * len(sentence) + 5,
                end=start + number * len(sentence) + 8,
            ),
            quantities=[],
        )
        for number in range(count)
    ]
    article = msgspec.structs.replace(
        base.article, text=text, url=url, id=article_id(text, url),
        blocks=[*base.article.blocks, block],
    )  # fmt: skip
    return msgspec.structs.replace(
        base, article=article, events=events, episodes=[], accounts=[], points=[]
    )
