"""Forms of English verbs: what a lemma is called in the past, as a participle, with one or many."""

from __future__ import annotations

import functools
import re

from readout.knowledge.verbs import irregular_verbs, past_forms

_DOUBLED = frozenset(
    "abet abhor acquit admit allot commit compel concur confer control debar defer deter dispel "
    "emit equip excel expel impel incur infer kidnap occur omit outwit overlap permit prefer "
    "propel rebel rebut recur refer regret remit repel submit transfer transmit worship".split()
)
"""Verbs of several syllables whose last letter is written twice."""
_SHORTEST = 5
"""Letters up to which a word in "ed" may be a verb itself: "need", "speed"."""
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprtvz]")
_PRESENT = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do")}


def past(lemma: str) -> str:
    """ "meet" to "met", "carry out" to "carried out"."""
    return _first(lemma, 0)


def participle(lemma: str) -> str:
    """ "take" to "taken", "arrest" to "arrested"."""
    return _first(lemma, 1)


def present(lemma: str, many: bool) -> str:
    """ "meet" to "meets", for many to "meet"."""
    word, blank, rest = _bare(lemma).partition(" ")
    if word in _PRESENT:
        return _PRESENT[word][many] + blank + rest
    if not many:
        if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word):
            word += "es"
        elif re.search(r"[^aeiou]y$", word):
            word = word[:-1] + "ies"
        else:
            word += "s"
    return word + blank + rest


_MUTE_E = re.compile(r"(?:[cgvzu]|(?<!s)s|[^aeiou]l|[^aeo]at|[aiu]r)$")
"""A regular past without its "ed" whose verb ends in "e"."""


_BOTH = frozenset(
    "bear bind bore bound fell felt found grind ground lay left saw set wound".split()
)
"""Verbs that are also the past of another."""


def dictionary_form(lemma: str, form: str) -> str:
    """``lemma``, or the verb of a past tense that was taken for one: "sought", "demanded"."""
    low = form.lower()
    if lemma == low and low in _BOTH:
        return lemma
    if low in past_forms() and lemma not in (past_forms()[low], low.capitalize()):
        return past_forms()[low]
    if lemma == low and low.endswith("ed") and len(low) > _SHORTEST:
        stem = low[:-2]
        return f"{stem}e" if _MUTE_E.search(stem) else stem
    return lemma


@functools.cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {lemma: (past, done) for lemma, past, done in reversed(irregular_verbs())}


def _bare(lemma: str) -> str:
    """A headline's "damages" that was kept as it stood is "damage"; no verb ends so by itself."""
    return re.sub(r"^(\w*(?:[^aeious\W]|[^sS\W]e))s(?!\S)", r"\1", lemma)


def _first(lemma: str, form: int) -> str:
    word, blank, rest = _bare(lemma).partition(" ")
    found = _irregular().get(word)
    return (found[form] if found else _regular(word)) + blank + rest


def _regular(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    if re.search(r"[^ae]ic$", word):
        return word + "ked"
    if word in _DOUBLED or _SHORT.fullmatch(word):
        return word + word[-1] + "ed"
    return word + "ed"
