"""Time and memory against size: ``python -m benchmarks.scaling [--sizes 1,2.5,5,10]``.

Reads each hostile shape of :mod:`benchmarks.shapes` at each size (millions of bytes) to a whole
record, in a process of its own, with ``max_bytes`` raised. Prints CPU seconds of the reading and
peak memory of the process in MiB, start-up included. Ends with 1 when a shape takes, per byte, more
than 1.4 times as long at the largest size as at the smallest (0.3 s are forgiven for noise).
"""

from __future__ import annotations

import argparse
import json
import time

from benchmarks.child import peak_megabytes, run_child
from benchmarks.shapes import SHAPES

SLACK, FORGIVEN = 1.4, 0.3
LIMIT = 10**9


def measure(shape: str, size: int) -> dict[str, float]:
    """CPU seconds to read one input of ``size`` bytes, and MiB at the peak of this process."""
    import readout

    readout.read(b"<html><p>Warm up.</p>" * 20, max_bytes=LIMIT)
    data = SHAPES[shape](size).encode()
    start = time.process_time()
    try:
        readout.read(data, max_bytes=LIMIT)
        refused = 0.0
    except readout.ReadoutError:
        refused = 1.0
    seconds = time.process_time() - start
    return {"seconds": seconds, "peak_mib": peak_megabytes(), "refused": refused}


def too_slow(first: float, last: float, ratio: float) -> bool:
    """Whether ``last`` seconds are more than linear growth from ``first`` allows."""
    return last > SLACK * ratio * first + FORGIVEN


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1,2.5,5,10", help="millions of bytes, smallest first")
    parser.add_argument("--shape", default="", help="only shapes whose name contains this")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one reading")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure(options.child[0], int(options.child[1]))))
        return 0
    sizes = [int(float(size) * 1e6) for size in options.sizes.split(",")]
    print(f"{'shape':20}" + "".join(f"{size / 1e6:>8g} MB {'MiB':>6}" for size in sizes))
    bad = 0
    for shape in (name for name in SHAPES if options.shape in name):
        row, times = f"{shape:20}", []
        for size in sizes:
            child = ("--child", shape, str(size))
            found = run_child("benchmarks.scaling", *child, timeout=options.timeout)
            if "error" in found:
                row += f"  {found['error']}"
                bad += 1
                break
            times.append(found["seconds"])
            said = "refused" if found["refused"] else f"{found['seconds']:.2f} s"
            row += f"{said:>11} {found['peak_mib']:>6.0f}"
        if len(times) == len(sizes) and too_slow(times[0], times[-1], sizes[-1] / sizes[0]):
            row += "  more than linear"
            bad += 1
        print(row, flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
