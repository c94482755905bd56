"""Reads every training corpus into one shape: documents of sentences with the targets they have.

Each reader takes the data folder (its layout is described in ``docs``) and a ``Context``. A target
a corpus lacks is ``None`` or empty, and the heads it would train see nothing of that sentence.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readout.events.pair import AFTER_HEAD
from readout.language.sentences import split_sentences
from readout.language.tokens import tokenize
from training.language import labels, names


@dataclass
class Sentence:
    """Words of a sentence and what is known of them; positions are word numbers within it."""

    words: list[str]
    upos: list[int] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    heads: list[int] | None = None
    """0 is the root, else 1 + the number of the governing word."""
    deprel: list[str] | None = None
    names: list[int] | None = None
    """Bit masks over ``labels.NAME_TAGS``."""
    name_tags: list[str] | None = None
    """The corpus's own tags, for scoring."""
    predicates: list[int] | None = None
    args: list[tuple[int, int, int]] = field(default_factory=list)
    """``(predicate, head word of the argument, role)``; role indexes ``labels.ROLES``."""
    frames: list[tuple[int, list[tuple[int, int, str]]]] = field(default_factory=list)
    """Predicates with their argument spans as annotated, for scoring."""
    attribution: list[tuple[int, int]] | None = None
    """``(role, attribution number within the document)``: role 0 none, else 1 + ATTRIBUTION."""
    factuality: list[tuple[int, float]] = field(default_factory=list)
    """``(word, rating from -3 to 3)``."""
    mentions: list[tuple[int, str]] | None = None
    """``(head word, chain)`` of every annotated mention."""
    events: list[tuple[int, int, int]] = field(default_factory=list)
    """``(source word or -1, target word or -1, bit mask of roots)``."""
    status: list[int] | None = None
    """``labels.STATUSES`` of each word, -100 where it is not known."""
    background: list[int] | None = None
    """1 where a happening stands before the story, 0 where not, -100 elsewhere."""
    roots: list[int] | None = None
    """``labels.ROOTS`` of each word, 0 for no trigger, -100 where it is not known."""
    modes: list[int] | None = None
    """0 for none, 1 + ``labels.MODE_OF``; -100 where there is no trigger."""
    parts: list[tuple[int, int, int]] = field(default_factory=list)
    """``(trigger word, word, labels.PARTS)``."""
    parts_whole: bool = True
    """A trigger with parts has no others; where False, all other words are unknown."""
    starts: bool = False
    """Whether the boundary before this sentence may train the sentence head."""


@dataclass
class Document:
    """Sentences that stand together and may share a window."""

    corpus: str
    id: str
    sentences: list[Sentence]


@dataclass
class Context:
    """What the readers share: the folder, the gazetteer, the factuality ratings by text."""

    data: Path
    gazetteer: names.Gazetteer


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file of JSON lines, gzipped or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


_PLAIN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def held_back(key: str) -> bool:
    """One in ten keys, by hash: the dev part of corpora that come without one."""
    return hashlib.sha256(key.encode()).digest()[0] < 26


def _resplit(words: list[str], tags: list[str]) -> tuple[list[str], list[str]]:
    """Cuts the words of another tokenisation the way ours does, and spreads their tags."""
    out: list[str] = []
    out_tags: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        word = _PLAIN.get(word, word)
        for k, (a, b) in enumerate(tokenize(word, 0, len(word)) or [(0, len(word))]):
            out.append(word[a:b])
            out_tags.append("I-" + tag[2:] if k and tag != "O" else tag)
    return out, out_tags


def phrase_head(words: Sequence[str]) -> int:
    """Which word of a noun phrase without a parse is its head: the last before a preposition, a
    comma or a bracket, else the last."""
    for k, word in enumerate(words):
        if k and word.lower() in AFTER_HEAD:
            return k - 1
    return len(words) - 1


