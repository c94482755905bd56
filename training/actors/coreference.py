"""Fits what a pronoun means: ``python -m training.actors.coreference DATA``.

On GUM's train part (``language/gum_train.jsonl.gz`` in DATA), all genres. The chains are followed
as the gold has them, so that each pronoun is weighed against right chains; the weights are those of
a softmax over the chains and none of them (Lee et al. 2017), with a quadratic penalty.

The language model has learnt from these documents and is surer of their true antecedents than of
new ones: its scores of true antecedents are lowered by a normal number (``SHIFT``, mean and
standard deviation), about as much as they lie lower on GUM's dev part.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from readout.evaluation import coreference
from readout.evaluation.coreference import GoldChains
from readout.language.analyse import analyse
from readout.language.model import load
from readout.mentions.actors import names, pronouns
from readout.mentions.actors.chains import Chains
from readout.mentions.actors.find import drafted
from readout.mentions.actors.link import linked
from readout.mentions.actors.reading import reading_of
from readout.mentions.actors.ruled_out import LATELY

WEIGHTS = Path(__file__).parents[2] / "src/readout/knowledge/coreference_weights.json"
KINDS = ("he", "it", "they")
STRENGTH = 5.0
SHIFT = {"he": (0.5, 0.5), "it": (0.5, 0.5), "they": (1.0, 1.5)}
NOBODY = {"he": 0.5, "it": 0.15, "they": 0.2}
"""What a pronoun counts that means none of the chains. Most of what "they" means there is persons
of whom no description was found: it is better that several such pronouns share a chain with others
than that they are lost, as B-cubed counts it."""
COUNTS = {"news": 3.0, "interview": 2.0, "bio": 0.3, "conversation": 0.3, "vlog": 0.3}
"""What a pronoun counts by genre: lives go on about one person, articles do not."""
SEED = 3
Table = npt.NDArray[np.float64]


class Choice(NamedTuple):
    """A pronoun with the features of the chains that it can mean ``[K, features]``, and which of
    them it means ``[K]``; none may be."""

    kind: str
    features: Table
    meant: npt.NDArray[np.bool_]
    counts: float = 1.0


def gold_heads(path: Path) -> dict[str, list[dict[int, str]]]:
    """By document, for each of its sentences the chain of each head word."""
    out: dict[str, list[dict[int, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            heads: dict[int, str] = {}
            for e in row["entities"]:
                inside = range(e["start"], e["end"])
                head = next((i for i in inside if row["head"][i] - 1 not in inside), e["start"])
                heads.setdefault(head, str(e["eid"]))
            out.setdefault(row["doc"], []).append(heads)
    return out


def choices(gold: GoldChains, heads: list[dict[int, str]]) -> list[Choice]:
    """The pronouns of a document with what they could mean."""
    chain_at = {
        sentence.spans[k][0]: chain
        for sentence, chains in zip(gold.document.sentences, heads, strict=True)
        for k, chain in chains.items()
    }
    r = reading_of(analyse(gold.document.text, gold.document.paragraphs, load()))
    out: list[Choice] = []

    def meant(c: Chains, i: int) -> int | None:
        chains, features = pronouns.options(c, i)
        if not chains:
            return None
        true = chain_at.get(r.start[c.drafts[i].head])
        right = np.array([
            true is not None
            and any(chain_at.get(r.start[c.drafts[m].head]) == true
                    for m in c.chains[n].mentions[-LATELY :])
            for n in chains
        ])  # fmt: skip
        counts = COUNTS.get(gold.genre, 1.0)
        out.append(Choice(pronouns.kind_of(c.drafts[i].gender), features, right, counts))
        return chains[int(right.argmax())] if right.any() else None

    found = list(names.phrases(r))
    linked(r, drafted(r, found, found), meant=meant)
    return out


def unseen(found: list[Choice]) -> Iterator[Choice]:
    """The same with the model's scores as they would be on documents that it has not seen."""
    rng = np.random.default_rng(SEED)
    score, here, both = (pronouns.FEATURES.index(x) for x in ("model", "here", "model here"))
    for one in found:
        features = one.features.copy()
        lower = features[one.meant, score] - rng.normal(*SHIFT[one.kind], one.meant.sum())
        features[one.meant, score] = lower.clip(-pronouns.SURE, pronouns.SURE)
        features[:, both] = features[:, score] * features[:, here]
        yield Choice(one.kind, features, one.meant, one.counts)


def fit(found: list[Choice]) -> Table:
    """Weights ``[features]``: the probability of any right chain, or of none where none is."""

    def loss(w: Table) -> tuple[float, Table]:
        total, slope = 0.5 * STRENGTH * float(w @ w), STRENGTH * w
        for one in found:
            scores = np.append(one.features @ w, 0.0)
            right = np.append(one.meant, not one.meant.any())
            p = np.exp(scores - scores.max())
            p /= p.sum()
            mass = float(p[right].sum())
            counts = one.counts * (1.0 if one.meant.any() else NOBODY[one.kind])
            total -= counts * float(np.log(mass + 1e-12))
            slope += counts * (one.features.T @ (p - p * right / (mass + 1e-12))[:-1])
        return total, slope

    start = np.zeros(len(pronouns.FEATURES))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def told(kind: str, found: list[Choice], w: Table) -> str:
    """How often the weights choose right."""
    right = chosen = 0
    for one in found:
        scores = one.features @ w
        best = int(scores.argmax())
        chosen += scores[best] > 0
        right += bool(scores[best] > 0 and one.meant[best])
    wanted = sum(bool(one.meant.any()) for one in found)
    return f"{kind}: precision {right / chosen:.3f}, recall {right / wanted:.3f} of {len(found)}"


def main() -> None:
    """Fits, prints the share chosen right on the part fitted on, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the corpora")
    path = parser.parse_args().data / "language" / "gum_train.jsonl.gz"
    heads = gold_heads(path)
    found = [x for d in coreference.read(path) for x in choices(d, heads[d.document.id])]
    weights = {}
    for kind in KINDS:
        mine = [x for x in found if x.kind == kind]
        w = fit(list(unseen(mine)))
        print(told(kind, mine, w))
        weights[kind] = {n: round(float(x), 3) for n, x in zip(pronouns.FEATURES, w, strict=True)}
    held = {
        "comment": "Log-odds of what a pronoun means, by feature; written by "
        "training/actors/coreference.py, which says on what they were fitted.",
        "licence": "Apache-2.0",
        "pronouns": weights,
    }
    WEIGHTS.write_text(json.dumps(held, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
