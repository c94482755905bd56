"""Places of sentences written for the purpose, read with the model that ships."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.evaluation.passages import read_passage
from readout.evaluation.places import page_of
from readout.language.analyse import analyse
from readout.language.model import Model, load
from readout.mentions.places.places import find_places, resolve_spans
from readout.record.types import Place


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def _read(text: str, model: Model, url: str | None = None) -> list[Place]:
    page = page_of(text, url)
    return find_places(page, analyse(text, [(b.start, b.end) for b in page.blocks], model))


def _where(text: str, model: Model, words: str) -> Place:
    at = text.index(words)
    near = [
        (abs(m.start - at) + abs(m.end - at - len(words)), place)
        for place in _read(text, model)
        for m in place.mentions
        if m.start < at + len(words) and at < m.end
    ]
    if near:
        return min(near, key=lambda pair: pair[0])[1]
    raise AssertionError(f"{words} was not found")


@pytest.mark.parametrize(
    ("text", "words", "country", "lat", "lon"),
    [
        ("She was born in Paris, Texas, and raised there.", "Paris", "USA", 33.7, -95.6),
        ("The two presidents met in Paris on Monday, France said.", "Paris", "FRA", 48.9, 2.3),
        ("Barrels fell on eastern Aleppo, Syria, on Sunday.", "Aleppo", "SYR", 36.2, 37.2),
        ("Rebels hold most of northern Idlib province.", "Idlib", "SYR", 35.9, 36.6),
        ("He moved from Iowa to Portland, Maine, last year.", "Portland", "USA", 43.7, -70.3),
        ("Peru holds the talks in the Peruvian capital.", "Peruvian capital", "PER", -12.0, -77.0),
        ("Canada closed its border on Monday.", "Canada", "CAN", 60.0, -95.0),
        ("Scientists left South Georgia in May.", "South Georgia", "SGS", -54.5, -37.0),
        ("Ships of the navy crossed the Black Sea.", "Black Sea", None, 43.0, 34.0),
    ],
)
def test_the_place_meant(
    model: Model, text: str, words: str, country: str | None, lat: float, lon: float
) -> None:
    place = _where(text, model, words)
    assert place.country == country
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=1.0)


def test_uses(model: Model) -> None:
    text = (
        "Moscow rejected the plan on Monday. Syrian airstrikes hit a market. "
        "Thousands of people live in Moscow."
    )
    uses = {(text[m.start : m.end], m.start): m.use for p in _read(text, model) for m in p.mentions}
    assert uses["Moscow", 0] == "metonym"
    assert uses["Syrian", text.index("Syrian")] == "modifier"
    assert uses["Moscow", text.rindex("Moscow")] == "literal"


def test_whom_support_is_for_is_no_place(model: Model) -> None:
    found = _read("Lawmakers voted in support of Ukraine, and shells hit the north of Chad.", model)
    assert {p.name: p.mentions[0].use for p in found} == {"Ukraine": "metonym", "Chad": "literal"}


def test_half_a_name_is_no_town(model: Model) -> None:
    found = _read("Shells hit San near Segou in Mali. Troops left San Fracano on Monday.", model)
    assert [len(p.mentions) for p in found if p.name == "San"] == [1]


def test_one_place_for_one_name(model: Model) -> None:
    text = "Fire broke out in Springfield, Illinois, on Monday.\n\nPolice in Springfield said so."
    places = [p for p in _read(text, model) if p.name == "Springfield"]
    assert len(places) == 1
    assert places[0].admin1 == "Illinois"
    assert len(places[0].mentions) == 2


def test_persons_are_no_places(model: Model) -> None:
    text = "Paris Hilton and Jordan Smith spoke with Jack London about the film."
    assert _read(text, model) == []


def test_ids_offsets_and_ranges(model: Model) -> None:
    text = "LIMA, Peru — Obama met Putin.\n\nThe Turkish army left Cyprus, Ankara said."
    places = _read(text, model)
    assert [p.id for p in places] == [f"p{i}" for i in range(1, len(places) + 1)]
    for place in places:
        assert 0 <= place.confidence <= 1
        for mention in place.mentions:
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]


def test_a_common_word_in_a_longer_name_is_no_town() -> None:
    """There are a University in Florida and a Hill in England."""
    for words in ("Zanzorvia University", "Brumblewick Hill", "Zanzorvia District Court"):
        assert resolve_spans(page_of(words), [(0, len(words))]) == [None]
    (point,) = resolve_spans(page_of("University of Cairo"), [(0, 19)])
    assert point == pytest.approx((30.0, 31.2), abs=0.5)


@pytest.mark.parametrize("words", ["Menoufia", "Monufia", "Menoufiya"])
def test_spellings_of_governorates(words: str) -> None:
    (point,) = resolve_spans(page_of(f"{words} in Egypt"), [(0, len(words))])
    assert point == pytest.approx((30.5, 31.0), abs=0.5)


def test_given_spans(model: Model) -> None:
    text = "From Cairo to Alexandria by train"
    spans = [(text.index(w), text.index(w) + len(w)) for w in ("Cairo", "Alexandria")]
    points = resolve_spans(page_of(text), spans)
    assert points[0] == pytest.approx((30.0, 31.2), abs=0.5)
    assert points[1] == pytest.approx((31.2, 29.9), abs=0.9)
    assert resolve_spans(page_of("nowhere at all"), [(0, 7)]) == [None]


def _points(text: str, *words: str) -> list[tuple[float, float] | None]:
    """Points of words of a text, each where it stands after the one before."""
    spans: list[tuple[int, int]] = []
    for one in words:
        start = text.index(one, spans[-1][1] if spans else 0)
        spans.append((start, start + len(one)))
    return resolve_spans(page_of(text), spans)


def test_a_county_is_meant_without_the_word() -> None:
    # No town of the gazetteer is called so; the state says which county.
    (point, _) = _points("The sheriff of Vanderburgh, Indiana, resigned.", "Vanderburgh", "Indiana")
    assert point == pytest.approx((38.0, -87.6), abs=0.4)
    # Boone is many towns, and here the county that the first sentence names.
    text = "Voters in Boone County, Indiana, chose a judge. Boone has grown fast."
    full, _, bare = _points(text, "Boone County", "Indiana", "Boone")
    assert bare == full == pytest.approx((40.05, -86.5), abs=0.4)
    (alone,) = _points("Boone has grown fast.", "Boone")
    assert alone != full


@pytest.mark.parametrize(
    "text",
    ["", " ", "Lima", "WAR IN SYRIA: MOSCOW SAYS NO", "東京 \U0001f5fe Köln\u0301 ﬁ", "of the and"],
)
def test_odd_input_is_read(model: Model, text: str) -> None:
    _read(text, model)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["Paris", ",", "Texas", "The", "Syrian", "of", ".", "\n\n", "Ü"])))
def test_any_row_of_words(words: list[str]) -> None:
    text = " ".join(words)
    for place in _read(text, load()):
        for mention in place.mentions:
            assert 0 <= mention.start < mention.end <= len(text)


def test_a_long_list_of_towns_with_many_namesakes_takes_bounded_time() -> None:
    text = (
        "Springfield, San Antonio, Santa Cruz, Georgetown, San Jose, Victoria and Clinton. " * 2_000
    )
    page = page_of(text)
    spans = []
    at = 0
    for word in text.replace(",", "").replace(".", "").split(" "):
        at = text.find(word, at)
        if word[:1].isupper() and at >= 0:
            spans.append((at, at + len(word)))
    began = time.process_time()  # another program's load is none of ours
    resolve_spans(page, spans)
    assert time.process_time() - began < 10


def test_a_well_known_organisation_is_no_place() -> None:
    text = "CARICOM will send observers to Georgetown in Guyana, and CARICOM pays for them."
    names = {p.name for p in read_passage(text).places}
    assert "Georgetown" in names
    assert "CARICOM" not in names


def test_a_make_is_no_place(model: Model) -> None:
    text = (
        "Russia fired an Oreshnik missile at Kharkiv. The Oreshnik hit a factory, and Oreshnik "
        "can reach Europe, Putin said. Aid reached Wobbleton."
    )
    found = {p.name for p in _read(text, model)}
    assert "Oreshnik" not in found
    assert {"Kharkiv", "Europe", "Wobbleton"} <= found
    acting = [e for e in read_passage(text).entities if e.name == "Oreshnik"]
    assert "place" not in [e.kind for e in acting]


def test_initials_and_parts_of_names_are_no_villages(model: Model) -> None:
    text = "The U.N. Security Council met. UN troops left. Kim Jong Un spoke. The Un Council met."
    assert [p.name for p in _read(text, model)] == []


def test_a_town_with_a_number_is_a_broadcaster() -> None:
    text = "Orujov is director of Kanal 13, an online station. In Mosul 20 civilians were killed."
    assert {p.name for p in read_passage(text).places} == {"Mosul"}
