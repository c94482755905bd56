"""Trains the model of block roles: ``python -m training.pages.blocks --data FOLDER``.

``FOLDER`` holds the archives of ``data/pages`` (``open_fundus.tar.gz`` and so on). Pages with full
gold give every block a role (``align.py``); pages with snippets only give the blocks that hold one.
The figures written beside the model come from cross-validation grouped by host; the shipped model
is then trained on all pages, with the same settings.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from sklearn.model_selection import GroupKFold

from readout.capture import load_bytes
from readout.evaluation.body import body_scores
from readout.page.html.dom import parse
from readout.page.html.features import block_features
from readout.page.html.layout import lay_out
from readout.page.html.metadata.head import read_head
from readout.page.html.roles import BODY, CLASSES, decide, menu_blocks
from training.pages.align import IGNORED, align_roles
from training.pages.archives import PageRow, read_archives
from training.pages.onnx_trees import to_onnx

SEED = 1
ROUNDS = 110
GUESS_WEIGHT = 0.1
SURE, SURE_NOT = 0.85, 0.94
PARAMETERS = {
    "objective": "multiclass", "num_class": len(CLASSES), "learning_rate": 0.12, "num_leaves": 15,
    "min_data_in_leaf": 20, "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1,
    "lambda_l2": 2.0, "max_bin": 63, "verbose": -1, "num_threads": 1, "seed": SEED,
    "deterministic": True,
}  # fmt: skip
FULL = ("fundus",)
FAR_SHARE = 0.3
"""Share of the blocks far from the article that is trained on: they are most, and all alike."""
OUT = Path(__file__).parents[2] / "src/readout/page/html"


class Page(NamedTuple):
    """One page ready for training: features (blocks, columns), roles and texts of its blocks."""

    row: PageRow
    features: np.ndarray
    roles: list[str]
    texts: list[str]


def prepare(row: PageRow) -> Page:
    """Read a page and give its blocks the roles of its gold."""
    dom = parse(load_bytes(row.html).text)
    layout = lay_out(dom)
    texts = [block.text for block in layout.blocks]
    if "units" in row.gold:
        roles = align_roles(layout, row.gold)
    else:
        roles = [_by_snippets(text, row.gold) for text in texts]
    return Page(row, block_features(layout, read_head(dom)), roles, texts)


def _by_snippets(text: str, gold: dict[str, Any]) -> str:
    text = " ".join(text.split())
    for key, role in (("with", "paragraph"), ("without", "chrome")):
        if any(" ".join(s.split()) in text for s in gold.get(key, ()) if s.strip()):
            return role
    return IGNORED


def training_rows(pages: list[Page]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, classes and weights. Long blocks weigh more, every full page weighs the same."""
    columns, classes, weights = [], [], []
    for page in pages:
        if not len(page.features):
            continue
        full = page.row.source in FULL
        random = np.random.default_rng(len(page.roles))
        near: set[int] = set()
        menu = menu_blocks(page.features)
        for i, role in enumerate(page.roles):
            if role not in (IGNORED, "chrome"):
                near.update(range(i - 4, i + 5))
        keep = [
            i for i, role in enumerate(page.roles)
            if role != IGNORED and not menu[i]
            and (i in near or not full or random.random() < FAR_SHARE)
        ]  # fmt: skip
        if not keep:
            continue
        columns.append(page.features[keep])
        classes += [CLASSES.index(page.roles[i]) for i in keep]
        if full:
            chars = np.array([len(page.texts[i]) for i in keep])
            weight = np.sqrt(np.minimum(chars, 600) / 60 + 0.3)
            weight *= np.where([i in near for i in keep], 1.0, 1 / FAR_SHARE)
            weights.append(weight / weight.sum() * 60)
        else:
            weights.append(np.ones(len(keep)))
    return np.vstack(columns), np.array(classes), np.concatenate(weights)


Guess = tuple[np.ndarray, list[int]] | None


def fit(pages: list[Page], guesses: list[Guess] | None = None) -> lightgbm.Booster:
    """The model, from all of ``pages`` and, at a small weight, what was guessed of their blocks."""
    features, classes, weights = training_rows(pages)
    for guess in guesses or ():
        if guess is not None:
            features = np.vstack([features, guess[0]])
            classes = np.concatenate([classes, guess[1]])
            weights = np.concatenate([weights, np.full(len(guess[1]), GUESS_WEIGHT)])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(features, classes, weight=weights), ROUNDS)


