"""``python -m training.names --data DATA [--held FILE]``: asks (about 20 minutes on two cores), or
reads what an earlier call kept in FILE, fits, prints the figures and writes the weights."""

from __future__ import annotations

import argparse
import os
import pickle
from pathlib import Path

from readout.language.second_look import WEIGHTS
from training.language.labels import NAME_TYPES
from training.names.fit import crossed, f1, fit, prepared, write
from training.names.held import held_scores


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"))
    parser.add_argument("--held", type=Path, help="where scores of held documents are kept")
    given = parser.parse_args()
    if given.data is None and not (given.held and given.held.exists()):
        parser.error("no data: give --data or set READOUT_DATA")
    if given.held and given.held.exists():
        asked = pickle.loads(given.held.read_bytes())
    else:
        asked = held_scores(Path(given.data))
        if given.held:
            given.held.write_bytes(pickle.dumps(asked))
    rows = [prepared(row, NAME_TYPES) for row in asked]
    print("without:", f1(rows, None))
    print("with, cross-validated:", crossed(rows))
    write(fit(rows), WEIGHTS)


if __name__ == "__main__":
    main()
