"""Transcripts: paragraphs that open with the name of who speaks, or with Q and A."""

from __future__ import annotations

import re

from readout.statements.draft import Draft
from readout.statements.phrases import name_map
from readout.statements.tree import Run, Tree

_TURN = re.compile(
    r"(?P<name>Q(?:uestion)?|A(?:nswer)?|"
    r"[A-Z][\w'’.-]*(?: (?:of|de|van|von|al|bin|[A-Z(][\w'’.)-]*)){0,5})\s?:\s+(?=\S)"
)
_ASKS = frozenset(("Q", "Question"))
_ANSWERS = frozenset(("A", "Answer"))
_OWN = frozenset(("i", "me", "my", "mine", "myself"))
_PLACES = frozenset(("gpe", "location", "facility"))
_LEAST_TURNS = 3
_LEAST_WORDS = 3


def turns(tree: Tree, blocks: list[tuple[int, int]]) -> list[Draft]:
    """A draft for each turn of a transcript: the name is its source, the rest its content.

    "Q" and "A" name nobody: a question says nothing, and an answer is of who says "I" in it.

    ``blocks``: code points of the paragraphs, in order. Fewer than three turns, turns in less than
    a third of the paragraphs, and the places and topics of a list make no transcript.
    """
    text = tree.analysis.text
    found = [
        (match, end)
        for start, end in blocks
        if (match := _TURN.match(text, start, end)) is not None
    ]
    if len(found) < _LEAST_TURNS:
        return []
    first_word = {start: i for i, start in enumerate(tree.start)}
    kinds = name_map(tree).of
    known = {m["name"]: kinds[first_word.get(m.start("name"), 0)] for m, _ in found}
    found = [one for one in found if known[one[0]["name"]] not in _PLACES]
    if len(found) < _LEAST_TURNS or 3 * len(found) < len(blocks):
        return []
    names = {match["name"] for match, _ in found}
    if len(names) == len(found) and not any(known[name] == "person" for name in names):
        return []  # "Guns: ...", "Wages: ...": heads of a list, each of which comes once
    out = []
    for match, end in found:
        name = first_word.get(match.start("name"))
        content = first_word.get(match.end())
        if name is None or content is None or match["name"] in _ASKS:
            continue
        colon = content - 1
        after = content
        while after < len(tree) and tree.end[after] <= end:
            after += 1
        while after > content and tree.words[after - 1] == ".":
            after -= 1
        if after - content >= _LEAST_WORDS and name < colon:
            source: Run | None = (name, colon)
            if match["name"] in _ANSWERS:
                own = next((i for i in range(content, after) if tree.lower[i] in _OWN), -1)
                source = (own, own + 1) if own >= 0 else None
            out.append(Draft(source, None, ((content, after),), "turn"))
    return out
