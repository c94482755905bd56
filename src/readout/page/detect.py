"""The language of a text by its letters."""

from __future__ import annotations

from resiliparse.parse.lang import detect_fast

_SMALL = 0.1
"""Share of small letters below which a text is wire copy in capitals."""


def detected(sample: str) -> tuple[str, int]:
    """Code of the language ("unknown" for none) and how far the text is from it, less is nearer.

    The tables behind it know words in small letters, so that a text in capitals is put into them.
    """
    capitals = sum(map(str.isupper, sample))
    if capitals and sum(map(str.islower, sample)) < _SMALL * capitals:
        sample = sample.lower()
    code, distance = detect_fast(sample)
    return code, distance