def _word_at(text: str, spans: list[tuple[int, int]], start: int, end: int) -> int:
    """The head word of a stretch of text; -1 where it holds no word."""
    inside = [i for i, (a, b) in enumerate(spans) if a < end and b > start]
    if not inside:
        return -1
    return inside[phrase_head([text[slice(*spans[i])] for i in inside])]


def _head_word(heads: list[int], start: int, end: int) -> int:
    """The word of ``[start, end)`` whose governor lies outside; the first if there are several."""
    for i in range(start, end):
        if not start <= heads[i] - 1 < end:
            return i
    return start


def treebank(context: Context, corpus: str, part: str) -> list[Document]:
    """EWT or GUM: syntax, names, and what else each has."""
    ratings: dict[str, list[tuple[int, float]]] = {}
    if corpus == "ewt":
        for row in rows(context.data / "factuality" / f"uds_ih2_{part}.jsonl.gz"):
            at = row["text"][: row["predicate"][0]].count(" ")
            ratings.setdefault(row["text"], []).append((at, row["factuality"]))
    documents: dict[str, Document] = {}
    for row in rows(context.data / "language" / f"{corpus}_{part}.jsonl.gz"):
        words = [_PLAIN.get(w, w) for w in row["tokens"]]
        s = Sentence(words)
        s.upos = [labels.UPOS.index(u) for u in row["upos"]]
        s.xpos, s.lemma, s.heads, s.deprel = row["xpos"], row["lemma"], row["head"], row["deprel"]
        if row["ner"] is not None:
            s.name_tags = row["ner"]
            s.names = names.masks(corpus, words, row["ner"], context.gazetteer)
        if "srl" in row:
            _frames(s, row["srl"])
        if "entities" in row:
            _mentions(s, row["entities"])
        s.factuality = ratings.get(" ".join(row["tokens"]), [])
        # A boundary that is also a paragraph's is given by the page and needs no guess.
        s.starts = not row["newpar"]
        if row["doc"].replace("_", "-").split("-")[_GENRE[corpus]] in HARMLESS:
            _nothing_told(s)
        documents.setdefault(row["doc"], Document(corpus, row["doc"], [])).sentences.append(s)
    return list(documents.values())


_GENRE = {"ewt": 0, "gum": 1}
HARMLESS = frozenset(("reviews", "whow", "vlog", "fiction", "academic", "conversation"))
"""Genres whose verbs tell hardly ever of politics; news and talk of it look like them otherwise."""
_TELLING = frozenset(labels.UPOS.index(name) for name in ("VERB", "NOUN"))


def _nothing_told(s: Sentence) -> None:
    """No verb or noun of the sentence tells an act; of other words that is known anyway."""
    assert s.upos is not None
    n = len(s.words)
    s.roots = [0 if u in _TELLING else -100 for u in s.upos]
    s.status = [-100] * n
    s.background = [-100] * n
    s.modes = [-100] * n


def _frames(s: Sentence, srl: list[dict[str, Any]]) -> None:
    assert s.heads is not None
    s.predicates = [0] * len(s.words)
    for frame in srl:
        if frame["sense"] in labels.AUXILIARY_SENSES:
            continue
        at = frame["pred"]
        s.predicates[at] = 1
        spans = [(a, b, role) for a, b, role in frame["args"] if role not in ("V", "C-V")]
        s.frames.append((at, spans))
        taken: set[int] = set()
        for a, b, role in spans:
            head = _head_word(s.heads, a, b)
            if role in labels.ROLES and head not in taken:
                taken.add(head)
                s.args.append((at, head, labels.ROLES.index(role)))


