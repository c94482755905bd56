"""``python -m training.quantities --data DATA``: fits and writes the table (about a minute).

Read are ``tests/data/quantities`` (the parts that were worked on) and ``names/gmb_train.jsonl.gz``
of DATA. To be run again for every new model: the table is for the vectors of one.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from pathlib import Path

import numpy as np

from readout.language.model import load
from readout.mentions.quantities.reading import WEIGHTS
from training.quantities.fit import fit, labelled, sentences_of, told_by_cues

WRITTEN = Path(__file__).parents[2] / "tests" / "data" / "quantities"
READ = ("dev", "hard")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.quantities", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    if given.data is None:
        parser.error("no data: give --data or set READOUT_DATA")
    model = load()
    rows = (
        json.loads(line)
        for part in READ
        for line in (WRITTEN / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    )
    gold = labelled(rows, model)
    told = told_by_cues(sentences_of(Path(given.data) / "names" / "gmb_train.jsonl.gz"), model)
    print("labelled:", dict(Counter(c.kind for c in gold)))
    print("told by cues:", dict(Counter(c.kind for c in told)))
    weight, bias, kinds = fit(gold, told)
    version = np.array(model.about.version)
    np.savez_compressed(given.out, weight=weight, bias=bias, kinds=np.array(kinds), model=version)


if __name__ == "__main__":
    main()
