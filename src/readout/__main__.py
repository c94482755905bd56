"""``python -m readout``."""

from readout.cli.main import main

main()
