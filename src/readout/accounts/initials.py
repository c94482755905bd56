"""Short names of bodies: "Border Guard Bangladesh (BGB)", "WFP" beside "World Food Programme"."""

from __future__ import annotations

import re

from readout.accounts.countries import state_called
from readout.knowledge.account_words import words

_SHORT = re.compile(r"[A-Z][A-Z.-]{1,7}")
_JOINING = frozenset("of for the and to in on de du des la le del y e und".split())


def is_short(name: str) -> bool:
    """Whether a name is initials: "BGB"."""
    return _SHORT.fullmatch(name) is not None


def initials(name: str) -> str | None:
    """The initials of a name of several words, small words left out; None for one word."""
    held = [w for w in re.split(r"[\s-]+", name) if w and w.lower() not in _JOINING]
    return "".join(w[0].upper() for w in held) if len(held) > 1 else None


def written_out(text: str) -> dict[str, str]:
    """The short names that a text explains, with their long ones."""
    out: dict[str, str] = {}
    for close in re.finditer(r"\(([A-Z][A-Z.-]{1,7})\)", text):
        short = close[1].replace(".", "")
        before = text[max(0, close.start() - 120) : close.start()].split()
        for size in range(2, 9):
            said = before[-size:]
            if len(said) < size or not said[0][:1].isupper():
                continue
            if initials(" ".join(said)) == short:
                out.setdefault(short, " ".join(said).strip("“”\"'"))
                break
    return out


def state_in(name: str) -> str | None:
    """The one state of an arm or office of a state, by its name: "Border Guard Bangladesh"."""
    said = name.split()
    called = {state: w for w in said if w[:1].isupper() and (state := state_called(w))}
    rest = {w.lower() for w in said if w not in called.values()}
    return next(iter(called)) if len(called) == 1 and rest & words("arms_of_states") else None
