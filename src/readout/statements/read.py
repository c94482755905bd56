"""Statements of an article: who says what, in which words, and how it reached the page."""

from __future__ import annotations

from dataclasses import replace

from readout.knowledge.statement_words import reason_pattern, reason_triggers
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.page.page import Page
from readout.record.types import Channel, Evidence, Note, Sourcing, Statement
from readout.spans import Span
from readout.statements.circumstances import (
    Frame,
    channel_of,
    frame_of,
    reason_of,
    relay_of,
    said_at,
    without_reason,
)
from readout.statements.draft import Draft
from readout.statements.find import Found, find, renumbered
from readout.statements.phrases import Speaker, name_map
from readout.statements.speakers import Speakers
from readout.statements.statements import Statements
from readout.statements.tree import Run, Tree, plant

_RUNNING = frozenset(("paragraph", "quote", "list", "standfirst"))
_REMEMBERED = 60
"""Words over which a channel once told still holds for the same speaker."""


def read_statements(page: Page, analysis: Analysis, mentions: Mentions) -> Statements:
    """The statements of a page, with provisional ids in text order.

    ``analysis`` is of the page's blocks but chrome, in order; ``mentions`` may be empty, then
    every speaker is an entity made here. Linear in the words.
    """
    if not len(analysis):
        return Statements()
    tree = plant(analysis)
    held = [b for b in page.blocks if b.role != "chrome"]
    blocks = [(b.start, b.end, b.role in _RUNNING) for b in held]
    datelines = {number for number, b in enumerate(held) if b.role == "dateline"}
    found, dropped, quotes = find(tree, blocks, datelines)
    notes = [_note(tree, draft, "not sure enough that this is a statement") for draft in dropped]
    for one in found:
        if _asks_for_cover(tree, one.draft):
            notes.append(_note(tree, one.draft, "the speaker's wish not to be named"))
    found = renumbered([f for f in found if not _asks_for_cover(tree, f.draft)], found)
    speakers = Speakers(tree, name_map(tree), mentions)
    told = _Told(tree, speakers, quotes)
    statements = []
    for number, one in enumerate(found):
        parent = f"s{one.parent + 1}" if one.parent >= 0 else None
        statements.append(told.statement(one, f"s{number + 1}", parent))
    drafts = [f.draft for f in found]
    return Statements(statements, speakers.entities(), notes, drafts, tree)


_NOBODY = frozenset(("DET", "PUNCT", "ADP", "CCONJ", "SYM", "PART"))
"""A source of such words alone names nobody."""


def _sound(tree: Tree, draft: Draft) -> Draft:
    """A draft without a cue that ends before it begins and without a source that names nobody."""
    cue, source = draft.cue, draft.source
    if cue is not None and cue[0] >= cue[1]:
        cue = None
    if source is not None and source[0] < source[1]:
        source = _in_sentence(tree, source, cue[0] if cue else source[1] - 1)
    if source is not None and source[1] - source[0] > 1 and _accused(tree, source[0]):
        source = source[0] + 1, source[1]
    if source is not None and all(tree.upos[i] in _NOBODY for i in range(*source)):
        source = None
    return (
        draft
        if (cue, source) == (draft.cue, draft.source)
        else replace(draft, cue=cue, source=source)
    )


def _in_sentence(tree: Tree, source: Run, near: int) -> Run:
    """Of a source that runs over the end of a sentence ("said the Red Cross. *The minister*") the
    part in the sentence of the word ``near`` it, else the last."""
    if tree.sentence[source[0]] == tree.sentence[source[1] - 1]:
        return source
    for word in (near, source[1] - 1):
        first, after = tree.sentence_run(word)
        part = max(first, source[0]), min(after, source[1])
        if part[0] < part[1]:
            return part
    return source


def _accused(tree: Tree, word: int) -> bool:
    """Whether a relative pronoun is whom something is said of, not who says it: "Rwanda, *which*
    Congo accuses of it"."""
    relative = tree.lower[word] in ("which", "whom", "who", "that")
    return relative and tree.rel[word] in ("obj", "iobj", "obl", "mark")


