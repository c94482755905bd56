"""Fits which nouns name people or bodies: ``python -m training.events.people``.

On the training part of the written passages: nouns that head a labelled source or target of an act
that one does with somebody, against those that head none in a passage with labelled events; the
nouns for persons and groups that the project lists are added. Every noun counts once, so that the
function learns what kind of word it is and not which of them are frequent. A minute. Prints how
well nouns that were left out are told.
"""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from readout.evaluation.pages_of import page_of_text
from readout.events.people import WEIGHTS, endings, vector
from readout.events.read import BODILY
from readout.knowledge import actor_words
from readout.language.analyse import analyse_page
from readout.language.model import load
from readout.mentions.actors.nouns import singular
from readout.statements.tree import plant
from training.corpus.gold import TEXT
from training.corpus.markup import Passage, part_of, read_passages

COST = 0.3
OFTEN, SELDOM = 0.5, 0.05
"""Shares of the places of a noun in which it is somebody from which it counts as naming people, and
up to which it does not."""
LEAST = 2
"""Times that a noun is seen before it counts as naming nobody."""
LEAST_ENDING = 4
"""Nouns with an ending that is learnt."""

THINGS = frozenset(
    "ship boat vessel tanker trawler frigate warship yacht ferry canoe convoy truck lorry van car "
    "bus train tram tractor plane airliner aircraft helicopter jet bomber drone balloon rig "
    "reactor plant pipeline refinery mine dam bridge road railway tunnel port airport hospital "
    "clinic school house home hut villa flat tower building warehouse shop market hotel palace "
    "prison cell camp base barracks bunker trench checkpoint post station depot mosque temple "
    "cathedral shrine monument statue village town city district street square field farm forest "
    "island river lake valley mountain border tent fence wall gate door window desk book newspaper "
    "poster document file archive cargo crate barrel shipment wheat rice grain oil gas".split()
)
"""Vehicles, buildings, places and goods. They are often what an act is done to and so are not
counted among the other nouns."""


def main() -> None:
    """Fits, prints the figures and writes the weights."""
    seen, somebody, things = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted((TEXT / "events").glob("*.txt")):
        for passage in read_passages(path):
            if part_of(passage.about.get("topic", "")) == "train":
                count(passage, seen, somebody, things)
    listed = {
        noun
        for kind in ("persons", "groups")
        for noun in actor_words.nouns(kind)
        if "_" not in noun
    }
    people = {w for w, n in seen.items() if somebody[w] >= OFTEN * n} | listed
    others = {
        w
        for w, n in seen.items()
        if n >= LEAST and somebody[w] <= SELDOM * n and things[w] <= SELDOM * n and w not in listed
    }
    people -= THINGS
    others |= THINGS
    words = sorted(people | others)
    truth = np.array([w in people for w in words])
    known = Counter(ending for w in words for ending in endings(w))
    names = sorted(e for e, n in known.items() if n >= LEAST_ENDING)
    table = np.array([features(w, names) for w in words])
    model = LogisticRegression(C=COST, max_iter=2_000)
    scores = cross_val_predict(model, table, truth, cv=5, method="predict_proba")[:, 1]
    for least in (0.3, 0.5, 0.7):
        found = scores >= least
        print(
            f"from {least}: precision {truth[found].mean():.3f}, recall {found[truth].mean():.3f}"
        )
    model.fit(table, truth)
    weights = model.coef_[0]
    size = len(weights) - len(names)
    held = {
        "bias": round(float(model.intercept_[0]), 3),
        "vector": [round(float(w), 2) for w in weights[:size]],
        "endings": {e: round(float(w), 2) for e, w in zip(names, weights[size:], strict=True)},
    }
    WEIGHTS.write_text(json.dumps(held) + "\n", encoding="utf-8")
    print(f"{truth.sum()} nouns for people, {(~truth).sum()} others, {len(names)} endings")


def count(
    passage: Passage, seen: Counter[str], somebody: Counter[str], things: Counter[str]
) -> None:
    """Counts the nouns of a passage, those that head somebody and those that may be a thing."""
    analysis = analyse_page(page_of_text(passage.text), load())
    tree = plant(analysis)
    heads: set[int] = set()
    maybe: set[int] = set()
    for mark in passage.marks:
        if mark.part not in ("actor", "recipient"):
            continue
        first = int(np.searchsorted(analysis.start, mark.start))
        after = int(np.searchsorted(analysis.start, mark.end))
        if first < after:
            done_to = (
                mark.part == "recipient"
                and passage.events.get(mark.number, {}).get("type") in BODILY
            )
            (maybe if done_to else heads).add(tree.top(first, after))
    for i in range(len(tree)):
        if tree.upos[i] == "NOUN" and tree.lower[i].isalpha():
            noun = singular(tree.lower[i])
            seen[noun] += 1
            somebody[noun] += i in heads
            things[noun] += i in maybe


def features(noun: str, names: list[str]) -> npt.NDArray[np.float64]:
    """``[size + endings]``: the noun's vector, and which endings it has."""
    own = set(endings(noun))
    return np.array([*vector(noun), *(float(name in own) for name in names)])


if __name__ == "__main__":
    main()
