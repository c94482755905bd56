"""Builds ``knowledge/states.tsv``: names, people, adjectives and metonyms of states.

    python -m training.actors.states ../shared/data/places/countries.tsv

From the World Factbook's country table (public domain) and ``states_extra.tsv``, written here: the
names newspapers use, and the capitals and seats that stand for governments. A state that has extra
metonyms has no other; for the rest its capital is one.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

OUT = Path(__file__).parents[2] / "src/readout/knowledge/states.tsv"
_NOT_A_NAME = {"none", "NA", ""}


def _nationals(cell: str) -> list[str]:
    out = []
    for part in re.split(
        r"[,;]| or ", re.sub(r"\((?:singular|plural|colloquial|sing|pl)[^)]*\)|\(note.*", "", cell)
    ):
        word = part.strip()
        match = re.fullmatch(r"(.+?)\((\w+)\)", word)
        if match:
            out += [match[1], match[1] + match[2]]
        elif word and word[0].isupper() and len(word) < 26:
            out.append(word)
    return out


def _joined(extra: list[str], mine: list[str]) -> list[str]:
    both = dict.fromkeys([*extra, *mine])
    return [w for w in both if w not in _NOT_A_NAME and len(w) > 1]


def main(countries: Path) -> None:
    extra = {}
    with open(Path(__file__).with_name("states_extra.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            extra[row["iso3"]] = {k: (v or "").split("|") for k, v in row.items() if k != "iso3"}
    rows = {}
    with open(countries, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            names = [row["name"], row["short_form"], row["long_form"]]
            names = [re.sub(r"\s*\(.*?\)", "", n).strip() for n in names]
            names += [n.removeprefix("The ") for n in names if n.startswith("The ")]
            if row["iso3"] in ("PRK", "KOR"):
                nationals, adjectives = [], []
            else:
                nationals = _nationals(row["nationals"])
                adjectives = [
                    a.strip()
                    for a in re.split(r"[;,]| or ", re.sub(r"\(.*?\)", "", row["adjective"]))
                ]
            capital = re.sub(r" (?:in|\().*|;.*", "", row["capital"]).strip()
            rows[row["iso3"]] = (names, nationals, adjectives, capital)
    for iso in extra:
        rows.setdefault(iso, ([], [], [], ""))
    with open(OUT, "w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        write.writerow(["iso3", "name", "names", "nationals", "adjectives", "capital", "metonyms"])
        for iso, (names, nationals, adjectives, capital) in sorted(rows.items()):
            more = extra.get(iso, {})
            all_names = _joined(more.get("names", []), names)
            metonyms = more.get("metonyms") or ([capital] if capital else [])
            metonyms = [m for m in dict.fromkeys(metonyms) if m not in _NOT_A_NAME]
            if capital in all_names:
                metonyms = []
            write.writerow(
                [
                    iso,
                    all_names[0].removeprefix("the "),
                    "|".join(all_names),
                    "|".join(_joined(more.get("nationals", []), nationals)),
                    "|".join(_joined(more.get("adjectives", []), adjectives)),
                    capital,
                    "|".join(metonyms),
                ]
            )
    print(len(rows), "states")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
