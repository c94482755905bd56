"""Sentences of sport, markets, weather, kitchens and stages, where nobody is really attacked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).parent.parent / "knowledge" / "elsewhere_cues.json"
POLITICAL = frozenset(
    "government parliament president minister police army troops soldiers court judge rebels "
    "militants protesters protest embassy ambassador sanctions senate congress mayor governor "
    "prosecutors military opposition refugees migrants union unions ceasefire treaty election "
    "lawmakers ministry spokesman spokeswoman activists gunmen militia insurgents".split()
)
"""Any of these in a sentence and it is not taken for one of the others."""
_SCORE = re.compile(
    r"(?<![-–\d$€£])\b\d{1,2}[-–]\d{1,2}\b(?![-–%\d]| (?:per|percent|years?|days?)\b)"
)
"""The score of a game."""
_FICTION = re.compile(
    r"^in (?:the|this|her|his) (?:film|movie|novel|play|opera|musical|ballet|comedy|thriller|"
    r"sitcom|sequel|fable|cartoon),"
)
"""What follows is told of nobody real, presidents and armies among them."""
_VOTES = frozenset(
    "vote votes voted voting ruled ruling decision majority bill motion resolution council "
    "commission panel committee article articles aged ages between killed arrested attack attacks "
    "peace talks group party ban law sanctions".split()
)
"""Words beside which two numbers are votes, ages or dates."""
_WORD = re.compile(r"[a-z][a-z'-]+")


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    held = msgspec.json.decode(_FILE.read_bytes())
    of = {cue: topic for topic, cues in held.items() if topic != "about" for cue in cues}
    cues = sorted(of, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, cues))})\b"), of


def elsewhere(sentence: str) -> str | None:
    """The topic ("sport", "markets" ...) of a sentence that has cues of it and no word of politics,
    or that says that it tells what a film or a novel does; None for all others."""
    low = sentence.lower()
    if _FICTION.match(low):
        return "fiction"
    words = _WORD.findall(low)
    if not POLITICAL.isdisjoint(words):
        return None
    found = _cues()[0].search(low)
    if found is not None:
        return _cues()[1][found[0]]
    return "sport" if _SCORE.search(low) and _VOTES.isdisjoint(words) else None
