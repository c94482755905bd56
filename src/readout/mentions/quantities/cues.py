"""Single cues to what became of those counted: words beside, the tree around, the noun itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readout.knowledge.quantity_words import QuantityWords
from readout.mentions.quantities.above import Above
from readout.mentions.quantities.reading import Floats, features
from readout.mentions.quantities.tree import Tree
from readout.mentions.quantities.verbs import Verbs
from readout.mentions.quantities.words import AUX, AWAY, BREAKS, BROAD, DRIVING, GROUPS

POINTS = {
    "weapon": 9.0,
    "goods": 9.0,
    "state": 5.0,
    "end": 4.5,
    "beside": 4.0,
    "phrase": 4.0,
    "before": 4.0,
    "behind": 3.5,
    "predicate": 3.0,
    "within": 3.0,
    "earlier": 3.0,
    "act": 2.0,
    "noun": 2.0,
    "fitting": 2.0,
    "background": 1.0,
    "force": -3.0,
}
"""What each cue is worth, from what can hardly mean anything else down to what only fits.

- weapon, goods: the noun counted is a weapon, or neither that nor persons (houses, cattle).
- state: the noun names what became of them ("12 dead"); end: those in such a state died.
- beside: an adjective or participle at the number ("20 dead").
- phrase: set words right behind or before ("are in custody", "no trace of").
- before, behind: the verb next to the number, whatever the tree has.
- predicate: the verb above and the role in it; passives, control, tolls resolved.
- within: a participle or relative clause of the noun; background: the same, when the sentence
  says something else of them.
