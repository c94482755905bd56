"""The documentation site: ``pip install -e '.[docs]'`` and ``sphinx-build -W docs build/site``."""

project = "readout"
author = "The readout project"
extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
# Some examples hold dots where output is left out, which no highlighter knows.
suppress_warnings = ["misc.highlighting_failure"]
html_theme = "furo"
html_title = "readout"
exclude_patterns = ["generate.py"]
