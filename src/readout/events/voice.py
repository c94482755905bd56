"""What the syntax of a sentence says against the parts that the language model gives.

The model marks who stands by an act. A passive, a verb of seeing or of judging, and the noun for a
weapon say that this one did not do it, or that it was done to somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.clauses import Clauses
from readout.events.entities import Entities
from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case, passive
from readout.statements.tree import Tree

_UP = 6
"""Steps at most from a word to the one of its clause that it hangs on."""
_INNER = frozenset(("nmod", "compound", "amod", "appos", "flat", "nummod", "det", "conj"))
"""Relations inside one noun phrase."""
_JOINTLY = frozenset("PROTEST CONSULT AGREE COOPERATE MOBILIZE".split())
"""Acts whose grammatical subject does them, whatever the verb."""
_HARM = frozenset(("ASSAULT", "COERCE", "SANCTION"))
_TAKING = frozenset("take seize steal loot confiscate capture snatch plunder wrest".split())
_COUNTING = frozenset(("confirm", "report", "verify", "document"))
_SPOKEN = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
"""Acts of words about a deed or a thing: they are aimed at whose it is."""


class Voice:
    """The syntax of a text as far as it tells doers from others."""

    def __init__(self, tree: Tree, entities: Entities) -> None:
        self._tree = tree
        self._entities = entities
        self._clauses = Clauses(tree)
        self._weapons = words("weapons")
        self._named = frozenset(
            tree.lower[i]
            for i, above in enumerate(tree.head)
            if tree.rel[i] == "compound" and tree.upos[i] == "PROPN"
            and tree.lemma(above) in self._weapons
        )  # fmt: skip
        """Names before the noun for a weapon: of its kind ("an Oreshnik missile"), or of whose it
        is ("a Hamas rocket")."""

    def corrected(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act without those that syntax speaks against."""
        tree = self._tree
        telling = self._without_perceiving((trigger.word, *trigger.also))
        actors: list[int] = []
        machines: list[int] = []
        recipients = list(roles.recipients)
        moved = self._moved(trigger, telling)
        for word in roles.actors:
            suffering = None if moved >= 0 else self._suffering(word, telling)
            if suffering is None and trigger.type in _HARM and self._is_robbed(word, telling):
                suffering = word
            if suffering is None and tree.lemma(word) in words("sufferers"):
                suffering = word  # "the *victims* of the attack"
            if suffering is not None:
                # "The residence of the ambassador was hit": who lives there did not attack.
                if suffering not in recipients and suffering not in telling:
                    recipients.append(suffering)
            elif (
                (trigger.type == "ASSAULT" and self._loses(word))
                or self._only_speaks_of_it(word, telling)
                or self._looks_into_it(word, telling)
                or self._beside(word, telling)
                or self._tells_of_another(word, telling)
                or self._is_listed_place(word)
            ):
                continue
            elif not self._is_weapon(word):
                actors.append(word)
            elif (owner := self._armed(word)) is not None:
                actors.append(owner)
            else:
                machines.append(word)
        if trigger.type in _HARM and (by := self._named_doers(telling)):
            # "Failed to prevent killings *by* gunmen": the gunmen, whoever else is named.
            inside = [w for w in recipients if any(self._clauses.within(w, k) for k in by)]
            actors, recipients = by, [w for w in recipients if w not in inside]
        if moved >= 0 and not self._agents(telling):
            sent = [moved, *(k for k in tree.children[moved] if tree.rel[k] == "conj")]
            actors = [w for w in actors if self._clauses.within(w, moved)] or sent
            actors = sorted({*actors, *(w for w in sent if w in recipients)})
            recipients = [w for w in recipients if w not in actors]
        if not actors:
            actors = self._agents(telling) or self._subjects(trigger, telling, recipients)
            recipients = [w for w in recipients if w not in actors]
        if not actors and trigger.type == "ASSAULT":
            # "A drone struck the barracks": whose it is stays unknown.
            actors = [w for w in machines if self._entities.strikes(w)]
        recipients = [w for w in recipients if not self._among_doers(w, telling)]
        blamed = self._blamed(telling)
        if blamed in recipients and trigger.type == "ASSAULT":
            recipients.remove(blamed)
            actors = actors or [blamed]
        if trigger.type != "COERCE" and not self._stopping(telling):
            recipients = [w for w in recipients if not self._is_weapon(w)]
        if trigger.type in _SPOKEN and not any(
            self._entities.of(w, things=False) for w in recipients
        ):
            recipients = [w for w in self._owned(telling) if w not in actors]
        return replace(roles, actors=actors, recipients=sorted(recipients))

    def _moved(self, trigger: Trigger, telling: Sequence[int]) -> int:
        """The forces that a passive says are sent: they do it, whoever sends them; or -1."""
        if trigger.type != "MOBILIZE":
            return -1
        for t in telling:
            subject = self._clauses.subject(t) if self._clauses.suffers(t) else -1
            if subject >= 0 and (self._entities.acts(subject) or self._entities.somebody(subject)):
                return subject
        return -1

    def _named_doers(self, telling: Sequence[int]) -> list[int]:
        """Who stands behind the "by" of a noun that tells the act: "killings by *gunmen*"."""
        tree = self._tree
        behind = [
            k
            for t in telling
            if tree.upos[t] == "NOUN"
            for k in tree.children[t]
            if k > t and tree.rel[k] == "nmod" and case(tree, k) == "by"
        ]
        joined = [k for head in behind for k in tree.children[head] if tree.rel[k] == "conj"]
        bare = [
            k
            for head in behind
            for k in tree.children[tree.head[head]]
            if k > head and tree.rel[k] == "nmod" and not case(tree, k)
        ]
        joined += bare  # "by the gunman A and the gunman *B*", which hangs on the killings
        called = [k for w in (*behind, *joined) for k in tree.children[w] if tree.rel[k] == "appos"]
        doers = sorted({*behind, *joined, *called})
        return [k for k in doers if self._entities.acts(k) or self._entities.somebody(k)]

    def _agents(self, telling: Sequence[int]) -> list[int]:
        """Who stands behind the "by" of a passive."""
        return [
            k
            for t in telling
            for k in self._clauses.agents(t)
            if self._entities.acts(k) or self._entities.somebody(k)
        ]

    def _subjects(
        self, trigger: Trigger, telling: Sequence[int], recipients: Sequence[int]
    ) -> list[int]:
        """Recipients who are the subject of an act that is done to nobody: who gathers protests."""
        if trigger.type not in _JOINTLY:
            return []
        tree = self._tree
        if trigger.type == "PROTEST":
            protesters = [w for w in recipients if tree.lemma(w) in words("protesters")]
            if protesters:
                return protesters
        active = [t for t in telling if tree.upos[t] == "VERB" and not passive(tree, t)]
        return [w for w in recipients if tree.full[w] == "nsubj" and tree.head[w] in active]

    def _without_perceiving(self, telling: Sequence[int]) -> list[int]:
        """The words that tell an act, without a verb of who only saw it or of what led to it:
        "*heard* explosions", "*sparked* protests"."""
        held = words("witnessing") | words("causing")
        others = [t for t in telling if self._tree.lemma(t) not in held]
        return others or list(telling)

    def _owned(self, telling: Sequence[int]) -> list[int]:
        """Whose deed or thing a verb of speaking is about."""
        tree = self._tree
        out: list[int] = []
        for t in telling:
            about = tree.child(t, "obj") if tree.upos[t] == "VERB" else -1
            if about >= 0 and not self._entities.somebody(about):
                owner = self._owner(about)
                out += [] if owner is None else [owner]
        return out

    def _owner(self, noun: int) -> int | None:
        """The actor to whom a deed or thing belongs: "the *Russian* strikes", "the *minister's*
        plan", "arrests by the *army*"."""
        tree = self._tree
        for k in tree.children[noun]:
            owns = k < noun and tree.rel[k] in ("amod", "compound", "nmod")
            known = self._entities.somebody(k) or self._entities.acts(k)
            if (owns or case(tree, k) == "by") and known:
                return k
            if k < noun and tree.xpos[k] == "PRP$":
                return k
        return None

    def _armed(self, weapon: int) -> int | None:
        """Whose a weapon is: "the *Russian* drones", "drones of the *army*"."""
        owner = self._owner(weapon)
        behind = (
            k for k in self._tree.children[weapon] if k > weapon and case(self._tree, k) == "of"
        )
        known = (k for k in behind if self._entities.somebody(k) or self._entities.acts(k))
        return next(known, None) if owner is None else owner

    def _among_doers(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is named as one of those who do it: "allies, including *France*, said"."""
        tree = self._tree
        named = False
        for _ in range(_UP):
            above = tree.head[word]
            if tree.rel[word] == "nsubj" and above in telling:
                return named and not passive(tree, above)
            if above < 0 or tree.rel[word] not in _INNER:
                return False
            named = named or tree.rel[word] == "appos" or case(tree, word) == "including"
            word = above
        return False

    def _is_weapon(self, word: int) -> bool:
        """Whether a noun names a weapon by its kind, or a name one that the text calls by it
        elsewhere and that is nobody's name as far as is known."""
        if self._tree.upos[word] == "PROPN" and self._tree.lower[word] in self._named:
            return not self._entities.somebody(word)
        return self._tree.lemma(word) in self._weapons

    def _suffering(self, word: int, telling: Sequence[int]) -> int | None:
        """The subject of a passive verb that tells the act, where a word is it or belongs to it."""
        for t in telling:
            if self._clauses.suffers(t) and not self._raises(t, telling):
                subject = self._clauses.subject(t)
                if subject >= 0 and self._clauses.within(word, subject):
                    return subject
        return None

    def _raises(self, verb: int, telling: Sequence[int]) -> bool:
        """Whether a passive only puts off or reports the act: "is expected to *visit*"."""
        act = self._tree.child(verb, "xcomp", "ccomp")
        return act in telling and self._tree.lemma(verb) in words("raising")

    def _only_speaks_of_it(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is the subject of a verb of perceiving or judging that has the act as its
        object: "reporters heard *explosions*", "the president denounced a drone *strike*"."""
        tree = self._tree
        while tree.rel[word] in ("flat", "conj"):
            word = tree.head[word]
        verb = tree.head[word]
        if verb < 0 or tree.full[word] != "nsubj":
            return False
        lemma = tree.lemma(verb)
        if verb in telling:
            return lemma in words("witnessing") and tree.child(verb, "obj", "ccomp") >= 0
        return self._regards(verb) and any(self._is_object(t, verb) for t in telling)

    def _looks_into_it(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a relative clause says that a word perceives or judges the act: "an agency that
        investigates the *kidnapping*"."""
        tree = self._tree
        return any(
            tree.full[verb] == "acl:relcl"
            and self._regards(verb)
            and not passive(tree, verb)
            and any(t not in (word, verb) and self._is_object(t, verb) for t in telling)
            for verb in tree.children[word]
        )

    def _is_listed_place(self, word: int) -> bool:
        """Whether a name is joined to one that says where: "marched in Medellín and *Cali* to"."""
        tree = self._tree
        if tree.rel[word] != "conj" or tree.upos[word] != "PROPN":
            return False
        first = tree.head[word]
        while tree.rel[first] == "conj":
            first = tree.head[first]
        return tree.rel[first] in ("obl", "nmod") and case(tree, first) in ("in", "at", "near")

    def _regards(self, verb: int) -> bool:
        """Whether a verb is one of perceiving, judging or counting."""
        return self._tree.lemma(verb) in words("witnessing") | words("judging") | _COUNTING

    def _tells_of_another(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is the subject of what governs the act, which has another of its own:
        "attacks *which officials say* killed ten"; but "the army says *it* attacked"."""
        tree = self._tree
        while tree.rel[word] == "flat":
            word = tree.head[word]
        for t in telling:
            doer = tree.child(t, "nsubj")
            if doer < 0 or tree.rel[t] != "ccomp" or tree.head[t] != tree.head[word]:
                continue
            relative = tree.lower[doer] in ("which", "who", "that")
            if tree.rel[word] == "nsubj" and (tree.upos[doer] != "PRON" or relative):
                return True
        return False

    def _is_robbed(self, word: int, telling: Sequence[int]) -> bool:
        """Whether something was taken from somebody ("arms were seized *from* the rebels"), or he
        is the subject of being under the act ("the *town* is under attack")."""
        tree = self._tree
        above = tree.head[word]
        taken = above in telling and tree.lemma(above) in _TAKING
        if taken and tree.rel[word] == "obl" and case(tree, word) == "from":
            return passive(tree, above) or tree.child(above, "obj") >= 0
        under = [t for t in telling if tree.upos[t] == "NOUN" and case(tree, t) == "under"]
        return tree.rel[word] == "nsubj" and any(above in (t, tree.head[t]) for t in under)

    def _loses(self, word: int) -> bool:
        """Whether a word is the subject of losing somebody: "*we* lost men in an attack"."""
        verb = self._tree.head[word]
        lost = verb >= 0 and self._tree.lemma(verb) == "lose"
        return lost and self._tree.rel[word] == "nsubj"

    def _beside(self, word: int, telling: Sequence[int]) -> bool:
        """Whether the act is a noun and a word stands by its verb only: in another phrase where the
        act is the subject ("after *her* visit, *protests* broke out"), inside the subject of a verb
        of causing where it is the object ("the *police* shooting sparked *protests*")."""
        tree = self._tree
        for t in telling:
            verb = tree.head[t]
            if tree.upos[t] != "NOUN" or verb < 0 or verb in telling:
                continue
            above, inside = self._phrase_below(word, verb)
            happens = tree.full[t] == "nsubj" and inside and above != t
            caused = tree.rel[t] == "obj" and tree.lemma(verb) in words("causing")
            if happens or (caused and word < verb and tree.head[word] != verb):
                return True
        return False

    def _phrase_below(self, word: int, verb: int) -> tuple[int, bool]:
        """The word right below a verb that a word hangs on, and whether there is one."""
        tree = self._tree
        while tree.head[word] >= 0 and tree.head[word] != verb:
            word = tree.head[word]
        return word, tree.head[word] == verb

    def _is_object(self, word: int, verb: int) -> bool:
        tree = self._tree
        for _ in range(_UP):
            if tree.head[word] == verb:
                return tree.rel[word] in ("obj", "ccomp", "obl")
            if tree.head[word] < 0 or tree.rel[word] not in _INNER:
                return False
            word = tree.head[word]
        return False

    def _stopping(self, telling: Sequence[int]) -> bool:
        return any(self._tree.lemma(t) in words("stopping") for t in telling)

    def _blamed(self, telling: Sequence[int]) -> int | None:
        """Who stands behind the "on" of a verb of blaming that has the act as its object or as the
        noun of its clause: "blamed the *attack* on militants", "a *strike*, which Moscow blamed on
        Kyiv"."""
        tree = self._tree
        for verb in {tree.sentence[t]: tree.sentence_run(t) for t in telling}.values():
            for k in range(*verb):
                if tree.lemma(k) == "blame" and any(self._blames(k, t) for t in telling):
                    for who in tree.children[k]:
                        if tree.rel[who] == "obl" and case(tree, who) in ("on", "upon"):
                            return who
        return None

    def _blames(self, verb: int, act: int) -> bool:
        """Whether an act is the object of a verb, or what its relative clause is about."""
        tree = self._tree
        if tree.head[act] == verb:
            return tree.rel[act] in ("obj", "nsubj")
        at = verb
        for _ in range(_UP):
            if at == act:
                return True
            if at < 0 or tree.rel[at] not in (*_INNER, "acl"):
                return False
            at = tree.head[at]
        return False
