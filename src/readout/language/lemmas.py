"""Dictionary forms by learned suffix rules and a table of exceptions, given the Penn tag.

A rule says: a word with this tag and this ending loses so many letters and gains these. The longest
ending that is known decides. Rules and exceptions come from the training parts of the English Web
Treebank (CC BY-SA 4.0) and GUM (CC BY 4.0); ``training`` writes them as one tab-separated file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from readout.knowledge.verbs import past_forms

_KEEP_CASE = frozenset(("NNP", "NNPS"))
_LONGEST = 5
_REMEMBERED = 16_384
"""Words with their tags remembered before they are forgotten all at once: some 3 MB."""
_MIN_STEM = 1
_PLURALS = {
    "bases": "base", "theses": "thesis", "hypotheses": "hypothesis", "series": "series",
    "news": "news", "vetoes": "veto", "embargoes": "embargo", "cargoes": "cargo",
    "torpedoes": "torpedo", "potatoes": "potato", "tomatoes": "tomato", "lives": "life",
}  # fmt: skip
"""Plurals that the rules learnt from the treebanks get wrong."""
_VERBAL = frozenset(("VBD", "VBG", "VBN", "VBZ"))

Change = tuple[int, str]
"""Letters to cut from the end, letters to add."""


class Lemmas:
    """Looks lemmas up by word form and Penn tag."""

    def __init__(
        self,
        forms: Mapping[tuple[str, str], str],
        rules: Mapping[tuple[str, str], Change],
    ) -> None:
        self.forms = forms
        self.rules = rules
        self._found: dict[tuple[str, str], str] = {}

    @classmethod
    def read(cls, path: Path) -> Lemmas:
        """Rows ``form, tag, lemma`` and ``-ending, tag, cut, add``, tab-separated, UTF-8."""
        forms: dict[tuple[str, str], str] = {}
        rules: dict[tuple[str, str], Change] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 4:
                rules[cells[0], cells[1]] = int(cells[2]), cells[3]
            else:
                forms[cells[0], cells[1]] = cells[2]
        return cls(forms, rules)

    def write(self, path: Path) -> None:
        """The file that :meth:`read` reads, in a stable order."""
        rows = [f"{e}\t{t}\t{cut}\t{add}" for (e, t), (cut, add) in sorted(self.rules.items())]
        rows += [f"{f}\t{t}\t{lemma}" for (f, t), lemma in sorted(self.forms.items())]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")

    def of(self, word: str, xpos: str) -> str:
        """The lemma of a word as written."""
        key = word, xpos
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[key] = self._look_up(word, xpos)
        return found

    def _look_up(self, word: str, xpos: str) -> str:
        form = _form(word, xpos)
        if xpos in _VERBAL:
            found = past_forms().get(form)
        else:
            found = _PLURALS.get(form) if xpos == "NNS" else None
        if found is None:
            found = self.forms.get((form, xpos))
        if found is not None:
            return found
        if xpos == "CD":
            return form.replace(",", "")
        if xpos in ("VBD", "VBN") or (xpos == "VBG" and not form.endswith("ing")):
            # "Have sought" with a tag of another form is still of "seek".
            for other in ("VBD", "VBN"):
                if (form, other) in self.forms:
                    return self.forms[form, other]
        fitting = _fitting(form, xpos)
        if fitting != xpos:
            return self._look_up(word, fitting)
        for size in range(min(_LONGEST, len(form) - _MIN_STEM), -1, -1):
            change = self.rules.get((form[len(form) - size :], xpos))
            if change is not None and change[0] < len(form):
                return form[: len(form) - change[0]] + change[1]
        return form

    @classmethod
    def learn(cls, triples: Iterable[tuple[str, str, str]]) -> Lemmas:
        """From (word, tag, lemma) of a corpus.

        Each form votes once, not once for each time it occurs, so that rules follow the many rare
        words they are for; what the rules then get wrong becomes an exception.
        """
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for word, tag, lemma in triples:
            if "\t" not in word and lemma != "_":
                counts[_form(word, tag), tag][lemma] += 1
        chosen = {k: min(c, key=lambda x: (-c[x], x)) for k, c in counts.items()}
        votes: dict[tuple[str, str], Counter[Change]] = defaultdict(Counter)
        for (form, tag), lemma in chosen.items():
            change = _change(form, lemma)
            for size in range(min(_LONGEST, len(form) - _MIN_STEM) + 1):
                votes[form[len(form) - size :], tag][change] += 1
        rules: dict[tuple[str, str], Change] = {}
        for ending, tag in sorted(votes, key=lambda k: (len(k[0]), k)):
            options = votes[ending, tag]
            best = min(options, key=lambda c: (-options[c], c))
            shorter = next(
                (
                    rules[ending[i:], tag]
                    for i in range(1, len(ending) + 1)
                    if (ending[i:], tag) in rules
                ),
                (0, ""),
            )
            # One word is no evidence for an ending, except that words change as a rule says.
            if best != shorter and (options[best] > 1 or not ending):
                rules[ending, tag] = best
        bare = cls({}, rules)
        return cls({k: v for k, v in chosen.items() if bare.of(*k) != v}, rules)


def _fitting(form: str, xpos: str) -> str:
    """The tag of a verb that its ending allows, where the model's is of another form: "hits" or
    "accuse" taken for a past would lose half of itself."""
    if xpos not in _VERBAL:
        return xpos
    if form.endswith("ing") and xpos != "VBG" and len(form) > _LONGEST:
        return "VBG"
    if form.endswith("en") and xpos == "VBD" and len(form) > _LONGEST:
        return "VBN"
    if form.endswith("ed") and xpos in ("VBZ", "VBG"):
        return "VBD"
    if form.endswith("s") and not form.endswith("ss") and xpos in ("VBD", "VBN", "VBG"):
        return "VBZ"
    if xpos == "VBZ" and not form.endswith("s"):
        return "VB"
    if xpos == "VBG" and not form.endswith(("ing", "in", "in'")):
        return "VB"
    if xpos in ("VBD", "VBN") and not form.endswith("ed") and not _irregular(form):
        return "VB"
    return xpos


def _irregular(form: str) -> bool:
    """Whether a past is one that is listed, or one with something before it: "retook"."""
    return any(form[k:] in past_forms() for k in range(max(1, len(form) - 3)))


def _form(word: str, xpos: str) -> str:
    plain = word.replace("’", "'")
    return plain if xpos in _KEEP_CASE else plain.lower()


def _change(form: str, lemma: str) -> Change:
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]
