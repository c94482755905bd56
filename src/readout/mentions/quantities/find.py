"""Finds the quantities of a text: bounds, unit and kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from readout.knowledge.quantity_words import quantity_words
from readout.language.analyse import page_spans
from readout.language.analysis import Analysis
from readout.mentions.quantities.kinds import Kinds
from readout.mentions.quantities.numbers import Number, begins, numbers, value_of
from readout.mentions.quantities.tree import Tree, word_span
from readout.page.page import Page
from readout.record.types import Quantity, Time

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_NO_FIGURE = re.compile(
    r"\s?(?:%|°|(?:st|nd|rd|th)\b|:\d|/\d|[-–]\d|\s(?:percent|per\s+cent)\b)|\.\d|[A-Za-z]",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    "casualty death injury fatality survivor victim arrest vote hostage people one prisoner body "
    "soldier civilian person weapon troop survivors".split()
)
"""After "no", what can be counted to be none."""


def find_quantities(page: Page, analysis: Analysis, times: Sequence[Time] = ()) -> list[Quantity]:
    """The quantities of a page in text order, ids ``q1``, ``q2`` ...; chrome is not read.

    Numbers inside ``times`` are passed over. Percentages, measures, ages, ordinals and numbers that
    name ("Flight 370") are no quantities.
    """
    return find_quantities_in(page.text, page_spans(page), analysis, times)


def find_quantities_in(
    text: str,
    spans: Sequence[tuple[int, int]],
    analysis: Analysis,
    times: Sequence[Time] = (),
    judge: type[Kinds] = Kinds,
) -> list[Quantity]:
    """The quantities in the spans (code points, in order) of a text. Linear in its length.

    ``judge`` decides the kinds.
    """
    if not len(analysis):
        return []
    found = list(numbers(text, spans, begins(analysis.lists.words, analysis.lists.start)))
    if not found:
        return []
    tree = Tree(analysis)
    kinds = judge(tree, quantity_words())
    taken = [(t.start, t.end) for t in times]
    taken_starts = [a for a, _ in taken]
    names = _names(analysis)
    name_starts = [a for a, _ in names]
    out: list[Quantity] = []
    before: tuple[int, str] | None = None
    reach = 0
    for number in found:
        if share := _share(text, number):
            reach = share
        if number.at < reach or _inside(number.at, taken, taken_starts) or _no_count(text, number):
            continue
        first, after = word_span(tree, number.at, number.end)
        sentence = tree.bounds(first)[0]
        near = before and (before[0] == sentence or tree.word(after) == "of")
        earlier = before[1] if before and near else None
        made = _one(text, number, tree, kinds, first, after, earlier)
        if made is None or (
            made.kind == "other"
            and number.currency is None
            and _named(number, made, names, name_starts)
        ):
            continue
        before = sentence, made.kind
        out.append(replace_id(made, len(out) + 1))
    return out


def replace_id(quantity: Quantity, number: int) -> Quantity:
    """The quantity with its provisional id."""
    import msgspec

    return msgspec.structs.replace(quantity, id=f"q{number}")


def _names(analysis: Analysis) -> list[tuple[int, int]]:
    n, lists = analysis.names, analysis.lists
    return [
        (lists.start[a], lists.end[b - 1])
        for a, b in zip(n.start.tolist(), n.end.tolist(), strict=True)
    ]


def _inside(at: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    k = bisect_right(starts, at) - 1
    return k >= 0 and at < spans[k][1]


def _named(number: Number, made: Quantity, names: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether the number is of a name: "Group of 20", "the Chicago Seven"."""
    k = bisect_right(starts, number.at) - 1
    if k < 0:
        return False
    a, b = names[k]
    return a < number.at < b


_SHARE = re.compile(r"\s(in|out\sof)\s(?:every\s)?([0-9]{1,3}|[a-z]+)(?=\s)")
_TEN = 100
"""A share is told of no more than a hundred."""


def _share(text: str, number: Number) -> int:
    """Where "nine out of ten", "one in five" ends; 0 when the number is none of a share."""
    m = _SHARE.match(text, number.end)
    of = value_of(m[2]) if m else None
    if m is None or of is None or number.low is None or not number.low < of <= _TEN:
        return 0
    before = text[max(0, number.start - 3) : number.start].rstrip()
    opens = not before or before[-1] in ".,;:!?"
    return m.end() if m[1] != "in" or (number.low == 1 and opens) else 0


def _no_count(text: str, number: Number) -> bool:
    """Numbers that by their looks count nothing: percentages, ordinals, years, scores."""
    tail = text[number.end : number.end + 12]
    if number.form == "digits":
        if _NO_FIGURE.match(tail) or text[number.at - 1 : number.at] in ("#", "'", "’"):
            return True
        shown = text[number.at : number.end]
        if number.currency is None and _YEAR.match(shown) and number.low == number.high:
            return True
    return bool(re.match(r"\s?(?:%|per\s?cent)", tail, re.IGNORECASE))


