"""Windows, losses, and the exported graph against torch, on a model of a few hundred weights."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

from readout.language.lemmas import Lemmas  # noqa: E402
from readout.language.model import Model  # noqa: E402
from readout.language.pieces import Pieces  # noqa: E402
from training.language import balance, export, labels, losses, restore  # noqa: E402
from training.language.batches import WINDOW, Inventory, Packer, Window, collate  # noqa: E402
from training.language.corpora import Document, Sentence  # noqa: E402
from training.language.model import Reader, Sizes  # noqa: E402
from training.language.outputs import torch_scores  # noqa: E402

INVENTORY = Inventory(["NN", "VBD"], ["nsubj", "root"])


def sentence(n: int = 4) -> Sentence:
    s = Sentence([f"Word{i}" for i in range(n)])
    s.upos = [0] * n
    s.xpos = ["NN"] * n
    s.heads = [0] + [1] * (n - 1)
    s.deprel = ["root"] + ["nsubj"] * (n - 1)
    s.names = [1, 2, 4, 1][:n] + [1] * (n - 4)
    s.predicates = [0, 1] + [0] * (n - 2)
    s.args = [(1, 0, 2)]
    s.attribution = [(1, 0), (2, 0), (3, 0), (0, -1)][:n] + [(0, -1)] * (n - 4)
    s.factuality = [(1, 3.0)]
    s.mentions = [(0, "a"), (2, "a")]
    s.events = [(0, 2, labels.allowed_roots("YIELD")), (-1, -1, 1)]
    s.starts = True
    s.roots = [0, 16] + [0] * (n - 2)
    s.modes = [-100, 1] + [-100] * (n - 2)
    s.status = [0, 1] + [0] * (n - 2)
    s.background = [-100, 1] + [-100] * (n - 2)
    s.parts = [(1, 0, 1), (1, 2, 2)]
    return s


@pytest.fixture(scope="module")
def reader() -> Reader:
    torch.manual_seed(3)
    sizes = Sizes(
        xpos=2, deprel=2, vocabulary=200, hidden=48, layers=2, heads=12, inner=64, positions=128,
        arc=16, label=8, role=8, link=8, coref=8, event=8, dropout=0.0,
    )  # fmt: skip
    made = Reader(sizes)
    torch.nn.init.normal_(made.encoder.shape.weight)
    return made


@pytest.fixture
def packer() -> Packer:
    return Packer(Pieces(lambda w: [103 + ord(c) % 90 for c in w], 100))


def test_windows_hold_every_word_once_and_fit(packer: Packer) -> None:
    document = Document("ewt", "d", [sentence() for _ in range(40)])
    for rng in (None, random.Random(1), random.Random(2)):
        windows = packer.windows(document, rng)
        assert sum(w.words for w in windows) == 160
        assert all(sum(len(i) for i, _, _ in w.encoded) <= WINDOW - 2 for w in windows)
    long = packer.windows(Document("ewt", "d", [sentence(), sentence(90), sentence()]))
    assert [w.cut for w in long] == [False, True, False]


def test_targets_of_a_cut_sentence_stay_inside(packer: Packer) -> None:
    window = packer.windows(Document("ewt", "d", [sentence(90)]))[0]
    batch = collate([window], INVENTORY)
    assert int(batch["heads"].max()) <= window.words
    assert int(batch["ids"].shape[1]) <= WINDOW


def test_every_head_learns(reader: Reader, packer: Packer) -> None:
    windows = packer.windows(Document("ewt", "d", [sentence() for _ in range(5)]))
    batch = collate(windows, INVENTORY)
    found = losses.losses(reader, batch)
    assert set(found) == set(losses.WEIGHTS) - {"taught"}
    sum(losses.WEIGHTS[k] * v for k, v in found.items()).backward()
    for name, parameter in reader.named_parameters():
        assert parameter.grad is not None, name
        assert bool(parameter.grad.isfinite().all()), name
    reader.zero_grad()


def test_a_student_that_agrees_has_nothing_to_learn(reader: Reader, packer: Packer) -> None:
    batch = collate(packer.windows(Document("ewt", "d", [sentence()] * 3)), INVENTORY)
    reader.eval()
    taught = losses.teach([reader, reader], batch)
    assert float(losses.losses(reader, batch, taught)["taught"].detach()) == pytest.approx(
        0, abs=1e-4
    )
    taught.words["names"] = taught.words["names"].flip(-1)
    assert float(losses.losses(reader, batch, taught)["taught"].detach()) > 0.05
    reader.train()


def test_partial_labels_ask_only_for_the_set() -> None:
    scores = torch.tensor([[0.0, 9.0, 9.0, 0.0]])
    assert float(losses.partial(scores, torch.tensor([0b0110]))) == pytest.approx(0, abs=1e-3)
    assert float(losses.partial(scores, torch.tensor([0b1001]))) > 8


THREE = Document("ewt", "d", [sentence(), sentence(6), sentence()])


def written(
    reader: Reader, windows: list[Window], tmp_path: Path, *, int8: bool, balanced: bool
) -> Path:
    """The model folder of a reader."""
    tokenizer = tmp_path / "source.json"
    tokenizer.write_text('{"padding": null, "truncation": null, "post_processor": null}')
    return export.write(
        reader, INVENTORY, Lemmas({}, {}), tokenizer, tmp_path / "model",
        version="0", training={}, int8=int8,
        balances=balance.balances(reader, windows, INVENTORY) if balanced else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("int8", "balanced", "tolerance"),
    [(False, False, 1e-4), (True, False, 0.6), (True, True, 0.1)],
)
def test_graph_says_what_torch_says(
    reader: Reader, packer: Packer, tmp_path: Path, int8: bool, balanced: bool, tolerance: float
) -> None:
    windows = packer.windows(THREE)
    folder = written(reader, windows, tmp_path, int8=int8, balanced=balanced)
    model = Model(folder)
    model.verify()
    ours = list(export.onnx_scores(model, windows))
    given = [e for w in windows for e in w.encoded]
    for one, two in zip(model.run(given), Model(folder, threads=2).run(given), strict=True):
        assert all(np.array_equal(x, y) for x, y in zip(one, two, strict=True))
    theirs = list(torch_scores(reader, windows, INVENTORY))
    for a, b in zip(ours, theirs, strict=True):
        pairs = [(a.arcs, b.arcs)]
        for name in ("token", "left", "right"):
            mine, other = getattr(a, name), getattr(b, name)
            assert set(mine) == set(other)
            pairs += [(mine[k], other[k]) for k in other]
        for x, y in pairs:
            assert x.shape == y.shape
            assert np.abs(x - y).max() <= tolerance * max(1, np.abs(y).max())


def test_far_columns_and_rows_cost_the_others_little() -> None:
    rng = np.random.default_rng(0)
    inputs = [rng.normal(size=(60, 32)).astype(np.float32) for _ in range(3)]
    for x in inputs:
        x[0, 5] = 40
    weight = rng.normal(size=(32, 8)).astype(np.float32)

    def error(found: balance.Balance, rows: bool) -> float:
        total = 0.0
        for x in inputs:
            most = x.max(1, keepdims=True) if rows else np.float32(1)
            rounded = balance.by_window(x / found.by / most)
            total += float((((rounded * most * found.by - x)[1:] @ weight) ** 2).mean())
        return total

    none = balance.Balance(np.ones(32, np.float32), np.zeros(8, np.float32))
    assert error(balance.balance(inputs, weight), rows=False) < error(none, rows=False) / 9
    assert error(none, rows=True) < error(none, rows=False) / 9
    shifted = balance.balance([x + 1 for x in inputs], weight)
    assert shifted.shift.shape == (8,)


@pytest.mark.parametrize("balanced", [False, True])
def test_training_goes_on_from_what_ships(
    reader: Reader, packer: Packer, tmp_path: Path, balanced: bool
) -> None:
    windows = packer.windows(THREE)
    folder = written(reader, windows, tmp_path, int8=True, balanced=balanced)
    back = Reader(reader.sizes)
    restore.take_back(back, folder)
    back.eval()
    reader.eval()
    for a, b in zip(
        torch_scores(back, windows, INVENTORY), torch_scores(reader, windows, INVENTORY),
        strict=True,
    ):  # fmt: skip
        pairs = [(a.arcs, b.arcs)]
        for name in ("token", "left", "right"):
            pairs += [(getattr(a, name)[k], v) for k, v in getattr(b, name).items()]
        for x, y in pairs:
            # A right side may have lost its share of the left's shift: only their sum is used.
            assert np.abs(x - y).max() <= 0.15 * max(1, np.abs(y).max())
    other = Reader(Sizes(**{**reader.sizes.__dict__, "xpos": 3}))
    with pytest.raises(ValueError, match="not those"):
        restore.take_back(other, folder)
