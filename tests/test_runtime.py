"""The one door to onnxruntime."""

from __future__ import annotations

from readout.language.model import PACKAGED
from readout.runtime import open_model


def test_eight_bits_do_not_overflow_on_any_cpu() -> None:
    options = open_model(str(PACKAGED / "encoder.onnx")).get_session_options()
    assert options.get_session_config_entry("session.x64quantprecision") == "1"
