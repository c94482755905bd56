"""Trains the chooser of headlines: a conditional logit over the candidates of a page.

The pages are rendered without the block model, which has seen them: the weights stay honest, and
either model can be trained without the other.

One command, seeded: ``python -m training.pages.metadata DATA_DIR [--cv]``. Data: the open pages of
``data/pages`` (unpacked), gold titles only. Writes ``title_weights.json``: numbers, no page text.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from readout.evaluation.metadata import normal, relaxed, share
from readout.page.html.metadata import title
from readout.page.html.metadata.candidates import Around
from training.pages.pages_reading import Row, read_rows

SETS = ("fundus", "trafilatura", "more/trafilatura", "newspaper4k")
WEIGHT = {"fundus": 1.5, "trafilatura": 1.0, "more/trafilatura": 1.0, "newspaper4k": 0.3}
"""Of a page in training; newspaper4k is another tool's own output."""


class Sample:
    """One page: the features of its candidates and which of them are right."""

    def __init__(self, row: Row, around: Around) -> None:
        self.host = row.host
        self.name = row.id
        self.weight = WEIGHT[row.set]
        self.set = row.set
        found = title.gather(around)
        self.texts = [c.text for c in found.candidates]
        self.features = title.features(found, around)
        gold = normal(row.gold["title"])
        right = [normal(text) == gold for text in self.texts]
        self.exact_exists = any(right)
        if not any(right):
            loose = relaxed(row.gold["title"])
            right = [relaxed(text) == loose for text in self.texts]
        self.right = np.array(right, dtype=bool)
        self.gold = row.gold["title"]


def fit(samples: list[Sample], names: list[str], strength: float) -> dict[str, float]:
    """Weights by maximum likelihood of "some right candidate is chosen", ridge penalty."""
    index = {name: n for n, name in enumerate(names)}
    usable = [s for s in samples if s.right.any()]
    parts, starts, total = [], [], 0
    for s in usable:
        x = np.zeros((len(s.features), len(names)))
        for k, row in enumerate(s.features):
            for name, value in row.items():
                if name in index:
                    x[k, index[name]] = value
        starts.append(total)
        total += len(x)
        parts.append(x)
    matrix = np.vstack(parts)
    right = np.concatenate([s.right for s in usable])
    page = np.repeat(np.arange(len(usable)), [len(s.features) for s in usable])
    weight = np.array([s.weight for s in usable])
    first = np.array(starts)

    def loss(w: Any) -> tuple[float, Any]:
        z = matrix @ w
        top = np.maximum.reduceat(z, first)
        e = np.exp(z - top[page])
        whole = np.add.reduceat(e, first)
        good = np.add.reduceat(e * right, first)
        value = float((weight * (np.log(whole) - np.log(good))).sum())
        p = e / whole[page]
        q = e * right / good[page]
        gradient = matrix.T @ ((p - q) * weight[page])
        return value + strength * float(w @ w), gradient + 2 * strength * w

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(v), 4) for name, v in zip(names, result.x, strict=True)}


def pick(sample: Sample, weights: dict[str, float]) -> int:
    """The candidate the weights choose."""
    scores = [sum(weights.get(n, 0.0) * v for n, v in row.items()) for row in sample.features]
    return int(np.argmax(scores)) if scores else -1


def names_of(samples: list[Sample], least: int = 4) -> list[str]:
    """Features that occur on enough pages to be learned."""
    counts: dict[str, int] = {}
    for s in samples:
        for name in {name for row in s.features for name, value in row.items() if value}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, n in counts.items() if n >= least)


def cross_validate(samples: list[Sample], strength: float, folds: int = 10) -> dict[str, str]:
    """The chosen text for each page by weights that saw no page of its host."""
    hosts = sorted({s.host for s in samples})
    np.random.default_rng(7).shuffle(hosts)
    fold_of = {host: n % folds for n, host in enumerate(hosts)}
    chosen = {}
    for fold in range(folds):
        training = [s for s in samples if fold_of[s.host] != fold]
        weights = fit(training, names_of(training), strength)
        for s in samples:
            if fold_of[s.host] == fold and s.texts:
                chosen[s.name] = s.texts[pick(s, weights)]
    return chosen


def load(data: Path) -> list[Sample]:
    """Samples of all pages with a gold title."""
    return [
        Sample(row, row.around(plain=True))
        for name in SETS
        for row in read_rows(data, name)
        if row.gold.get("title")
    ]


def main() -> None:
    """Cross-validate (``--cv``) or train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--strength", type=float, default=0.5)
    options = parser.parse_args()
    samples = load(options.data)
    if options.cv:
        chosen = cross_validate(samples, options.strength)
        for name in SETS:
            part = [s for s in samples if s.set == name]
            right = [normal(chosen.get(s.name, "")) == normal(s.gold) for s in part]
            offered = sum(s.exact_exists for s in part)
            print(f"{name}: {share(right)}, offered {offered}")
        return
    weights = fit(samples, names_of(samples), options.strength)
    out = {
        "origin": "training/pages/metadata.py on the open part of data/pages; no page text inside",
        "pages": len(samples),
        "strength": options.strength,
        "weights": {name: value for name, value in weights.items() if value},
    }
    path = Path(title.__file__).with_name("title_weights.json")
    path.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
