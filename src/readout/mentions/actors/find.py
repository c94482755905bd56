"""The actors of an article: the one door of this part of the mentions room."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from readout.knowledge.actor_words import Phrase
from readout.knowledge.office_holders import OfficeHolders
from readout.language.analysis import Analysis
from readout.mentions.actors import build, copula, names, nouns, roles
from readout.mentions.actors.chains import Chains
from readout.mentions.actors.crowds import crowds
from readout.mentions.actors.draft import Draft
from readout.mentions.actors.explain import explain_actor
from readout.mentions.actors.inner_names import inner_names
from readout.mentions.actors.link import linked
from readout.mentions.actors.origins import settled
from readout.mentions.actors.pronoun_words import pronouns
from readout.mentions.actors.reading import Reading, reading_of
from readout.mentions.actors.speakers import link_speakers
from readout.page.page import Page
from readout.record.types import Entity, Note, Place


@dataclass(frozen=True)
class Actors:
    """The entities of an article with provisional ids, and whom a plural stands for."""

    entities: list[Entity]
    members: dict[str, list[str]] = field(default_factory=dict)
    """Entities ("the two presidents") to the entities they stand for."""
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Mentions of each entity with the titles right before them, as characters."""
    notes: list[Note] = field(default_factory=list)
    """Why each is taken for whom it is; empty unless asked for."""


def find_entities(
    page: Page,
    analysis: Analysis,
    places: list[Place] | None = None,
    *,
    held: OfficeHolders | None = None,
) -> list[Entity]:
    """The entities of a page; see :func:`read_actors`."""
    return find_actors(page, analysis, places, held=held).entities


def find_actors(
    page: Page,
    analysis: Analysis,
    places: list[Place] | None = None,
    *,
    held: OfficeHolders | None = None,
    explain: bool = False,
) -> Actors:
    """The actors of a page; see :func:`read_actors`."""
    published = page.published.value if page.published else None
    skipped = [
        (b.start, b.end) for b in page.blocks if b.role in ("dateline", "byline", "published")
    ]
    return read_actors(analysis, published, places, held=held, skipped=skipped, explain=explain)


def read_actors(
    analysis: Analysis,
    date: str | None,
    places: list[Place] | None = None,
    *,
    held: OfficeHolders | None = None,
    skipped: Sequence[tuple[int, int]] = (),
    explain: bool = False,
) -> Actors:
    """Actors of an analysed text. ``date`` is the ISO date of publication, if known; ``held`` a
    table of office holders other than the one that ships (:mod:`readout.knowledge.office_holders`);
    ``skipped`` spans (characters) of which nothing is an actor of the article; ``explain`` fills
    ``notes``.
    """
    r = reading_of(analysis)
    chains, said = _chains(r, places, skipped, explain)
    whys = [build.Why() for _ in chains.chains]
    built = [build.entity(chains, n, date, held, said, why) for n, why in enumerate(whys)]
    entities, owners = build.owned([one for one in built if one is not None])
    ids = {one.id for one in entities}
    members = {
        f"e{n + 1}": [f"e{m + 1}" for m in chain.members]
        for n, chain in enumerate(chains.chains)
        if chain.members and f"e{n + 1}" in ids
    }
    heads = {d.head for d in chains.drafts
             if d.form == "description" or (d.form == "title" and d.definite)}  # fmt: skip
    spans = {
        f"e{n + 1}": [_whole(r, chains.drafts[m], heads) for m in chain.mentions]
        for n, chain in enumerate(chains.chains)
        if f"e{n + 1}" in ids
    }
    notes: list[Note] = []
    if explain:
        for e in entities:
            n = int(e.id[1:]) - 1
            notes.append(explain_actor(chains, n, whys[n], e, date, owners.get(e.id)))
    return Actors(entities, members, spans, notes)


def _whole(r: Reading, d: Draft, described: set[int]) -> tuple[int, int]:
    first = min([d.first, *(h.first for h in d.roles if h.after == d.first
                            and h.after - 1 not in described)])  # fmt: skip
    return r.start[first], r.end[d.after - 1]


def _chains(
    r: Reading, places: list[Place] | None, skipped: Sequence[tuple[int, int]], explain: bool
) -> tuple[Chains, frozenset[str]]:
    """The chains, and the countries that the text names, that of its dateline among them."""
    found = list(names.phrases(r))
    found, origins = settled(r, found, places or ())
    chains = linked(r, drafted(r, found, origins, places, skipped), explain=explain)
    link_speakers(chains)
    named = ("name", "adjective", "national", "place")
    countries = {p.country for _, p in origins if p.country and p.use in named}
    # Who writes from another country than the one named has a second one in view.
    first = r.start[0] if len(r) else 0
    for p in places or ():
        if p.country and any(m.start == first or _within(m.start, skipped) for m in p.mentions):
            countries.add(p.country)
    return chains, frozenset(countries)


