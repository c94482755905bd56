"""The words of one match of the time grammar, and the numbers and periods they say."""

from __future__ import annotations

Value = int | float | str
Pair = tuple[str, Value]
"""Class of a token and its value."""

DIGITS = frozenset(("d31", "int", "yr3", "year", "dec"))
DAYS = frozenset(("d31", "nth", "ordinal", "second"))
UNITS = frozenset(("unit", "units", "quarter", "quarters", "century", "weekend"))
_RUNNING = frozenset(("previous", "following", "that", "same"))
REL = frozenset(
    ("last", "next", "this", "that", "same", "previous", "following", "current", "latest")
)
_SAME = {"lastword": "last", "past": "last", "plain": "word", "teen": "word", "big": "word"}
_LETTERS = {"TH": ("T", "H"), "TM": ("T", "M"), "TS": ("T", "S")}


def _compound(pairs: list[Pair]) -> list[Pair]:
    """ "Twenty-third" as one ordinal."""
    out: list[Pair] = []
    for name, value in pairs:
        tens = out[-2] if len(out) > 1 and out[-1][0] == "hyphen" else None
        if tens and name in ("ordinal", "second") and tens[0] == "word" and tens[1] in (20, 30):
            out[-2:] = [("ordinal", int(tens[1]) + int(value))]
        else:
            out.append((name, value))
    return out


class Words:
    """The tokens of one match, and what can be picked from them."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.pairs = _compound([(_SAME.get(name, name), value) for name, value in pairs])
        self.names = [name for name, _ in self.pairs]

    def has(self, *names: str) -> bool:
        return any(name in names for name in self.names)

    def get(self, *names: str) -> Value | None:
        """The value of the first token of these classes."""
        return next((value for name, value in self.pairs if name in names), None)

    def number(self, *names: str) -> int | None:
        value = self.get(*names)
        return None if value is None else int(value)

    @property
    def unit(self) -> str:
        return str(next((value for name, value in self.pairs if name in UNITS), ""))

    @property
    def rel(self) -> tuple[int | None, bool]:
        """Direction and whether it counts from the time told last."""
        found = [(name, value) for name, value in self.pairs if name in REL]
        if not found:
            return None, False
        name, value = found[-1]
        at = max(k for k, (n, _) in enumerate(self.pairs) if n in REL)
        the = name == "next" and self.names[at - 1 : at] == ["the"]
        return int(value), name in _RUNNING or the

    @property
    def part(self) -> str:
        """Hour or part of the day."""
        hour = _clock(self.pairs)
        return hour or str(self.get("part", "tonight", "parts") or "")


def _clock(pairs: list[Pair]) -> str:
    """``HH:MM`` of "10:35 p.m.", "4 in the morning", "noon"."""
    for k, (name, value) in enumerate(pairs):
        after = pairs[k + 1][0] if k + 1 < len(pairs) else ""
        if name == "dec" and after in ("ampm", "zone"):
            name, value = "clock", f"{float(value):.2f}".replace(".", ":")  # 9.30 a.m.
        told = after in ("ampm", "oclock") or (
            k == 0 and after in ("in", "this") and pairs[-1][0] in ("part", "tonight")
        )
        if name == "clock" or (name in ("d31", "word") and told):
            shown = str(value).lower().rstrip("hrs")
            hour, _, minute = shown.partition(":")
            h = int(float(hour))
            if after == "ampm":
                h = h % 12 + int(pairs[k + 1][1])
            elif h < 12 and any(p in (("part", "AF"), ("part", "EV"), ("part", "NI"),
                                      ("tonight", "NI")) for p in pairs):  # fmt: skip
                h += 12
            if h > 24:
                return ""
            return f"{h:02d}:{int(minute[:2] or 0):02d}"
    return ""


def count_of(pairs: list[Pair]) -> float | None:
    """The number that stands first; None for "several"; 0.5 for "half a"."""
    total, held, seen = 0.0, 0.0, False
    for k, (name, value) in enumerate(pairs):
        if name == "vague" or (name in ("some", "dozen") and not seen and name != "dozen"):
            return None
        if name == "dozen":
            return (float(value) if not seen else held * float(value)) if value == 12 else None
        if name in DIGITS or name == "fraction":
            if seen and name != "fraction":
                break
            held += float(value)
            seen = True
        elif name == "word":
            number = float(value)
            if number in (100, 1000, 1e6, 1e9):
                held = max(held, 1) * number
                if number >= 1000:
                    total, held = total + held, 0
            elif seen and pairs[k - 1][0] not in ("hyphen", "and", "word"):
                break
            else:
                held += number
            seen = True
        elif name == "half":
            if seen:
                held += 0.5
                break
            return 0.5
        elif name == "a":
            if not seen and not (k + 1 < len(pairs) and pairs[k + 1][0] in ("vague", "half")):
                rest = [n for n, _ in pairs[k + 1 : k + 3]]
                if not {"word", "dozen", *DIGITS}.intersection(rest):
                    return None if "units" in rest else 1.0  # "a months-long trek"
        elif seen and name in ("to", "or", "hyphen", "and"):
            after = pairs[k + 1][0] if k + 1 < len(pairs) else ""
            if name in ("to", "or") or (name == "hyphen" and after in DIGITS):
                break
        elif seen:
            break
    return total + held if seen else None


def shown_number(count: float | None) -> str:
    """``3``, ``2.5`` or ``X``."""
    if count is None:
        return "X"
    return str(int(count)) if count == int(count) else f"{count:g}"


def period(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: ``P2W``, ``PT30M``, ``PXD``; halves of years in months."""
    if unit == "2W":
        count, unit = (None if count is None else count * 2), "W"
    if unit == "DE":
        count, unit = (None if count is None else count * 10), "Y"
        return "PXY" if count is None else f"P{shown_number(count)}Y"
    if unit == "CE":
        return "PXY" if count is None else f"P{shown_number(count * 100)}Y"
    if unit == "ML":
        return "PXY" if count is None else f"P{shown_number(count * 1000)}Y"
    if unit == "Q":
        return "PXM" if count is None else f"P{shown_number(count * 3)}M"
    if unit == "WE":
        return "P2D" if count == 1 else f"P{shown_number(count)}WE"
    if unit in _LETTERS:
        time, letter = _LETTERS[unit]
        if count is not None and count != int(count) and unit == "TH":
            whole = int(count)
            rest = round((count - whole) * 60)
            return f"PT{whole}H{rest}M" if whole else f"PT{rest}M"
        return f"P{time}{shown_number(count)}{letter}"
    if unit == "Y" and count is not None and count != int(count):
        whole, rest = int(count), round((count - int(count)) * 12)
        return f"P{whole}Y{rest}M" if whole else f"P{rest}M"
    return f"P{shown_number(count)}{unit}"
