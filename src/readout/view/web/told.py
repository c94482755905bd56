"""An event of the table as a sentence: "Azerbaijan and Russia sign", "Roth meets Imber".

The store has the lemma of what happened and the names, not a text of its own making. A verb agrees
with its subject as far as names tell; a noun ("agreement") stands behind the names, since no rule
makes a verb of it. Only English is put so; any other language keeps names and lemma apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_MANY = re.compile(
    r"(?i)^(?:two|three|four|five|six|seven|eight|nine|ten|several|many|some|both|dozens|hundreds|"
    r"thousands|\d[\d,.]*)\b|\b(?:police|people|men|women|children|rebels|forces|troops|militants|"
    r"protesters|soldiers|officials|residents|workers|authorities)$"
)
_NOUN = re.compile(r"(?:ments?|[st]ions?|ances?|ences?|ships?|ness|ity|ities|isms?|als|age|ings?)$")
_VERBS = set(
    "advance auction balance bandage bring caution cement cling comment commission damage "
    "discourage distance document encourage engage enhance envision experience finance fling "
    "function harness implement influence lament manage mention mission package page petition "
    "pillage position question rage ration ravage reference ring sabotage salvage sanction "
    "sentence silence sing stage station sting supplement swing torment voyage wage witness".split()
)
"""Verbs that look like nouns."""
_ODD = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do"), "go": ("goes", "go")}


def joined(names: str) -> str:
    """ "A; B; C", as the store has it, to "A, B and C"."""
    parts = [part.strip() for part in names.split(";") if part.strip()]
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def verb(lemma: str, many: bool) -> str:
    """The present tense of an English verb for one or for many; its first word is inflected."""
    first, blank, rest = lemma.partition(" ")
    if first.lower() in _ODD:
        return _ODD[first.lower()][many] + blank + rest
    if not many:
        if re.search(r"(?:s|x|z|ch|sh)$", first):
            first += "es"
        elif re.search(r"[^aeiou]y$", first):
            first = first[:-1] + "ies"
        else:
            first += "s"
    return first + blank + rest


def is_many(names: str) -> bool:
    """Whether a subject takes the plural."""
    return ";" in names or _MANY.search(names.strip()) is not None


def sentence(row: Mapping[str, Any]) -> str:
    """The sentence of a row with ``sources``, ``targets``, ``reciprocal``, ``lemma``,
    ``language``."""
    who, whom = row["sources"] or "", row["targets"] or ""
    lemma = row["lemma"] or "act"
    subject, target = joined(who) or "someone unnamed", joined(whom)
    mutual = bool(row["reciprocal"] and whom)
    if mutual:
        subject, target = joined(f"{who};{whom}" if who else whom), ""
    english = (row["language"] or "en").startswith("en") and lemma.isascii()
    if not english or (_NOUN.search(lemma) and lemma not in _VERBS):
        return f"{subject}: {lemma}" + (f" ({target})" if target else "")
    told = f"{subject} {verb(lemma, mutual or is_many(who))}" + (f" {target}" if target else "")
    return told[:1].upper() + told[1:] if not who else told
