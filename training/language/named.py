"""Reads the passages with labelled names that were written for the project.

A passage has a head line and paragraphs with ``[TYPE:text]`` labels, never nested::

    ## nm-a1-0001 | genre=review | region=South Asia
    I called [ORG:Bright Star Tours] in [GPE:Chennai] twice.
"""

from __future__ import annotations

import re
from pathlib import Path

from readout.language.sentences import split_sentences
from readout.language.tokens import tokenize
from training.language.corpora import Document, Sentence
from training.language.names import Gazetteer, tag_mask

TEXT = Path(__file__).parent.parent / "corpus" / "text" / "names"

TYPES = {
    "PER": "person",
    "ORG": "organization",
    "GPE": "gpe",
    "LOC": "location",
    "FAC": "facility",
    "EVENT": "event",
    "PRODUCT": "other",
}
_LABEL = re.compile(r"\[([A-Z]+):([^\[\]]+)\]")
_HEAD = re.compile(r"^## (\S+) \|", re.MULTILINE)


def read_named(text: str, where: str) -> list[tuple[str, str, list[tuple[int, int, str]]]]:
    """``(id, plain text, [(start, end, type)])`` of each passage; code points, end exclusive.

    Errors: ``ValueError`` with ``where`` and the passage's id for a label that is not known or a
    bracket that belongs to none.
    """
    out = []
    heads = list(_HEAD.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = text[text.index("\n", head.end()) + 1 : following.start() if following else None]
        marks: list[tuple[int, int, str]] = []
        plain, at = "", 0
        for label in _LABEL.finditer(body):
            if label[1] not in TYPES:
                raise ValueError(f"{where}: {head[1]}: no such type of name: {label[1]}")
            plain += body[at : label.start()]
            marks.append((len(plain), len(plain) + len(label[2]), TYPES[label[1]]))
            plain += label[2]
            at = label.end()
        plain += body[at:]
        if "[" in plain or "]" in plain:
            raise ValueError(f"{where}: {head[1]}: a bracket that labels nothing")
        out.append((head[1], plain, marks))
    return out


def documents(gazetteer: Gazetteer) -> list[Document]:
    """All passages, one document each; peoples, which the passages leave unlabelled, by list."""
    out = []
    for path in sorted(TEXT.glob("*.txt")):
        for name, text, marks in read_named(path.read_text(encoding="utf-8"), path.name):
            document = Document("named", name, [])
            for paragraph in re.finditer(r"[^\n]+", text):
                for a, b in split_sentences(text, paragraph.start(), paragraph.end()):
                    spans = tokenize(text, a, b)
                    if spans:
                        document.sentences.append(_sentence(text, spans, marks, gazetteer))
            out.append(document)
    return out


def _sentence(
    text: str,
    spans: list[tuple[int, int]],
    marks: list[tuple[int, int, str]],
    gazetteer: Gazetteer,
) -> Sentence:
    s = Sentence([text[i:j] for i, j in spans])
    s.names = [
        tag_mask("O", ("group",)) if w.lower() in gazetteer.people and w[:1].isupper() else 1
        for w in s.words
    ]
    for start, end, kind in marks:
        inside = [k for k, (i, j) in enumerate(spans) if i < end and j > start]
        for k in inside:
            s.names[k] = tag_mask("B" if k == inside[0] else "I", (kind,))
    return s