def _mentions(s: Sentence, entities: list[dict[str, Any]]) -> None:
    assert s.names is not None
    assert s.xpos is not None
    s.mentions = []
    for entity in entities:
        head = entity["start"] + int(entity["min"].split(",")[0]) - 1
        if head >= len(s.words):
            continue
        s.mentions.append((head, entity["eid"]))
        if s.xpos[head] not in ("NNP", "NNPS"):
            continue
        kind = {"event": ("event",), "object": ("other",), "abstract": ("other", "event")}.get(
            entity["type"]
        )
        if kind is None or s.name_tags is None or s.name_tags[head] != "O":
            continue
        # GUM names events and works like people and places, but only its own layer of names
        # for three types was derived; take the proper nouns around the head here too.
        a = b = head
        while a > entity["start"] and s.xpos[a - 1] in ("NNP", "NNPS"):
            a -= 1
        while b + 1 < entity["end"] and s.xpos[b + 1] in ("NNP", "NNPS"):
            b += 1
        if any(t != "O" for t in s.name_tags[a : b + 1]):
            continue
        s.names[a] = names.tag_mask("B", kind)
        for i in range(a + 1, b + 1):
            s.names[i] = names.tag_mask("I", kind)


def flat_names(context: Context, corpus: str, part: str) -> list[Document]:
    """WikiGold or GMB: words with names and nothing else."""
    folder = "language" if corpus == "wikigold" else "names"
    documents: dict[str, Document] = {}
    for k, row in enumerate(rows(context.data / folder / f"{corpus}_{part}.jsonl.gz")):
        words, tags = _resplit(row["tokens"], row["ner"])
        s = Sentence(words, name_tags=tags)
        s.names = names.masks(corpus, words, tags, context.gazetteer)
        # GMB's sentences stand in random order: a few together make a window, nothing more.
        doc = row.get("doc") or f"{corpus}-{k // 8}"
        documents.setdefault(doc, Document(corpus, doc, [])).sentences.append(s)
    return list(documents.values())


def attributed(context: Context, corpus: str, part: str) -> list[Document]:
    """PolNeAR: whole articles with sources, cues and contents."""
    documents = []
    for row in rows(context.data / "attribution" / f"{corpus}_{part}.jsonl"):
        text = row["text"]
        roles: dict[int, tuple[int, int]] = {}
        for k, attribution in enumerate(row["attributions"]):
            if attribution.get("parent"):
                continue
            for role in (2, 0, 1):
                for a, b in attribution[labels.ATTRIBUTION[role]]:
                    roles.update((i, (1 + role, k)) for i in range(a, b))
        spans = row["sentences"] or split_sentences(text, 0, len(text))
        document = Document(corpus, row["id"], [])
        for a, b in spans:
            tokens = tokenize(text, a, b)
            if tokens:
                s = Sentence([text[i:j] for i, j in tokens])
                s.attribution = [roles.get(i, (0, -1)) for i, _ in tokens]
                document.sentences.append(s)
        documents.append(document)
    return documents


def meantime(context: Context, part: str) -> list[Document]:
    """MEANTIME: factuality of events in Wikinews."""
    by_text: dict[str, Sentence] = {}
    for row in rows(context.data / "factuality" / f"meantime_{part}.jsonl.gz"):
        text = row["text"]
        tokens = tokenize(text, 0, len(text))
        s = by_text.setdefault(
            text, Sentence([_PLAIN.get(text[a:b], text[a:b]) for a, b in tokens])
        )
        at = next((i for i, (a, _) in enumerate(tokens) if a >= row["predicate"][0]), None)
        if at is not None:
            s.factuality.append((at, row["factuality"]))
    return [Document("meantime", f"meantime-{k}", [s]) for k, s in enumerate(by_text.values())]


def geovirus(context: Context, part: str) -> list[Document]:
    """GeoVirus: places in Wikinews articles, all other names unmarked."""
    out = []
    for row in rows(context.data / "places" / "geovirus.jsonl"):
        if held_back(row["id"]) != (part == "dev"):
            continue
        text = row["text"]
        at = {i: t for t in row["toponyms"] for i in range(t["start"], t["end"])}
        document = Document("geovirus", row["id"], [])
        for a, b in split_sentences(text, 0, len(text)):
            tokens = tokenize(text, a, b)
            s = Sentence([text[i:j] for i, j in tokens])
            marks = []
            for i, _ in tokens:
                place = at.get(i)
                marks.append(
                    (place["text"] if place else "", bool(place) and place["start"] == i,
                     text[i].isupper())
                )  # fmt: skip
            s.names = names.place_masks(marks, context.gazetteer)
            if s.words:
                document.sentences.append(s)
        out.append(document)
    return out