def _one(
    text: str, number: Number, tree: Tree, kinds: Kinds, first: int, after: int, earlier: str | None
) -> Quantity | None:
    know = kinds.know
    if number.form == "none":
        return _none(text, number, tree, kinds, first, after)
    end = number.end
    if number.currency is not None:
        return _made(number, end, number.currency, "money")
    noun = kinds.noun_of(first, after)
    following = tree.word(after)
    if following == "-":
        following = tree.word(after + 1)
    near = [tree.lemma(after)] if after < len(tree.start) else []
    if following and after + 1 < len(tree.start) and tree.word(after) == "-":
        near.append(tree.lemma(after + 1))
    if any(w in know.time or w in know.measure for w in near):
        return None
    if noun >= 0 and (tree.lemma(noun) in know.time or tree.lemma(noun) in know.measure):
        return None
    previous = tree.word(first - 1)
    if tree.word(first - 2) == "age" and previous == "of":
        return None
    if tree.word(tree.at(number.start) - 1) in ("age", "aged", "ages"):
        return None
    if previous in know.no_number or following in ("percent", "%"):
        return None
    if noun < 0 and (_age(tree, first, after) or _aside(tree, first, after, number.form)):
        return None
    if tree.xpos[first - 1 : first] == ["NNS"] and tree.lemma(first - 1) in know.no_number:
        return None
    if following.rstrip("s") in know.money:
        return _made(number, tree.end[after], following, "money")
    unit = None
    if noun >= after:
        end = max(end, tree.end[noun])
        unit = _unit(text, tree, after, noun)
        lemma = tree.lemma(noun)
        if lemma in know.money:
            return _made(number, end, unit, "money")
    kind = kinds.kind(tree.at(number.start), first, after, noun, earlier)
    if kind is None and noun < 0 and number.form != "vague" and number.low and number.low <= 1:
        return None
    if number.at < number.end and text[number.at : number.end].lower() == "one":
        if noun < 0 and kind in (None, "other"):
            return None
        if tree.word(after) in ("of", "-") and kind in (None, "other"):
            return None
    strong = text[number.at : number.end].lower().endswith("-strong")
    if strong:
        kind = kind or "participants"
    return _made(number, end, unit, kind or "other")


def _age(tree: Tree, first: int, after: int) -> bool:
    """ "She was 12 in 1976": what one person is can only be an age."""
    if tree.word(first - 1) not in ("is", "was", "turned", "turns", "aged", "'s"):
        return False
    one = tree.xpos[first - 2 : first - 1] == ["NNP"] or tree.word(first - 2) in ("he", "she", "i")
    return one and tree.word(after) in (".", ",", ";", "in", "when", "at", "and", "")


def _aside(tree: Tree, first: int, after: int, form: str) -> bool:
    """An age ("Smith, 52, said") or a number that names ("book 7", "the FTSE 100 slipped")."""
    if form not in ("digits", "words"):
        return False
    before, behind = tree.word(first - 1), tree.word(after)
    if before == "of" and tree.xpos[first - 2 : first - 1] in (["NNP"], ["NNPS"]):
        return True  # "the Group of 20"
    if before in ("and", "or", "to") and tree.word(first - 3) in ("aged", "ages", "age"):
        return True  # "aged 9 and 11"
    name = tree.xpos[first - 1 : first] == ["NNP"]
    if form == "digits" and name and tree.head[after - 1] == first - 1:
        return True
    if form == "words":
        return before == behind == "," and tree.xpos[first - 2 : first - 1] == ["NNP"]
    if before == "," and behind in (",", ".", ";", ")", ""):
        return tree.xpos[first - 2 : first - 1] in (["NNP"], ["NNPS"]) or (
            behind == "," and tree.xpos[first - 2 : first - 1] == ["NN"]
        )
    return tree.xpos[first - 1 : first] in (["NN"], ["NNP"]) and behind in (",", ".", ";", ")", "")


def _unit(text: str, tree: Tree, after: int, noun: int) -> str | None:
    """What is counted, as written: the words from the number to its noun."""
    first = after
    while first < noun and tree.word(first) in ("of", "the", "a", "-", "his", "their", "its"):
        first += 1
    return " ".join(text[tree.start[first] : tree.end[noun]].split()) or None


def _made(number: Number, end: int, unit: str | None, kind: str) -> Quantity:
    return Quantity(
        id="q1", start=number.start, end=end, min=number.low, max=number.high,
        approximate=number.approximate, unit=unit, kind=kind,  # type: ignore[arg-type]
    )  # fmt: skip


def _none(
    text: str, number: Number, tree: Tree, kinds: Kinds, first: int, after: int
) -> Quantity | None:
    """ "No one was hurt", "no casualties", "none of the passengers was injured"."""
    shown = text[number.at : number.end].lower()
    if shown in ("no", "zero") or shown.startswith("not"):
        noun = kinds.next_noun(after)
        if noun < 0:
            return None
        empty = tree.lemma(noun) in _EMPTY
        if not empty and not shown.startswith("not"):
            return None
        kind = kinds.kind(tree.at(number.start), first, after, noun)
        if not empty and kind in (None, "other"):
            return None
        number = number._replace(end=tree.end[noun])
        return _made(number, tree.end[noun], _unit(text, tree, after, noun), kind or "other")
    kind = kinds.kind(tree.at(number.start), first, after, -1)
    if kind in (None, "other"):
        return None
    return _made(number, number.end, None, kind or "other")
