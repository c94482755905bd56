"""Chains: the mentions of one thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from readout.knowledge import actor_words, offices
from readout.language.analysis import Antecedents
from readout.mentions.actors.draft import Draft, Kind
from readout.mentions.actors.interview import Interview
from readout.mentions.actors.reading import Reading

WINDOW = 40
"""Chains looked back upon, the latest first."""


@dataclass(slots=True)
class Chain:
    """Mentions of one thing, as places in the list of drafts."""

    kind: Kind
    mentions: list[int] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    country: str | None = None
    nouns: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    """Nouns of the offices held, lower case."""
    ranks: set[str] = field(default_factory=set)
    last: int = -1
    """Draft that mentioned it last."""
    guest: str | None = None
    """Of one interviewed the last word of the name: what is "I" in the answers, and never "he"
    there."""
    members: tuple[int, ...] = ()
    """Chains that a plural stands for."""


@dataclass
class Chains:
    """Chains over drafts; :func:`readout.mentions.actors.link.linked` makes them."""

    reading: Reading
    drafts: list[Draft]
    chains: list[Chain] = field(default_factory=list)
    of: dict[int, int] = field(default_factory=dict)
    """Chain of each draft."""
    recent: list[int] = field(default_factory=list)
    """Chains by their last mention, the latest last."""
    by_key: dict[tuple[str, ...], int] = field(default_factory=dict)
    by_last: dict[str, list[int]] = field(default_factory=dict)
    by_country: dict[str, int] = field(default_factory=dict)
    by_noun: dict[str, list[int]] = field(default_factory=dict)
    by_members: dict[tuple[int, ...], int] = field(default_factory=dict)
    talk: Interview = field(default_factory=Interview)
    waiting: list[tuple[int, int]] = field(default_factory=list)
    """Descriptions with the first or second person whom they describe."""
    leading: int = -1
    """The person named first."""
    weighed: dict[int, list[tuple[int, float]]] | None = None
    """Chains with their scores that each pronoun and description was weighed against; None where
    nobody asks."""

    @cached_property
    def antecedents(self) -> Antecedents:
        """What the model says of the heads of all drafts."""
        heads = dict.fromkeys(d.head for d in self.drafts)
        return self.reading.analysis.antecedents(list(heads))

    @cached_property
    def _drafts_at(self) -> dict[int, int]:
        return {d.head: i for i, d in enumerate(self.drafts)}

    def chain_at(self, word: int) -> int | None:
        """The chain of the draft with this head word; None where it is in none yet."""
        return self.of.get(self._drafts_at.get(word, -1))

    def new(self, i: int, kind: Kind | None = None) -> int:
        """A chain of its own for draft ``i``."""
        self.chains.append(Chain(kind or self.drafts[i].kind))
        number = len(self.chains) - 1
        self.add(number, i)
        return number

    def add(self, number: int, i: int) -> None:
        """Puts draft ``i`` into a chain."""
        chain, d = self.chains[number], self.drafts[i]
        chain.mentions.append(i)
        self.of[i] = number
        chain.last = i
        if d.gender and (chain.gender is None or d.form == "name"):
            chain.gender = d.gender if d.gender != "n" or chain.kind != "person" else chain.gender
        if d.form != "pronoun":
            chain.plural = chain.plural or d.plural
            chain.country = chain.country or d.country
        if d.form in ("name", "title") and d.key:
            chain.names.add(d.key)
            if self.leading < 0 and d.kind == "person":
                self.leading = number
            if d.kind == "person" and d.key[-1] in (self.talk.guest, self.talk.second):
                chain.guest = chain.guest or d.key[-1]
            self.by_key.setdefault(d.key, number)
            held = self.by_last.setdefault(d.key[-1], [])
            if number not in held:
                held.append(number)
        if d.noun:
            chain.nouns.add(d.noun)
            some = self.by_noun.setdefault(d.noun, [])
            if not some or some[-1] != number:
                some.append(number)
        for role in d.roles:
            words = role.title.lower().replace("-", " ").split()
            chain.titles.update(words)
            chain.country = chain.country or role.country
            kind = offices.office(role.title)
            if kind.rank:
                chain.ranks.add(kind.rank)
            for word in words:
                some = self.by_noun.setdefault(word, [])
                if number not in some[-8:]:
                    some.append(number)
        if chain.kind == "person" and chain.gender is None and chain.titles:
            if chain.titles & actor_words.listed("women"):
                chain.gender = "f"
            elif chain.titles & actor_words.listed("men"):
                chain.gender = "m"
        if self.recent and self.recent[-1] != number:
            window = self.recent[-WINDOW:]
            if number in window:
                del self.recent[len(self.recent) - len(window) + window.index(number)]
        if not self.recent or self.recent[-1] != number:
            self.recent.append(number)

    def weigh(self, i: int, options: list[tuple[int, float]]) -> None:
        """Keeps what draft ``i`` was weighed against, for those who ask why."""
        if self.weighed is not None and options:
            self.weighed.setdefault(i, options)

    def group(self, members: tuple[int, ...]) -> int:
        """The chain of a plural that stands for other chains."""
        members = tuple(sorted(members))
        number = self.by_members.get(members)
        if number is None:
            self.chains.append(Chain("group", plural=True, members=members))
            number = self.by_members[members] = len(self.chains) - 1
        return number


def commonest(values: list[str | None]) -> str | None:
    """The value said most often, the first among equals; None is no value."""
    said = [v for v in values if v]
    if len(set(said)) < 2:  # nearly always, and counting takes ten times as long
        return said[0] if said else None
    return Counter(said).most_common(1)[0][0]
