"""Words that bind: promises, duties, agreements (``commitment_words.json``, with its origin)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_FILE = Path(__file__).parent / "commitment_words.json"


@cache
def _table() -> dict[str, Any]:
    return msgspec.json.decode(_FILE.read_bytes(), type=dict[str, Any])


@cache
def listed(kind: str) -> frozenset[str]:
    """The lemmas of one list, lower case."""
    return frozenset(_table()[kind].split())


@cache
def verbs() -> dict[str, frozenset[str]]:
    """Lemma of a verb to what can follow it: infinitive, clause, object, to, recipient ..."""
    return {str(k): frozenset(v.split()) for k, v in _table()["verbs"].items()}


@cache
def _forms() -> dict[str, str]:
    out = {"bound": "bind", "undertook": "undertake", "undertaken": "undertake", "swore": "swear",
           "sworn": "swear"}  # fmt: skip
    for verb in [*verbs(), *listed("binds")]:
        stem = verb.removesuffix("e")
        for form in (verb, verb + "s", stem + "ed", stem + "ing", verb + "ted", verb + "ting",
                     verb + "d", verb + "ing"):  # fmt: skip
            out.setdefault(form, verb)
    return out


def verb_of(word: str) -> str:
    """The verb of the lists that a form belongs to, whatever the model's table of lemmas holds."""
    return _forms().get(word, "")
