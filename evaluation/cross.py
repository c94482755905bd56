"""Cross-validated figures of HTML pages: ``python -m evaluation.cross --data FOLDER``.

Five folds grouped by host. For each fold the block model is trained on the other four
(``training.pages.blocks.fit``, without self-training, which is worth .002 to .01 more), and the
WHOLE reader, capture to record, reads the held-out pages with it. The other models are the shipped
ones: the chooser of headlines has 30-odd weights and its own cross-validation
(``training/pages/metadata.py --cv``), so the title here is a little too good for pages it has seen.

``FOLDER`` holds ``pages/*.tar.gz``. Intervals: bootstrap over pages, 1,000 draws, 95 %. About two
minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from readout.capture import load_bytes
from readout.evaluation.pages import score_pages
from readout.page.html.roles import use_scorer
from readout.reading import read
from readout.record.types import Record
from readout.settings import Settings

SETS = ("open_fundus", "open_trafilatura", "more_trafilatura")
FOLDS, SEED = 5, 1
Figures = dict[str, dict[str, dict[str, float]]]


def cross_validate(data: Path) -> Figures:
    """Set name to figure name to ``{"value", "low", "high", "pages"}``; needs the train extra."""
    from sklearn.model_selection import GroupKFold

    from training.pages import blocks
    from training.pages.archives import read_archives

    rows = [(name, row) for name in SETS for row in read_archives(data, [name])]
    pages = [blocks.prepare(row) for _, row in rows]
    records: list[Record | None] = [None] * len(rows)
    splitter = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    folds = splitter.split(rows, groups=[row.host for _, row in rows])
    for number, (seen, unseen) in enumerate(folds, 1):
        model = blocks.fit([pages[i] for i in seen])
        with use_scorer(lambda x, model=model: np.asarray(model.predict(x), np.float32)):
            for i in unseen:
                url = rows[i][1].url or None
                records[i] = read(load_bytes(rows[i][1].html, url=url), Settings(url=url))
        print(f"fold {number} of {FOLDS} read", file=sys.stderr, flush=True)
    figures: Figures = {}
    for name in SETS:
        pairs: list[Any] = [
            ({"gold": row.gold}, record)
            for (of, row), record in zip(rows, records, strict=True)
            if of == name
        ]
        figures[name] = score_pages(pairs).figures
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"))
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    if not options.data:
        parser.error("--data FOLDER or READOUT_DATA is needed: the folder that holds pages/")
    figures = cross_validate(Path(options.data))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    for name, ones in figures.items():
        print(name)
        for figure, one in ones.items():
            interval = f"[{one['low']:.3f}, {one['high']:.3f}]" if "low" in one else ""
            print(f"  {figure:20} {one['value']:.3f} {interval} n={one['pages']:.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
