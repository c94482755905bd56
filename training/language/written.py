"""The corpus written for the project, in the shape of the other corpora."""

from __future__ import annotations

import re
from pathlib import Path

from readout.language.sentences import split_sentences
from readout.language.tokens import tokenize
from training.corpus.markup import Mark, Passage, part_of, read_passages
from training.corpus.real import read_real
from training.language import labels
from training.language.corpora import Document, Sentence, phrase_head

TEXT = Path(__file__).parent.parent / "corpus" / "text"
UNKNOWN = -100

_FUNCTION = frozenset(
    "a an the to not n't never be is are was were been being am has have had having do does did "
    "will would shall should can could may might must 'd 'll 've 's 're wo ca about going no "
    "already just also only still soon now then yet ever again once twice long since".split()
)


def documents(part: str) -> list[Document]:
    """The passages of one part (``train``, ``dev``, ``test``), one document each."""
    out = []
    for path in sorted((*TEXT.glob("events/*.txt"), *TEXT.glob("statements/*.txt"))):
        # Files of statements label every happening, files of events every trigger.
        whole = path.parent.name
        for passage in read_passages(path):
            if part_of(passage.about.get("topic", "")) == part:
                out.append(_document(passage, whole, len(out) * _APART))
    return out


def real_documents(data: Path) -> list[Document]:
    """The excerpts of real articles that were labelled for the project, one document each."""
    passages = [p for p in read_real(data) if part_of(p.about["topic"]) == "train"]
    return [_document(p, "events", 0, "real") for p in passages]


_APART = 1_000
"""Between the numbers of the attributions of two passages: windows hold several passages."""


def _document(passage: Passage, whole: str, base: int, corpus: str = "written") -> Document:
    document = Document(corpus, passage.id, [])
    spans: list[list[tuple[int, int]]] = []
    for paragraph in re.finditer(r"[^\n]+", passage.text):
        for a, b in split_sentences(passage.text, paragraph.start(), paragraph.end()):
            tokens = tokenize(passage.text, a, b)
            if tokens:
                spans.append(tokens)
                words = [passage.text[i:j] for i, j in tokens]
                document.sentences.append(Sentence(words))
    for s, tokens in zip(document.sentences, spans, strict=True):
        n = len(tokens)
        s.status = [0 if whole == "statements" else UNKNOWN] * n
        s.background = [UNKNOWN] * n
        s.roots = [0 if whole == "events" else UNKNOWN] * n
        s.modes = [UNKNOWN] * n
        for mark in passage.marks:
            if mark.part == "predicate":
                status, _, behind = mark.value.partition(".")
                _happening(s, _head(s, tokens, mark), status, bool(behind))
        for number, about in passage.events.items():
            _event(s, tokens, passage, number, about)
        if whole == "statements":
            s.attribution = _attribution(passage, tokens, base)
    return document


def _happening(s: Sentence, at: int, status: str, behind: bool) -> None:
    assert s.status is not None
    assert s.background is not None
    if at >= 0:
        s.status[at] = labels.STATUSES.index(status)
        s.background[at] = int(behind)


def _event(
    s: Sentence, tokens: list[tuple[int, int]], p: Passage, number: int, about: dict[str, str]
) -> None:
    assert s.roots is not None
    assert s.modes is not None
    for mark in p.of("trigger", number):
        at = _head(s, tokens, mark)
        if at < 0:
            continue
        root = about["type"]
        s.roots[at] = labels.ROOTS.index(root) if root else UNKNOWN
        if root:
            mode = f"{root}/{about['mode']}"
            s.modes[at] = 1 + labels.MODE_OF.index(mode) if about["mode"] else 0
        _happening(s, at, about["status"], "background" in about)
        for k, kind in enumerate(labels.PARTS):
            for other in p.of(kind, number):
                word = _head(s, tokens, other)
                if word >= 0 and word != at:
                    s.parts.append((at, word, k))


def _head(s: Sentence, tokens: list[tuple[int, int]], mark: Mark) -> int:
    """The word that stands for a marked stretch: of a happening the main verb or noun, of a
    phrase its last word before "of" and the like; -1 when it stands in another sentence."""
    inside = [i for i, (a, b) in enumerate(tokens) if a < mark.end and b > mark.start]
    if not inside:
        return -1
    words = [s.words[i].lower() for i in inside]
    if mark.part in ("trigger", "predicate"):
        known = [i for i, w in zip(inside, words, strict=True) if w not in _FUNCTION]
        # "were reportedly killed": an adverb tells no act where more follows.
        known = [i for i in known if not s.words[i].endswith("ly")] or known or inside
        # "had not been carried out", "laid siege to": the first word of substance tells the act.
        return known[0]
    return inside[phrase_head(words)]


def _attribution(p: Passage, tokens: list[tuple[int, int]], base: int) -> list[tuple[int, int]]:
    """As PolNeAR has it: statements inside statements are left out."""
    roles: dict[int, tuple[int, int]] = {}
    for number, about in p.statements.items():
        if "parent" in about:
            continue
        for role in (2, 0, 1):
            for mark in p.of(labels.ATTRIBUTION[role], number):
                roles.update((i, (1 + role, base + number)) for i in range(mark.start, mark.end))
    return [roles.get(a, (0, -1)) for a, _ in tokens]
