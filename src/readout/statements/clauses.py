"""Statements that only the syntax shows: a verb, noun or adjective of saying with its clause."""

from __future__ import annotations

from dataclasses import replace

from readout.knowledge.statement_words import cue_class, cue_words
from readout.statements.draft import Draft
from readout.statements.sources import source_of
from readout.statements.tree import Run, Tree

_CLAUSAL = ("ccomp", "xcomp")
_WITH_OBJECT = frozenset(("judge", "claim", "find"))
_TELLS = frozenset(("say", "claim", "find"))
_ABOUT = frozenset(("for", "of", "about", "to", "on", "against", "over"))
"""Prepositions that a verb of saying governs; they belong to the cue."""


def clause_drafts(tree: Tree) -> list[Draft]:
    """A draft for each word of the cue lists that governs content and is told by somebody."""
    verbs, nouns, adjectives = cue_class(), cue_words("nouns"), cue_words("adjectives")
    out = []
    for i, tag in enumerate(tree.upos):
        if tag == "VERB":
            kind = verbs.get(tree.lemma(i)) or _by_ending(tree.lower[i], verbs)
            if kind is None and _goes_on(tree, i):
                kind = "say"
            if kind is None:
                if (found := _counts(tree, i)) is not None:
                    out.append(found)
                continue
            found = _verb(tree, i, kind)
        elif tree.lower[i] == "words" and (found := _in_words_of(tree, i)) is not None:
            out.append(found)
            continue
        elif tag == "NOUN" and tree.lemma(i) in nouns:
            found = _noun(tree, i)
        elif tag == "ADJ" and tree.lower[i] in adjectives:
            found = _adjective(tree, i)
        elif tree.lower[i] == "according" and tree.lower[i + 1 : i + 2] == ["to"]:
            found = _according(tree, i)
        else:
            continue
        if found is not None:
            out.append(replace(found, origin="aside") if _goes_on(tree, i) else found)
    return out


def _in_words_of(tree: Tree, i: int) -> Draft | None:
    """ "The charge, in his words, was an insult"; "in the words of the minister, a lie"."""
    low, high = tree.sentence_run(i)
    mark = tree.child(i, "case")
    if mark < 0 or tree.lower[mark] != "in":
        return None
    owner = next((k for k in tree.children[i] if tree.full[k] == "nmod:poss"), -1)
    if owner < 0:
        owner = next((k for k in tree.children[i] if k > i and tree.rel[k] == "nmod"), -1)
    if owner < 0:
        return None
    source = tree.phrase(owner, mark + 1, high)
    first, after = mark, max(i + 1, source[1])
    cue = (first, i + 1)
    if tree.lower[source[0]] == "of":
        source, cue = (source[0] + 1, source[1]), (first, source[0] + 1)
    if after < high and tree.words[after] != ",":
        return None  # "in his words and deeds", "in his words to the court"
    runs = []
    for a, b in ((low, first), (after, high)):
        while a < b and tree.upos[a] == "PUNCT":
            a += 1
        while b > a and tree.upos[b - 1] == "PUNCT":
            b -= 1
        if a < b:
            runs.append((a, b))
    if not runs:
        return None
    return Draft(source, cue, tuple(runs), "aside", filled=True, head=i)


_COUNTS = {"put": "at", "speak": "of"}
_CLOCK = frozenset(("a.m.", "p.m.", "am", "pm", "o'clock", "o’clock", ":"))