class _Told:
    """Makes records of drafts in text order, remembering channels."""

    def __init__(self, tree: Tree, speakers: Speakers, quotes: list[Run]) -> None:
        self.tree = tree
        self.speakers = speakers
        self.quotes = quotes
        self.channels: dict[str, tuple[int, Channel]] = {}

    def statement(self, one: Found, ident: str, parent: str | None) -> Statement:
        """The record of one draft."""
        tree, draft = self.tree, _sound(self.tree, one.draft)
        near = self._quotes_near(draft)
        frame = frame_of(tree, draft, near)
        found = relay_of(tree, self.speakers.names, draft, frame) if parent is None else None
        relay, told_it = found or (None, False)
        if relay is None and parent is None:
            relay = self._quoting(draft)
        cited = self._cited(draft) if relay is None else None
        if cited is not None and draft.source is not None:
            relay, draft = draft.source, replace(draft, source=cited)
        speaker, ids = self.speakers.of(draft.source)
        sourcing: Sourcing = speaker.sourcing if speaker else "collective"
        anonymous = speaker.anonymous if speaker else True
        channel = self._channel(draft, frame, sourcing, ids, parent, told_it)
        reason = reason_of(tree, draft, speaker, frame, near) if speaker and not parent else None
        if reason is not None:
            draft = without_reason(tree, draft, reason)
        content = [_span(tree, run) for run in draft.content]
        spans = [_span(tree, r) for r in (draft.source, draft.cue) if r] + content
        return Statement(
            id=ident,
            speakers=ids,
            source=_span(tree, draft.source) if draft.source else None,
            anonymous=anonymous,
            reason_given=reason,
            sourcing=sourcing,
            cue=_span(tree, draft.cue) if draft.cue else None,
            content=content,
            quoted=one.quoted,  # type: ignore[arg-type]
            via=self.speakers.make_outlet(relay) if relay else None,
            channel=channel,
            said_at=said_at(tree, draft, frame, self.speakers.mentions.times),
            parent=parent,
            evidence=[Evidence(start=min(s.start for s in spans), end=max(s.end for s in spans))],
            confidence=round(one.confidence, 3),
        )

    def _channel(
        self,
        draft: Draft,
        frame: Frame,
        sourcing: Sourcing,
        ids: list[str],
        parent: str | None,
        told_it: bool,
    ) -> Channel | None:
        at = draft.head if draft.head >= 0 else draft.first()
        nested = parent is not None
        channel = None if nested else channel_of(self.tree, draft, frame, sourcing)
        if channel is None and told_it:
            channel = "interview"
        key = ids[0] if ids else ""
        if channel is None and key in self.channels:
            before, held = self.channels[key]
            if (
                at - before <= _REMEMBERED
                and self.tree.analysis.block[at] - self.tree.analysis.block[before] <= 1
            ):
                channel = held
        if channel is not None and key:
            self.channels[key] = at, channel
        return channel

    def _quotes_near(self, draft: Draft) -> list[Run]:
        from bisect import bisect_left

        at = draft.head if draft.head >= 0 else draft.first()
        low, high = self.tree.sentence_run(at)
        k = max(0, bisect_left(self.quotes, (low, low)) - 1)
        out = []
        while k < len(self.quotes) and self.quotes[k][0] < high:
            if self.quotes[k][1] > low:
                out.append(self.quotes[k])
            k += 1
        return out

    def _cited(self, draft: Draft) -> Run | None:
        """Whom an outlet cites: "Interfax reported, quoting an officer"."""
        tree = self.tree
        if draft.source is None or draft.cue is None:
            return None
        low, high = tree.sentence_run(draft.cue[0])
        for i in range(low, high):
            if (
                tree.lower[i] in ("citing", "quoting")
                and tree.upos[i] == "VERB"
                and not draft.covers(i)
            ):
                thing = tree.child(i, "obj")
                if thing > i and (self._outlet(draft.source) or self._reports(draft)):
                    run = tree.phrase(thing, i, high)
                    if not any(a < run[1] and run[0] < b for a, b in draft.content):
                        return run
        return None

    def _reports(self, draft: Draft) -> bool:
        """ "Vijesti reported, citing two chemists": who reports on others' word is an outlet."""
        tree = self.tree
        named = draft.source is not None and tree.upos[tree.top(*draft.source)] == "PROPN"
        return named and tree.lemma(draft.head) == "report"

    def _quoting(self, draft: Draft) -> Run | None:
        """The outlet of "the agency quoted an aide as saying", by the subject of its verb."""
        tree, head = self.tree, draft.head
        if head < 0 or draft.source is None or tree.lemma(head) not in ("quote", "cite"):
            return None
        subject = tree.child(head, "nsubj")
        if subject < 0 or subject > head or draft.covers(subject):
            return None
        run = tree.phrase(subject, tree.sentence_run(head)[0], head)
        return run if self._outlet(run) else None

    def _outlet(self, run: Run) -> bool:
        from readout.statements.sourcing import describe

        speaker: Speaker = describe(self.tree, self.speakers.names, run)
        return speaker.sourcing == "media"


def _span(tree: Tree, run: Run) -> Span:
    return Span(*tree.span(run))


def _asks_for_cover(tree: Tree, draft: Draft) -> bool:
    """Whether the content is that the speaker is not to be named: a reason, not a statement."""
    first, after = draft.content[0]
    if draft.cue is None or draft.cue[1] > first or first - draft.cue[1] > 2:
        return False
    if reason_triggers().isdisjoint(tree.lower[draft.cue[0] : min(after, first + 6)]):
        return False
    start, end = tree.span((draft.cue[0], after))
    found = reason_pattern().search(tree.analysis.text, start, end)
    return found is not None and found.start() <= tree.start[first] + 1


def _note(tree: Tree, draft: Draft, reason: str) -> Note:
    runs = draft.runs()
    return Note(
        step="statements",
        reason=reason,
        start=tree.start[min(a for a, _ in runs)],
        end=tree.end[max(b for _, b in runs) - 1],
    )