def invented(context: Context, part: str) -> list[Document]:
    """Our own sentences with names from everywhere; another draw of them for dev."""
    from training.language import invent

    count, seed = (4_000, 11) if part == "train" else (400, 12)
    return invent.documents(context.data, context.gazetteer, count, seed)


def written(context: Context, part: str) -> list[Document]:
    """The passages written for the project; their test part is never read here."""
    from training.language import written as reader

    return reader.documents(part)


def named(context: Context, part: str) -> list[Document]:
    """Passages with labelled names written for the project; they only train."""
    from training.language import named as reader

    return reader.documents(context.gazetteer) if part == "train" else []


def real(context: Context, part: str) -> list[Document]:
    """Excerpts of real articles with events labelled for the project; they only train."""
    from training.language import written as reader

    return reader.real_documents(context.data) if part == "train" else []


def events(context: Context, part: str) -> list[Document]:
    """Sentences with PLOVER labels; the dev part is a tenth of them, chosen by hash."""
    folder = context.data / "events"
    by_text: dict[str, tuple[str, Sentence]] = {}

    def add(corpus: str, text: str, source: Any, target: Any, label: str) -> None:
        if held_back(text) != (part == "dev"):
            return
        tokens = tokenize(text, 0, len(text))
        _, s = by_text.setdefault(text, (corpus, Sentence([text[a:b] for a, b in tokens])))
        ends = [
            _word_at(text, tokens, x["start"], x["end"]) if x and x.get("start") is not None else -1
            for x in (source, target)
        ]
        if s.words:
            s.events.append((ends[0], ends[1], labels.allowed_roots(label)))

    for row in rows(folder / "plv_train.jsonl"):
        add("plv", row["text"], row["source"], row["target"], row["gold"]["root"])
    for row in rows(folder / "aw_train.jsonl"):
        add("aw", row["text"], row["source"], row["target"], row["gold"]["binary"])
    seen = set(by_text)
    for row in rows(folder / "cameo_spans_train.jsonl"):
        quad = row["gold"].get("quad")
        # NONE means "outside PLOVER" there: half of these tell a request or a plan by our
        # conventions, and trained as empty they silenced such sentences everywhere.
        if quad and quad != "NONE" and row["text"] not in seen:
            first = [(row[k] or [None])[0] for k in ("sources", "targets")]
            add("cameo", row["text"], first[0], first[1], quad)
    for row in rows(folder / "ngec_synthetic.jsonl"):
        if row.get("headline"):
            add("ngec", row["headline"], None, None, row["gold"]["root"])
    for k, row in enumerate(rows(folder / "india_police_open.jsonl")):
        found = row["gold"]["labels"]
        label = {"KILL": "ASSAULT", "ARREST": "COERCE"}.get(found[0]) if len(found) == 1 else None
        if label or (not found and k % 12 == 0 and len(row["text"]) > 40):
            add("ipe", row["text"], None, None, label or "NONE")
    packs: dict[str, Document] = {}
    for k, (corpus, s) in enumerate(by_text.values()):
        doc = f"{corpus}-{k // 4}"
        packs.setdefault(doc, Document(corpus, doc, [])).sentences.append(s)
    return list(packs.values())


READERS: dict[str, Callable[[Context, str], list[Document]]] = {
    "ewt": lambda c, part: treebank(c, "ewt", part),
    "gum": lambda c, part: treebank(c, "gum", part),
    "wikigold": lambda c, part: flat_names(c, "wikigold", part) if part == "train" else [],
    "gmb": lambda c, part: flat_names(c, "gmb", part),
    "polnear": lambda c, part: attributed(c, "polnear", part),
    "meantime": meantime,
    "geovirus": geovirus,
    "invented": invented,
    "events": events,
    "written": written,
    "named": named,
    "real": real,
}
