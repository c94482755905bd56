"""The readers that are compared, each a function from the bytes of a page to something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Reader = Callable[[bytes, str | None], Any]


def readout_record(data: bytes, url: str | None) -> Any:
    """Full anatomy and metadata: the whole record."""
    from readout.capture import load_bytes
    from readout.reading import read

    return read(load_bytes(data, url=url))


def trafilatura_default(data: bytes, url: str | None) -> Any:
    """Body alone, default settings without comments."""
    import trafilatura

    return trafilatura.extract(data, url=url, include_comments=False)


def trafilatura_fast(data: bytes, url: str | None) -> Any:
    """Body alone, without the fall-backs."""
    import trafilatura

    return trafilatura.extract(data, url=url, include_comments=False, fast=True)


def trafilatura_metadata(data: bytes, url: str | None) -> Any:
    """Body and metadata."""
    import trafilatura

    return trafilatura.bare_extraction(data, url=url, include_comments=False, with_metadata=True)


def resiliparse_main(data: bytes, url: str | None) -> Any:
    """Main content as plain text."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(data, detect_encoding(data))
    return extract_plain_text(tree, main_content=True)


READERS: dict[str, Reader] = {
    "readout, full record": readout_record,
    "trafilatura, body": trafilatura_default,
    "trafilatura fast, body": trafilatura_fast,
    "trafilatura, body and metadata": trafilatura_metadata,
    "resiliparse, main content": resiliparse_main,
}
