"""Sentences of sport, markets, weather, kitchens and stages, where nobody is really attacked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).parent.parent / "knowledge" / "elsewhere_cues.json"
_POLITICAL = frozenset(
    "government parliament president minister police army troops soldiers court judge rebels "
    "militants protesters protest embassy ambassador sanctions senate congress mayor governor "
    "prosecutors military opposition refugees migrants union unions ceasefire treaty election "
    "lawmakers ministry spokesman spokeswoman activists gunmen militia insurgents".split()
)
"""Any of these in a sentence and it is not taken for one of the others."""
_WORD = re.compile(r"[a-z][a-z'-]+")


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    held = msgspec.json.decode(_FILE.read_bytes())
    of = {cue: topic for topic, cues in held.items() if topic != "about" for cue in cues}
    cues = sorted(of, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, cues))})\b"), of


def elsewhere(sentence: str) -> str | None:
    """The topic ("sport", "markets" ...) of a sentence that has cues of it and no word of politics;
    None for all others."""
    low = sentence.lower()
    found = _cues()[0].search(low)
    if found is None or not _POLITICAL.isdisjoint(_WORD.findall(low)):
        return None
    return _cues()[1][found[0]]
