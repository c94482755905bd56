"""Where a name begins and ends, where the scores of single words leave it open.

The encoder decides word by word, and one of its treebanks cuts names that hold names ("University
of" | "California"), so a name can end with a word that none ends with, and two names that stand
side by side can come out as one.
"""

from __future__ import annotations

from collections.abc import Sequence

from readout.language.known_names import LARGE, PLACE, PLACE_WORD, known

Name = tuple[int, int, int, float]
"""First word, the word after the last, type, chance."""

_BODY = "organization"
_PLACES = frozenset(("gpe", "location"))
_LINKS = frozenset(("of", "the", "and", "for", "in", "at", "&", ",", "-"))
"""What no name ends with."""
_OWNS = frozenset(("'s", "’s"))
_DEGREES = frozenset(("MD", "M.D.", "PhD", "Ph.D.", "Esq", "Esq.", "MP", "OBE", "MBE", "CBE", "QC"))
_COMPANY = frozenset(
    ("ltd", "ltd.", "inc", "inc.", "llc", "llp", "corp", "corp.", "plc", "gmbh", "pvt", "pvt.")
)
_REGIONS = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida "
    "georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland "
    "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio "
    "oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin "
    "wyoming alberta manitoba ontario quebec saskatchewan queensland tasmania victoria ca ga "
    "pa tx fl nj ny oh wa az".split()
)
"""States and provinces that are written behind their towns, and what they are cut to."""
_PARTS = frozenset(
    "bay central east eastern gulf lakes north northern papua south southern west western".split()
)
"""Words that are places of their own, too, and make one name with a place behind them."""
_HOUSES = frozenset(
    "pizza pizzeria restaurant cafe café diner deli grill grille bar pub tavern bistro bakery "
    "kitchen steakhouse garage hardware pharmacy hospital".split()
)
"""What is named after its owner: "Ray's Pizza"."""


def mended(
    words: Sequence[str], starts: Sequence[int], names: list[Name], types: Sequence[str]
) -> list[Name]:
    """The names with their edges set right; ``names`` are in order, do not overlap and cross no
    sentence. ``starts``: the first word of each sentence, and the number of words."""
    names = list(names)
    out: list[Name] = []
    opens = frozenset(starts)
    owners = {"person", _BODY} if _BODY in types else set()
    at = 0
    while at < len(names):
        start, end, kind, chance = names[at]
        follower = names[at + 1] if at + 1 < len(names) else None
        at += 1
        if types[kind] == _BODY and follower and _goes_on(words, opens, end, follower):
            names[at] = (start, follower[1], kind, min(chance, follower[3]))
            continue
        if types[kind] in owners and _is_house(words, opens, end):
            kind, end = types.index(_BODY), end + 2
            at += follower is not None and follower[0] < end
        while end - start > 1 and words[end - 1].lower() in _LINKS:
            end -= 1
        if types[kind] == "person" and end - start > 2 and words[end - 1] in _DEGREES:
            end -= 2 if words[end - 2] == "," else 1
        cut = _second_place(words, start, end) if types[kind] in _PLACES else 0
        if cut:
            out.append((start, cut, kind, chance))
        out.append((cut or start, end, kind, chance))
    return out


def _is_house(words: Sequence[str], opens: frozenset[int], end: int) -> bool:
    """Whether the owner whose name ends before ``end`` gives it to a house."""
    return (
        end + 1 < len(words)
        and words[end] in _OWNS
        and words[end + 1].lower() in _HOUSES
        and words[end + 1][0].isupper()
        and opens.isdisjoint((end, end + 1))
    )


def _goes_on(words: Sequence[str], opens: frozenset[int], end: int, follower: Name) -> bool:
    """Whether the organisation that ends before ``end`` goes on in the name after it."""
    gap = follower[0] - end
    if gap > 1 or not opens.isdisjoint((end, follower[0])):
        return False
    if gap and words[end] != "the":
        return words[end] == "of" and words[end - 1] == "U"
    if gap == 0 and words[end].lower() in _COMPANY:
        return True
    linked = words[end - 2 : end] if words[end - 1] == "the" else words[end - 1 : end]
    return linked[0] == "of" and words[end - 2].lower() not in _COMPANY


def _second_place(words: Sequence[str], start: int, end: int) -> int:
    """The word at which a town ends and its state or country begins without a comma; 0 if none."""
    last, town = words[end - 1], " ".join(words[start : end - 1]).title()
    if not town or town.lower() in _PARTS:
        return 0
    kinds = known(last.title())
    if last.lower() not in _REGIONS and (not kinds & LARGE or kinds & PLACE_WORD):
        return 0
    return end - 1 if known(town) & PLACE and not known(f"{town} {last.title()}") & PLACE else 0
