"""Whom an act is aimed at, read from the syntax where the language model marks nobody.

The object of an active verb, or whose it is ("seized *Polish* lorries"); the phrase that a type's
preposition leads to ("pinned the blame on *hackers*"); the object of what is threatened or asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from readout.events.aimed import Aimed
from readout.events.clauses import Clauses
from readout.events.entities import Entities
from readout.events.roles import Roles
from readout.events.things import PARTITIVE
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.mentions.actors.nouns import singular
from readout.statements.parties import case, joined, passive
from readout.statements.tree import Tree

_LEADS = {
    "ACCUSE": "on upon against at to into",
    "AGREE": "with",
    "AID": "to for",
    "ASSAULT": "at on against toward towards",
    "COERCE": "against on from",
    "CONCEDE": "to on of",
    "CONSULT": "with to",
    "COOPERATE": "with to",
    "MOBILIZE": "against",
    "PROTEST": "against",
    "REJECT": "to from by on against",
    "REQUEST": "to on of from",
    "RETREAT": "from",
    "SANCTION": "on upon against",
    "SUPPORT": "for with behind",
    "THREATEN": "against with",
}
"""What leads to whom an act of a type is aimed at."""
_WHOLE = frozenset(
    "ASSAULT COERCE SANCTION ACCUSE REQUEST CONSULT AID CONCEDE SUPPORT THREATEN REJECT".split()
)
"""Acts that are done to the grammatical object; "joined a march" is none."""
_OWNED = _WHOLE | {"PROTEST", "COOPERATE"}
"""Acts done to a thing that are aimed at whose it is: "boycott *Indian* onions"."""
_NOBODY = frozenset(
    "it that this which anyone anybody someone nobody everyone one force other another".split()
)
_OWNING = frozenset(("of", "from", "by", "on", "against"))
_DEPTH = 1
"""Nouns inside nouns that are gone through."""
_COUNTED = frozenset(("ASSAULT", "COERCE", "RETREAT"))
_SPOKEN = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
"""Acts of words about a deed or a thing: they are aimed at whose it is."""
_OWN_WORDS = frozenset(
    "support commitment solidarity backing confidence trust respect opposition rejection "
    "condemnation criticism objection refusal".split()
)
"""Nouns for an act of words itself, which is that of who speaks."""
_BEFORE = frozenset(("amod", "compound", "nmod"))
_USING = frozenset(
    "fire launch use throw hurl lob carry open stage mount wage conduct plant lay detonate drop "
    "send deploy set take have make use trade exchange swap commit begin "
    "start continue suffer see".split()
)
"""Verbs whose object is what force is used with, or the attack itself."""
_FORCE = frozenset(
    "gas fire shot round cannon baton stone petrol life breath death toll ceasefire truce blockade "
    "border wealth".split()
)
_GIVEN = frozenset("to for with against from on".split())
"""What leads to whom something agreed is done or given."""
_CLAUSES = frozenset(("THREATEN", "REQUEST", "REJECT"))
"""Acts of words about another act, which is aimed at somebody in its turn."""


class Aims:
    """The syntax of a text as far as it tells whom an act is aimed at."""

    def __init__(self, tree: Tree, entities: Entities) -> None:
        self._tree = tree
        self._entities = entities
        self._clauses = Clauses(tree)
        self._aimed = Aimed(tree, entities)

    def filled(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act with recipients from the syntax, where it has no recipient that is
        anybody: the subject of a passive; of an act with actors whom it is aimed at."""
        entities = self._entities
        if not roles.recipients and (between := self._between(trigger, roles.actors)):
            return replace(roles, recipients=between)
        doers = {name for w in roles.actors if (name := entities.of(w)) is not None}
        around = self._aimed.around(trigger, roles.recipients)
        left = [w for w in roles.recipients if w not in around]
        if trigger.type in _SPOKEN:
            owner = self._owner_of_object(trigger)
            if owner >= 0 and entities.of(owner) not in doers:
                return replace(roles, recipients=[owner])
        if any((n := entities.of(w, things=False)) and n not in doers for w in left):
            return roles
        for t in (trigger.word, *trigger.also) if trigger.type != "MOBILIZE" else ():
            subject = self._clauses.subject(t) if self._clauses.suffers(t) else -1
            found = [w for w in self._who(subject) if w not in roles.actors] if subject >= 0 else []
            if found and all(entities.of(w) not in doers for w in found):
                return replace(roles, recipients=sorted({*left, *found}))
        if not entities.known(*doers):
            return roles
        for aim in self._candidates(trigger, (trigger.word, *trigger.also)):
            found = [w for w in aim if self._entities.of(w) not in doers]
            if trigger.type == "ACCUSE":
                found = [w for w in found if not self._aimed.is_victim(w)]
            if found and not set(found) & set(roles.actors):
                return replace(roles, recipients=sorted({*left, *found}))
        return roles

    def _between(self, trigger: Trigger, actors: Sequence[int]) -> list[int]:
        """The other side of what a noun tells of two: "clashes between police and *farmers*"."""
        tree = self._tree
        for t in (trigger.word, *trigger.also):
            for k in tree.children[t]:
                if tree.upos[t] != "NOUN" or tree.rel[k] != "nmod" or case(tree, k) != "between":
                    continue
                sides = [k, *(j for j in tree.children[k] if tree.rel[j] == "conj")]
                if any(w in sides for w in actors):
                    return [w for w in sides if w not in actors and self._who(w)]
        return []

    def _owner_of_object(self, trigger: Trigger) -> int:
        """Whose deed or thing an act of words is about, where that is nobody itself: "condemned
        the *regime's* attacks on the people"; or -1."""
        tree = self._tree
        telling = (trigger.word, *trigger.also)
        for t in telling:
            done = tree.child(t, "obj") if tree.upos[t] == "VERB" else -1
            if done < 0 or done in telling or tree.upos[done] != "NOUN" or self._who(done):
                continue
            if tree.lemma(done) in _OWN_WORDS:
                continue
            owns = [k for k in tree.children[done] if tree.full[k] == "nmod:poss" or
                    case(tree, k) == "by"]  # fmt: skip
            names = [k for k in tree.children[done] if k < done and tree.rel[k] in _BEFORE]
            for k in (*owns, *(k for k in reversed(names) if not self._aimed.names_a_deal(k))):
                if owner := self._who(k):
                    return owner[0]
        return -1

    def _candidates(self, trigger: Trigger, telling: Sequence[int]) -> Iterator[list[int]]:
        tree, kind = self._tree, trigger.type or ""
        verbs = [t for t in telling if tree.upos[t] == "VERB" and not passive(tree, t)]
        leads = _LEADS.get(kind, "").split() if trigger.mode != "visit" else []
        objects = [o for t in verbs if (o := self._object(t)) >= 0]
        if kind in _WHOLE or trigger.mode == "release":
            yield from (self._who(self._gathered(o)) for o in objects)
        for above in (*telling, *objects):
            for k in tree.children[above]:
                if k > above and tree.rel[k] in ("obl", "nmod") and case(tree, k) in leads:
                    yield self._who(k) or self._whose(k)
        if kind in _COUNTED:
            # "Took away *nine*", "freed 19 *Christians*": people who are counted.
            yield from ([o] for o in objects if self._is_counted(o))
        if kind in _CLAUSES:
            yield from (self._inner(t, kind) for t in verbs)
        if kind == "AGREE":
            for t in telling:
                yield from self._agreed(tree.child(t, "xcomp"))
        if kind in _OWNED:
            yield from (self._whose(o) for o in objects if o not in telling)
        if kind == "ASSAULT" or trigger.mode == "seize":
            yield from (self._thing(o, kind) for o in objects if o not in telling)

    def _object(self, verb: int) -> int:
        """The object of a verb; of a relative clause with a subject of its own what it describes:
        "the *soldiers* it had seized"; of one joined to another that of both: "shot down or jammed
        33 *drones*"; or -1."""
        tree = self._tree
        given = tree.child(verb, "iobj", "obj")
        given = self._shared(verb) if given < 0 else given
        if tree.full[verb] != "acl:relcl" or tree.child(verb, "nsubj") < 0:
            return given
        return tree.head[verb] if given < 0 or tree.xpos[given].startswith("W") else given

    def _shared(self, verb: int) -> int:
        """The object of the verb that one without any is joined to, behind both; or -1."""
        tree = self._tree
        first = tree.head[verb]
        if tree.rel[verb] == "conj" and first >= 0 and tree.upos[first] == "VERB":
            done = tree.child(first, "obj")
            return done if done > verb else -1
        below = [k for k in tree.children[verb] if k > verb]
        at = next((k for k in below if tree.rel[k] == "conj" and tree.upos[k] == "VERB"), -1)
        apart = any(tree.upos[k] not in ("CCONJ", "ADP", "VERB") for k in range(verb + 1, at))
        if at < 0 or apart or tree.child(at, "nsubj") >= 0 or passive(tree, at):
            return -1
        return tree.child(at, "obj")

    def _thing(self, word: int, kind: str) -> list[int]:
        """A thing that force is used on: "burnt two *cranes*", "carried off *ballot boxes*"; but
        not what it is used with."""
        tree = self._tree
        verb, noun = tree.lemma(tree.head[word]), tree.lemma(word)
        used = verb in _USING or noun in words("weapons") or noun in _FORCE
        if used or tree.upos[word] != "NOUN" or tree.lower[word] in _NOBODY:
            return []
        hit = kind == "ASSAULT"
        return [word] if self._entities.of(word, things=True, suffers=hit) is not None else []

    def _gathered(self, word: int) -> int:
        """Who is counted or gathered by a noun: "dozens of *activists*"; else the word itself."""
        tree = self._tree
        if singular(tree.lower[word]) not in PARTITIVE:
            return word
        behind = (k for k in tree.children[word] if tree.rel[k] == "nmod" and k > word)
        return next((k for k in behind if case(tree, k) == "of"), word)

    def _is_counted(self, word: int) -> bool:
        tree = self._tree
        people = tree.xpos[word] == "NNPS"
        return tree.upos[word] == "NUM" or (people and tree.child(word, "nummod") >= 0)

    def _who(self, word: int) -> list[int]:
        body = self._entities.acts(word) or self._entities.somebody(word)
        if not body or self._tree.lower[word] in _NOBODY:
            return []
        return joined(self._tree, word)

    def _whose(self, noun: int, depth: int = _DEPTH) -> list[int]:
        """The actor to whom a thing belongs, from whom it comes or whom it is aimed at; of a part
        of a thing that of the whole: "the results of the *Israeli* report"."""
        tree = self._tree
        phrases = []
        for k in tree.children[noun]:
            if self._aimed.names_a_deal(k):
                continue
            before = k < noun and tree.rel[k] in ("amod", "compound", "nmod")
            behind = k > noun and tree.rel[k] == "nmod" and case(tree, k) in _OWNING
            if before or behind:
                if self._entities.somebody(k):
                    return [k]
                phrases += [k] if behind else []
        if depth:
            return next(filter(None, (self._whose(k, depth - 1) for k in phrases)), [])
        return []

    def _agreed(self, act: int) -> Iterator[list[int]]:
        """To whom the act is done that somebody agrees or is willing to do."""
        tree = self._tree
        if act < 0 or tree.upos[act] != "VERB":
            return
        done = tree.child(act, "iobj", "obj")
        if done >= 0 and not any(tree.xpos[k] == "PRP$" for k in tree.children[done]):
            yield self._who(done)
        for above in (act, done):
            for k in tree.children[above] if above >= 0 else ():
                if k > above and tree.rel[k] in ("obl", "nmod") and case(tree, k) in _GIVEN:
                    yield self._who(k) or self._whose(k)
        if done >= 0:
            yield self._whose(done)

    def _inner(self, verb: int, kind: str) -> list[int]:
        """To whom the act is done that a verb threatens, asks for or refuses."""
        tree = self._tree
        # "Denied that he had struck anyone" is no refusal to do so.
        act = tree.child(verb, "xcomp") if kind == "REJECT" else tree.child(verb, "xcomp", "ccomp")
        if act < 0:
            return []
        asked = tree.child(act, "nsubj") if kind == "REQUEST" and not passive(tree, act) else -1
        # "Asked that the *rebels* be freed", "to free *them*": of whom it is asked stays open.
        done = tree.child(act, "obj") if kind != "REQUEST" else -1
        for word in (asked, done):
            if word >= 0:
                found = self._who(word) or self._whose(word)
                if found:
                    return found
        return []
