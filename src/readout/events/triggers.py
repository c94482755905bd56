"""Words that tell an act: found by the language model, and by the cue phrases of a codebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from readout.events.second_opinion import TELLING
from readout.knowledge import event_words
from readout.knowledge.codebook import Codebook, Root
from readout.language.analysis import Analysis

Floats = npt.NDArray[np.floating]

LIKELY = 0.5
"""Probability from which a mode is told: a wrong weapon is worse than none."""
LEAST = 0.4
"""Probability of telling some act from which a word is taken for a trigger."""
_GAP = 3
"""Words that may stand between the words of a cue phrase."""
_ONE_ACT = frozenset(("obj", "nsubj:pass", "compound", "compound:prt", "xcomp", "obl", "amod"))
"""Relations of a verb to a noun or verb that says what was done: "imposed *sanctions*", "a hunger
*strike* began", "went on *strike*"."""
_SAYING = frozenset(("say", "tell", "add", "state", "note", "report"))
"""Mere saying is a statement; what it tells of may be an act."""
_DUE = frozenset(("due", "set", "ready", "about", "likely"))
_TEXTS = frozenset("statement letter communique communiqué declaration note complaint suit".split())
_FIRE = frozenset("fire attack assault bombardment shelling gunfire fusillade".split())
_COMING = frozenset(("come", "remain", "find"))
_SAID = 0.8
"""The score of an act that set words tell."""
_CARRYING = frozenset("subject carry conduct".split())
"""Verbs whose object or phrase tells the act, however far behind: "subjected the whole of the
district to *shelling*"."""
_LIGHT = frozenset(
    "carry conduct launch stage mount commit perpetrate hold impose lift end".split()
)
"""Verbs of a passive whose subject tells the act: "the *attack*, which ..., was *carried* out"."""
_AIMS = {
    "CONSULT": frozenset("discuss talk consult confer negotiate".split()),
    "AID": frozenset("assist help aid support".split()),
}
"""What one meets, or sends somebody, to do: no second act."""
_APART = 6
"""Words at most between two words that tell one act."""


@dataclass(frozen=True)
class Trigger:
    """A word with the act it tells."""

    word: int
    type: str | None
    mode: str | None
    score: float
    """Probability of the type, as the model has it."""
    by_model: bool = True
    """Not by a cue phrase of the codebook."""
    also: tuple[int, ...] = ()
    """Further words that tell the same act: "launched an *attack*"."""


def find_triggers(
    analysis: Analysis, codebook: Codebook, root: Floats | None = None
) -> list[Trigger]:
    """The triggers of a text in its order, at most one for a word; ``root``, ``[words, roots]``,
    are the probabilities of the acts where more is known of them than the analysis has.

    The model knows PLOVER's roots; a root that it does not know is found by its cue phrases and
    the marked words of its examples alone, and beats the model where both claim a word.
    """
    labels = analysis.labels
    known = np.array([root in codebook.roots for root in labels.roots])
    known[0] = True
    telling = np.array([name in TELLING for name in labels.upos])[analysis.upos]
    root = analysis.root if root is None else root
    scores = np.where(known & telling[:, None], root, 0.0)
    some = 1.0 - scores[:, 0] - (1.0 - scores.sum(1))
    found: dict[int, Trigger] = {}
    for i in np.flatnonzero(some >= LEAST).tolist():
        best = 1 + int(scores[i, 1:].argmax())
        name = labels.roots[best]
        mode = best_mode(analysis, i, name, codebook)
        found[i] = Trigger(i, name, mode, float(scores[i, best]))
    for word in _under_fire(analysis) if "ASSAULT" in codebook.roots else ():
        found.setdefault(word, Trigger(word, "ASSAULT", None, _SAID))
    for trigger in _by_phrases(analysis, codebook):
        found[trigger.word] = trigger
    return _joined(analysis, _without_due(analysis, _without_saying(analysis, found)))


