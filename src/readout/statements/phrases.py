"""What kind of speaker a phrase names: a person by name, an official without one, a paper ...

Rules over the head noun of the phrase, the names in its core and its number; the words stand in
``knowledge/speaker_words.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from readout.knowledge import actor_words
from readout.knowledge.statement_words import outlet_words, outlets, speaker_words
from readout.record.types import Sourcing
from readout.statements.tree import Run, Tree

_CORE = frozenset(("flat", "appos", "compound", "nmod:desc", "fixed", "goeswith"))
_PRONOUNS = frozenset(
    "he she they who it his her him them their i we you which that this these those one himself"
    " herself themselves itself me us my our its whom hers theirs".split()
)
_LISTS = (
    "document", "media", "expert", "institution", "witness", "official", "collective",
    "role_unnamed",
)  # fmt: skip
"""Lists of head nouns in the order in which they are asked."""
_PART_OF = frozenset(("of", "among", "to"))
_LEARNED = ("ologist", "onomist", "ographer", "ematician")
_BODY = ("ate", "tion", "ment", "ity", "ship", "cy", "orate", "ium", "ance", "hood", "ary")
"""Endings of nouns of no list that are more often bodies than persons."""
_OUTLET_NOUNS = frozenset(
    "newspaper daily weekly tabloid broadcaster newsroom news-agency magazine website".split()
)
_PERSONAL = tuple("er or ist ian man woman ee ant ese mate boy girl folk eur gent crat".split())
"""Endings of nouns that are often persons."""
_AMOUNTS = frozenset(
    "lot lots flood raft number handful bunch host dozens scores majority minority plenty couple "
    "string series stream chorus percent cent % hundreds thousands millions wave swath".split()
)
"""Nouns that say how many of those behind "of" are meant."""
_UNTITLED = frozenset(("document", "media", "institution", "collective"))

_NOT_FIRST = ("ADP", "SCONJ", "CCONJ", "PUNCT")
_NOT_LAST = ("ADP", "SCONJ", "CCONJ", "PUNCT", "DET", "PART", "AUX")
_BRACKETS = ("(", "[")
_DASHES = ("—", "–", "-", ",")
_LONGEST_NAME = 20


@dataclass(frozen=True)
class Speaker:
    """What a source phrase says of its speaker."""

    run: Run
    head: int
    sourcing: Sourcing
    anonymous: bool
    named: bool
    """A name of a person stands in the phrase."""
    pronoun: bool
    plural: bool

    noun: str = ""
    """The list that holds the head noun; "thing" for what tells and is nobody, "" for others."""


@dataclass(frozen=True)
class NameMap:
    """Type of the name that each word stands in, "" for none."""

    of: list[str]


def name_map(tree: Tree) -> NameMap:
    """The names of the analysis, word by word."""
    names = tree.analysis.names
    types = tree.analysis.labels.name_types
    of = [""] * len(tree)
    for a, b, t in zip(names.start.tolist(), names.end.tolist(), names.type.tolist(), strict=True):
        of[a:b] = [types[t]] * (b - a)
    return NameMap(of)


def by_rule(tree: Tree, names: NameMap, run: Run) -> Speaker:
    """The kind of speaker that the words of ``run`` name by themselves."""
    head = _head(tree, run)
    word = tree.lower[head]
    plural = tree.xpos[head] in ("NNS", "NNPS") or word in ("they", "we", "them", "their")
    if word in _PRONOUNS and tree.upos[head] in ("PRON", "DET"):
        return Speaker(run, head, "named", False, False, True, plural)
    core = _core(tree, run, head)
    lemmas = {tree.lemma(i) for i in core} | {tree.lower[i] for i in core}
    noun = _noun(tree, names, head)
    # "the Trump campaign": before a noun of no person the name only says whose it is.
    person = any(
        names.of[i] == "person" and (noun not in _UNTITLED or i > head) for i in core
    ) or _full_name(tree, names, core)
    person = person or _gives_name(tree, names, run)
    if noun == "document":
        person = False
    if noun in ("", "thing") and lemmas & _OUTLET_NOUNS:
        return Speaker(run, head, "media", False, False, False, plural)
    if tree.upos[head] == "PROPN" and is_outlet(_name_at(tree, names, head)):
        return Speaker(run, head, "media", False, False, False, plural)
    speaks_for = lemmas & speaker_words("spokesperson") or _press_secretary(tree, run)
    if speaks_for or _for_a_client(tree, head):
        return Speaker(run, head, "spokesperson", not person, person, False, plural, noun)
    if person:
        return Speaker(run, head, "named", False, True, False, plural, noun)
    sourcing, anonymous = _unnamed(tree, names, run, head, noun, plural)
    return Speaker(run, head, sourcing, anonymous, False, False, plural, noun)


def called(tree: Tree, run: Run, head: int) -> Run:
    """What a speaker is called by a phrase: the words from its first modifier on, without a
    preposition before and without brackets, relative clauses and loose ends behind; at most 20
    words from the head on."""
    first, after = run
    while first < head and (tree.upos[first] in _NOT_FIRST or tree.words[first] in _DASHES):
        first += 1
    free = tree.xpos[head] in ("WP", "WDT")  # "what N.N. said" is no name without its clause
    for i in range(head + 1, after):
        if tree.full[i] == "acl:relcl" and not free:
            after = max(head + 1, min(after, tree.phrase(i, head + 1, after)[0]))
        elif tree.words[i] in _BRACKETS or (
            tree.xpos[i] in ("WDT", "WP", "WP$", "WRB") and not free
        ):
            after = min(after, i)
    after = min(after, head + _LONGEST_NAME)
    while after - 1 > head and (
        tree.upos[after - 1] in _NOT_LAST or tree.words[after - 1] in ("'s", "’s", *_DASHES)
    ):
        after -= 1
    return first, after


def _head(tree: Tree, run: Run) -> int:
    """The word that carries the phrase: its top, or the noun a numeral or "one of" stands for."""
    first, after = run
    top = tree.top(first, after)
    if tree.upos[top] in ("ADP", "DET", "PUNCT", "ADJ", "ADV", "VERB", "CCONJ", "SCONJ", "PART"):
        for i in range(first, after):
            if tree.upos[i] in ("NOUN", "PROPN", "PRON"):
                return i
            if i > top and tree.upos[i] == "ADP" and tree.lower[i] not in _PART_OF:
                break  # "many in Gaza" are not Gaza
    elif tree.lower[top] in _AMOUNTS and tree.lower[top + 1 : min(top + 2, after)] == ["of"]:
        return next((k for k in tree.children[top] if top < k < after and _counted(tree, k)), top)
    return top


def _counted(tree: Tree, i: int) -> bool:
    """Whether a word behind "a lot of" is who is counted."""
    return tree.upos[i] in ("NOUN", "PROPN", "PRON") and tree.full[i].startswith("nmod")


def _core(tree: Tree, run: Run, head: int) -> list[int]:
    """The words of the phrase that name the speaker: no possessors, no relative clauses, nothing
    behind a preposition."""
    out = []
    for i in range(*run):
        at, steps = i, 0
        while at != head and steps < 12 and not _apart(tree, at, head):
            at, steps = tree.head[at], steps + 1
            if not run[0] <= at < run[1]:
                break
        if at == head or not run[0] <= at < run[1]:
            out.append(i)
    return out or [head]


def _apart(tree: Tree, i: int, head: int) -> bool:
    full = tree.full[i]
    if full in ("nmod:poss", "acl:relcl", "acl", "conj"):
        return True
    return any(tree.rel[k] == "case" and k < i for k in tree.children[i]) and i != head


def _full_name(tree: Tree, names: NameMap, core: list[int]) -> bool:
    """Two proper nouns in a row that the model gave no other type than a person's or none."""
    return any(
        j == i + 1
        and tree.upos[i] == tree.upos[j] == "PROPN"
        and names.of[i] in ("", "person", "other")
        and names.of[j] in ("", "person", "other")
        and tree.words[i].isalpha()
        and tree.lower[i] not in speaker_words("official")
        and tree.lower[j] not in speaker_words("official")
        and tree.words[j][0].isupper()
        and not is_outlet(tree.words[i] + " " + tree.words[j])
        for i, j in pairwise(core)
    )


