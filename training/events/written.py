"""Sentences about two actors out of ``written_pairs.txt``, training rows for :mod:`.pair` and
:mod:`.words`, and about rarer words for acts out of ``written_acts.txt``, for the latter alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATTERNS = Path(__file__).with_name("written_pairs.txt")
ACTS = Path(__file__).with_name("written_acts.txt")
EACH = 3
"""Sentences drawn from a pattern."""
Span = tuple[int, int]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_STATES = """Norway Peru Kenya Serbia Nepal Chile Ghana Malta Laos Belgium Tunisia Panama Senegal
Oman Latvia Bolivia Zambia Vietnam Cyprus Uganda Estonia Jordan Ecuador Mali Iceland Armenia Fiji
Cuba Poland Turkey Iran Israel Russia China India Pakistan Egypt Iraq""".split()


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace("\n", " ").split(",")]


_LEADERS = _listed("""President Lindqvist, Prime Minister Oduya, Foreign Minister Castellan,
the Kenyan president, the Serbian prime minister, Defence Minister Haldane, King Adebar,
Chancellor Brandt, the Peruvian foreign minister, Senator Whitlock, the Turkish government,
the Polish foreign ministry""")
_BODIES = _listed("""the United Nations, the European Union, NATO, the African Union,
the World Bank, the Arab League, UNHCR, the Red Cross, the IMF""")
_GROUPS = _listed("""rebels, the opposition, separatists, the Islamist militia, the guerrillas,
opposition leaders, the insurgents, the ruling party, the army, the rebel movement""")
_PEOPLE = _listed("""refugees, civilians, activists, journalists, students, villagers, farmers,
a journalist, an opposition leader, two suspects, human rights activists, residents""")
_CROWDS = _listed("""workers, students, teachers, protesters, thousands of people, nurses, farmers,
opposition supporters, trade unions, prisoners, miners, truck drivers""")
_ARMED = _listed("""soldiers, gunmen, police, the army, security forces, militants, rebels,
fighter jets""")
_COURTS = _listed("""a court, prosecutors, the Supreme Court, police, the human rights group,
a judge""")
_AGAINST = _listed("""the government, the company, the mine, a factory, the new law,
the military government, the election""")
_WHERE = _listed("the capital, the border region, the northern province, the city")
_ANYBODY = [*_STATES, *_LEADERS, *_BODIES, *_GROUPS]
_SOURCES = {
    "PROTEST": _CROWDS * 3 + _GROUPS,
    "ASSAULT": _ARMED * 2 + _STATES + _GROUPS,
    "COERCE": _STATES + _ARMED + ["police"] * 3 + _LEADERS,
    "MOBILIZE": _STATES + _ARMED[:4] + ["NATO"],
    "ACCUSE": _STATES + _LEADERS + _BODIES + _COURTS * 2,
}
_TARGETS = {
    "ASSAULT": _PEOPLE + _STATES + _GROUPS + _ARMED[:5],
    "COERCE": _PEOPLE * 2 + _STATES + _GROUPS,
    "YIELD": _PEOPLE + _STATES + _GROUPS,
    "AID": _STATES + _GROUPS + _PEOPLE,
    "ACCUSE": _STATES + _LEADERS + _GROUPS + ["activists", "journalists"],
    "PROTEST": _STATES + _LEADERS + _AGAINST * 2,
    "MOBILIZE": _STATES + _WHERE * 3,
}
_BEFORE = ["", "", "", "", "On Tuesday, ", "Last week ", "In March, ", "According to officials, ",
           "Meanwhile, ", "Earlier this year, "]  # fmt: skip
_AFTER = ["", "", "", "", " on Monday", " last week", ", state media reported", ", officials said",
          ", a spokesman said on Friday", " after weeks of violence", " in response to the crisis",
          " following an attack on a market", " because of human rights concerns",
          " as tensions rose in the region", " despite warnings from neighbours",
          " after the talks collapsed", " since the war began",
          " amid a dispute over water"]  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A sentence, its two actors in code points, and the root between them."""

    text: str
    source: Span
    target: Span
    root: str


@dataclass(frozen=True)
class WrittenAct:
    """A sentence with the stretches, in code points, of words that tell an act of one root
    ("NONE": that tell none there)."""

    text: str
    root: str
    told: list[Span]


def written(seed: int = 0) -> Iterator[Written]:
    """``EACH`` sentences from each pattern, fewer where it has fewer."""
    draw = random.Random(seed)
    seen = set[str]()
    for root, core in _drawn(PATTERNS, draw):
        if core not in seen:
            seen.add(core)
            text, spans = _filled(core, root, draw)
            yield Written(text, spans["{S}"], spans["{T}"], root)


def written_acts(seed: int = 0) -> Iterator[WrittenAct]:
    """``EACH`` sentences from each pattern of ``written_acts.txt``."""
    draw = random.Random(seed)
    for root, core in _drawn(ACTS, draw):
        pieces = _filled(core, root, draw)[0].split("*")
        ends = [sum(map(len, pieces[: k + 1])) for k in range(len(pieces))]
        told = [(ends[k - 1], ends[k]) for k in range(1, len(pieces), 2)]
        yield WrittenAct("".join(pieces), root, told)


def _drawn(patterns: Path, draw: random.Random) -> Iterator[tuple[str, str]]:
    """The root of each pattern of a file, with ``EACH`` choices of its alternatives."""
    root = ""
    for line in patterns.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if header := re.fullmatch(r"\[([A-Z]+)\]", line):
            root = header[1]
            continue
        for _ in range(EACH):
            yield root, _chosen(line, draw)


def _chosen(pattern: str, draw: random.Random) -> str:
    """The pattern with one of the alternatives in each place."""
    chosen = _CHOICE.sub(lambda place: draw.choice(place[1].split("|")), pattern)
    return re.sub(" +", " ", chosen).strip()


def _filled(core: str, root: str, draw: random.Random) -> tuple[str, dict[str, Span]]:
    """The sentence, and where its two actors stand in it."""
    source = draw.choice(_SOURCES.get(root, _ANYBODY))
    target = draw.choice([name for name in _TARGETS.get(root, _ANYBODY) if name != source])
    names, spans = {"{S}": source, "{T}": target}, {}
    text = draw.choice(_BEFORE)
    for piece in re.split(r"(\{[ST]\})", f"{core}{draw.choice(_AFTER)}."):
        words = names.get(piece, piece)
        words = words if text else words[:1].upper() + words[1:]
        if piece in names:
            spans[piece] = len(text), len(text) + len(words)
        text += words
    return text, spans
