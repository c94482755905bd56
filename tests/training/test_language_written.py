"""The passages written for the project as training targets."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

from training.language import labels, written
from training.language.model import Reader, Sizes, load_earlier

PASSAGES = """\
## w1 | topic=border clash | region=Sahel | manner=wire
[s1:A spokesman] [c1:said] [t1:that [a1:the army of Mali] [e1:had not yet been shelling] \
[b1:two villages] [d1:on Tuesday]].
[a2:The mayor] is expected to [e2:meet] [b2:the governor].
s1: sourcing=spokesperson anonymous
e1: ASSAULT/heavy-weapons denied background statements=s1
e2: CONSULT planned reciprocal
"""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    folder = tmp_path / "events"
    folder.mkdir()
    (folder / "one.txt").write_text(PASSAGES, encoding="utf-8")
    monkeypatch.setattr(written, "TEXT", tmp_path)
    [found] = [d for part in ("train", "dev", "test") for d in written.documents(part)]
    return found


def test_the_main_verb_tells_the_act_and_the_head_of_a_phrase_takes_part(document) -> None:  # type: ignore[no-untyped-def]
    first, second = document.sentences
    words = {w: i for i, w in enumerate(first.words)}
    told = words["shelling"]
    assert labels.ROOTS[first.roots[told]] == "ASSAULT"
    assert sum(r > 0 for r in first.roots) == 1
    assert labels.STATUSES[first.status[told]] == "denied"
    assert first.background[told] == 1
    assert labels.MODE_OF[first.modes[told] - 1] == "ASSAULT/heavy-weapons"
    assert {(first.words[w], labels.PARTS[k]) for t, w, k in first.parts if t == told} == {
        ("army", "actor"), ("villages", "recipient"), ("Tuesday", "time"),
    }  # fmt: skip
    assert second.modes[second.words.index("meet")] == 0


def test_files_of_events_do_not_say_which_words_are_happenings(document) -> None:  # type: ignore[no-untyped-def]
    first = document.sentences[0]
    assert {s for i, s in enumerate(first.status) if not first.roots[i]} == {-100}
    assert first.attribution is None


def test_a_run_takes_over_what_an_earlier_one_has() -> None:
    def reader(seed: int) -> Reader:
        torch.manual_seed(seed)
        return Reader(
            Sizes(
                xpos=2,
                deprel=2,
                vocabulary=20,
                hidden=24,
                layers=1,
                heads=12,
                inner=24,
                positions=16,
                arc=4,
                label=4,
                role=4,
                link=4,
                coref=4,
                event=4,
                part=4,
            )
        )

    earlier = {k: v.clone() for k, v in reader(1).state_dict().items()}
    rows = len(earlier["token.weight"]) - 5
    for name in ("token.weight", "token.bias"):
        earlier[name] = earlier[name][:rows]
    earlier = {k: v for k, v in earlier.items() if not k.startswith("part.")}
    later = reader(2)
    fresh = later.state_dict()["part.left.weight"].clone()
    load_earlier(later, earlier)
    own = later.state_dict()
    assert torch.equal(own["encoder.word.weight"], earlier["encoder.word.weight"])
    assert torch.equal(own["token.weight"][:rows], earlier["token.weight"])
    assert torch.equal(own["part.left.weight"], fresh)
    with pytest.raises(ValueError, match="does not fit"):
        load_earlier(later, {"arc": torch.zeros(3, 3)})
