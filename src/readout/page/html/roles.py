"""Roles of the blocks of a page: a boosted-tree model over :mod:`features`, and one headline.

The model (``blocks.onnx``, trained by ``training/pages/blocks.py``) scores nine classes for each
block. Whether a block is body is asked of the sum of the body classes first, so that doubt between
paragraph and subhead does not lose the block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readout.page.html.features import block_features, feature_names
from readout.page.html.layout import Layout
from readout.page.html.metadata.head import Head
from readout.page.html.shown import Shown
from readout.runtime import open_model

CLASSES = (
    "chrome", "paragraph", "subhead", "standfirst", "headline", "byline", "published", "caption",
    "credit",
)  # fmt: skip
BODY = [CLASSES.index(name) for name in ("paragraph", "subhead", "standfirst")]
_HEADLINE = CLASSES.index("headline")
_LINKED = [feature_names().index(name) for name in ("linked", "linked@-1", "linked@1")]
Scorer = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""From features, shape (blocks, columns), to class probabilities, shape (blocks, classes)."""
_scorer: ContextVar[Scorer | None] = ContextVar("block_scorer", default=None)
_STRETCH = 30_000
_BODY_LEAST = 0.5
"""Least probability of being body: precision .957 and recall .989 on hosts not trained on."""


def assign_roles(layout: Layout, head: Head) -> Shown:
    """The page as text, one span and one role for each block of the layout."""
    text, spans = render(layout)
    parts = [probabilities(block_features(part, head)) for part in _stretches(layout)]
    chosen = decide(np.vstack(parts))
    return Shown(text, spans, [CLASSES[k] for k in chosen.tolist()])


def _stretches(layout: Layout) -> list[Layout]:
    """The layout, cut where it has more blocks than any page: features take 3 KB for each."""
    if len(layout.blocks) <= _STRETCH:
        return [layout]
    parts = []
    for first in range(0, len(layout.blocks), _STRETCH):
        part = copy(layout)
        part.blocks = layout.blocks[first : first + _STRETCH]
        parts.append(part)
    return parts


def render(layout: Layout) -> tuple[str, list[tuple[int, int]]]:
    """The text of the whole page and the span of each block: a line each, glued ones after a blank.

    Every character is encodable: NUL and lone surrogates do not come out of the HTML parser.
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for row, block in enumerate(layout.blocks):
        if row:
            parts.append(" " if block.glued else "\n")
            at += 1
        parts.append(block.text)
        spans.append((at, at + len(block.text)))
        at += len(block.text)
    return "".join(parts), spans


@contextmanager
def use_scorer(scorer: Scorer) -> Iterator[None]:
    """Pages read inside the ``with`` are scored by ``scorer`` instead of the shipped model.

    For cross-validation, which must read a page with a model that has not seen its host. Menu
    blocks are not asked about. Holds for the current thread or task only.
    """
    token = _scorer.set(scorer)
    try:
        yield
    finally:
        _scorer.reset(token)


def _shipped(features: NDArray[np.float32]) -> NDArray[np.float32]:
    raw = _session().run(None, {"x": features})[0]
    raw = np.exp(raw - raw.max(axis=1, keepdims=True))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True), np.float32)


@cache
def _session() -> Any:
    return open_model(files("readout.page.html").joinpath("blocks.onnx").read_bytes())


def menu_blocks(features: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Blocks that are nothing but links, between two such blocks: menus and rails, two fifths of an
    average page. They are chrome without being asked (0.1 % of them are not, on the open pages)."""
    linked, before, after = features[:, _LINKED].T
    return np.asarray((linked >= 0.95) & (before >= 0.95) & (after >= 0.95))


def probabilities(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Class probabilities, shape (blocks, classes)."""
    chances = np.zeros((len(features), len(CLASSES)), np.float32)
    if not len(features):
        return chances
    menu = menu_blocks(features)
    chances[menu, 0] = 1
    if not menu.all():
        chances[~menu] = (_scorer.get() or _shipped)(features[~menu])
    return chances


def decide(chances: NDArray[np.float32]) -> NDArray[np.intp]:
    """One class for each block; one headline for each page, the most probable."""
    if not len(chances):
        return np.zeros(0, np.intp)
    body = chances[:, BODY].sum(axis=1)
    inside = np.array(BODY)[chances[:, BODY].argmax(axis=1)]
    rest = chances.copy()
    rest[:, BODY] = 0
    top = int(chances[:, _HEADLINE].argmax())
    others = np.arange(len(chances)) != top
    rest[others, _HEADLINE] = 0
    chosen: NDArray[np.intp] = np.where(body > _BODY_LEAST, inside, rest.argmax(axis=1))
    return chosen