def _press_secretary(tree: Tree, run: Run) -> bool:
    words = tree.lower[run[0] : run[1]]
    return any(a == "press" and b in ("secretary", "officer", "chief") for a, b in pairwise(words))


def _gives_name(tree: Tree, names: NameMap, run: Run) -> bool:
    """ "A villager who gave only his first name, Bashir": named after all."""
    told = next((i for i in range(*run) if tree.lemma(i) == "name" and tree.upos[i] == "NOUN"), -1)
    return told >= 0 and any(names.of[i] == "person" for i in range(told, run[1]))


def _for_a_client(tree: Tree, head: int) -> bool:
    """Whether a lawyer is somebody's: "his counsel", "a lawyer for the settlers"."""
    if tree.lemma(head) not in speaker_words("counsel"):
        return False
    return any(
        tree.full[k] == "nmod:poss"
        or (tree.rel[k] == "compound" and tree.lower[k] in ("defence", "defense"))
        or (tree.rel[k] == "nmod" and _case(tree, k) in ("for", "representing"))
        for k in tree.children[head]
    )


def _case(tree: Tree, word: int) -> str:
    mark = tree.child(word, "case")
    return tree.lower[mark] if mark >= 0 else ""


def _before(tree: Tree, head: int) -> str:
    """The noun or adjective right before a head: the "press" of "press secretary"."""
    joined = head > 0 and tree.head[head - 1] == head and tree.rel[head - 1] in ("compound", "amod")
    return tree.lemma(head - 1) if joined else ""


