"""How real a happening is as the text tells it, and whether it is told as history.

A multinomial logistic function over what the syntax shows of a predicate: its own form, what
negates it, what governs it, whose statement it stands in. Fitted by
``training/statements/status.py`` on the passages written for the project. The statuses are those of
the record; the status is that of the happening in whichever voice tells it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from readout.knowledge.page_words import months
from readout.knowledge.statement_words import (
    class_weights,
    cue_class,
    negators,
    speaker_words,
    status_class,
)
from readout.record.types import Status
from readout.statements.draft import Draft
from readout.statements.tree import Tree

STATUSES: tuple[Status, ...] = get_args(Status)
_REAL = (3.0, 2.5, 1.0, 0.0, 1.0, 0.0, -2.5, 0.0)
"""How real a happening of each status is on the scale of the ratings, by what the status means."""
SHARE = 0.5
"""Of the statuses in the measure of reality; the rest is the model's head."""
_SPANS = frozenset("year month spring summer autumn winter week decade century".split())
_SPEAKERS = ("spokesperson", "expert", "collective", "institution", "official", "document")
_UP = 4
_CLAUSE = 40
"""Words of a predicate's own clause that are looked at, at most."""


@dataclass(frozen=True)
class Standing:
    """Status of a predicate with its probability, and how likely it is background."""

    status: Status
    chance: float
    background: float
    chances: tuple[float, ...]
    """Of each of ``STATUSES``."""


def statuses(tree: Tree, words: Sequence[int], drafts: Sequence[Draft] = ()) -> list[Standing]:
    """The standing of each word that tells a happening.

    ``drafts``: the statements of the text; a happening stands in the innermost one whose content
    holds it.
    """
    table, past = class_weights("status"), class_weights("background")
    holder = holders(drafts)
    out = []
    for word in words:
        found = features(tree, word, holder.get(word))
        odds = [0.0] * len(STATUSES)
        back = 0.0
        for name in found:
            if (row := table.get(name)) is not None:
                odds = [a + b for a, b in zip(odds, row, strict=True)]
            if (row := past.get(name)) is not None:
                back += row[0]
        top = max(odds)
        powers = [math.exp(o - top) for o in odds]
        total = sum(powers)
        chances = tuple(p / total for p in powers)
        best = chances.index(max(chances))
        background = 1 / (1 + math.exp(-max(min(back, 30), -30)))
        out.append(Standing(STATUSES[best], chances[best], background, chances))
    return out


def reality(tree: Tree, word: int, standing: Standing) -> float:
    """How real the happening is, -3 (did not) to 3 (did)."""
    head = float(tree.analysis.factuality[word])
    expected = sum(p * v for p, v in zip(standing.chances, _REAL, strict=True))
    return (1 - SHARE) * head + SHARE * expected


