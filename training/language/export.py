"""Writes a trained reader as the folder that ``readout.language.model`` loads, and checks it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from readout.knowledge.verbs import irregular_verbs
from readout.language.lemmas import Lemmas
from readout.language.model import FORMAT, Model
from training.language import labels
from training.language.batches import CLS, SEP, WINDOW, Inventory, Window
from training.language.corpora import Document
from training.language.graph import Balance, build, layout
from training.language.model import Reader, Sizes
from training.language.outputs import PairScorer, Scores, scorers
from training.language.scoring import score
from training.language.train import averaged

MOST_LOST = 0.5
"""Points any head may lose by quantisation."""
MOST_BYTES = 32_000_000
_REGULAR = Path(__file__).parent / "regular.txt"
_PAST = ("VBD", "VBN")


def read_trained(run: Path) -> tuple[Reader, Inventory, dict[str, Any]]:
    """The averaged weights of a run: the finished ones, else those of its last checkpoint."""
    settings = json.loads((run / "settings.json").read_text())
    reader = Reader(Sizes(**settings["sizes"]))
    weights, step = averaged(run)
    if step is not None:
        settings["unfinished_at"] = step
    reader.load_state_dict(weights)
    reader.eval()
    return reader, Inventory(settings["xpos"], settings["deprel"]), settings


def lemma_table(documents: Sequence[Document]) -> Lemmas:
    """Lemma rules and exceptions of treebank documents and of a list of verbs, which hold more
    past forms than the treebanks ("beaten"); the forms of regular verbs that these rules would get
    wrong ("looted") become exceptions."""
    listed = [
        (form, tag, lemma)
        for lemma, *forms in irregular_verbs()
        for form, tag in zip(forms, _PAST, strict=True)
    ]
    seen = [
        (word, tag, lemma)
        for d in documents
        for s in d.sentences
        if s.lemma is not None and s.xpos is not None
        for word, tag, lemma in zip(s.words, s.xpos, s.lemma, strict=True)
    ]
    # Twice, so that one slip of an annotator ("freed" from "fre") does not outweigh the list.
    table = Lemmas.learn([*seen, *listed, *listed])
    told = {(word.lower(), tag) for word, tag, _ in (*seen, *listed)}
    forms = dict(table.forms)
    for word, tag, lemma in regular_forms(_REGULAR.read_text(encoding="utf-8")):
        if (word, tag) not in told and table.of(word, tag) != lemma:
            forms[word, tag] = lemma
    return Lemmas(forms, table.rules)


def regular_forms(text: str) -> Iterator[tuple[str, str, str]]:
    """(form, tag, lemma) of each verb of a list; a ``+`` behind one doubles its last letter."""
    for entry in " ".join(text.splitlines()[1:]).split():
        lemma = entry.rstrip("+")
        stem = lemma + lemma[-1] if entry != lemma else lemma
        hard = stem.endswith("y") and stem[-2] not in "aeou"
        if stem.endswith("e"):
            past, going = stem + "d", stem if stem.endswith(("ee", "oe", "ye")) else stem[:-1]
        else:
            past, going = (stem[:-1] + "ied" if hard else stem + "ed"), stem
        hissing = lemma.endswith(("s", "x", "z", "ch", "sh", "o")) and lemma[-2:] != "oo"
        third = lemma[:-1] + "ies" if hard else lemma + ("es" if hissing else "s")
        yield from ((past, "VBD", lemma), (past, "VBN", lemma))
        yield from ((going + "ing", "VBG", lemma), (third, "VBZ", lemma))
        yield from ((lemma, "VB", lemma), (lemma, "VBP", lemma))


def write(
    reader: Reader,
    inventory: Inventory,
    lemmas: Lemmas,
    tokenizer: Path,
    folder: Path,
    *,
    version: str,
    training: dict[str, Any],
    int8: bool = True,
    balances: Mapping[str, Balance] | None = None,
) -> Path:
    """The model folder; everything in it but ``model.json`` is listed there with its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = build(reader, int8=int8, balances=balances)
    onnx.save(graph, str(folder / "encoder.onnx"))
    arrays = {}
    for name, pair in scorers(reader).items():
        arrays[f"{name}.weight"] = np.ascontiguousarray(pair.weight.T)
        arrays[f"{name}.bias"] = pair.bias
    np.savez(folder / "pairs.npz", **arrays)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    _plain_tokenizer(folder / "tokenizer.json")
    lemmas.write(folder / "lemmas.tsv")
    files = ["encoder.onnx", "pairs.npz", "tokenizer.json", "lemmas.tsv"]
    about = {
        "format": FORMAT,
        "version": version,
        "window": WINDOW,
        "files": {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in files},
        "begin": CLS,
        "end": SEP,
        "unknown": 100,
        "layout": layout(reader),
        "labels": {
            "upos": list(labels.UPOS),
            "xpos": inventory.xpos,
            "deprel": inventory.deprel,
            "names": list(labels.NAME_TYPES),
            "tags": list(labels.ATTRIBUTION),
            "roles": list(labels.ROLES),
            "root": list(labels.ROOTS),
            "status": list(labels.STATUSES),
            "mode": list(labels.MODE_OF),
            "parts": list(labels.PARTS),
        },
        "training": training,
    }
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n")
    size = sum((folder / f).stat().st_size for f in files)
    if int8 and size > MOST_BYTES:
        raise ValueError(f"{folder}: {size} bytes, but at most {MOST_BYTES} may ship")
    return folder


