"""Tellings of one happening that name their participants differently, or not at all.

A headline and the first paragraph tell the same story in other words ("Brussels blacklists", "the
European Union on Tuesday froze"); what an attack did to people is often told in a sentence of its
own ("Eleven patients were killed, a surgeon said").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from readout.events.happenings import Told
from readout.language.analysis import Analysis
from readout.record.types import Block, Event

_HARMS = frozenset("kill die hurt wound injure perish shot hit".split())
"""What an attack does to people, when nobody is said to do it."""
_REAL = frozenset(("occurred", "ongoing"))


def retold(
    events: Sequence[Event],
    analysis: Analysis,
    blocks: Sequence[Block],
    names: Mapping[str, str],
) -> list[Event]:
    """The events in text order, with a headline's put together with the same act of the first
    paragraph, and the harm of an attack with the attack right before it. ``names``: of the
    entities by id."""
    return _with_harm(_with_headline(events, blocks, names), analysis, blocks)


def _with_headline(
    events: Sequence[Event], blocks: Sequence[Block], names: Mapping[str, str]
) -> list[Event]:
    starts = [b.start for b in blocks]

    def block_of(event: Event) -> Block | None:
        number = bisect_right(starts, event.trigger.start) - 1
        return blocks[number] if number >= 0 else None

    lead = next((b for b in blocks if b.role == "paragraph"), None)
    held = {id(e): block_of(e) for e in events}
    first = [e for e in events if lead is not None and held[id(e)] is lead]
    taken: set[int] = set()
    out: list[Event] = []
    for event in events:
        block = held[id(event)]
        if id(event) in taken:
            continue
        if block is not None and block.role == "headline":
            same = [e for e in first if id(e) not in taken and _one_act(event, e)]
            best = max(same, key=lambda e: len(_who(e) & _who(event)), default=None)
            if best is not None:
                taken.add(id(best))
                told = Told(event)
                told.add(best)
                # The paragraph names in full whom the headline names in short, and says to whom
                # it was done: "Two fishermen killed" alone may read as what they did.
                suffered = {names.get(t, "").lower() for t in best.targets}
                did = [s for s in event.sources if names.get(s, "").lower() not in suffered]
                event = msgspec.structs.replace(
                    told.event(),
                    sources=best.sources or did,
                    targets=best.targets or event.targets,
                    # A headline leaves out who says so.
                    according_to=best.according_to,
                )
        out.append(event)
    return out


def _who(event: Event) -> set[str]:
    return {*event.sources, *event.targets}


def _one_act(a: Event, b: Event) -> bool:
    """Whether a headline's act may be that of the first paragraph: no more than its type and
    standing are compared, for its words and names hardly ever are the same."""
    standing = a.status == b.status or {a.status, b.status} <= _REAL
    modes = a.mode is None or b.mode is None or a.mode == b.mode
    times = a.time is None or b.time is None or a.time == b.time
    return a.type is not None and a.type == b.type and standing and modes and times


def _is_shot_down(analysis: Analysis, word: int) -> bool:
    """Whether something is shot down: those killed in a sentence of their own were not in it."""
    return word + 1 < len(analysis) and analysis.word(word + 1).lower() == "down"


def _with_harm(events: Sequence[Event], analysis: Analysis, blocks: Sequence[Block]) -> list[Event]:
    starts = [b.start for b in blocks]
    out: list[Event] = []
    attack: tuple[int, int, int] | None = None  # index in ``out``, block, sentence
    for event in events:
        at = event.trigger.start
        block = bisect_right(starts, at) - 1
        word = max(int(analysis.start.searchsorted(at, side="right")) - 1, 0)
        sentence = analysis.sentence_of(word)
        if event.type != "ASSAULT" or event.status not in _REAL:
            out.append(event)
            continue
        harm = not event.sources and event.trigger.lemma in _HARMS
        if (
            harm
            and attack is not None
            and attack[1] == block
            and 0 <= sentence - attack[2] <= 1
            and out[attack[0]].background == event.background
        ):
            first = out[attack[0]]
            told = Told(first)
            told.add(event)
            targets = list(dict.fromkeys((*first.targets, *event.targets)))
            out[attack[0]] = msgspec.structs.replace(
                told.event(), sources=first.sources, targets=targets
            )
            attack = attack[0], block, sentence
            continue
        out.append(event)
        if not harm and not _is_shot_down(analysis, word):
            attack = len(out) - 1, block, sentence
    return out