def holders(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Word to the innermost draft whose content holds it."""
    out: dict[int, Draft] = {}
    runs = [(b - a, a, b, d) for d in drafts for a, b in d.content]
    for _, a, b, draft in sorted(runs, key=lambda one: -one[0]):
        for word in range(a, b):
            out[word] = draft
    return out


def features(tree: Tree, word: int, held: Draft | None) -> set[str]:
    """What is known of a predicate, by name."""
    out = {"bias"}
    own = _own(tree, word)
    out |= own
    first = tree.head[word]
    if tree.rel[word] == "conj" and first >= 0:
        out.update(f"first {name}" for name in _own(tree, first))
        if not any(name.startswith(("aux=", "mark=")) for name in own):
            out.update(f"like {name}" for name in _governors(tree, first))
    out.update(_governors(tree, word))
    out.update(_where(tree, word, held))
    reality = float(tree.analysis.factuality[word])
    out.add(f"real>{int(reality)}" if abs(reality) < 2.5 else ("real+" if reality > 0 else "real-"))
    return out


def _own(tree: Tree, word: int) -> set[str]:
    """Form, auxiliaries, negation, mark, modifiers and time words of the word itself."""
    tag = tree.xpos[word]
    out = {f"tag={tag}", f"rel={tree.full[word]}", f"lemma={tree.lemma(word)}"}
    verbal = tree.upos[word] in ("VERB", "AUX")
    kind = "v" if verbal else "n"
    auxiliaries = []
    at = word
    if not verbal and tree.rel[word] in ("obj", "obl") and tree.head[word] >= 0:
        out.add(f"n governed by {tree.lemma(tree.head[word])}")
    for k in tree.children[word]:
        rel, low = tree.rel[k], tree.lower[k]
        if rel in ("aux", "cop"):
            auxiliaries.append(low)
            out.add(f"aux={low}")
        elif rel == "mark":
            out.add(f"mark={low}")
        elif rel == "case":
            out.add(f"case={low}")
        elif rel == "advmod":
            out.add(f"adv={low}")
            out.update(f"adv:{c}" for c in status_class("times").get(low, ()))
        elif rel == "amod":
            out.update(f"adj:{c}" for c in status_class("adjectives").get(tree.lemma(k), ()))
            if tree.lower[k] in status_class("adjectives"):
                out.update(f"adj:{c}" for c in status_class("adjectives")[tree.lower[k]])
        elif rel == "det":
            out.add(f"det={low}")
        elif rel in ("obl", "nmod") and kind == "v":
            for w in range(max(tree.left[k], k - 6), min(tree.right[k], k + 6) + 1):
                out.update(f"time:{c}" for c in status_class("times").get(tree.lower[w], ()))
                if tree.words[w].isdigit() and len(tree.words[w]) == 4:
                    out.add("time:year")
        if low in negators():
            out.add("negated")
            out.add(f"negated {kind}")
        if rel == "nsubj":
            out.add(f"subject={low}" if tree.upos[k] == "PRON" else f"subject {tree.upos[k]}")
            if any(tree.lower[j] in negators() for j in tree.children[k]):
                out.add("negated")
                out.add("negated subject")
        if rel == "obj" and any(tree.lower[j] == "no" for j in tree.children[k]):
            out.add("negated object")
    if not auxiliaries and verbal and tree.rel[word] == "conj" and tree.head[word] >= 0:
        # "will go and see": a conjunct shares the auxiliaries of the first.
        at = tree.head[word]
        if tree.xpos[at] == tag or tag == "VB":
            for k in tree.children[at]:
                if tree.rel[k] in ("aux", "mark"):
                    out.add(f"{tree.rel[k]}={tree.lower[k]}")
                    auxiliaries.append(tree.lower[k])
                if tree.lower[k] in negators() and k < word:
                    out.add("negated first conjunct")
    if auxiliaries:
        out.add("auxes=" + "+".join(auxiliaries[:3]) + "+" + tag)
    else:
        out.add(f"bare {tag}")
    return out


def _governors(tree: Tree, word: int) -> set[str]:
    """What stands over the word: relation, class, negation and mood, step by step."""
    out: set[str] = set()
    at = word
    classes = status_class("governors")
    for step in range(1, _UP + 1):
        rel, up = tree.rel[at], tree.head[at]
        if up < 0:
            break
        lemma = tree.lemma(up)
        found = classes.get(lemma, ()) or classes.get(tree.lower[up], ())
        shown = step if step < 3 else 3
        out.update(f"up{shown} {rel}:{c}" for c in found)
        out.update(f"over:{c}" for c in found)
        if step == 1:
            out.add(f"up1 {rel} {lemma}")
            out.add(f"up1 {tree.full[at]} {tree.upos[up]}")
            out.add(f"up1 tag {tree.xpos[up]}")
            if rel == "xcomp":
                # "promised to go" is the subject's own act, "asked them to go" is another's.
                other = any(k != at and tree.rel[k] in ("obj", "iobj") for k in tree.children[up])
                whose = "another's" if other else "its own"
                out.add(f"up1 xcomp {whose}")
                out.update(f"up1 xcomp {whose}:{c}" for c in found)
            out.update(
                f"up1 aux {tree.lower[k]} {tree.xpos[up]}"
                for k in tree.children[up]
                if tree.rel[k] == "aux" and k != at
            )
        for k in tree.children[up]:
            low = tree.lower[k]
            if k == at:
                continue
            if low in negators() and tree.rel[k] in ("advmod", "det", "mark", "case", "cc"):
                out.add(f"up{shown} {rel} negated")
            elif tree.rel[k] == "aux" and low not in (
                "have",
                "has",
                "had",
                "was",
                "were",
                "is",
                "are",
            ):
                out.add(f"up{shown} {rel} aux={low}")
            elif tree.rel[k] == "mark":
                out.add(f"up{shown} {rel} mark={low}")
        if tree.rel[at] in ("ccomp", "parataxis") and tree.rel[up] == "root":
            break
        at = up
    return out


def _where(tree: Tree, word: int, held: Draft | None) -> set[str]:
    """The sentence and the statement that the word stands in."""
    out: set[str] = set()
    low, high = tree.sentence_run(word)
    near = tree.lower[max(low, word - _CLAUSE) : min(high, word + _CLAUSE)]
    for w in ("if", "unless", "whether", "would", "could", "might", "may", "should"):
        if w in near:
            out.add(f"sentence has {w}")
    if "if" in tree.lower[max(low, word - 12) : word]:
        out.add("if before")
    if "whether" in tree.lower[max(low, word - 12) : word]:
        out.add("whether before")
    if high > low and tree.words[high - 1] == "?":
        out.add("question")
    times = status_class("times")
    for near_word in tree.lower[max(low, word - 12) : min(high, word + 12)]:
        if near_word in times:
            out.update(f"near:{c}" for c in times[near_word])
        if _is_year(near_word):
            out.add("near:number of a year")
    voice = "own" if held is None else "said"
    out.update([f"{voice} {tree.xpos[word]} {name}" for name in out if name.startswith("near:")])
    had = any(tree.lower[k] == "had" for k in tree.children[word])
    if had or tree.xpos[word] in ("VBD", "VBN"):
        out.add(f"{voice} {'had' if had else 'past'} {_past_of(tree, low, high)}")
    if held is None:
        out.add("own voice")
        out.add(f"own voice {tree.xpos[word]}")
        return out
    if held.head >= 0:
        lemma = tree.lemma(held.head)
        kind = cue_class().get(lemma, "none")
        out.add(f"said:{kind}")
        out.add(f"said {lemma}")
        if held.cue and any(tree.lower[i] in negators() for i in range(*held.cue)):
            out.add("said negated")
            out.add(f"said negated {lemma}")
        first = tree.lower[held.content[0][0]]
        if first in ("to", "whether", "if", "that", "for"):
            out.add(f"said opens {first}")
            out.add(f"said:{kind} opens {first}")
        out |= _speaker(tree, word, held, kind)
        if tree.head[word] == held.head:
            out.add(f"said:{kind} top {tree.xpos[word]}")
    return out


def word_of(tree: Tree, start: int, end: int) -> int:
    """The word that carries a predicate marked in the text (code points): the top of its words, no
    auxiliary; -1 where no word begins in the span."""
    first, after = bisect_left(tree.start, start), bisect_left(tree.start, end)
    if first >= after:
        return -1
    tops = [i for i in range(first, after) if not first <= tree.head[i] < after]
    top = tops[0] if tops else first
    for i in reversed(range(first, after)):
        if tree.upos[i] in ("VERB", "NOUN") and (i in tops or tree.rel[i] != "aux"):
            light = len(tops) != 1 or tree.upos[top] in ("AUX", "ADV")
            return i if i in tops or light else top
    return top


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")


def _past_of(tree: Tree, low: int, high: int) -> str:
    """What of a sentence's words sets it in the past: a year, a span of years, a bare month."""
    words = tree.lower[low:high]
    for i, word in enumerate(words):
        if _is_year(word):
            return "in a year"
        if word in ("years", "decades", "centuries", "months") and i + 1 < len(words):
            return "over years"
        if word in ("since", "ago", "former", "formerly", "once", "until"):
            return word
        if (
            i
            and words[i - 1] == "last"
            and word in ("year", "month", "spring", "summer", "autumn", "winter")
        ):
            return "last year"
        if i and words[i - 1] in ("in", "since") and word in months():
            return "in a month"
    return "plain"


def _speaker(tree: Tree, word: int, held: Draft, kind: str) -> set[str]:
    """Whether the speaker is likely to tell of its own acts: kind of speaker, kind of subject."""
    subject = tree.child(word, "nsubj")
    first = tree.head[word]
    if subject < 0 and tree.rel[word] in ("conj", "xcomp") and first >= 0:
        subject = tree.child(first, "nsubj")
    what = "none" if subject < 0 else tree.upos[subject]
    if what == "PRON":
        what = tree.lower[subject]
    auxiliary = next((tree.lower[k] for k in tree.children[word] if tree.rel[k] == "aux"), "")
    out = {f"said:{kind} of {what}", f"subject {what} aux {auxiliary}"}
    if held.source is not None:
        top = tree.top(*held.source)
        speaker = next(
            (k for k in _SPEAKERS if tree.lemma(top) in speaker_words(k)), tree.upos[top]
        )
        out |= {
            f"speaker {speaker}",
            f"speaker {speaker} of {what}",
            f"speaker {speaker} aux {auxiliary}",
        }
    return out