def read_unseen(pages: list[Page], folds: int, guesses: list[Guess] | None) -> list[np.ndarray]:
    """Class probabilities of every page's blocks by a model that did not train on its host."""
    chances = [np.zeros((0, len(CLASSES)), np.float32) for _ in pages]
    splitter = GroupKFold(folds, shuffle=True, random_state=SEED)
    for seen, unseen in splitter.split(pages, groups=[page.row.host for page in pages]):
        model = fit([pages[i] for i in seen], [guesses[i] for i in seen] if guesses else None)
        for i in unseen:
            if len(pages[i].features):
                chances[i] = np.asarray(model.predict(pages[i].features), np.float32)
                chances[i][menu_blocks(pages[i].features)] = np.eye(len(CLASSES))[0]
    return chances


def guess_roles(pages: list[Page], chances: list[np.ndarray]) -> list[Guess]:
    """Roles of blocks that the gold leaves open, where a model that did not see the host is sure.

    Self-training: it brought .002 on news pages and .004 to .011 on the other two sets.
    """
    guesses: list[Guess] = []
    for page, chance in zip(pages, chances, strict=True):
        keep: list[int] = []
        classes: list[int] = []
        menu = menu_blocks(page.features) if len(chance) else ()
        for i, row in enumerate(chance if page.row.source not in FULL else ()):
            body = row[BODY].sum()
            if page.roles[i] != IGNORED or menu[i]:
                continue
            if body > SURE:
                keep.append(i)
                classes.append(BODY[int(row[BODY].argmax())])
            elif body < 1 - SURE_NOT and row.max() > 0.8:
                keep.append(i)
                classes.append(int(row.argmax()))
        guesses.append((page.features[keep], classes) if keep else None)
    return guesses


def cross_validate(pages: list[Page], chances: list[np.ndarray]) -> dict[str, Any]:
    """Body F1 on the full pages, snippet F1 on the others, from probabilities of unseen pages."""
    bodies = [
        "\n".join(text for text, k in zip(page.texts, decide(chance), strict=True) if k in BODY)
        for page, chance in zip(pages, chances, strict=True)
    ]
    read = list(zip(pages, bodies, strict=True))
    full = [(page.row.gold["body"], body) for page, body in read if "body" in page.row.gold]
    partial = [(page.row.gold, body) for page, body in read if "with" in page.row.gold]
    return {"body": body_scores(full), "snippets": snippet_scores(partial)}


def snippet_scores(pairs: list[tuple[dict[str, Any], str]]) -> dict[str, float]:
    """Precision, recall and F1 over all wanted and unwanted snippets."""
    tp = fp = fn = 0
    for gold, body in pairs:
        text = " ".join(body.split())
        hits = [" ".join(s.split()) in text for s in gold.get("with", ())]
        tp += sum(hits)
        fn += len(hits) - sum(hits)
        fp += sum(" ".join(s.split()) in text for s in gold.get("without", ()))
    return {
        "precision": tp / (tp + fp),
        "recall": tp / (tp + fn),
        "f1": 2 * tp / (2 * tp + fp + fn),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"), required=False)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    if not options.data:
        parser.error("--data FOLDER or READOUT_DATA is needed: the folder that holds pages/")
    names = ("open_fundus", "open_trafilatura", "more_trafilatura")
    pages = [prepare(row) for row in read_archives(Path(options.data), names)]
    guesses = guess_roles(pages, read_unseen(pages, options.folds, None))
    # The guesses for a training page come from models that saw the test fold's gold: a trace of it
    # may reach the figures, at the small weight that guesses have.
    scores = cross_validate(pages, read_unseen(pages, options.folds, guesses))
    model = to_onnx(fit(pages, guesses), pages[0].features.shape[1])
    (OUT / "blocks.onnx").write_bytes(model)
    card = {
        "sha256": hashlib.sha256(model).hexdigest(),
        "command": "python -m training.pages.blocks --data FOLDER",
        "seed": SEED,
        "rounds": ROUNDS,
        "classes": CLASSES,
        "data": [
            {"name": "fundus parser test pages", "pages": 153, "licence": "MIT (annotations)"},
            {
                "name": "trafilatura evaluation pages",
                "pages": 494,
                "licence": "Apache-2.0 (annotations)",
            },
        ],
        "cross_validation_by_host": scores,
    }
    (OUT / "blocks.json").write_text(json.dumps(card, indent=1) + "\n")
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
