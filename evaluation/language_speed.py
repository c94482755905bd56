"""How fast the language room reads, in milliseconds for an article of 490 words."""

from __future__ import annotations

import time
from collections.abc import Sequence

from readout.evaluation.attribution import paragraphs
from readout.language.analyse import analyse
from readout.language.model import Model

ARTICLE = 490
"""Words of the article all figures are scaled to, about 640 word pieces."""


class _Timed:
    """A model whose runs are timed."""

    def __init__(self, model: Model) -> None:
        self._run = model.run
        self.seconds = 0.0

    def __call__(self, windows):  # type: ignore[no-untyped-def]
        since = time.perf_counter()
        out = self._run(windows)
        self.seconds += time.perf_counter() - since
        return out


def speed(texts: Sequence[str], model: Model, rounds: int = 3) -> dict[str, float]:
    """``encoder`` and ``rest`` (cutting, looking up, decoding) in milliseconds an article, and
    articles a second; the best of some rounds, since other work on the machine only adds."""
    for text in texts[:2]:
        analyse(text, paragraphs(text), model)
    best: tuple[float, float] | None = None
    for _ in range(rounds):
        timed = _Timed(model)
        model.run = timed  # type: ignore[method-assign]
        try:
            since = time.perf_counter()
            words = sum(len(analyse(text, paragraphs(text), model)) for text in texts)
            whole = time.perf_counter() - since
        finally:
            del model.run
        scale = 1_000 * ARTICLE / max(1, words)
        taken = timed.seconds * scale, (whole - timed.seconds) * scale
        best = min(best, taken, key=sum) if best else taken
    assert best is not None
    return {"encoder": best[0], "rest": best[1], "articles a second": 1_000 / sum(best)}
