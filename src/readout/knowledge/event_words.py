"""Lists of words that events are read by."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

_FILE = Path(__file__).parent / "event_words.json"

Kind = Literal[
    "done_to", "weapons", "stopping", "deeds", "witnessing", "judging", "causing", "refusing",
    "sufferers", "protesters", "harming", "accidents", "giving", "abstract",
]  # fmt: skip


@cache
def words(kind: Kind) -> frozenset[str]:
    """Dictionary forms in lower case.

    ``done_to``: nouns of acts behind which "of" names to whom they are done. ``weapons``: what is
    used in an attack. ``stopping``: verbs of what is done to a weapon. ``deeds``: acts and words,
    which nobody is. ``witnessing``, ``judging``: verbs whose subject perceives an act, or speaks of
    it, and does not do it; ``causing``: whose subject is what came before the act. ``refusing``:
    verbs that tell a refusal by themselves, so that "not" takes it back.
    ``harming``: verbs and nouns of harm that an attack does, and also one of the ``accidents``.
    ``giving``: verbs and nouns of giving and sending. ``abstract``: nouns that name nothing that
    can be hit or owned. ``sufferers``: nouns for those an attack was made on; ``protesters``: for
    those who protest.
    """
    held: dict[str, str] = msgspec.json.decode(_FILE.read_bytes(), type=dict[str, str])
    return frozenset(held[kind].split())
