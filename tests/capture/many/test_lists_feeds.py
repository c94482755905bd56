"""Lists of addresses, sitemaps and feeds, with the pages that were captured for them."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.capture.many.feed import entries
from readout.capture.many.item import Item, capture_of
from readout.capture.many.items import items, measure
from readout.capture.many.lists import captured_file, is_list
from readout.errors import CaptureError
from readout.settings import Settings


def _items(path: Path, data: str, folder: Path | None = None) -> list[Item]:
    path.write_text(data, encoding="utf-8")
    captures = str(folder) if folder else None
    found = list(items([str(path)], Settings(), captures=captures))
    assert sum(item.weight for item in found) == measure([str(path)])
    return [item for item in found if item.data or item.failure]


def test_a_list_finds_pages_by_name_layout_and_hash(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    urls = {
        "https://a.example/": "a.example/index.html",
        "https://a.example/x/y": "a.example/x/y.html",
        "https://a.example/q?id=3": "a.example/q?id=3",
        "https://a.example/h": hashlib.sha256(b"https://a.example/h").hexdigest() + ".html",
        "https://a.example/%C3%BC": "a.example/ü.htm",
    }
    for url, name in urls.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"<html>{url}")
    (folder / "named.html").write_text("<html>named")
    lines = [*urls, "https://b.example/\tnamed.html\t2024-05-31T09:30:00Z", "# a remark", "",
             "https://a.example/gone", "https://a.example/z\tgone.html"]  # fmt: skip
    found = _items(tmp_path / "list.txt", "\n".join(lines), folder)
    assert [item.url for item in found if item.data] == [*urls, "https://b.example/"]
    assert capture_of(found[5], Settings()).captured_at == "2024-05-31T09:30:00Z"
    assert [item.url for item in found if item.failure] == [
        "https://a.example/gone", "https://a.example/z",
    ]  # fmt: skip


def test_an_address_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.html").write_text("x")
    for url in ("https://../secret", "https://x/../../secret", "https://x/%2e%2e/%2e%2e/secret",
                "https://[bad", "https://..:80/../secret.html"):  # fmt: skip
        assert captured_file(url, str(tmp_path / "in")) is None


def test_a_page_that_begins_with_an_address_is_a_page(tmp_path: Path) -> None:
    text = "https://a.example/x\n\nThe ports agreed on Tuesday, officials said.\n"
    (found,) = _items(tmp_path / "page.txt", text)
    assert found.data == text.encode()
    assert not is_list("")
    assert not is_list("# only a remark")


def test_a_sitemap_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.example").mkdir()
    (tmp_path / "a.example" / "x.html").write_text("<html>x")
    found = _items(
        tmp_path / "map.xml",
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        "<url><loc>https://a.example/x</loc></url></urlset>",
        tmp_path,
    )
    assert [item.url for item in found] == ["https://a.example/x"]


STORY = " ".join(f"word{n}" for n in range(100))
RSS = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY boom "x">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Courier</title><link>https://a.example</link>
<item><title>Ports&nbsp;agree</title><link>https://a.example/ports</link>
<pubDate>Fri, 31 May 2024 09:30:00 +0200</pubDate>
<content:encoded><![CDATA[<p>{STORY}</p>]]></content:encoded></item>
<item><title>Teaser</title><guid>https://a.example/teaser</guid><description>Two words</description>
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ports agree</title>
<link rel="self" href="/self"/><link href="/ports"/><updated>2024-05-31T09:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content>
</entry></feed>"""


def test_entries_of_rss_and_atom() -> None:
    first, second = entries(RSS)
    assert (first.url, first.title) == ("https://a.example/ports", "Ports\xa0agree")
    assert first.published == "2024-05-31T09:30:00+02:00"
    assert first.content is not None
    assert second.url == "https://a.example/teaser"
    (entry,) = entries(ATOM.encode(), "https://a.example/feed")
    assert entry.url == "https://a.example/ports"
    assert entry.updated == "2024-05-31T09:30:00Z"


def test_a_feed_on_the_disk_gives_captured_pages_or_its_own_text(tmp_path: Path) -> None:
    full, teaser = _items(tmp_path / "feed.xml", RSS)
    capture = capture_of(full, Settings())
    assert (capture.kind, capture.url) == ("html", "https://a.example/ports")
    assert STORY in capture.text
    assert teaser.failure is not None
    assert "only a teaser" in teaser.failure.reason
    (tmp_path / "a.example").mkdir()
    (tmp_path / "a.example" / "teaser.html").write_text("<html>whole")
    _, teaser = _items(tmp_path / "feed.xml", RSS, tmp_path)
    assert teaser.data == b"<html>whole"


def test_no_entity_is_expanded_and_nonsense_is_refused() -> None:
    bomb = (
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
        "<rss><item><title>&b;</title></item></rss>"
    )
    (entry,) = entries(bomb)
    assert entry.title == "&b;"
    for bad in ("", "<rss>", "words", "<rss><item></rss>"):
        with pytest.raises(CaptureError):
            entries(bad)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_an_error(data: bytes) -> None:
    with contextlib.suppress(CaptureError):
        entries(b"<rss><channel><item>" + data + b"</item></channel></rss>")
