"""Pronouns that can stand for somebody or something."""

from __future__ import annotations

from readout.mentions.actors.draft import Draft
from readout.mentions.actors.reading import Reading

_PRONOUNS: dict[str, tuple[str, bool]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("m", False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("f", False)),
    **dict.fromkeys(("it", "its", "itself"), ("n", False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("", True)),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("i", False)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("we", True)),
    **dict.fromkeys(("you", "your", "yours", "yourself"), ("you", False)),
}


def pronouns(r: Reading) -> list[Draft]:
    """Personal and possessive pronouns; "it" only where it can stand for something."""
    out: list[Draft] = []
    for i, low in enumerate(r.low):
        known = _PRONOUNS.get(low)
        if known is None or r.upos[i] not in ("PRON", "DET"):
            continue
        if r.words[i] == "US" or _excellency(r, i):
            continue
        if low == "it" and (r.rel[i] == "expl" or _weather(r, i)):
            continue
        kind, plural = known
        draft = Draft(i, i, i + 1, "pronoun", "person", r.words[i], plural=plural, score=0.7)
        if kind in ("i", "we", "you"):
            draft.said = kind  # type: ignore[assignment]
        else:
            draft.gender = kind or None  # type: ignore[assignment]
        out.append(draft)
    return out


def _weather(r: Reading, i: int) -> bool:
    """ "It is clear that ...", "it seems": nothing is meant."""
    h = r.head[i]
    if h < 0:
        return False
    return any(r.rel[k] in ("csubj", "ccomp") for k in r.children[h] if k > h) and (
        r.upos[h] in ("ADJ", "NOUN") or r.low[h] in ("seems", "appears", "turns")
    )


def _excellency(r: Reading, i: int) -> bool:
    """ "*HE* Dr Awa Diop": His or Her Excellency, in a text that is not all in capitals."""
    behind = r.words[i + 1] if r.words[i] == "HE" and i + 1 < len(r) else ""
    return behind.istitle() and behind.isalpha()