def _under_fire(analysis: Analysis) -> Iterator[int]:
    """Nouns of force that somebody comes under: "the convoy came under *fire* from gunmen"."""
    low, heads = analysis.lists.low, analysis.head
    for i, word in enumerate(low):
        if word != "under" or int(heads[i]) < 0:
            continue
        noun = int(heads[i])
        verb = int(heads[noun])
        if low[noun] in _FIRE and verb >= 0 and analysis.lemma(verb) in _COMING:
            yield noun


def _without_saying(analysis: Analysis, found: dict[int, Trigger]) -> dict[int, Trigger]:
    """Leaves out a verb of saying that has an act below it."""
    over: set[int] = set()
    for word in found:
        at = int(analysis.head[word])
        while at >= 0 and at not in over:
            over.add(at)
            at = int(analysis.head[at])
    return {
        word: trigger
        for word, trigger in found.items()
        if not (trigger.by_model and word in over and analysis.lemma(word).lower() in _SAYING)
    }


def _without_due(analysis: Analysis, found: dict[int, Trigger]) -> dict[int, Trigger]:
    """Leaves out what only says when, or that not, the act of its type behind it was: "is *due* to
    visit", "*failed* to prevent killings"; to fail to agree is an act of its own."""
    words = analysis.lists.low
    return {
        word: trigger
        for word, trigger in found.items()
        if not (
            trigger.by_model
            and (words[word] in _DUE or analysis.lemma(word).lower() == "fail")
            and words[word + 1 : word + 2] == ["to"]
            and any(
                k in found and found[k].type == trigger.type for k in range(word + 2, word + _APART)
            )
        )
    }


def _joined(analysis: Analysis, found: dict[int, Trigger]) -> list[Trigger]:
    """Words of one type that hang together are one trigger, told by the likeliest of them."""
    group = {word: word for word in found}

    def leader(word: int) -> int:
        while group[word] != word:
            word = group[word]
        return word

    for word, trigger in found.items():
        head = _above(analysis, word)
        over = found.get(head)
        if (
            over is not None
            and (over.type, over.by_model) == (trigger.type, trigger.by_model)
            and _says_more(analysis, word, head, trigger.type)
        ):
            group[leader(word)] = leader(head)
    members: dict[int, list[int]] = {}
    for word in sorted(found):
        members.setdefault(leader(word), []).append(word)
    out = []
    for words in members.values():
        told = [w for w in words if not _is_aim(analysis, w, words)]
        best = max(told or words, key=lambda w: found[w].score)
        mode = found[best].mode or next((m for w in words if (m := found[w].mode)), None)
        also = tuple(w for w in words if w != best)
        score = max(found[w].score for w in words)
        out.append(replace(found[best], mode=mode, also=also, score=score))
    return sorted(out, key=lambda t: t.word)


def _is_aim(analysis: Analysis, word: int, words: list[int]) -> bool:
    """Whether a word only says what another was done for: "sent doctors to *assist*"."""
    relation = analysis.labels.deprel[analysis.deprel[word]]
    bare = analysis.labels.xpos[analysis.xpos[word]] == "VB"
    return relation == "advcl" and bare and int(analysis.head[word]) in words


def _above(analysis: Analysis, word: int) -> int:
    """The word above a word; of a participle on the text that says it, the verb that puts the
    text out: "*issued* a statement *accusing*"."""
    head = int(analysis.head[word])
    tag = analysis.labels.xpos[analysis.xpos[word]]
    if head >= 0 and tag == "VBG" and analysis.lemma(head).lower() in _TEXTS:
        relation = analysis.labels.deprel[analysis.deprel[head]]
        if relation in ("obj", "nsubj:pass") and analysis.head[head] >= 0:
            return int(analysis.head[head])
    return head


