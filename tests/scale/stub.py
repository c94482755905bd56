"""A read function that takes a millisecond, and does what its capture says."""

from __future__ import annotations

import os
import signal
import time

import msgspec

from readout.capture.capture import Capture
from readout.errors import CaptureError
from readout.record.ids import article_id
from readout.record.types import Block, Record
from readout.settings import Settings
from tests.record.sample import TEXT, record


def read(capture: Capture, settings: Settings) -> Record:
    """The sample record with the text of the capture behind it."""
    if "CRASH" in capture.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in capture.text:
        time.sleep(60)
    if "FAULT" in capture.text:
        raise ZeroDivisionError("a fault")
    if "BAD" in capture.text:
        raise CaptureError(f"'{capture.path}' is bad.")
    if "THREADS" in capture.text:
        raise CaptureError(f"{os.environ.get('OPENBLAS_NUM_THREADS')} threads.")
    if "SLOW" in capture.text:
        time.sleep(0.02)
    sample = record()
    text = f"{TEXT}\n\n{capture.text.strip()}"
    start = len(TEXT) + 2
    blocks = [*sample.article.blocks, Block(id="b5", role="paragraph", start=start, end=len(text))]
    source = msgspec.structs.replace(
        sample.article.source,
        sha256=capture.sha256,
        path=capture.path,
        captured_at=capture.captured_at,
    )
    article = msgspec.structs.replace(
        sample.article,
        id=article_id(text, capture.url),
        url=capture.url,
        text=text,
        blocks=blocks,
        source=source,
    )
    version = os.environ.get("STUB_VERSION", "0")
    made = msgspec.structs.replace(sample.readout, version=version)
    if "FOREIGN" in capture.text:  # no model is asked about it, and the record names none
        made = msgspec.structs.replace(made, model=None, codebook=None)
    return msgspec.structs.replace(sample, article=article, readout=made)
