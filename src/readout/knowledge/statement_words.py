"""What the statements room knows of English: cues by class, kinds of speakers, outlets, channels.

Each table is a JSON file beside this module with its origin and licence, loaded on first use.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_HERE = Path(__file__).parent


@cache
def _table(name: str) -> dict[str, Any]:
    return msgspec.json.decode((_HERE / f"{name}.json").read_bytes(), type=dict[str, Any])


@cache
def cue_class() -> dict[str, str]:
    """Lemma of a cue verb to its class; the first class that lists it counts."""
    out: dict[str, str] = {}
    for kind, words in _table("cue_words")["verbs"].items():
        for word in words.split():
            out.setdefault(word, kind)
    return out


@cache
def cue_words(kind: str) -> frozenset[str]:
    """Lemmas: ``nouns`` or ``adjectives`` that carry an attribution, ``documents`` that say; what
    tells nothing (``acts``, ``rules``, ``removals`` of persons, ``withholding`` of ``grants``,
    ``verdicts`` suffered, ``seeming``, ``answers`` not given to ``requests``), and ``hearsay``.
    """
    return frozenset(_table("cue_words")[kind].split())


@cache
def weights(name: str) -> dict[str, float]:
    """Feature to weight of one fitted function (``statement_weights.json``)."""
    return {str(k): float(v) for k, v in _table("statement_weights")[name].items()}


@cache
def speaker_words(kind: str) -> frozenset[str]:
    """Head nouns of phrases for speakers, singular, by kind."""
    return frozenset(_table("speaker_words")[kind].split())


@cache
def channel_patterns() -> list[tuple[str, frozenset[str], re.Pattern[str]]]:
    """Channels with the words without one of which they need not be tried, and the pattern that
    shows each, in the order in which they are tried."""
    return [
        (kind, frozenset(words.split()), re.compile(pattern, re.I))
        for kind, words, pattern in _table("channel_cues")["near"]
    ]


@cache
def channel_lemmas() -> dict[str, str]:
    """Cue verbs that carry their channel."""
    return dict(_table("channel_cues")["lemmas"])


@cache
def document_channels() -> dict[str, str]:
    """Documents that speak, and the channel that each is."""
    return dict(_table("channel_cues")["documents"])


@cache
def reason_pattern() -> re.Pattern[str]:
    """Why a name is withheld; the one group that matched is what the record keeps."""
    return re.compile("|".join(_table("channel_cues")["reason"]), re.I)


@cache
def reason_triggers() -> frozenset[str]:
    """Words without one of which no reason is looked for."""
    return frozenset(_table("channel_cues")["reason_triggers"].split())


@cache
def reason_end() -> re.Pattern[str]:
    """Where a reason ends although its sentence goes on."""
    return re.compile(_table("channel_cues")["reason_ends"])


@cache
def outlets() -> frozenset[str]:
    """Names of outlets and agencies as written, without "the"."""
    names = [*_table("outlets")["names"], *_table("agencies")["news"]]
    return frozenset(n.removeprefix("the ").removeprefix("The ") for n in names)


@cache
def outlet_words() -> frozenset[str]:
    """Words that mark a name as that of an outlet."""
    return frozenset(_table("outlets")["words"])


@cache
def status_class(kind: str) -> dict[str, tuple[str, ...]]:
    """Lemma to its classes, in one of the tables ``governors``, ``adjectives``, ``times``."""
    out: dict[str, tuple[str, ...]] = {}
    for name, words in _table("status_words")[kind].items():
        for word in words.split():
            out[word] = (*out.get(word, ()), name)
    return out


@cache
def negators() -> frozenset[str]:
    """Words that deny what they stand at."""
    return frozenset(_table("status_words")["negators"].split())


@cache
def class_weights(name: str) -> dict[str, list[float]]:
    """Feature to its weight for each class, of one fitted function."""
    return {str(k): [float(x) for x in v] for k, v in _table("statement_weights")[name].items()}