def _says_more(analysis: Analysis, word: int, head: int, type_: str | None) -> bool:
    """Whether a word tells more of the act that the word above it tells: "imposed *sanctions*",
    "struck the camp, *killing* two", "shot and *killed*", "met to *discuss* it"; of an attack also
    "an *attack* killed two" and "an attack that *killed* two"."""
    relation = analysis.labels.deprel[analysis.deprel[word]]
    if relation == "nsubj:pass" and analysis.lemma(head).lower() in _LIGHT:
        return True
    if relation == "conj" and word == head + 2 and analysis.word(head + 1).lower() == "and":
        return type_ == "ASSAULT" and analysis.lemma(word).lower() in event_words.words("hurting")
    if type_ == "ASSAULT" and (relation == "nsubj" or relation.startswith("acl")):
        return abs(word - head) <= 2 * _APART
    if relation in _ONE_ACT or int(analysis.head[word]) != head:
        near = 3 * _APART if analysis.lemma(head).lower() in _CARRYING else _APART
        return abs(word - head) <= near
    if relation != "advcl" or word < head:
        return False
    tag = analysis.labels.xpos[analysis.xpos[word]]
    aims = _AIMS.get(type_ or "", frozenset())
    return tag == "VBG" or (tag == "VB" and analysis.lemma(word).lower() in aims)


def best_mode(analysis: Analysis, word: int, root: str, codebook: Codebook) -> str | None:
    """The likeliest mode of ``root`` that the codebook has, or None where none is likelier."""
    scores = analysis.mode_scores(word)
    best, name = max(float(scores[0]), LIKELY), None
    for k, label in enumerate(analysis.labels.modes, start=1):
        owner, _, mode = label.partition("/")
        if owner == root and scores[k] > best and mode in codebook.roots[root].modes:
            best, name = float(scores[k]), mode
    return name


def _by_phrases(analysis: Analysis, codebook: Codebook) -> list[Trigger]:
    phrases = _phrases(codebook, analysis)
    if not phrases:
        return []
    first_words = {phrase[0] for phrase, _ in phrases}
    out: list[Trigger] = []
    for s in range(len(analysis.sentences) - 1):
        a, b = int(analysis.sentences[s]), int(analysis.sentences[s + 1])
        lemmas = [analysis.lemma(i).lower() for i in range(a, b)]
        if first_words.isdisjoint(lemmas):
            continue
        for phrase, name in phrases:
            for k, lemma in enumerate(lemmas):
                if lemma == phrase[0] and _follows(lemmas, k, phrase):
                    mode = _phrase_mode(codebook.roots[name], lemmas)
                    out.append(Trigger(a + k, name, mode, 0.9, by_model=False))
    return out


def _phrases(codebook: Codebook, analysis: Analysis) -> list[tuple[tuple[str, ...], str]]:
    """Cue phrases of all roots, dictionary forms in lower case."""
    out: list[tuple[tuple[str, ...], str]] = []
    for name, root in codebook.roots.items():
        for phrase in root.phrases:
            out.append((tuple(phrase.lower().split()), name))
        for example in root.examples:
            marked = example.split("*")[1].lower()
            words = re.findall(r"[\w'-]+", marked)
            # The tag of a marked word is unknown: as a verb in any of its forms, or as it stands.
            out.append((tuple(analysis.lemmas.of(w, _verb_tag(w)) for w in words), name))
    return [(phrase, name) for phrase, name in out if phrase]


def _verb_tag(word: str) -> str:
    return "VBG" if word.endswith("ing") else "VBD" if word.endswith("ed") else "VB"


def _follows(lemmas: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    for word in phrase[1:]:
        after = lemmas[at + 1 : at + 2 + _GAP]
        if word not in after:
            return False
        at += 1 + after.index(word)
    return True


def _phrase_mode(root: Root, lemmas: list[str]) -> str | None:
    for name, mode in root.modes.items():
        for phrase in mode.phrases:
            words = tuple(phrase.lower().split())
            if any(w == words[0] and _follows(lemmas, k, words) for k, w in enumerate(lemmas)):
                return name
    return None
