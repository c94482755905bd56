"""The language of a text by its letters."""

from __future__ import annotations

from typing import cast

from resiliparse.parse.lang import detect_fast

_SMALL = 0.1
"""Share of small letters below which a text is wire copy in capitals."""

_CANDIDATES = 5
_TIE = 25
"""How much farther English may be than the nearest language and still be taken. An English text
full of names from elsewhere has Swedish or Latin nearer by 10 or 20; in texts that are Swedish,
Dutch, German, French or Spanish, English is farther by 75 and more."""


def detected(sample: str) -> tuple[str, int]:
    """Code of the language ("unknown" for none) and how far the text is from it, less is nearer.

    The tables behind it know words in small letters, so that a text in capitals is put into them.
    """
    capitals = sum(map(str.isupper, sample))
    if capitals and sum(map(str.islower, sample)) < _SMALL * capitals:
        sample = sample.lower()
    # The type of what is given depends on the number of results, which its stub does not say.
    found = cast(list[tuple[str, int]], detect_fast(sample, n_results=_CANDIDATES))
    nearest = found[0] if found else ("unknown", 0)
    for code, distance in found:
        if code == "en" and distance - nearest[1] <= _TIE:
            return code, distance
    return nearest
