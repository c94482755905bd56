"""Dates as they are written, and which one is that of publication."""

from __future__ import annotations

import json

import pytest
from pages import page, read

from readout.page.html.metadata.datetext import find_dates, find_months, read_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020-05-03", "2020-05-03"),
        ("2020-05-03T10:20:30+0200", "2020-05-03T10:20:30+02:00"),
        ("2020-05-03T10:20:30.123Z", "2020-05-03T10:20:30.123Z"),
        ("2020-05-03 10:20", "2020-05-03T10:20"),
        ("20200503", "2020-05-03"),
        ("202005031020", "2020-05-03T10:20"),
        ("1588501230", "2020-05-03T10:20:30Z"),
        ("1588501230000", "2020-05-03T10:20:30Z"),
        ("3. Mai 2020", "2020-05-03"),
        ("3. Mai 2020, 10:20 Uhr", "2020-05-03T10:20"),
        ("May 3rd, 2020 at 1:05 pm", "2020-05-03T13:05"),
        ("Sun, 03 May 2020 10:20:00 GMT", "2020-05-03T10:20"),
        ("3 de mayo de 2020", "2020-05-03"),
        ("le 3 mai 2020 à 10h20", "2020-05-03T10:20"),
        ("3 maggio 2020", "2020-05-03"),
        ("3. toukokuuta 2020", "2020-05-03"),
        ("3 мая 2020", "2020-05-03"),
        ("3 Mayıs 2020", "2020-05-03"),
        ("03.05.2020", "2020-05-03"),
        ("3.5.20", "2020-05-03"),
        ("2020年5月3日", "2020-05-03"),
        ("2020년 5월 3일", "2020-05-03"),
        ("ngày 3 tháng 5 năm 2020", "2020-05-03"),
        ("3 मई 2020", "2020-05-03"),
        ("2020/05/03", "2020-05-03"),
        ("May 2020", "2020-05"),
        ("2020-05", "2020-05"),
        ("31.02.2020", None),
        ("03.05.1871", None),
        ("version 1.2.3", None),
        ("", None),
    ],
)
def test_a_written_date(text: str, value: str | None) -> None:
    read_as = read_value(text)
    assert (read_as and read_as[0]) == value


def test_order_of_day_and_month() -> None:
    assert find_dates("3/4/2020")[0].value == "2020-04-03"
    assert find_dates("3/4/2020", month_first=True)[0].value == "2020-03-04"
    assert find_dates("13/4/2020", month_first=True)[0].value == "2020-04-13"
    assert find_dates("4/13/2020")[0].value == "2020-04-13"


def test_offsets_are_those_of_the_text() -> None:
    text = "Posted on 3 May 2020, in the evening; seen 4.5.2020"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["3 May 2020", "4.5.2020"]
    assert find_months("in May 2020")[0].value == "2020-05"


def published(html: str, url: str | None = None) -> tuple[str | None, str | None]:
    found = read(html, url).published
    return (found.value, found.method) if found else (None, None)


def test_publication_goes_before_modification() -> None:
    node = {
        "@type": "NewsArticle",
        "dateModified": "2021-01-01",
        "datePublished": "2020-01-01T08:00:00+01:00",
    }
    html = page(f'<script type="application/ld+json">{json.dumps(node)}</script>')
    assert published(html) == ("2020-01-01T08:00:00+01:00", "jsonld")
    html = page(
        '<meta property="article:modified_time" content="2021-01-01">'
        '<meta property="article:published_time" content="2020-01-01">'
    )
    assert published(html) == ("2020-01-01", "meta:article:published_time")


def test_modification_is_the_last_resort_and_says_so() -> None:
    html = page('<meta property="article:modified_time" content="2021-01-01">')
    assert published(html) == ("2021-01-01", "meta:article:modified_time")


@pytest.mark.parametrize(
    "body",
    [
        '<p class="date">3. Mai 2020</p>',
        "<p>Veröffentlicht am 3. Mai 2020</p>",
        "<p>Von Ada Berg, 03.05.2020</p>",
        '<time datetime="2020-05-03">two days ago</time>',
        '<div itemprop="datePublished">3 May 2020</div>',
        "<p>Updated: 5 May 2020. Published: 3 May 2020</p>",
    ],
)
def test_visible_dates_near_the_headline(body: str) -> None:
    value, _ = published(page(body=body, lang="de"))
    assert value == "2020-05-03"


@pytest.mark.parametrize(
    "body",
    [
        "<footer>© 2020 Post. Stand 1.1.2020</footer>",
        '<div class="related-stories"><p>3. Mai 2020</p></div>',
        '<div class="comments"><time datetime="2020-05-03">3 May 2020</time></div>',
        "<nav><p>3.5.2020</p></nav>",
    ],
)
def test_dates_of_other_things_do_not_count(body: str) -> None:
    html = page(h1="A bridge", body="").replace("</body>", f"{body}</body>")
    assert published(html) == (None, None)


def test_the_address_names_the_day() -> None:
    assert published(page(), "https://x.example/2020/05/03/bridge")[0] == "2020-05-03"
    assert published(page(), "https://x.example/news-20200503")[0] == "2020-05-03"
    assert published(page(), "https://x.example/2021_11_bridge") == (None, None)


def test_evidence_is_the_line_that_shows_the_same_day() -> None:
    html = page('<meta name="datePublished" content="2020-05-03T08:00:00Z">', "<p>3 May 2020</p>")
    found = read(html).published
    assert found is not None
    assert found.evidence[0].span is not None
    assert found.evidence[1].where == "meta:datepublished"
    assert found.grain == "minute"
