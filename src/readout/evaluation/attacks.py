"""Attacks in whole articles against filled templates, as ``data/events/README.md`` has them.

A gold row has ``text`` and ``events``, templates with ``type``, ``stage`` and fillers: lists of
``{"any_of": [words, ...], "optional": bool}`` of which one hit is enough. The templates say nothing
of acts outside their topic, so precision cannot be read off them; ``sample_of`` draws events to
be read by a person.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from readout.evaluation.events import Share, bootstrap_share
from readout.language.sentences import split_sentences
from readout.record.types import Event, Record

ATTACKS = frozenset(("ATTACK", "BOMBING"))
PERPETRATORS = ("perp_individual", "perp_org")
TARGETS = ("phys_target", "human_target", "human_target_name")
Row = Mapping[str, Any]


def unwrapped(text: str) -> str:
    """A text of hard-wrapped lines with one line for each paragraph; offsets stay."""
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text)


def score_attacks(pairs: Iterable[tuple[Row, Record]]) -> dict[str, Share]:
    """``attack found``: the share of accomplished attacks and bombings for which an ASSAULT
    overlaps a sentence that holds one of their fillers. ``perpetrator or target``: the share for
    which a source of such an event shares a word with a perpetrator, or a target one with a
    target."""
    found: list[float] = []
    named: list[float] = []
    for row, record in pairs:
        ours = [e for e in record.events if e.type == "ASSAULT"]
        sentences = _sentences(record.article.text)
        for gold in row["events"]:
            if gold["type"] not in ATTACKS or gold.get("optional"):
                continue
            sides = [_fillers(gold, PERPETRATORS), _fillers(gold, TARGETS)]
            if not any(sides):
                continue
            holding = [
                span for span in sentences if _holds(record.article.text, span, sides[0] + sides[1])
            ]
            hits = [e for e in ours if any(_overlaps(e, span) for span in holding)]
            found.append(float(bool(hits)))
            named.append(float(any(_names(record, e, sides) for e in hits)))
    return {
        "attack found": bootstrap_share(found),
        "perpetrator or target": bootstrap_share(named),
    }


def sample_of(records: Sequence[Record], size: int, seed: int = 1) -> list[tuple[Record, Event]]:
    """ASSAULT events drawn at random, to be read and judged."""
    every = [(r, e) for r in records for e in r.events if e.type == "ASSAULT"]
    return random.Random(seed).sample(every, min(size, len(every)))


def _fillers(gold: Row, names: Iterable[str]) -> list[str]:
    return [
        text.strip()
        for name in names
        for filler in gold.get(name) or []
        for text in filler["any_of"]
        if len(text.strip()) > 1
    ]


def _sentences(text: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        out += split_sentences(text, paragraph.start(), paragraph.end())
    return out


def _holds(text: str, span: tuple[int, int], fillers: Iterable[str]) -> bool:
    sentence = " ".join(text[slice(*span)].lower().split())
    return any(" ".join(f.lower().split()) in sentence for f in fillers)


def _overlaps(event: Event, span: tuple[int, int]) -> bool:
    return event.trigger.start < span[1] and event.trigger.end > span[0]


_SMALL = frozenset("the a an of and in on at by to for's 's".split())


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _SMALL


def _names(record: Record, event: Event, sides: Sequence[Sequence[str]]) -> bool:
    """Whether a source shares a word with a perpetrator or a target with a target."""
    texts = {
        e.id: {w for m in e.mentions for w in _words(record.article.text[m.start : m.end])}
        for e in record.entities
    }
    for ids, fillers in zip((event.sources, event.targets), sides, strict=True):
        wanted = {w for f in fillers for w in _words(f)}
        if any(texts[i] & wanted for i in ids):
            return True
    return False
