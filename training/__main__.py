"""``python -m training STEP``: runs one step of making the language model, or all of them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def main() -> None:
    """Reads the command line. The data folder's layout is described in the documentation."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "step", choices=("restore", "train", "export", "check", "measure", "card", "all")
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=os.environ.get("READOUT_DATA"),
        help="folder of the corpora; default: the environment variable READOUT_DATA",
    )
    parser.add_argument(
        "--run",
        type=Path,
        default=Path("build/language/run"),
        help="folder of checkpoints and logs; a run goes on from its last one",
    )
    parser.add_argument("--out", type=Path, help="model folder; default: RUN/export")
    parser.add_argument("--steps", type=int, default=12_000)
    parser.add_argument("--windows", type=int, default=8, help="windows of 128 pieces in a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--rate", type=float, default=1e-4, help="highest learning rate of the encoder"
    )
    parser.add_argument(
        "--teacher",
        type=Path,
        action="append",
        default=[],
        help="folder of a finished run to learn from as well; may be given several times",
    )
    parser.add_argument(
        "--start", type=Path, help="folder of a finished run whose weights this one begins with"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--fp32", action="store_true", help="no bf16: for a CPU without its units")
    parser.add_argument("--version", default="0.1", help="version to write into model.json")
    options = parser.parse_args()
    if options.data is None and options.step not in ("restore", "card"):
        parser.error("no data folder: give --data or set READOUT_DATA")
    # Idle threads that spin take the core from the one that works.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from training.language import steps

    if options.step == "restore":
        steps.restore_shipped(options.run)
    if options.step in ("train", "all"):
        steps.train(
            options.data,
            options.run,
            steps=options.steps,
            windows=options.windows,
            seed=options.seed,
            threads=options.threads,
            bf16=not options.fp32,
            teachers=options.teacher,
            start=options.start,
            rate=options.rate,
        )
    out = options.out or options.run / "export"
    if options.step in ("export", "all"):
        steps.export_model(options.data, options.run, out, options.version)
    if options.step in ("check", "all"):
        steps.check(options.data, options.run, out, options.threads)
    if options.step == "measure":
        steps.measure(options.data, out, options.threads)
    if options.step == "card":
        steps.write_card(out)


if __name__ == "__main__":
    main()
