"""What may be handed on: a record without the article's words."""

from __future__ import annotations

from typing import Any

import msgspec

from readout.export.shape import QUOTE
from readout.export.told import cut
from readout.record.types import Record


def shared(record: Record) -> Record:
    """The record with an empty text, and no string in it longer than 25 words.

    URL, hash, ids and offsets stay, so that whoever has the capture finds every claim again. What
    was noted on the way (``notes``) goes, since it quotes.
    """
    bare = msgspec.structs.replace(
        record, article=msgspec.structs.replace(record.article, text=""), notes=[]
    )
    return msgspec.convert(_short(msgspec.to_builtins(bare)), Record)


def _short(value: Any) -> Any:
    if isinstance(value, str):
        # Only what is too long is touched: ids and names keep every blank.
        return cut(value, QUOTE) if len(value.split()) > QUOTE else value
    if isinstance(value, list):
        return [_short(one) for one in value]
    if isinstance(value, dict):
        return {key: _short(one) for key, one in value.items()}
    return value