def drafted(
    r: Reading,
    found: list[tuple[int, Phrase]],
    origins: list[tuple[int, Phrase]],
    places: Sequence[Place] | None = None,
    skipped: Sequence[tuple[int, int]] = (),
) -> list[Draft]:
    """The mentions of a text, in its order; ``found`` and ``origins`` of :func:`settled`."""
    spans = {(m.start, m.end) for p in places or () for m in p.mentions if m.use == "literal"}
    at = {i + k: (i, p) for i, p in origins for k in range(len(p.words))}
    drafts = names.named(r, found, at, spans)
    if places is not None:
        # What the places' room takes for none acts under no place's name either.
        known = {m.start for p in places for m in p.mentions}
        drafts = [d for d in drafts if d.kind != "place" or r.start[d.first] in known]
    if skipped:
        drafts = [d for d in drafts if not _within(r.start[d.first], skipped)]
    _take_for_persons(r, drafts, spans)
    _families(r, drafts)
    drafts += _known_surnames(r, drafts)
    drafts.sort(key=lambda d: d.first)
    covered = {k: d for d in drafts for k in range(d.first, d.after)}
    said: dict[int, int] = {}
    for d in drafts:
        if d.kind == "person":
            d.roles = roles.roles_of(r, d, covered, at)
            for role in d.roles:
                for k in range(role.first, role.after):
                    said.setdefault(k, d.head)
    before = {k for d in drafts for h in d.roles if h.after == d.first
              for k in range(h.first, h.after)}  # fmt: skip
    descriptions = [d for d in nouns.described(r, drafts, origins, said)
                    if d.head not in before or r.words[d.head][0].islower()]  # fmt: skip
    for d in descriptions:
        owner = said.get(d.head)
        if d.kind != "person" or d.plural or owner is None or d.same is not None:
            continue
        if _is_head(r, d.head, owner, said):
            d.same = owner
    _share(r, descriptions)
    states = {k for k, (_, phrase) in at.items() if phrase.use != "organisation"}
    drafts += inner_names(r, descriptions, covered, states)
    drafts += descriptions + crowds(r) + pronouns(r)
    drafts.sort(key=lambda d: (d.first, -d.after))
    # An apposition before its name waits for the name.
    order = {d.head: i for i, d in enumerate(drafts)}
    for i, d in enumerate(drafts):
        if d.same is not None and order.get(d.same, -1) > i:
            name = drafts[order[d.same]]
            d.key, d.same = name.key, None
            d.roles, d.gender = name.roles, name.gender
            d.score = 0.7
            drafts[i] = _named_ahead(d)
    return drafts


def _share(r: Reading, descriptions: Sequence[Draft]) -> None:
    """Of "the director of the study and chairman of the board" both are the one person."""
    covered = {k: d for d in descriptions for k in range(d.first, d.after)
               if d.kind == "person"}  # fmt: skip
    for d in descriptions:
        first = covered.get(r.head[d.head])
        alone = d.kind == "person" and not d.plural and not d.definite and d.same is None
        if not alone or r.rel[d.head] != "conj" or first is None or first.plural:
            continue
        if r.low[d.first] not in ("a", "an") or copula.subject(r, first.head) is not None:
            d.same = first.same  # and not "its founder, N.N., and *a* member who was arrested"


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (at, len(spans) and spans[-1][1] + 1))
    return k > 0 and spans[k - 1][0] <= at < spans[k - 1][1]


def _named_ahead(d: Draft) -> Draft:
    d.form = "title"
    d.kind = "person"
    return d


def _is_head(r: Reading, noun: int, owner: int, said: dict[int, int]) -> bool:
    """Whether a noun is the office itself, not a word within it ("president of the teachers")."""
    h = r.head[noun]
    while h >= 0 and h != owner:
        if said.get(h) == owner and r.upos[h] in ("NOUN", "PROPN"):
            return False
        h = r.head[h]
    return True


def _surnames(drafts: Sequence[Draft], least: int = 3) -> frozenset[str]:
    """Last words of names of persons of at least so many letters."""
    return frozenset(
        d.key[-1] for d in drafts
        if d.kind == "person" and len(d.key) > 1 and len(d.key[-1]) >= least
    )  # fmt: skip


def _take_for_persons(
    r: Reading, drafts: Sequence[Draft], places: Container[tuple[int, int]]
) -> None:
    """Single words that the model took for places or bodies, which no table knows and which are
    the surname of somebody in the article, are that person's."""
    known = _surnames(drafts, 2)
    for d in drafts:
        if (
            d.after - d.first == 1
            and d.kind in ("place", "organization")
            and r.low[d.first] in known
            and not d.country
            and (r.start[d.first], r.end[d.first]) not in places
        ):
            d.kind, d.gender, d.sector = "person", None, None
            d.key, d.score = (r.low[d.first],), 0.7


def _families(r: Reading, drafts: Sequence[Draft]) -> None:
    """ "The Clintons" are those of that surname."""
    known = _surnames(drafts)
    for d in drafts:
        if (
            d.kind in ("person", "organization", "place")
            and len(d.key) == 1
            and d.first
            and r.low[d.first - 1] == "the"
            and d.key[0].endswith("s")
            and d.key[0] not in known
            and d.key[0][:-1] in known
        ):
            d.kind, d.plural, d.gender, d.sector = "group", True, None, "CVL"


def _known_surnames(r: Reading, drafts: list[Draft]) -> list[Draft]:
    """Surnames of persons of the article where the model saw no name."""
    known = _surnames(drafts)
    if not known:
        return []
    taken = {k for d in drafts for k in range(d.first, d.after)}
    out = []
    for i, low in enumerate(r.low):
        if low in known and i not in taken and r.upos[i] == "PROPN" and r.words[i][0].isupper():
            out.append(Draft(i, i, i + 1, "name", "person", r.words[i], key=(low,),
                             definite=True, score=0.7))  # fmt: skip
    return out
