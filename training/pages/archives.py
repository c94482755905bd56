"""Reads the page archives of ``data/pages`` without unpacking them to disk."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple


class PageRow(NamedTuple):
    """One page with its gold fields, as ``data/pages/README.md`` describes them."""

    id: str
    host: str
    url: str
    source: str
    html: bytes
    gold: dict[str, Any]


def read_archives(data: Path, names: Iterable[str]) -> Iterator[PageRow]:
    """The pages of ``pages/NAME.tar.gz`` below ``data`` (or in it), in the order of their gold."""
    for name in names:
        path = data / "pages" / f"{name}.tar.gz"
        if not path.exists():
            path = data / f"{name}.tar.gz"
        with tarfile.open(path) as archive:
            held = {member.name: member for member in archive.getmembers() if member.isfile()}
            gold = next(n for n in held if n.endswith("gold.jsonl"))
            folder = gold.rsplit("/", 1)[0]
            stream = archive.extractfile(held[gold])
            assert stream is not None
            for line in stream.read().decode("utf-8").splitlines():
                row = json.loads(line)
                page = archive.extractfile(held[f"{folder}/{row['html']}"])
                assert page is not None
                yield PageRow(
                    row["id"], row["host"], row.get("url") or "", row["source"], page.read(),
                    row["gold"],
                )  # fmt: skip
