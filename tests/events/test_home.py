"""Where an act takes place whose sentence does not say."""

from __future__ import annotations

import msgspec

from readout.events.home import Home
from readout.mentions.mentions import Mentions
from readout.record.types import Block, Entity, Event, Mention, Place, PlaceMention, Trigger


def entity(name: str, country: str | None, sector: str | None = None) -> Entity:
    return Entity(
        id=name, kind="organization", name=name, anonymous=False, country=country, sector=sector,
        roles=[], glosses=[], mentions=[Mention(start=0, end=1, form="name")], ref=None,
        confidence=1.0,
    )  # fmt: skip


def place(name: str, country: str, *starts: int, kind: str = "city") -> Place:
    return Place(
        id=name, name=name, kind=kind, geonames_id=None, country=country, admin1=None, lat=None,
        mentions=[PlaceMention(start=s, end=s + 1, use="literal") for s in starts], lon=None,
        method="gazetteer", confidence=1.0,
    )  # fmt: skip


BLOCKS = [Block(id=f"b{n}", role="paragraph", start=100 * n, end=100 * n + 99) for n in range(4)]
EVENT = Event(
    id="v1", type="ASSAULT", plover="ASSAULT", mode=None, contexts=[], cameo=None, quad=None,
    intensity=None, trigger=Trigger(start=150, end=155, lemma="hit"), sources=["army"], targets=[],
    reciprocal=False, place=None, time=None, duration=None, quantities=[], status="occurred",
    background=False, according_to=[], evidence=[], confidence=1.0,
)  # fmt: skip
STATE = msgspec.structs.replace(entity("China", "CHN"), kind="state")
ACTORS = [entity("army", None), entity("guests", "CHN"), entity("world", None, "IGO"), STATE]


def found(places: list[Place], dateline: str | None = None, **changed: object) -> str | None:
    home = Home(Mentions(ACTORS, places=places), dateline, BLOCKS)
    return home.of(msgspec.structs.replace(EVENT, **changed))


def test_where_somebody_only_spoke_nothing_is_done() -> None:
    mentions = Mentions(ACTORS, places=[place("Belgrade", "SRB", 5), place("Nis", "SRB", 110)])
    assert Home(mentions, "Belgrade", BLOCKS).of(EVENT) == "Nis"
    assert Home(mentions, "Belgrade", BLOCKS, apart={110}).of(EVENT) == "Belgrade"


def test_a_deed_of_a_story_without_a_dateline_is_where_its_paragraph_is() -> None:
    assert found([place("Gaza", "PSE", 10, 20), place("Fasher", "SDN", 110)]) == "Fasher"


def test_a_story_of_one_country_does_not_draw_in_other_paragraphs() -> None:
    gaza = [place("Gaza", "PSE", 310, 320)]
    assert found(gaza) is None
    assert found([place("Gaza", "PSE", 10, 320)]) == "Gaza"
    assert found([place("Gaza", "PSE", 10, 320)], type="REJECT") == "Gaza"
    assert found([place("Gaza", "PSE", 10, 320)], type="REJECT", sources=["world"]) is None
    assert found([place("Gaza", "PSE", 110, 320)], type="REJECT") == "Gaza"


def test_a_state_may_strike_strangers_abroad() -> None:
    places = [place("China", "CHN", 5, kind="country")]
    assert found(places, sources=["China"], targets=["army"]) is None
    assert found(places, sources=["guests"], targets=["army"]) == "China"
    assert found(places, sources=["China"], targets=["guests"]) == "China"


def test_a_body_of_no_known_country_acts_at_home_on_foreigners() -> None:
    places = [place("Manila", "PHL", 5), place("China", "CHN", 30, kind="country")]
    assert found(places, "Manila", targets=["guests"]) == "Manila"
    assert found(places, "Manila", sources=[], targets=["guests"]) == "China"


def test_people_of_no_known_country_meet_at_home_but_visit_elsewhere() -> None:
    lima = [place("Lima", "PER", 5)]
    assert found(lima, "Lima", type="CONSULT") == "Lima"
    assert found(lima, "Lima", type="CONSULT", mode="visit") is None
    assert found(lima, type="CONSULT") is None


def test_the_story_is_of_the_country_that_its_lead_names() -> None:
    head = Block(id="b0", role="headline", start=0, end=9)
    lead = Block(id="b1", role="paragraph", start=10, end=99)
    later = Block(id="b2", role="paragraph", start=100, end=199)
    harbour = place("Dili", "TLS", 2, 20)
    abroad = [place(name, name, 300 + n) for n, name in enumerate(("AUS", "IDN", "USA"))]
    home = Home(Mentions(ACTORS, places=[harbour, *abroad]), None, [head, lead, later])
    assert home.of(EVENT) == "Dili"
    mixed = [place("Dili", "TLS", 2), place("Kupang", "IDN", 20), *abroad]
    home = Home(Mentions(ACTORS, places=mixed), None, [head, lead, later])
    assert home.of(EVENT) is None


def test_a_deed_is_in_the_named_place_of_its_peoples_country() -> None:
    places = [
        place("Chengdu", "CHN", 120),
        place("Xian", "CHN", 170),
        place("Oslo", "NOR", 5, 7, 9),
    ]
    assert found(places, sources=["guests"]) == "Chengdu"
    assert found(places, type="REJECT", sources=["guests"]) is None


def test_a_body_of_a_country_that_is_not_spoken_of_is_at_home() -> None:
    """A party named after a place abroad is of that country by its name alone."""
    lima = place("Lima", "PER", 5)
    assert found([lima], "Lima", sources=["guests"]) == "Lima"
    china = place("China", "CHN", 30, kind="country")
    assert found([lima, china], "Lima", sources=["guests"]) == "China"


def test_a_deed_of_a_story_written_abroad_is_where_the_story_is() -> None:
    line = Block(id="b0", role="dateline", start=0, end=9)
    lead = Block(id="b1", role="paragraph", start=10, end=99)
    later = Block(id="b2", role="paragraph", start=100, end=199)
    cairo, port = place("Cairo", "EGY", 2), place("Port Sudan", "SDN", 20)
    town = place("Luxor", "EGY", 110)

    def told(places: list[Place], **changed: object) -> str | None:
        home = Home(Mentions(ACTORS, places=places), "Cairo", [line, lead, later])
        return home.of(msgspec.structs.replace(EVENT, **changed))

    assert told([cairo, port]) == "Port Sudan"
    assert told([cairo, port], type="REJECT") is None
    assert told([cairo, town]) == "Luxor"
    assert told([cairo, place("Luxor", "EGY", 20)]) == "Luxor"
    assert told([cairo, place("Luxor", "EGY", 20), place("Oslo", "NOR", 110)]) == "Luxor"
    assert told([cairo, place("Luxor", "EGY", 20)], type="REJECT") == "Cairo"
    assert told([cairo, place("Luxor", "EGY", 210)]) == "Cairo"
    assert told([cairo, place("Egypt", "EGY", 20, kind="country")]) == "Cairo"