def _counts(tree: Tree, i: int) -> Draft | None:
    """ "The union *put* the figure at 19"; "the office *spoke of* nine dead": verbs that tell
    when a number stands behind them."""
    preposition = _COUNTS.get(tree.lemma(i))
    if preposition is None or tree.child(i, "nsubj") < 0:
        return None
    _, high = tree.sentence_run(i)
    number = next(
        (k for k in tree.children[i] if k > i and tree.rel[k] == "obl" and _number(tree, k)), -1
    )
    mark = tree.child(number, "case") if number >= 0 else -1
    if mark < 0 or tree.lower[mark] != preposition:
        return None
    after = tree.phrase(number, mark, high)[1]
    thing = tree.child(i, "obj")
    if preposition == "of":
        cue, first = (i, mark + 1), mark + 1
        if mark != i + 1:
            return None
    elif thing == i + 1 or (thing > i and tree.left[thing] == i + 1):
        cue, first = (i, i + 1), i + 1
    else:
        return None
    if not _CLOCK.isdisjoint(tree.lower[first : min(after + 1, high)]):
        return None
    found = _draft(tree, (verb_cue(tree, i)[0], cue[1]), (first, after), i)
    return replace(found, origin="aside") if found and found.source else None


def _number(tree: Tree, word: int) -> bool:
    """Whether a word is a number or is counted by one."""
    return tree.upos[word] == "NUM" or any(tree.rel[k] == "nummod" for k in tree.children[word])


def _goes_on(tree: Tree, i: int) -> bool:
    """ "The road was mined, it went on": told beside a clause, which alone makes it a saying."""
    if tree.lemma(i) != "go" or tree.lower[i + 1 : i + 2] != ["on"] or tree.head[i + 1] != i:
        return False
    closed = i + 2 >= len(tree) or tree.upos[i + 2] == "PUNCT"
    beside = tree.rel[i] == "conj" and tree.child(i, "cc") < 0 and tree.child(i, "nsubj") == i - 1
    return closed and (beside or tree.rel[i] == "parataxis")


