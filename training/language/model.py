"""The encoder with its heads, as torch modules, and the losses that train them.

The body is BERT-shaped (MiniLM: 6 layers, 384 wide, 12 heads). Every head is a matrix on the first
piece of each word; relations between two words are scored by ``W relu(A x_i + B x_j)``, so that
``A x`` and ``B x`` can be exported word by word and pairs scored afterwards, only where wanted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from readout.language.pieces import N_SHAPE_IDS
from training.language import labels

IGNORE = -100


@dataclass(frozen=True)
class Sizes:
    """Dimensions of the model; ``xpos`` and ``deprel`` come from the data."""

    xpos: int
    deprel: int
    vocabulary: int = 30_522
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1_536
    positions: int = 512
    arc: int = 256
    label: int = 128
    role: int = 160
    link: int = 96
    coref: int = 64
    event: int = 64
    part: int = 96
    dropout: float = 0.1


class Dropout(nn.Module):
    """Dropout that on a CPU takes its masks from a pool of random bits at a random offset.

    Drawing fresh numbers is serial in torch and took 40 % of a forward pass on two cores.
    """

    _pools: ClassVar[dict[float, Tensor]] = {}

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or x.device.type != "cpu":
            return functional.dropout(x, self.rate, self.training)
        size = x.numel()
        pool = self._pools.get(self.rate)
        if pool is None or pool.numel() < size + 65_537:
            generator = torch.Generator().manual_seed(7)
            draws = torch.rand(size + 1_000_003, generator=generator)
            pool = self._pools[self.rate] = (draws >= self.rate).bfloat16() / (1 - self.rate)
        at = int(torch.randint(pool.numel() - size, ()))
        return x * pool[at : at + size].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One encoder layer, post-norm, with plain attention: faster than SDPA in bf16 on a CPU."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.n = s.heads
        self.qkv = nn.Linear(s.hidden, 3 * s.hidden)
        self.out = nn.Linear(s.hidden, s.hidden)
        self.norm1 = nn.LayerNorm(s.hidden, eps=1e-12)
        self.up = nn.Linear(s.hidden, s.inner)
        self.down = nn.Linear(s.inner, s.hidden)
        self.norm2 = nn.LayerNorm(s.hidden, eps=1e-12)
        self.drop = Dropout(s.dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.n, d // self.n).permute(2, 0, 3, 1, 4)
        scores = (q * (d // self.n) ** -0.5) @ k.transpose(-1, -2)
        if bias is not None:
            scores = scores + bias
        mixed = self.drop(scores.softmax(-1)) @ v
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, t, d))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embeddings with the shape of the word added at their output, then the layers."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.word = nn.Embedding(s.vocabulary, s.hidden)
        self.position = nn.Embedding(s.positions, s.hidden)
        self.norm = nn.LayerNorm(s.hidden, eps=1e-12)
        self.shape = nn.Embedding(N_SHAPE_IDS, s.hidden)
        nn.init.zeros_(self.shape.weight)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.drop = Dropout(s.dropout)

    def forward(self, ids: Tensor, shapes: Tensor, bias: Tensor | None) -> Tensor:
        x = self.word(ids) + self.position.weight[: ids.shape[1]]
        x = self.drop(self.norm(x) + self.shape(shapes))
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Pair(nn.Module):
    """Scores of ordered pairs of words: ``W relu(A x_i + B x_j)``."""

    def __init__(self, hidden: int, size: int, classes: int) -> None:
        super().__init__()
        self.left = nn.Linear(hidden, size)
        self.right = nn.Linear(hidden, size, bias=False)
        self.score = nn.Linear(size, classes)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        return self.score(functional.relu(self.left(left) + self.right(right)))


class Reader(nn.Module):
    """The encoder and all heads."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.sizes = s
        self.encoder = Encoder(s)
        self.drop = Dropout(0.25)
        self.token_heads = {
            "upos": len(labels.UPOS),
            "xpos": s.xpos,
            "names": len(labels.NAME_TAGS),
            "tags": len(labels.ATTRIBUTION_TAGS),
            "predicate": 2,
            "start": 2,
            "root": len(labels.ROOTS),
            "fact": 1,
            "status": len(labels.STATUSES),
            "background": 2,
            "mode": 1 + len(labels.MODE_OF),
        }
        self.token = nn.Linear(s.hidden, sum(self.token_heads.values()))
        self.arc_dep = nn.Linear(s.hidden, s.arc)
        self.arc_head = nn.Linear(s.hidden, s.arc)
        self.arc = nn.Parameter(torch.zeros(s.arc, s.arc))
        self.arc_bias = nn.Linear(s.arc, 1, bias=False)
        nn.init.orthogonal_(self.arc)
        self.label = Pair(s.hidden, s.label, s.deprel)
        self.role = Pair(s.hidden, s.role, len(labels.ROLES))
        self.link = Pair(s.hidden, s.link, 3)
        self.coref = Pair(s.hidden, s.coref, 1)
        self.part = Pair(s.hidden, s.part, len(labels.PARTS))
        self.event_word = nn.Linear(s.hidden, s.event)
        self.event_ends = nn.Linear(2 * s.hidden, s.event, bias=False)
        self.event_score = nn.Linear(s.event, 1)

    def encode(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Word vectors ``[B, W, H]`` and the window vectors ``[B, H]`` that stand for the root."""
        ids = batch["ids"]
        bias = None
        if bool((ids == 0).any()):
            bias = torch.zeros(ids.shape).masked_fill(ids == 0, -1e4)[:, None, None, :]
        hidden = self.encoder(ids, batch["shapes"], bias)
        index = batch["first"].unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        return self.drop(hidden.gather(1, index)), self.drop(hidden[:, 0])

    def split(self, words: Tensor) -> dict[str, Tensor]:
        """Scores of the heads that look at one word, ``[B, W, classes]`` each."""
        parts = self.token(words).float().split(list(self.token_heads.values()), -1)
        return dict(zip(self.token_heads, parts, strict=True))

    def arcs(self, words: Tensor, root: Tensor) -> Tensor:
        """``[B, W, 1 + W]``: score of each governor, the root first, for each word."""
        heads = functional.relu(self.arc_head(torch.cat([root.unsqueeze(1), words], 1)))
        deps = functional.relu(self.arc_dep(words))
        return (deps @ self.arc) @ heads.transpose(1, 2) + self.arc_bias(heads).transpose(1, 2)


def load_minilm(reader: Reader, folder: Path) -> None:
    """Copies the public MiniLM weights (safetensors, BERT names) into the encoder."""
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text())
    assert config["hidden_size"] == reader.sizes.hidden
    assert config["hidden_act"] == "gelu"
    w = load_file(folder / "model.safetensors")
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    e = reader.encoder
    with torch.no_grad():
        e.word.weight.copy_(w["embeddings.word_embeddings.weight"])
        # There is one segment only; its vector is part of every position.
        e.position.weight.copy_(
            w["embeddings.position_embeddings.weight"]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        e.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        e.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        for k, layer in enumerate(e.layers):
            p = f"encoder.layer.{k}."
            for part in ("weight", "bias"):
                qkv = [w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(qkv))
                for mine, theirs in (
                    (layer.out, "attention.output.dense"),
                    (layer.norm1, "attention.output.LayerNorm"),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.norm2, "output.LayerNorm"),
                ):
                    getattr(mine, part).copy_(w[f"{p}{theirs}.{part}"])


def load_earlier(reader: Reader, weights: dict[str, Tensor]) -> None:
    """Takes over the weights of an earlier run, which may lack the last heads on a word and
    heads on pairs; what it lacks keeps its fresh numbers."""
    own = reader.state_dict()
    for name, value in weights.items():
        if own[name].shape == value.shape:
            own[name].copy_(value)
        elif name.startswith("token.") and own[name].shape[1:] == value.shape[1:]:
            own[name][: len(value)].copy_(value)
        else:
            raise ValueError(f"{name}: {tuple(value.shape)} does not fit {tuple(own[name].shape)}")
    reader.load_state_dict(own)
