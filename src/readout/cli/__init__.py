"""The command line: one file for each command, and nothing in it that Python users would miss."""

import os

# numpy's products are small here. OpenBLAS would share them out to threads that spin while waiting
# for the next one, on the cores that read the other windows: with --threads 2 the model's pass is
# 1.8 times as fast as with one instead of 1.3 times.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
