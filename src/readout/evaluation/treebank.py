"""Gold for the language room: CoNLL-U, or the JSON lines of ``data/language/README.md``."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readout.errors import GoldError

AUXILIARY_SENSES = frozenset({"be.03", "have.01", "do.01", "get.03"})
"""PropBank marks auxiliaries as predicates; they have no arguments of their own."""


@dataclass
class GoldSentence:
    """One sentence of a treebank; offsets are code points into the document's text."""

    words: list[str]
    spans: list[tuple[int, int]]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    heads: list[int] | None = None
    deprel: list[str] | None = None
    names: list[str] | None = None
    frames: list[tuple[int, list[tuple[int, int, str]]]] | None = None


@dataclass
class GoldDocument:
    """A document as running text; paragraphs are parted by an empty line."""

    id: str
    text: str
    paragraphs: list[tuple[int, int]]
    sentences: list[GoldSentence] = field(default_factory=list)


def read_gold(path: Path) -> list[GoldDocument]:
    """The documents of a CoNLL-U file or of JSON lines, gzipped or not."""
    try:
        opened = (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8")
        with opened as lines:
            conllu = path.name.removesuffix(".gz").endswith(".conllu")
            rows = list(_conllu(lines) if conllu else map(json.loads, lines))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read as gold ({error})") from None
    if not rows:
        raise GoldError(f"{path}: holds no sentence")
    documents: list[GoldDocument] = []
    parts: list[str] = []
    for row in rows:
        if not documents or documents[-1].id != row["doc"]:
            documents.append(GoldDocument(row["doc"], "", []))
            parts = []
        document = documents[-1]
        if parts:
            parts.append("\n\n" if row.get("newpar") else " ")
        at = sum(map(len, parts))
        text = row.get("text") or " ".join(row["tokens"])
        parts.append(text)
        document.text = "".join(parts)
        if row.get("newpar") or not document.paragraphs:
            document.paragraphs.append((at, at + len(text)))
        else:
            document.paragraphs[-1] = document.paragraphs[-1][0], at + len(text)
        document.sentences.append(_gold_sentence(row, text, at))
    return documents


def _gold_sentence(row: dict[str, Any], text: str, at: int) -> GoldSentence:
    words = row["tokens"]
    parts = {start: (end, form) for start, end, form in row.get("mwt") or []}
    spans: list[tuple[int, int]] = []
    position = i = 0
    while i < len(words):
        end, form = parts.get(i, (i + 1, words[i]))
        start = max(position, text.find(form, position))
        cut = start
        for k in range(i, end):
            # Words of a contraction that is not simply their sum share its last stretch.
            stop = cut + len(words[k]) if k + 1 < end else start + len(form)
            spans.append((at + cut, at + stop))
            cut = stop
        position = start + len(form)
        i = end
    frames = None
    if row.get("srl") is not None:
        frames = [
            (f["pred"], [(a, b, r) for a, b, r in f["args"] if r not in ("V", "C-V")])
            for f in row["srl"]
            if f["sense"] not in AUXILIARY_SENSES
        ]
    keys = ("upos", "xpos", "lemma")
    known = {k: row.get(k) for k in keys}
    return GoldSentence(
        words, spans, **known, heads=row.get("head"), deprel=row.get("deprel"),
        names=row.get("ner"), frames=frames,
    )  # fmt: skip


def _conllu(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Sentences of CoNLL-U in the shape of the JSON lines."""
    document = ""
    row: dict[str, Any] | None = None
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if not line:
            if row and row["tokens"]:
                yield row
            row = None
            continue
        if row is None:
            names = ("tokens", "lemma", "upos", "xpos", "head", "deprel", "mwt")
            row = {"doc": document, "newpar": False, **{k: [] for k in names}}
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            key = key.strip()
            if key == "newdoc id":
                document = row["doc"] = value.strip()
            elif key == "text":
                row["text"] = value.strip()
            elif key.startswith("newpar") or key == "newdoc":
                row["newpar"] = True
            continue
        cells = line.split("\t")
        if len(cells) != 10:
            raise ValueError(f"line {number}: {len(cells)} columns where CoNLL-U has 10")
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            row["mwt"].append([first - 1, last, cells[1]])
        elif "." not in cells[0]:
            for k, column in (("tokens", 1), ("lemma", 2), ("upos", 3), ("xpos", 4), ("deprel", 7)):
                row[k].append(cells[column])
            row["head"].append(int(cells[6]))
    if row and row["tokens"]:
        yield row


def bio_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """``(first, after last, type)`` of the names in BIO tags."""
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-") or (
            tag.startswith("I-") and (not out or out[-1][1:] != (i, tag[2:]))
        ):
            out.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            out[-1] = out[-1][0], i + 1, tag[2:]
    return out