- earlier: the kind of the number before, for a number alone or one joined to it.
- act: what the language model reads in the verb (arrest, release, protest).
- noun: it only suggests a kind ("hostages", "refugees").
- fitting: what is done fits a kind and a word of the clause does too ("sleep" and "tent").
- force: soldiers and policemen are seldom participants or displaced; gunmen flee the scene.
"""
_STATES = ("killed", "injured", "missing")
_DOES = {
    "PROTEST": {
        "demo": "participants", "riot": "participants", "strike": "participants",
        "obstruct": "participants", "hunger": "participants",
    },
}  # fmt: skip
_DONE_TO = {
    "COERCE": {"arrest": "detained"},
    "ASSAULT": {"abduct": "detained", "targeted": "killed"},
    "RETREAT": {"release": "other"},
    "MOBILIZE": {"troops": "other", "police": "other"},
}
"""By root and mode of the act, what it makes of those who do it and of those it is done to."""
_EITHER = ("casualty", "victim")
"""Nouns of those dead and of those hurt."""
_MAKE = re.compile(r"[a-z]{1,4}-[0-9]{1,3}s$")
"""How makes of arms are called: "AK-47s", "T-72s"."""
_REACH = 12
"""Words looked at behind and before a number."""


class Cues:
    """The cues of one text."""

    def __init__(self, tree: Tree, know: QuantityWords) -> None:
        self.tree, self.know = tree, know
        self.verbs = Verbs(tree, know)
        self.above = Above(tree, know, self.verbs)

    def features(self, first: int, after: int, noun: int) -> Floats:
        """What the fitted table reads of a count: what is counted, the verb above, the number."""
        x = noun if noun >= 0 else after - 1
        verb, done_to = self.above.governor(x, first)
        return features(self.tree.analysis, (x, verb, first), (verb >= 0, done_to, noun >= 0))

    def told(self, bound: int, first: int, after: int, noun: int) -> Iterator[tuple[str, str]]:
        """Each cue that says something, by its name in :data:`POINTS`, with the kind it tells.

        The words are those of :meth:`Kinds.kind`.
        """
        self.verbs.count(noun)
        if noun >= 0 and self._weapon(noun):
            yield "weapon", "weapons"
            return
        if self.verbs.counted in self.know.goods:
            yield "goods", "other"
            return
        named = self._named(noun)
        if named in _STATES and self.verbs.counted not in _EITHER:
            yield "state", named
        elif named:
            yield "noun", named
        if self.above.whole(noun, first):
            return
        beside = self._beside(after)
        if beside:
            yield "beside", beside
        climbed = self.above.predicate(first, after, noun)
        phrase = self._phrase(bound, after, noun)
        before = self._before(bound, after, noun)
        if phrase == "killed" and climbed == "injured":
            climbed = None  # one shot dead was shot
        died = climbed == "killed" and noun >= 0 and self.tree.deprel[noun].startswith("nsubj")
        # Bodies are taken to hospitals as well.
        died = died or (named == "killed" and self.verbs.counted not in _EITHER)
        if died and phrase == "injured":
            phrase = None  # "were stabbed and killed"
        if before and (phrase, before) != ("killed", "injured"):
            yield "before", before
        aside = climbed and self._aside(noun)
        if phrase:
            yield ("background" if aside else "phrase"), phrase
        behind = self._behind(max(after, noun + 1))
        if behind == "other" or (died and behind == "injured"):
            behind = None
        if behind and not aside and (noun < 0 or not self.verbs.thing()):
            yield "behind", behind
        if climbed:
            yield "predicate", climbed
            if climbed == "killed" and named in ("injured", "missing", "detained"):
                yield "end", climbed
        within = self.above.within(noun) if noun >= 0 else None
        if within:
            yield ("background" if aside else "within"), within
        if not self.verbs.thing():
            head = noun if noun >= 0 else after - 1
            act = self._act(head, first)
            if act:
                yield "act", act
            yield from self._fitting(head, first)
            if self.verbs.force():
                yield "force", "participants"
            if self.verbs.force() or self.verbs.counted in self.know.sought:
                yield "force", "displaced"

    def _fitting(self, x: int, first: int) -> Iterator[tuple[str, str]]:
        """What only fits a kind: what is done by or to those counted, and where."""
        tree, know = self.tree, self.know
        verb, done_to = self.above.governor(x, first)
        if verb < 0:
            return
        verbs = [
            verb, *(k for k in tree.below(verb) if tree.deprel[k] in ("conj", "advcl", "xcomp"))
        ]  # fmt: skip
        acts = {self.verbs.verb(k) for k in verbs}
        done = [kind for kind, words in know.activity.items() if not acts.isdisjoint(words)]
        if not done:
            return
        near = {tree.lemma(j) for v in verbs for k in tree.below(v) for j in (k, *tree.below(k))}
        if tree.deprel[verb].startswith("acl"):
            near.add(tree.lemma(tree.head[verb]))
        for kind in done:
            takes_part = kind != "participants" or not done_to
            if takes_part and not near.isdisjoint(know.setting[kind]):
                yield "fitting", kind

    def _act(self, x: int, first: int) -> str | None:
        """What the act says that the language model reads in the verb, and the side of it."""
        verb, done_to = self.above.governor(x, first)
        if verb < 0:
            return None
        analysis = self.tree.analysis
        root = int(analysis.root[verb].argmax())
        name = analysis.labels.roots[root]
        acts = _DONE_TO if done_to else _DOES
        if name not in acts or analysis.root[verb, root] < 0.5:
            return None
        scores = analysis.mode_scores(verb)[1:].tolist()
        modes = [(p, m) for p, m in zip(scores, analysis.labels.modes, strict=True)
                 if m.startswith(name)]  # fmt: skip
        return acts[name].get(max(modes)[1].partition("/")[2]) if modes else None

    def _aside(self, noun: int) -> bool:
        """Whether what follows a noun is said in passing: "freed 19 workers kidnapped in May"."""
        return noun >= 0 and any(
            self.tree.deprel[k].startswith("acl") and k > noun for k in self.tree.below(noun)
        )

    def _named(self, noun: int) -> str | None:
        """What the noun itself suggests; nothing for what one takes part in."""
        if noun < 0:
            return None
        tree, know = self.tree, self.know
        if tree.lemma(noun) == "body" and tree.xpos[noun - 1 : noun] == ["NN"]:
            return None  # "student body"
        told = know.noun.get(tree.lemma(noun)) or know.noun.get(tree.word(noun))
        return None if told not in _STATES and tree.lemma(noun) in know.gather else told

    def _weapon(self, noun: int) -> bool:
        """ "Rifles", "AK-47s", "personnel carriers", "rounds of ammunition"."""
        tree = self.tree
        lemma = tree.lemma(noun)
        if lemma == "bomber" and self.verbs.persons:
            return False
        make = "".join(tree.word(k) for k in range(noun, noun + 3))
        if lemma in self.know.weapons or _MAKE.match(make):
            return True
        if lemma == "carrier":
            return tree.word(noun - 1) == "personnel"
        if lemma not in self.know.container or tree.word(noun + 1) != "of":
            return False
        near = range(noun + 2, min(noun + 6, len(tree.start)))
        return any(tree.lemma(k) in self.know.weapons for k in near)

    def _beside(self, after: int) -> str | None:
        """ "20 dead", "100 people missing", "others wounded"."""
        tree, know = self.tree, self.know
        k = after
        for _ in range(3):
            word = tree.word(k)
            if word in know.predicate and tree.xpos[k] in ("JJ", "VBN", "NN", "NNS", "VBD"):
                if (
                    tree.xpos[k] == "VBD"
                    and k + 1 < len(tree.xpos)
                    and not any(tree.deprel[c].startswith("obj") for c in tree.below(k))
                ):
                    return know.predicate[word]  # "four others wounded Monday"
                if tree.xpos[k] == "VBD" or tree.xpos[k + 1 : k + 2] in (["NN"], ["NNS"]):
                    return know.predicate[word] if tree.xpos[k] != "VBD" else None
                return know.predicate[word]
            if word not in ("people", "others", "other", "persons", "civilians", "more", "men"):
                return None
            k += 1
        return None

    def _before(self, bound: int, after: int, noun: int) -> str | None:
        """The verb right before ("killed six", "injuring a dozen"), whatever the tree has."""
        tree, know = self.tree, self.know
        k = bound - 1
        if k < 0 or not tree.xpos[k].startswith("VB"):
            return None
        if self._says(max(after, noun + 1)):
            return None  # "claimed 3,000 had turned out"
        verb = self.verbs.verb(k)
        found = know.object.get(verb)
        if verb in DRIVING and tree.word(max(after, noun + 1)) in AWAY:
            return "displaced"
        if noun >= 0 and verb in BROAD and self.verbs.thing():
            return None
        # A thing can be hit or held as well; whom one kills and wounds is a person.
        return (
            found
            if noun < 0 or found in ("injured", "displaced") or (self.verbs.verb(k) == "kill")
            else None
        )

    def _says(self, k: int) -> bool:
        """Whether a clause goes on at word ``k``: its verb stands there."""
        return self.tree.word(k) in AUX or self.tree.xpos[k : k + 1] in (["MD"], ["VBP"], ["VBZ"])

    def _behind(self, after: int) -> str | None:
        """ "Two drowned and 15 were missing": the verb right behind a number alone."""
        tree, know = self.tree, self.know
        k, passive = after, False
        while k < len(tree.start) and k < after + 4:
            word, tag = tree.word(k), tree.xpos[k]
            if word in AUX:
                passive = passive or word not in ("has", "have", "had")
            elif word in know.predicate and (passive or tag == "VBN"):
                return know.predicate[word]
            elif tag in ("VBN", "VBD"):
                verb = self.verbs.verb(k)
                found = self.verbs.does(k, verb) or know.subject.get(verb)
                if found is None and passive:
                    found = self.verbs.suffers(k, verb)
                if found is None and (passive or tag == "VBN"):
                    found = know.object.get(verb)
                if found is None and tree.xpos[k + 1 : k + 2] in (["."], [","], ["CC"]):
                    found = know.object.get(verb)
                return found
            elif not tag.startswith("RB") and word not in ("more", "others"):
                return None
            k += 1
        return None

    def _phrase(self, bound: int, after: int, noun: int) -> str | None:
        """What set words right behind or before persons say: "are in custody", "no trace of"."""
        know = self.know
        if noun >= 0 and self.verbs.thing():
            group = self.tree.lemma(noun) in GROUPS
            acts = group and know.behind["participants"].match(self._run(noun + 1, 1))
            return "participants" if acts else None
        behind = self._run(self._past(max(after, noun + 1)), 1)
        for kind, pattern in know.behind.items():
            if pattern.match(behind):
                held = kind == "participants" and noun >= 0
                # Prisoners on hunger strike are prisoners.
                told = know.noun.get(self.tree.lemma(noun)) if held else None
                return told if told == "detained" else kind
        ahead = self._run(bound - 1, -1)
        return next((kind for kind, p in know.ahead.items() if p.search(ahead)), None)

    def _past(self, k: int) -> int:
        """The word behind a noun and those set beside it: "women and children"."""
        pair = self.tree.word(k) == "and" and self.tree.xpos[k + 1 : k + 2] in (["NNS"], ["NNPS"])
        return k + 2 if pair else k

    def _run(self, k: int, step: int) -> str:
        """The words from word ``k`` on, or back, as far as a clause goes without another number."""
        tree = self.tree
        first, last = tree.bounds(min(max(k, 0), len(tree.start) - 1))
        words: list[str] = []
        while first <= k < last and len(words) < _REACH:
            word = tree.word(k)
            if tree.xpos[k] == "CD" or word in BREAKS:
                break
            if word not in ("'s", "’s"):
                words.append(word)
            k += step
        return " ".join(words[::step]).replace(" - ", "-")
