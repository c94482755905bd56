"""Whether claims of two sides are laid side by side: pairs of claims in written disputes.

    python -m evaluation.disputes [--errors]

``tests/data/accounts/disputes-{dev,test,near}.txt`` holds disputes of two sides with four to seven
claims each, and lists every pair that says the same or that cannot both be true:

    # d001 | ETH | Ethiopia | ERI | Eritrea | shelling of a border town
    a1 Eritrean guns fired the first rounds of the morning, at twenty to six
    b1! Eritrean batteries had fired first          (told as denied)
    - against a1 b1

``near`` lists besides the pairs that are about the very same matter and yet neither (a demand, more
detail, another day), three in each dispute, to tempt the program.

Each dispute is made an article of short sentences ("Ethiopia said …"), its claims shuffled with a
fixed seed, and read by the program; then the points of the two sides are made of all claims. A pair
is found when both its claims stand in one point, and right when their stances agree or differ as
they should. ``--errors`` prints the wrong pairs of ``dev``.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from readout.accounts.claim import Claim
from readout.accounts.claims import Claims
from readout.accounts.points import tellings
from readout.accounts.sides import Sides
from readout.evaluation.passages import read_passage
from readout.record.types import Record

DATA = Path(__file__).parents[1] / "tests" / "data" / "accounts"
_OWN = frozenset(("we", "our", "us", "i", "my"))
_DAY = "2031-06-15"


@dataclass
class Dispute:
    """Names of both sides, claims by id with whether they are denied, and the pairs by kind."""

    id: str
    names: dict[str, str]
    topic: str
    claims: dict[str, tuple[str, bool]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)


def disputes(text: str) -> Iterator[Dispute]:
    """The disputes of a file; raises ValueError where a pair names a claim that there is not."""
    for chunk in text.split("\n# "):
        head, *lines = chunk.removeprefix("# ").strip().splitlines()
        id_, _, one, _, other, topic = (part.strip() for part in head.split("|"))
        found = Dispute(id_, {"a": one, "b": other}, topic)
        for line in filter(str.strip, lines):
            mark, _, rest = line.partition(" ")
            if mark == "-":
                kind, *both = rest.split()[:3]
                a, b = sorted(both)
                if not {a, b} <= found.claims.keys():
                    raise ValueError(f"{id_}: no claims {a} and {b}")
                found.pairs[a, b] = kind
            else:
                found.claims[mark.rstrip("!")] = (rest.strip(), mark.endswith("!"))
        yield found


def _article(dispute: Dispute) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text of an article that tells the claims, and where each stands in it."""
    order = list(dispute.claims)
    random.Random(dispute.id).shuffle(order)
    names = dispute.names
    text = f"{_capital(names['a'])} and {names['b']} gave accounts of the {dispute.topic}."
    where = {}
    for id_ in order:
        said, denied = dispute.claims[id_]
        who = names[id_[0]]
        if said.partition(" ")[0].lower() in _OWN:
            before, said, after = "“", _capital(said), f",” {who} said."
        else:
            cue = "denied that" if denied else "said"
            before, after = f"{_capital(who)} {cue} ", "."
        start = len(text) + len("\n\n" + before)
        where[id_] = (start, start + len(said))
        text += "\n\n" + before + said + after
    return text, where


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _side(record: Record, sides: Sides, name: str) -> str | None:
    """The key of a side as the reading has it, by its name."""
    wanted = name.removeprefix("the ").removeprefix("a ").lower()
    for entity in record.entities:
        for mention in entity.mentions:
            said = record.article.text[mention.start : mention.end].lower()
            if mention.form != "pronoun" and (said in wanted or wanted in said):
                return sides.of(entity.id)
    return None


class _Stretch(Protocol):
    """What has a start and an end in the text: a claim, a part of a statement."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def _told_in(parts: Iterable[_Stretch], where: dict[str, tuple[int, int]]) -> str | None:
    """The id of the claim that stretches of the text are in."""
    for part in parts:
        for id_, (start, end) in where.items():
            if part.start < end and start < part.end:
                return id_
    return None


def found_pairs(dispute: Dispute) -> dict[tuple[str, str], str]:
    """What the program says of each pair of claims that it lays side by side."""
    text, where = _article(dispute)
    record = read_passage(text, published=_DAY)
    sides = Sides(record)
    keys = {side: _side(record, sides, name) or side for side, name in dispute.names.items()}
    if keys["a"] == keys["b"]:
        keys = {side: f"{key}#{side}" for side, key in keys.items()}
    cutter = Claims(record, sides)
    told: list[Claim] = []
    for statement in record.statements:
        if statement.parent is None and (id_ := _told_in(statement.content, where)) is not None:
            told += cutter.of(statement, keys[id_[0]])
    out: dict[tuple[str, str], str] = {}
    for telling in tellings(told):
        stances = {
            id_: position.stance
            for position in telling.positions
            for claim in position.claims
            if (id_ := _told_in([claim], where)) is not None
        }
        for a, one in stances.items():
            for b, other in stances.items():
                if a[0] == "a" and b[0] == "b":
                    out[a, b] = "same" if one == other else "against"
    return out


def score(part: str, *, errors: bool = False) -> Counter[tuple[str, str]]:
    """How many pairs of ``part`` are (kind in gold, kind as found); "none" where not laid side by
    side. ``errors`` prints the pairs that differ."""
    counts: Counter[tuple[str, str]] = Counter()
    text = (DATA / f"disputes-{part}.txt").read_text(encoding="utf-8")
    for dispute in disputes(text):
        found = found_pairs(dispute)
        for a, (one, _) in dispute.claims.items():
            for b, (other, _) in dispute.claims.items():
                if a[0] != "a" or b[0] != "b":
                    continue
                kinds = dispute.pairs.get((a, b), "none"), found.get((a, b), "none")
                counts[kinds] += 1
                if errors and kinds[0] != kinds[1]:
                    print(f"{dispute.id}: {kinds[0]}, ours {kinds[1]}: {one} / {other}")
    return counts


def main() -> None:
    """Prints the figures of all parts."""
    print("| pairs of claims | dev | test | near |\n| --- | --- | --- | --- |")
    parts = [score("dev", errors="--errors" in sys.argv), score("test"), score("near")]
    for kind in ("against", "same"):
        for name, at in (("precision", 1), ("recall", 0)):
            cells = []
            for counts in parts:
                of = sum(n for kinds, n in counts.items() if kinds[at] == kind)
                cells.append(f"{counts[kind, kind] / of:.3f} of {of}" if of else "-")
            print(f"| {kind}: {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