def _noun(tree: Tree, names: NameMap, head: int) -> str:
    """The kind that lists the head noun, "thing" or "" where none does."""
    if tree.upos[head] == "PROPN" and names.of[head]:
        return ""
    lemma = tree.lemma(head)
    for words in (f"{_before(tree, head)}-{lemma}", lemma, tree.lower[head]):
        for kind in _LISTS:
            if words in speaker_words(kind):
                return kind
    if lemma.endswith(_LEARNED):
        return "expert"
    if tree.upos[head] == "NOUN" and lemma.endswith(_BODY):
        return "institution"
    return "thing" if _thing(tree, head) else ""


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet or agency, by list or by a word in it."""
    bare = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
    if bare in outlets():
        return True
    parts = bare.split()
    return 1 < len(parts) < 7 and (
        parts[-1] in outlet_words()
        or parts[0] in ("Radio", "Agence", "Agencia", "TV", "Channel", "Daily")
    )


def _name_at(tree: Tree, names: NameMap, head: int) -> str:
    first = after = head
    while (
        first > 0
        and names.of[first - 1]
        and tree.sentence[first - 1] == tree.sentence[head]
        and tree.upos[first - 1] != "PUNCT"
    ):
        first -= 1
    while after < len(tree) and names.of[after] and tree.sentence[after] == tree.sentence[head]:
        after += 1
    return tree.analysis.text[tree.start[first] : tree.end[max(first, after - 1)]]


def _unnamed(
    tree: Tree, names: NameMap, run: Run, head: int, noun: str, plural: bool
) -> tuple[Sourcing, bool]:
    words = set(tree.lower[run[0] : run[1]])
    counted = bool(set(tree.lower[run[0] : head]) & speaker_words("numbers")) or any(
        tree.upos[i] == "NUM" for i in range(run[0], min(head, run[1]))
    )
    hidden = bool(words & speaker_words("hidden"))
    if tree.lower[head] in speaker_words("crowds"):
        return "collective", True
    if tree.lower[head] in ("someone", "somebody"):
        # Who stood where something was said is an insider.
        placed = any(tree.rel[k] in ("nmod", "acl") for k in tree.children[head])
        return "official_unnamed" if placed else "witness", True
    if tree.upos[head] == "PROPN" or (names.of[head] and noun in ("", "thing")):
        return _proper(tree, names, head, plural)
    if noun == "document":
        return "document", False
    if noun == "media":
        by_person = tree.lemma(head) in (
            "reporter",
            "correspondent",
            "journalist",
            "anchor",
            "presenter",
            "host",
            "columnist",
            "commentator",
        )
        return ("collective" if by_person and plural and not counted else "media"), by_person
    if noun == "expert":
        return "expert", True
    if tree.lemma(head) in ("source", "insider") or hidden:
        return ("collective" if plural and not counted else "official_unnamed"), True
    if noun == "official":
        return ("official_unnamed" if not plural or counted else "collective"), True
    if noun == "role_unnamed":
        return ("official_unnamed" if not plural else "collective"), True
    if noun == "witness":
        apart = counted or tree.lemma(head) in ("witness", "survivor", "eyewitness", "driver")
        return ("witness" if not plural or apart else "collective"), True
    if noun == "institution":
        return "institution", False
    if noun == "thing":
        return "document", False
    if noun == "collective" or plural or tree.lemma(head) in speaker_words("collective"):
        return "collective", True
    return ("collective" if tree.upos[head] in ("DET", "ADJ", "NUM", "PRON") else "witness"), True


def _thing(tree: Tree, head: int) -> bool:
    """Whether a noun of no list is more likely what tells something ("the incident", "a brochure")
    than who: it is no noun of persons or bodies and has no ending of theirs."""
    lemma = tree.lemma(head)
    if tree.upos[head] != "NOUN" or not lemma.isalpha() or lemma.endswith(_PERSONAL):
        return False
    if lemma in ("old", "one", "self", "beggar"):  # "the 37-year-old"
        return False
    return not any(
        lemma in actor_words.nouns(k) for k in ("persons", "groups", "organisation_heads")
    )


def _proper(tree: Tree, names: NameMap, head: int, plural: bool) -> tuple[Sourcing, bool]:
    kind = names.of[head]
    lemma = tree.lower[head]
    if is_outlet(_name_at(tree, names, head)) or is_outlet(tree.words[head]):
        return "media", False
    if kind in ("gpe", "location"):
        return "institution", False  # also with a plural name: "the Emirates"
    if kind == "group" or (plural and kind != "organization"):
        return ("collective", True) if plural else ("institution", False)
    if kind in ("organization", "facility"):
        return "institution", False
    if lemma in speaker_words("document") or kind in ("other", "event"):
        return "document", False
    if lemma in speaker_words("institution"):
        return "institution", False
    return "named", False
