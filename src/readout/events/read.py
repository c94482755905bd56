"""The door of the events room: from all that was read before to coded events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec

from readout.events.accidents import is_accident
from readout.events.again import told_again
from readout.events.aimed import Aimed
from readout.events.aims import Aims
from readout.events.asides import Asides
from readout.events.asking import Asking
from readout.events.circumstances import Surroundings
from readout.events.confidence import confidence
from readout.events.contexts import contexts_of
from readout.events.deeds import without_deeds
from readout.events.elsewhere import elsewhere
from readout.events.entities import Entities
from readout.events.feeling import only_feels
from readout.events.happenings import merged
from readout.events.harmed import Harmed
from readout.events.home import Home
from readout.events.no_act import is_no_act, only_stand, retyped
from readout.events.ordinary import ordinary, stays
from readout.events.own import OwnParts
from readout.events.plover import plover_category
from readout.events.polarity import is_done_to_oneself, read_status
from readout.events.public import is_public
from readout.events.retold import retold
from readout.events.roles import Roles, roles_of
from readout.events.second_opinion import both
from readout.events.standing import Judged, judge
from readout.events.story import in_time, with_history
from readout.events.tellers import Tellers
from readout.events.tied import tied
from readout.events.triggers import Trigger, find_triggers
from readout.events.unlikely import (
    is_no_gift,
    is_no_protest,
    is_no_stoppage,
    is_no_threat,
    tells_of_raids,
    without_own_men,
)
from readout.events.voice import Voice
from readout.knowledge.codebook import Codebook
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record import types
from readout.record.types import Block, Entity, Event, Note, Statement, Time, in_text
from readout.statements.draft import Draft
from readout.statements.tree import Tree, plant

HISTORY = timedelta(days=30)
"""Before the article: what lies further back is told as history, not as news."""
FAINT = 0.45
"""Confidence below which an event is told in a note only: on the written dev articles three of five
such were wrong."""
STRANGE = 0.6
"""The same where nobody but "they" takes part, of whom nothing is known."""
BODILY = frozenset("ASSAULT COERCE PROTEST MOBILIZE SANCTION AID RETREAT".split())
"""Acts that things and unnamed groups suffer or do ("a survey ship"); one talks with actors."""
MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))
"""Acts that two sides do together."""
_MUTUAL_WORDS = frozenset("clash fight battle skirmish firefight duel war".split())
_EACH_OTHER = frozenset((("each", "other"), ("one", "another")))
_TRADED = frozenset(("trade", "exchange", "swap"))
_MEDIATION = frozenset("mediate mediation mediator broker arbitrate arbitration".split())
"""Words for what a third side does to two others, and not with them."""
_REACH = 8
"""Words between "with" and the noun that it stands before."""
_ORDINARY = {"crime": "ordinary crime or accidents", "private": "private life"}
_STRETCH = 512
"""Code points; a shorter stretch makes long contents costly, a longer one looks at more of them."""
_ONE_SIDED = frozenset("visit host receive welcome summon invite agree offer pledge".split())


@dataclass(frozen=True)
class Events:
    """The events of an article with provisional ids, and why others were dropped."""

    events: list[Event] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    """Actors that the mentions lack: things and unnamed groups that take part in an event; and
    states with a mention more, to be put in the place of those of the same id."""
    notes: list[Note] = field(default_factory=list)


def read_events(
    analysis: Analysis,
    mentions: Mentions,
    statements: list[Statement],
    codebook: Codebook,
    *,
    dateline: str | None = None,
    published: str | None = None,
    min_confidence: float = 0.0,
    tree: Tree | None = None,
    drafts: Sequence[Draft] = (),
    blocks: Sequence[Block] = (),
) -> Events:
    """The events of an article: every trigger with at least one actor, the same happening once.

    ``dateline``: id of the place that the article comes from. ``published``: ISO 8601 date of the
    article; what happened more than ``HISTORY`` before it is background. ``tree`` is that of the
    analysis where it is at hand; ``drafts`` are the statements as runs of words; ``blocks`` those
    of the page, which tell the headline and the paragraphs.
    What is dropped for want of an actor or of confidence is told in ``notes``.
    """
    entities = Entities(analysis, mentions)
    surroundings = Surroundings(analysis, mentions)
    home = Home(mentions, dateline, blocks, surroundings.apart)
    told_by = _TellsThrough(statements)
    tellers = Tellers(analysis, drafts)
    tree = tree or plant(analysis)
    voice = Voice(tree, entities)
    harmed = Harmed(tree, entities)
    asides = Asides(tree)
    own = OwnParts(tree, entities)
    aims = Aims(tree, entities)
    aimed = Aimed(tree, entities)
    headlines = [b for b in blocks if b.role in ("headline", "caption")]
    captions = [b for b in blocks if b.role == "caption"]
    found: list[Event] = []
    notes: list[Note] = []
    triggers = [retyped(tree, t) for t in find_triggers(analysis, codebook, both(analysis, tree))]

    def least_of(event: Event) -> float:
        return FAINT if entities.told(*event.sources, *event.targets) else STRANGE

    requests = {w for t in triggers if t.type == "REQUEST" for w in (t.word, *t.also)}
    asking = Asking(tree, entities, requests)
    judged = judge(analysis, tree, [t.word for t in triggers], drafts)
    times: dict[str | None, Time] = {t.id: t for t in mentions.times}
    for trigger, standing in zip(triggers, judged, strict=True):
        things = trigger.type in BODILY
        hit = trigger.type == "ASSAULT"
        roles = roles_of(
            analysis,
            trigger,
            lambda word, t=things, h=hit: entities.of(word, things=t, suffers=h) is not None,  # type: ignore[misc]
        )
        roles = own.kept(trigger, harmed.added(trigger, voice.corrected(trigger, roles)))
        roles = aimed.sifted(trigger, asides.sifted(trigger, roles))
        roles = asking.apart(trigger, asking.settled(trigger, roles))
        roles = tied(tree, trigger, roles)
        roles = aims.filled(trigger, tellers.left_out(roles, trigger.word, entities.at_hand))
        roles = without_deeds(tree, trigger, roles)
        event = _event(
            analysis,
            tree,
            trigger,
            roles,
            standing,
            entities,
            surroundings,
            told_by,
            codebook,
            headline=any(b.start <= tree.start[trigger.word] < b.end for b in headlines),
        )
        if not event.background and event.status == "occurred":
            event = msgspec.structs.replace(
                event, background=_long_before(times.get(event.time), published)
            )
        start, end = event.trigger.start, event.trigger.end
        topic = None
        if trigger.by_model:
            topic = elsewhere(" ".join(e.span.of(analysis.text) for e in event.evidence if e.span))
        if topic is not None:
            reason = f"{event.type} in a sentence of {topic}"
            notes.append(Note(step="events", reason=reason, start=start, end=end))
        elif only_feels(tree, trigger):
            reason = f"{event.type} that only tells a feeling"
            notes.append(Note(step="events", reason=reason, start=start, end=end))
        elif is_accident(tree, trigger):
            notes.append(Note(step="events", reason="an accident", start=start, end=end))
        elif is_no_act(tree, trigger) or (
            only_stand(tree, trigger)
            and any(b.start <= tree.start[trigger.word] < b.end for b in captions)
        ):
            reason = f"words that tell no {event.type}"
            notes.append(Note(step="events", reason=reason, start=start, end=end))
        elif event.type == "ASSAULT" and is_done_to_oneself(tree, trigger):
            notes.append(Note(step="events", reason="done to oneself", start=start, end=end))
        elif not entities.known(*event.sources, *event.targets):
            reason = f"{event.type or 'an act'} without an actor"
            notes.append(Note(step="events", reason=reason, start=start, end=end))
        elif event.confidence < (least := max(min_confidence, least_of(event))):
            reason = f"confidence {event.confidence:.2f} is under {least:.2f}"
            notes.append(Note(step="events", reason=reason, start=start, end=end))
        else:
            found.append(event)
    if not is_public(analysis.text, mentions.entities, mentions.places, triggers):
        reason = "in a text without anybody of public life"
        found = _kept(found, lambda e: e.type == "ASSAULT", reason, notes)
    by_id = {e.id: e for e in (*mentions.entities, *entities.new(), *entities.states.all())}
    found = [without_own_men(e, by_id, analysis.text) for e in found]
    reason = "that is a purchase or that nobody gets"
    found = _kept(found, lambda e: not is_no_gift(e, by_id, e.trigger.lemma), reason, notes)
    reason = "by those who only speak of it or watch"
    unlikely = [is_no_threat, is_no_protest]
    unlikely += [is_no_stoppage] if tells_of_raids(analysis.text) else []
    found = _kept(found, lambda e: not any(f(e, by_id) for f in unlikely), reason, notes)
    body = [analysis.text[b.start : b.end] for b in blocks if b.role != "chrome"]
    kind = ordinary("\n".join(body) or analysis.text)
    if kind is not None:
        reason = f"in a text of {_ORDINARY[kind]}"
        found = _kept(found, lambda e: stays(kind, e, by_id), reason, notes)
    recent = {t.id for t in mentions.times if not _long_before(t, published)}
    found = with_history(found, analysis, blocks, recent)
    found = in_time(found, analysis, mentions, blocks)
    states = entities.states.all()
    names = {e.id: e.name for e in (*mentions.entities, *states, *entities.new())}
    unnamed = {e.id for e in (*mentions.entities, *entities.new()) if e.anonymous}
    events = [
        event if event.place is not None else msgspec.structs.replace(event, place=home.of(event))
        for event in merged(told_again(retold(found, analysis, blocks, names), tree, unnamed))
    ]
    events = _numbered(events)
    acting = {name for e in events for name in (*e.sources, *e.targets)}
    made = [e for e in entities.new() if e.id in acting]
    return Events(events, made + entities.states.taking_part(events), notes)


def _kept(
    events: Sequence[Event], keeps: Callable[[Event], bool], reason: str, notes: list[Note]
) -> list[Event]:
    """The events that stay; of each other one a note says why it is gone."""
    out = []
    for event in events:
        if keeps(event):
            out.append(event)
        else:
            start, end = event.trigger.start, event.trigger.end
            notes.append(Note(step="events", reason=f"{event.type} {reason}", start=start, end=end))
    return out


def _long_before(time: Time | None, published: str | None) -> bool:
    """Whether a time ends long before the article was published."""
    if time is None or time.to is None or published is None:
        return False
    try:
        ended, told = date.fromisoformat(time.to), date.fromisoformat(published[:10])
    except ValueError:
        return False
    return told - ended > HISTORY


def _numbered(events: list[Event]) -> list[Event]:
    return [msgspec.structs.replace(e, id=f"v{n}") for n, e in enumerate(events, start=1)]


def _event(
    analysis: Analysis,
    tree: Tree,
    trigger: Trigger,
    roles: Roles,
    standing: Judged,
    entities: Entities,
    surroundings: Surroundings,
    told_by: _TellsThrough,
    codebook: Codebook,
    *,
    headline: bool,
) -> Event:
    word = trigger.word
    start, end = int(analysis.start[word]), int(analysis.end[word])
    lemma = analysis.lemma(word).lower()
    things = trigger.type in BODILY
    sources, plural = _named(roles.actors, entities, things)
    hit = trigger.type == "ASSAULT"
    targets = [t for t in _named(roles.recipients, entities, things, hit)[0] if t not in sources]
    targets = entities.without_own(trigger.type, sources, targets)
    many = plural or len(sources) > 1 or _with(analysis, roles.recipients)
    telling = (word, *trigger.also)
    within = [k for w in telling for k in tree.children[w] if tree.rel[k] == "compound"]
    mediates = any(tree.lemma(w) in _MEDIATION for w in (*telling, *within))
    reciprocal = bool(sources) and not mediates and _is_mutual(trigger.type, lemma, many)
    if many and sources and not targets and _each_other(analysis, trigger):
        reciprocal = True
    if reciprocal and not targets and (plural or len(sources) > 1):
        # "The two presidents met": the first-named is the source, the others the targets.
        sources, targets = sources[:1], sources[1:]
    status = read_status(tree, trigger, standing.status, headline=headline)
    s = analysis.sentence_of(word)
    first, after = int(analysis.sentences[s]), int(analysis.sentences[s + 1])
    sentence = int(analysis.start[first]), int(analysis.end[after - 1])
    about = surroundings.of(trigger, roles)
    contexts = contexts_of(analysis.text[sentence[0] : sentence[1]], trigger.mode, codebook)
    plover = plover_category(trigger.type, status)
    root = codebook.roots.get(plover or "")
    score_mode = trigger.mode if plover == trigger.type else None
    return Event(
        id="",
        type=trigger.type,
        plover=plover,
        mode=trigger.mode,
        contexts=contexts,
        cameo=codebook.cameo_code(plover, score_mode, tuple(contexts)) if plover else None,
        quad=root.quad if root else None,
        intensity=codebook.score(plover, score_mode) if plover else None,
        trigger=types.Trigger(start=start, end=end, lemma=lemma),
        sources=sources,
        targets=targets,
        reciprocal=reciprocal,
        place=about.place,
        time=about.time,
        duration=about.duration,
        quantities=about.quantities,
        status=status,
        background=standing.background,
        according_to=told_by.of(start, end),
        evidence=[in_text(*sentence)],
        confidence=round(confidence(trigger, roles), 3),
    )


def _named(
    words: list[int], entities: Entities, things: bool, suffers: bool = False
) -> tuple[list[str], bool]:
    """The entities that words belong to, plurals as their members, and whether there were any."""
    out: list[str] = []
    plural = False
    for word in words:
        name = entities.of(word, things=things, suffers=suffers)
        if name is None:
            continue
        if out and entities.stranger(word):
            continue  # "the monks came, and *they* broke the bolts"
        members = entities.stands_for(word, name)
        plural = plural or bool(members)
        out += [one for one in members or [name] if one not in out]
    return out, plural


def _is_mutual(type_: str | None, lemma: str, many: bool) -> bool:
    """Whether both sides do it. One meets somebody always, but agrees or shares with others only
    where they are named as doing it too."""
    if lemma in _ONE_SIDED and not many:
        return False
    if type_ in ("ASSAULT", "PROTEST"):
        return lemma in _MUTUAL_WORDS  # "police and protesters clashed"
    return (type_ == "CONSULT" and lemma not in _ONE_SIDED) or (type_ in MUTUAL and many)


def _each_other(analysis: Analysis, trigger: Trigger) -> bool:
    """Whether the two sides of an act do it to each other, or trade or exchange it."""
    if any(analysis.lemma(word).lower() in _TRADED for word in (trigger.word, *trigger.also)):
        return True
    s = analysis.sentence_of(trigger.word)
    after = min(int(analysis.sentences[s + 1]) - 1, trigger.word + _REACH)
    pairs = (
        (analysis.word(i).lower(), analysis.word(i + 1).lower())
        for i in range(trigger.word + 1, after)
    )
    return any(pair in _EACH_OTHER for pair in pairs)


def _with(analysis: Analysis, words: list[int]) -> bool:
    """Whether any of the words stands behind "with"."""
    return any(
        analysis.word(i).lower() == "with" and int(analysis.head[i]) == word
        for word in words
        for i in range(max(0, word - _REACH), word)
    )


class _TellsThrough:
    """Which statements a stretch of text is known through."""

    def __init__(self, statements: list[Statement]) -> None:
        self._parents = {s.id: s.parent for s in statements}
        self._near: dict[int, list[tuple[int, int, int, str]]] = {}
        """Contents by the stretches of ``_STRETCH`` code points that they reach into."""
        for s in statements:
            for span in s.content:
                content = span.end - span.start, span.start, span.end, s.id
                for k in range(span.start // _STRETCH, span.end // _STRETCH + 1):
                    self._near.setdefault(k, []).append(content)

    def of(self, start: int, end: int) -> list[str]:
        """The innermost statement whose content holds the stretch, and those around it."""
        near = self._near.get(start // _STRETCH, [])
        holding = [c for c in near if c[1] <= start and end <= c[2]]
        if not holding:
            return []
        out: list[str] = []
        at: str | None = min(holding)[3]
        while at is not None and at not in out:
            out.append(at)
            at = self._parents.get(at)
        return out
