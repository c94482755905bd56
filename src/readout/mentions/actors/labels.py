"""Who the label before a turn names: "DS: It is a lie", "Deputy Spokesman: Not yet"."""

from __future__ import annotations

from readout.mentions.actors.chains import WINDOW, Chains
from readout.mentions.actors.draft import Draft
from readout.mentions.actors.reading import Reading

_SHORT = range(2, 4)
"""Letters of initials that stand for somebody's whole name."""


def is_label(r: Reading, d: Draft) -> bool:
    """Whether a draft opens its block and a colon closes it."""
    opens = d.first == 0 or r.block[d.first - 1] != r.block[d.first]
    return opens and d.after < len(r) and r.words[d.after] == ":"


def by_initials(c: Chains, i: int) -> int | None:
    """The chain of whom the initials before a turn stand for: "DS" for Dana Solis, "CP" for the
    City Post. None where nobody or more than one fits."""
    r, d = c.reading, c.drafts[i]
    letters = "".join(r.words[d.first : d.after]).replace(".", "")
    if not letters.isupper() or len(letters) not in _SHORT or not is_label(r, d):
        return None
    fitting = [
        n
        for n in c.recent[-WINDOW:]
        if any(len(key) > 1 and _initials(key) == letters.lower() for key in c.chains[n].names)
    ]
    if len(fitting) != 1:
        return None
    # What the letters alone were taken for ("MP", a member of parliament) was a guess.
    d.form, d.noun, d.sector, d.country, d.roles = "name", None, None, None, []
    d.key = d.key or (letters.lower(),)
    return fitting[0]


def _initials(key: tuple[str, ...]) -> str:
    return "".join(word[0] for word in key if word[0].isalnum())


_BODIES = frozenset(("organization", "group", "media"))
_NEAR = 3
"""Drafts, of which some stand inside others, among which the one beside another is looked for."""


def by_brackets(c: Chains, i: int) -> int | None:
    """The chain of a body called by the letters in brackets behind its name, from either of the
    two: "the National Liberation Army (*ELN*)", whatever the letters stand for."""
    d, drafts = c.drafts[i], c.drafts
    for j in range(i - 1, max(-1, i - 1 - _NEAR), -1):
        if _is_short_for(c.reading, drafts[j], d):
            return c.of.get(j)
    for letters in drafts[i + 1 : i + 1 + _NEAR]:
        if _is_short_for(c.reading, d, letters):
            return c.by_key.get(letters.key)
    return None


def _is_short_for(r: Reading, name: Draft, letters: Draft) -> bool:
    """Whether a draft is the letters in brackets right behind another, of a body."""
    if not {name.kind, letters.kind} <= _BODIES or {name.form, letters.form} != {"name"}:
        return False
    if letters.first != name.after + 1 or letters.after != letters.first + 1:
        return False
    word = r.words[letters.first]
    inside = r.words[name.after] == "(" and r.words[letters.after : letters.after + 1] == [")"]
    return inside and word.isalpha() and sum(x.isupper() for x in word) > 1
