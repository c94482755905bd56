"""Trains the line-role model for plain-text captures.

``python -m training.pages.plain --data FOLDER`` writes ``model.npz`` and ``model.json`` into
``src/readout/page/plain/``; ``--folds 5`` first measures by cross-validation grouped by host.
Needs torch besides the extra ``train``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from readout.evaluation.plain import PlainReport, score_plain
from readout.page.plain.features import features
from readout.page.plain.lines import Lines
from readout.page.plain.network import CLASSES, DILATIONS, ready, scores
from readout.page.plain.read import decide
from readout.record.types import BODY_ROLES
from training.pages.rows import Row, all_renderings, load_rows
from training.pages.taught import reread
from training.pages.teacher import BODY, OTHER, taught_rows

ROOT = Path(__file__).resolve().parents[2]
LABELS = Path(__file__).parent / "labels" / "datelines_notes.jsonl"
TARGET = ROOT / "src" / "readout" / "page" / "plain"
IN_BODY = torch.tensor([c in BODY_ROLES for c in CLASSES])
FROM_DATA = {"summary": "standfirst", "date": "published"}


class Net(nn.Module):
    """The net of ``readout.page.plain.network``, for torch; input (pages, lines, columns)."""

    def __init__(self, columns: int, width: int) -> None:
        super().__init__()
        self.first = nn.Linear(columns, width)
        self.convs = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in DILATIONS
        )
        self.page = nn.Linear(2 * width, width)
        self.last = nn.Linear(width, len(CLASSES))
        self.drop = nn.Dropout(0.25)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        keep = mask[..., None].float()
        h = torch.relu(self.first(self.drop(x) if self.training else x)) * keep
        for block, conv in enumerate(self.convs):
            if block == 2:
                mean = h.sum(1) / keep.sum(1)
                top = (h - 1e4 * (1 - keep)).amax(1)
                h = (h + self.page(torch.cat([mean, top], -1))[:, None]) * keep
            out = torch.relu(conv(h.transpose(1, 2)).transpose(1, 2))
            h = (h + self.drop(out)) * keep
        return self.last(self.drop(h))

    def arrays(self, k: int) -> dict[str, np.ndarray]:
        """Weights under the names and shapes that the numpy net reads."""
        out: dict[str, Any] = {}
        for name, layer in (("in", self.first), ("page", self.page), ("out", self.last)):
            out[f"{name}.weight{k}"] = layer.weight.T
            out[f"{name}.bias{k}"] = layer.bias
        for b, conv in enumerate(self.convs):
            out[f"conv{b}.weight{k}"] = conv.weight.permute(2, 1, 0)
            out[f"conv{b}.bias{k}"] = conv.bias
        return {name: t.detach().numpy().astype(np.float16) for name, t in out.items()}


class Sample:
    """Features, class numbers and weights of the lines of one row.

    Class -1 is not counted; -2 and -3 say only that the class is one of the body's, of the others.
    """

    def __init__(self, row: Row) -> None:
        self.row = row
        lines = Lines(row["text"])
        self.x, self.names = features(lines)
        self.y = np.full(len(lines), -1, np.int64)
        self.w = np.zeros(len(lines), np.float32)
        spans = row["lines"]
        at = 0
        for i in range(len(lines)):
            mass: dict[str, int] = {}
            while at < len(spans) and spans[at]["start"] < lines.end[i]:
                role = spans[at]["role"]
                mass[role] = mass.get(role, 0) + spans[at]["end"] - spans[at]["start"]
                at += 1
            if not mass:
                continue
            role = "caption" if {"caption", "credit"} <= set(mass) else max(mass, key=mass.get)  # type: ignore[arg-type]
            role = FROM_DATA.get(role, role)
            if role == "unknown":
                continue
            self.y[i] = -2 if role == BODY else -3 if role == OTHER else CLASSES.index(role)
            size = min(max(lines.end[i] - lines.start[i], 12), 400)
            self.w[i] = size**0.5 / 8
            if role in (
                "headline",
                "standfirst",
                "subhead",
                "caption",
                "byline",
                "published",
                "credit",
            ):
                self.w[i] *= 1.5
            if row["labels"] != "full":
                self.w[i] *= 0.4


def train(samples: list[Sample], seed: int, epochs: int, width: int, mean: Any, scale: Any) -> Net:
    """One net; linear warm-down, page-wise batches of lines."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Net(samples[0].x.shape[1], width)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.03)
    data = []
    for s in samples:
        x = np.clip((s.x - mean) / scale, -4, 4)
        for a in range(0, len(x), 500):
            b = min(a + 500, len(x))
            if (s.y[a:b] != -1).any():
                data.append((x[a:b], s.y[a:b], s.w[a:b]))
    per = 8
    steps = epochs * (len(data) // per + 1)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps, pct_start=0.15)
    net.train()
    for _ in range(epochs):
        rng.shuffle(data)
        # Pages of like length share a batch.
        order = sorted(range(len(data)), key=lambda i: len(data[i][0]) + rng.random() * 80)
        batches = [order[i : i + per] for i in range(0, len(order), per)]
        rng.shuffle(batches)
        for batch in batches:
            longest = max(len(data[i][0]) for i in batch)
            x = torch.zeros(len(batch), longest, samples[0].x.shape[1])
            y = torch.full((len(batch), longest), -1)
            w = torch.zeros(len(batch), longest)
            mask = torch.zeros(len(batch), longest, dtype=torch.bool)
            for k, i in enumerate(batch):
                n = len(data[i][0])
                x[k, :n] = torch.from_numpy(data[i][0])
                y[k, :n] = torch.from_numpy(data[i][1])
                w[k, :n] = torch.from_numpy(data[i][2])
                mask[k, :n] = True
            logits = net(x, mask)
            logp, target = logits.log_softmax(-1).flatten(0, 1), y.flatten()
            loss = -logp.gather(1, target.clamp(min=0)[:, None])[:, 0]
            loss = 0.98 * loss - 0.02 * logp.mean(-1)
            loss = torch.where(target == -2, -logp[:, IN_BODY].logsumexp(-1), loss)
            loss = torch.where(target == -3, -logp[:, ~IN_BODY].logsumexp(-1), loss)
            weight = (w * (y != -1)).flatten()
            loss = (loss * weight).sum() / weight.sum().clamp(min=1)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            plan.step()
    net.eval()
    return net


def fit(samples: list[Sample], seeds: list[int], epochs: int, width: int) -> dict[str, np.ndarray]:
    """The arrays of an ensemble of nets with the scaling of the features."""
    stacked = np.concatenate([s.x for s in samples])
    mean, scale = stacked.mean(0), stacked.std(0) + 1e-3
    arrays = {"mean": mean.astype(np.float32), "scale": scale.astype(np.float32)}
    for k, seed in enumerate(seeds):
        arrays |= train(samples, seed, epochs, width, mean, scale).arrays(k)
    return arrays


def fold_of(host: str, folds: int) -> int:
    """The fold of a host: its registered name decides, so that sister hosts stay together."""
    parts = host.split(".")
    name = parts[-2] if len(parts) < 3 or len(parts[-2]) > 3 else parts[-3]
    return zlib.crc32(name.encode()) % folds


def predictor(arrays: dict[str, np.ndarray]) -> Any:
    """A ``predict`` for the scorer that runs the given net."""
    net = ready(arrays)

    def predict(text: str) -> list[tuple[str, int, int]]:
        lines = Lines(text)
        if not len(lines):
            return []
        found = decide(lines, scores(features(lines)[0], net))
        return [(s.role, s.start, s.end) for s in found]

    return predict


def cross_validate(
    samples: list[Sample], folds: int, epochs: int, width: int, members: int, keep: Path | None
) -> PlainReport:
    """Every given full capture read by nets that saw no page of its host."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    given: list[Row] = []
    for fold in range(folds):
        started = time.time()
        rest = [s for s in samples if fold_of(s.row["host"], folds) != fold]
        arrays = fit(rest, list(range(members)), epochs, width)
        if keep:
            np.savez_compressed(keep / f"fold{fold}.npz", **arrays)  # type: ignore[arg-type]
        predict = predictor(arrays)
        for s in samples:
            if fold_of(s.row["host"], folds) == fold and "transferred" not in s.row:
                found[s.row["text"]] = predict(s.row["text"])
                given.append(s.row)
        report = score_plain([r for r in given if r["labels"] == "full"], found.__getitem__, 10)
        print(f"fold {fold} {time.time() - started:.0f} s body {report.body_f1.value:.4f} "
              f"macro {report.macro_f1.value:.4f}", flush=True)  # fmt: skip
    return score_plain([r for r in given if r["labels"] == "full"], found.__getitem__)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"))
    parser.add_argument("--cache", type=Path, help="a file that keeps the renderings")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--members", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the nets of the folds")
    parser.add_argument("--reread", action="store_true", help="labels of the reader of HTML")
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    if args.data is None:
        parser.error("say where the data are: --data FOLDER or READOUT_DATA")
    torch.set_num_threads(1)
    if args.cache and args.cache.exists():
        rows = json.loads(args.cache.read_text(encoding="utf-8"))
    else:
        rows = load_rows(args.data, LABELS)
        rows = taught_rows(args.data, [*rows, *all_renderings(args.data, rows)])
        if args.reread:
            rows = reread(args.data, rows)
        if args.cache:
            args.cache.write_text(json.dumps(rows), encoding="utf-8")
    # Pages with weak labels come in two of their four renderings at most.
    samples = [
        Sample(row) for row in rows
        if row["labels"] != "partial" or "transferred" not in row or zlib.crc32(
            (row["id"] + row["renderer"]).encode()) % 3 == 0
    ]  # fmt: skip
    print(len(samples), "rows", samples[0].x.shape[1], "columns", flush=True)
    report = None
    if args.folds:
        report = cross_validate(
            samples, args.folds, args.epochs, args.width, args.members, args.keep
        )
        print(report.as_json())
    arrays = fit(samples, list(range(args.members)), args.epochs, args.width)
    np.savez_compressed(args.out / "model.npz", **arrays)  # type: ignore[arg-type]
    digest = hashlib.sha256((args.data / "plain_open.jsonl").read_bytes()).hexdigest()
    meta = {
        "what": "roles of the lines of a plain-text capture",
        "classes": CLASSES, "columns": samples[0].names, "seeds": list(range(args.members)),
        "data": {"plain_open.jsonl": digest, "rows": len(samples),
                 "labels": "training/pages/labels/datelines_notes.jsonl"},
        "licences": "gold: fundus MIT, trafilatura Apache-2.0; stand-off labels CC BY 4.0;"
                    " the pages belong to their publishers and are not contained",
        "command": f"python -m training.pages.plain --data FOLDER --folds {args.folds} "
                   f"--epochs {args.epochs} --width {args.width} --members {args.members}"
                   + (" --reread" if args.reread else ""),
        "cross_validation_by_host": json.loads(report.as_json()) if report else None,
    }  # fmt: skip
    text = json.dumps(meta, indent=1, ensure_ascii=False) + "\n"
    (args.out / "model.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
