"""The one door to onnxruntime, which since 1.29 reports its use to its maker unless told not to.

readout promises that nothing leaves the machine and that nothing is written but what was asked for,
so the switch is set before the library is loaded: later is too late, it acts when it is imported.
"""

from __future__ import annotations

import os
from typing import Any


def onnxruntime() -> Any:
    """The module, imported on first use (it costs a tenth of a second), its telemetry off."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime as module  # type: ignore[import-untyped]

    module.disable_telemetry_events()
    return module


def open_model(model: bytes | str, threads: int = 1) -> Any:
    """An inference session on the CPU for the bytes, or the path, of an ONNX model."""
    module = onnxruntime()
    options = module.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without VNNI the faster kernels for 8 bits overflow, which cost up to six points; this asks
    # for those that do not. A CPU with VNNI knows no such choice.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return module.InferenceSession(model, options, providers=["CPUExecutionProvider"])