def _by_ending(word: str, verbs: dict[str, str]) -> str | None:
    """The class of a regular form whose tag (and so its lemma) the model got wrong."""
    for ending, put in (("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("s", "")):
        if word.endswith(ending) and (kind := verbs.get(word.removesuffix(ending) + put)):
            return kind
    return None


def _verb(tree: Tree, i: int, kind: str) -> Draft | None:
    low, high = tree.sentence_run(i)
    content: Run | None = None
    cue = verb_cue(tree, i)
    clause = tree.child(i, "ccomp")
    if clause < 0 and kind not in ("perceive", "find"):
        clause = tree.child(i, "xcomp")
        if clause >= 0 and tree.upos[clause] != "VERB" and kind != "judge":
            clause = -1
    if clause >= 0:
        content = _clause(tree, clause, i)
    elif kind in ("say", "claim", "believe") and (tree.rel[i] == "parataxis" or _goes_on(tree, i)):
        content = _around(tree, i)
    elif kind in _WITH_OBJECT or kind in ("commit", "ask", "believe"):
        thing = tree.child(i, "obj")
        if thing > i:
            content = tree.phrase(thing, low, high)
        else:
            for k in tree.children[i]:
                mark = tree.child(k, "case")
                if k > i and mark == i + 1 and tree.full[k] == "obl" and tree.lower[mark] in _ABOUT:
                    a, b = tree.phrase(k, low, high)
                    cue, content = (cue[0], mark + 1), (max(a, mark + 1), b)
                    break
    if content is None or content[0] >= content[1]:
        return None
    found = _draft(tree, cue, content, i)
    return replace(found, origin="aside") if found and _closes(tree, found, kind) else found


def _closes(tree: Tree, found: Draft, kind: str) -> bool:
    """ "The minister paid the fans, *a recording suggests*": a whole sentence and behind its comma
    nothing but who says so, which is plain enough by itself."""
    (first, after), source, head = found.content[0], found.source, found.head
    if kind not in _TELLS or source is None or tree.rel[head] not in ("root", "parataxis"):
        return False
    low, high = tree.sentence_run(head)
    if first != low or source[0] != after + 1 or tree.words[after] != ",":
        return False
    whole = any(tree.rel[k] == "nsubj" for k in range(first, after))
    behind = tree.words[found.cue[1]] if found.cue and found.cue[1] < high else "."
    return whole and source[1] <= head and behind in (".", ",", ";")


def verb_cue(tree: Tree, i: int) -> Run:
    """A verb with the auxiliaries, negation and adverbs that touch it, and its particle."""
    first, after = i, i + 1
    while first > 0 and (
        (tree.head[first - 1] == i and tree.rel[first - 1] in ("aux", "advmod"))
        or (tree.head[first - 1] == first and tree.rel[first - 1] == "advmod")
    ):
        if tree.lower[first - 1] in ("when", "how", "why", "where"):
            break
        first -= 1
    while after < len(tree) and tree.head[after] == i and tree.full[after] == "compound:prt":
        after += 1
    return first, after


def _clause(tree: Tree, clause: int, verb: int) -> Run | None:
    low, high = tree.sentence_run(verb)
    first, after = tree.phrase(clause, low, high)
    if clause > verb:
        first = max(first, verb + 1)
    else:
        after = min(after, verb)
    return (first, after) if first < after else None


def _around(tree: Tree, verb: int) -> Run | None:
    """The clause that a verb of saying stands beside: "The road is closed, police said"."""
    up = tree.head[verb]
    low, high = tree.sentence_run(verb)
    if up < 0:
        return None
    if up < verb:
        after = min(verb, tree.left[verb])
        first = tree.phrase(up, low, after)[0]
        return (first, after) if first < after else None
    first = max(tree.right[verb] + 1, verb + 1)
    while first < high and tree.upos[first] == "PUNCT" and tree.words[first] in (",", ":"):
        first += 1
    return (first, max(up + 1, tree.phrase(up, first, high)[1])) if first <= up else None


def _noun(tree: Tree, i: int) -> Draft | None:
    clause = next(
        (k for k in tree.children[i] if tree.full[k] in ("acl", "ccomp") and k > i
         and (tree.upos[k] in ("VERB", "ADJ", "NOUN") and tree.child(k, "mark") >= 0)),
        -1,
    )  # fmt: skip
    if clause < 0:
        return None
    low, high = tree.sentence_run(i)
    first, after = tree.phrase(clause, low, high)
    content = max(first, i + 1), after
    cue = (i, i + 1)
    up = tree.head[i]
    if tree.rel[i] == "obj" and up >= 0 and i - up <= 5 and tree.upos[up] == "VERB":
        cue = (verb_cue(tree, up)[0], i + 1)
    return _draft(tree, cue, content, i)


def _adjective(tree: Tree, i: int) -> Draft | None:
    clause = tree.child(i, "ccomp", "xcomp", "advcl")
    if clause < i or tree.child(i, "cop") < 0:
        return None
    low, high = tree.sentence_run(i)
    first, after = tree.phrase(clause, low, high)
    copula = tree.child(i, "cop")
    first_cue = copula
    while (
        first_cue > low
        and tree.head[first_cue - 1] == i
        and tree.rel[first_cue - 1] in ("aux", "advmod")
    ):
        first_cue -= 1
    return _draft(tree, (min(first_cue, i), i + 1), (max(first, i + 1), after), i)


def _according(tree: Tree, i: int) -> Draft | None:
    low, high = tree.sentence_run(i)
    cue = (i, i + 2)
    source = source_of(tree, cue, ())
    if source is None:
        return None
    first, after = low, i
    if i - low <= 2:
        first, after = source[1], high
        while first < high and tree.upos[first] == "PUNCT" and tree.words[first] in (",", ":"):
            first += 1
    while after > first and tree.words[after - 1] in (",", ".", ";", "—", "-"):
        after -= 1
    return _draft(tree, cue, (first, after), i) if first < after else None


def _draft(tree: Tree, cue: Run, content: Run, head: int) -> Draft | None:
    if content[0] < cue[1] and cue[0] < content[1]:
        return None
    source = source_of(tree, cue, (content,))
    return Draft(source, cue, (content,), "syntax", filled=source is not None, head=head)
