"""Labels that the reader of HTML gives to captures of pages without full gold."""

import importlib.util

import pytest

needs_train = pytest.mark.skipif(
    any(importlib.util.find_spec(m) is None for m in ("html2text", "inscriptis", "resiliparse")),
    reason="the extra 'train' is not installed",
)
_SENTENCES = " ".join(f"The council of the town spoke about bridge number {k}." for k in range(30))
_PAGE = (
    "<html><head><title>Bridges of the town</title></head><body><nav><a href='/'>Start</a></nav>"
    f"<article><h1>Bridges of the town</h1><p>{_SENTENCES}</p></article>"
    "<footer>Imprint and privacy</footer></body></html>"
)


@needs_train
def test_page_is_believed_only_when_the_snippets_agree() -> None:
    from readout.capture import load_bytes
    from readout.page import read_page
    from readout.settings import Settings
    from training.pages.taught import agrees

    page = read_page(load_bytes(_PAGE.encode(), url="https://example.org/a"), Settings())
    assert agrees(page, {"with": ["about bridge number 3"], "without": ["Imprint and privacy"]})
    assert not agrees(page, {"with": ["words that stand nowhere"]})
    assert not agrees(page, {"without": ["about bridge number 3"]})


@needs_train
def test_roles_of_blocks_reach_the_capture() -> None:
    from readout.capture import load_bytes
    from readout.page import read_page
    from readout.settings import Settings
    from training.pages.rows import transfer
    from training.pages.taught import as_row

    page = read_page(load_bytes(_PAGE.encode(), url="https://example.org/a"), Settings())
    text = f"Start\n\nBridges of the town\n{_SENTENCES}\nImprint and privacy"
    row = transfer(as_row(page), text, "nodes")
    assert row is not None
    found = {text[s["start"] : s["end"]]: s["role"] for s in row["lines"]}
    assert found[_SENTENCES] == "some_body"
    assert found["Imprint and privacy"] == "chrome"