def _plain_tokenizer(path: Path) -> None:
    """Words are looked up one by one: no padding, truncation or end marks."""
    held = json.loads(path.read_text(encoding="utf-8"))
    held["padding"] = held["truncation"] = held["post_processor"] = None
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")


def onnx_scores(model: Model, windows: Sequence[Window]) -> Iterator[Scores]:
    """The scores of the exported graph for windows of the dev parts."""
    where = model.about.layout
    for window in windows:
        offsets = np.cumsum([0] + [len(i) for i, _, _ in window.encoded])
        pieces = np.concatenate([i for i, _, _ in window.encoded])
        shapes = np.concatenate([s for _, s, _ in window.encoded])
        first = np.concatenate(
            [f + o for (_, _, f), o in zip(window.encoded, offsets[:-1], strict=True)]
        )
        words, arcs = model.run([(pieces, shapes, first)])[0]
        part = {name: words[:, a:b] for name, (a, b) in where.items()}
        yield Scores(
            {k: v[1:] for k, v in part.items() if "." not in k},
            arcs,
            {k[5:]: v[1:] for k, v in part.items() if k.startswith("left.")},
            {
                k[6:]: v if k == "right.label" else v[1:]
                for k, v in part.items()
                if k.startswith("right.")
            },
        )


def dev_scores(model: Model, windows: Sequence[Window], inventory: Inventory) -> dict[str, float]:
    """Figures of an exported model on dev windows."""
    pairs = {k: PairScorer(p.weight.T, p.bias) for k, p in model.pairs.items()}
    return {
        k: round(v, 3)
        for k, v in score(windows, onnx_scores(model, windows), inventory, pairs).items()
    }


def lost(full: dict[str, float], small: dict[str, float]) -> dict[str, float]:
    """Points lost by the smaller model: in percent, of mean absolute errors in percent of the
    scale from -3 to 3, of correlations in hundredths."""
    out = {}
    for name, value in full.items():
        down = value - small[name]
        if name.endswith("MAE"):
            down = -100 * down / 6
        elif name.endswith(" r"):
            down = 100 * down
        out[name] = round(down, 3)
    return out


def judged(name: str) -> bool:
    """Whether a figure decides on a head: of the corpora with a thousand labelled things or more in
    their dev part, and not one type of name. In the others, a few hundred sentences each, one
    thing more or less is up to half a point; their figures are shown all the same."""
    return name.startswith(("ewt/", "gum/", "gmb/", "polnear/")) and not name.endswith(
        (" PER", " ORG", " LOC")
    )
