"""Numbers that describe a line: its own surface, and its place on the page.

Neighbours are not repeated here: the network reads along the lines.

All counts are made for the whole page at once: signs by a table of classes over the code points,
words by one dictionary, sums per line by differences of running totals. Linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from functools import cache
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from readout.knowledge.page_words import (
    agencies,
    byline_words,
    chrome_words,
    credit_labels,
    function_words,
    months,
    note_triggers,
    rail_words,
)
from readout.page.plain.lines import Lines

Array = npt.NDArray[np.float32]

_UPPER, _LOWER, _DIGIT, _BLANK, _STOP, _QUOTE, _COMMA, _MARK, _OTHER = range(9)
_CLASSES = {"Lu": _UPPER, "Lt": _UPPER, "Ll": _LOWER, "Nd": _DIGIT}
_SIGNS = {
    **dict.fromkeys(".!?…。！？।", _STOP),
    **dict.fromkeys("\"'“”„«»‘’‹›「」", _QUOTE),
    **dict.fromkeys(",;:，、；：", _COMMA),
    **dict.fromkeys("|/·•*#_[](){}<>→©&+=@–—-", _MARK),
}
(
    _MONTH,
    _AGENCY,
    _LEAD,
    _POST,
    _LABEL,
    _MENU,
    _FUNC,
    _YEAR,
    _NOTE,
    _CONSENT,
    _TALK,
    _RAIL,
) = (1 << i for i in range(12))
_FLAGS = 12
_SHOWN = 20_000
"""Signs are counted in so many characters of a line at most: a page of one line stays small."""
_DATE = re.compile(
    r"\d{1,2}[./]\s?\d{1,2}[./]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}|\d日"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)|\d [AaPp]\.?[Mm]|\bUhr\b")
_TERMINAL = frozenset(".!?…。！？।\"”“»«':)”’」*")
_SENTENCE = frozenset('.!?…。！？।"”“»«」')
_BULLET = frozenset("*•·-–—○◦▪►>+")


@cache
def _words() -> dict[str, int]:
    """Bits of what a lower-case word may be."""
    low: dict[str, int] = {}
    for words, bit in (
        (frozenset(months()), _MONTH),
        (frozenset(n.lower() for n in agencies("news") | agencies("picture")), _AGENCY),
        (byline_words("lead"), _LEAD),
        (byline_words("post"), _POST),
        (credit_labels(), _LABEL),
        (chrome_words(), _MENU),
        (function_words(), _FUNC),
        (note_triggers(), _NOTE),
        (rail_words("consent"), _CONSENT),
        (rail_words("talk"), _TALK),
        (rail_words("rail"), _RAIL),
    ):
        for word in words:
            if " " not in word:
                low[word] = low.get(word, 0) | bit
    for year in range(1990, 2040):
        low[str(year)] = _YEAR
    return low


@cache
def _sign_class(code: int) -> int:
    sign = chr(code)
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isspace():
        return _BLANK
    return _CLASSES.get(unicodedata.category(sign), _LOWER if sign.isalpha() else _OTHER)


def _per_line(lines: Lines) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Signs of each class and words of each kind: arrays of shape (lines, 9) and (lines, 14)."""
    shown = [line[:_SHOWN] for line in lines.line]
    codes = np.frombuffer("".join(shown).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    small = np.minimum(codes, 0xFFFF)
    table = np.zeros(0x10000, np.uint8)
    present = np.flatnonzero(np.bincount(small, minlength=0x10000))
    table[present] = [_sign_class(int(code)) for code in present]
    classes = table[small]
    lengths = np.fromiter(map(len, shown), np.int64, len(lines))
    owner = np.repeat(np.arange(len(lines)), lengths)
    n = len(lines)
    signs = np.bincount(owner * 9 + classes, minlength=n * 9).reshape(n, 9).astype(np.float32)
    counts = np.zeros((n, _FLAGS + 2), np.float32)
    sizes = np.fromiter(map(len, lines.words), np.int64, n)
    total = int(sizes.sum())
    if total:
        who = np.repeat(np.arange(n), sizes)
        low = _words()
        bits = np.fromiter(
            map(low.get, chain.from_iterable(lines.words), repeat(0)), np.int64, total
        )
        hits = np.flatnonzero(bits)
        some, bits = who[hits], bits[hits]
        for flag in range(_FLAGS):
            counts[:, flag] = np.bincount(some[(bits >> flag) & 1 > 0], minlength=n)
    # A capital begins a word where no letter or digit stands in front of it.
    inside = np.zeros(len(classes), bool)
    inside[1:] = (classes[:-1] <= _DIGIT) & (owner[1:] == owner[:-1])
    counts[:, _FLAGS] = np.bincount(owner[(classes == _UPPER) & ~inside], minlength=n)
    counts[:, _FLAGS + 1] = sizes
    return signs, counts


def _own(lines: Lines, signs: Array) -> list[float]:
    """The surface of each line, the columns of ``_OWN``, line after line."""
    menu = chrome_words()
    rows: list[float] = []
    seen = Counter(lines.low)
    digit = (signs[:, _DIGIT] > 0).tolist()
    for i, line in enumerate(lines.line):
        short = len(line) < 160
        low = lines.low[i]
        head = line[0]
        bare = low.strip("*•·-–—#>|: ")
        digits = digit[i]
        rows += (
            lines.gap[i], lines.indent[i], seen[low],
            head == "#" and len(line) - len(line.lstrip("#")), head in _BULLET, head.isupper(),
            head.islower(), head in "\"“„«‘'", head.isdigit(), head in ",.;:)!?",
            line[-1] in _SENTENCE, line[-1] in _TERMINAL, line[-1] == ":", line[-1] in ",-–",
            line[-1] == "?", bare in menu,
            short and digits and _DATE.search(line) is not None,
            short and digits and _CLOCK.search(line) is not None,
            "©" in line or "(c)" in low, "http" in low or "www." in low, "@" in line,
            head == "(" and line[-1] == ")", "|" in line or " · " in line, ": " in line[:40],
            "—" in line[:60] or "–" in line[:60], "…" in line or "..." in line,
            line.count(". "),
        )  # fmt: skip
    return rows


_OWN = (
    "gap indent repeats hashes bullet upper0 lower0 quote0 digit0 punct0 sentence terminal colon "
    "comma question menu date clock copyright url at bracket pipe lead_colon dash ellipsis "
    "stops"
).split()  # fmt: skip

_RATIO = (
    "lchars lwords ljoined uppers lowers digits stops_share quotes commas marks others word_length "
    "months agencies leads posts labels menus function years "
    "capitals note consent talk rail"
).split()


def best_run(worth: npt.NDArray[np.floating]) -> tuple[int, int]:
    """First and last index of the run with the largest sum (Kadane); (0, -1) for none."""
    best, top, start, total = (0, -1), 0.0, 0, 0.0
    for i, value in enumerate(worth.tolist()):
        if total <= 0:
            start, total = i, 0.0
        total += value
        if total > top:
            top, best = total, (start, i)
    return best


def _shared(lines: Lines, sizes: Array) -> list[tuple[float, ...]]:
    """Which part of a line's longer words the page's long lines use too, and how often; which part
    the next line and the line before repeat."""
    mass: Counter[str] = Counter()
    content: list[set[str]] = []
    for words, size in zip(lines.words, sizes.tolist(), strict=True):
        own = {w for w in words if len(w) > 3 or not w.isascii()}
        content.append(own)
        if size >= 15:
            mass.update(own)
    get = dict(mass).get
    none = (0.0, 0.0, 0.0, 0.0, 0.0)
    rows: list[tuple[float, ...]] = []
    content.append(set())
    for i, size in enumerate(sizes.tolist()):
        own = content[i]
        # Paragraphs are told by other things; a line is not compared with itself.
        if not own or size >= 60:
            rows.append(none)
            continue
        less = size >= 15
        hits = list(map(get, own, repeat(0)))
        k = len(own)
        found = k - hits.count(int(less))
        rows.append((found / k, float(found), (sum(hits) - k * less) / k,
                     len(own & content[i + 1]) / k, len(own & content[i - 1]) / k))  # fmt: skip
    return rows


def _joined(lines: Lines, sizes: Array) -> list[float]:
    """Words of the sentence a line belongs to when a renderer broke it at inline links."""
    n = len(lines)
    group = [0] * n
    for i in range(1, n):
        glue = lines.gap[i] <= 0 and (
            lines.line[i][0].islower()
            or lines.line[i][0] in ",.;:)"
            or lines.line[i - 1][-1] in ",-("
        )
        group[i] = group[i - 1] if glue else i
    totals = np.bincount(group, sizes, minlength=n) if n else np.zeros(0)
    return [float(totals[g]) for g in group]


def features(lines: Lines) -> tuple[Array, list[str]]:
    """One row for each line, float32, and the names of the columns."""
    n = len(lines)
    signs, counts = _per_line(lines)
    flat = _own(lines, signs)
    own = np.frombuffer(array("f", flat), np.float32).reshape(n, len(_OWN))
    sizes = counts[:, _FLAGS + 1]
    chars = signs.sum(axis=1)
    words = np.maximum(sizes, 1)
    joined = np.asarray(_joined(lines, sizes), np.float32)
    ratio = np.column_stack([
        np.log1p(chars), np.log1p(sizes), np.log1p(joined),
        signs[:, _UPPER] / chars, signs[:, _LOWER] / chars, signs[:, _DIGIT] / chars,
        signs[:, _STOP] / chars, signs[:, _QUOTE], signs[:, _COMMA] / words,
        signs[:, _MARK] / chars, signs[:, _OTHER] / chars, signs[:, _LOWER] / words,
        counts[:, 0], counts[:, 1], counts[:, 2], counts[:, 3], counts[:, 4],
        counts[:, 5] / words, counts[:, 6] / words, counts[:, 7], counts[:, _FLAGS] / words,
        counts[:, 8], counts[:, 9] / np.sqrt(words), counts[:, 10], counts[:, 11] / words,
    ])  # fmt: skip
    names = [*_OWN, *_RATIO]
    base = np.hstack([own, ratio]).astype(np.float32)
    parts = [base]
    # A line worth reading: long, or a sentence with function words.
    worth = joined - 10
    for name, run in (("run", best_run(worth)), ("run15", best_run(joined - 15))):
        first, last = run
        at = np.arange(n)
        parts.append(np.column_stack([
            (at >= first) & (at <= last), at - first, at - last,
            (at - first) / max(last - first, 1),
        ]))  # fmt: skip
        names += [f"{name}_{x}" for x in ("in", "after_first", "after_last", "share")]
    long_line = (sizes >= 20) & (own[:, _OWN.index("sentence")] > 0)
    total = np.concatenate([[0], np.cumsum(long_line)])
    prose = np.concatenate([[0.0], np.cumsum(np.where(sizes >= 10, sizes, 0))])
    at = np.arange(n)
    where_long = np.flatnonzero(long_line)
    left = np.searchsorted(where_long, at, side="left")
    before = np.full(n, 99)
    if len(where_long):
        before = np.where(left > 0, at - where_long[np.maximum(left - 1, 0)], 99)
    right = np.searchsorted(where_long, at, side="right")
    after = np.full(n, 99)
    if len(where_long):
        following = where_long[np.minimum(right, len(where_long) - 1)]
        after = np.where(right < len(where_long), following - at, 99)
    columns = [
        np.minimum(before, 99),
        np.minimum(after, 99),
        total[:-1],
        total[-1] - total[1:],
    ]
    names += ["long_before", "long_after", "longs_before", "longs_after"]
    for width in (2, 5, 10, 20):
        low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, n)
        columns.append(np.log1p(prose[high] - prose[low]))
        columns.append(np.log1p(prose[at] - prose[low]))
        names += [f"prose{width}", f"prose_before{width}"]
    columns += [at / n, np.log1p(at), np.log1p(n - at), np.full(n, np.log1p(n)),
                prose[:-1] / max(prose[-1], 1), np.full(n, np.mean(np.asarray(lines.gap) > 0)),
                np.full(n, np.mean(sizes)), np.full(n, own[:, _OWN.index("hashes")].max()),
                np.full(n, np.mean(own[:, _OWN.index("indent")])),
                np.full(n, np.log1p(prose[-1]))]  # fmt: skip
    names += ["place", "line", "from_end", "lines", "prose_place", "page_gaps", "page_words",
              "page_hashes", "page_indent", "page_prose"]  # fmt: skip
    # How long ago a short line spoke of comments, or of more to read.
    for flag, name in ((10, "talk"), (11, "rail"), (5, "menu")):
        spoken = np.where((counts[:, flag] > 0) & (sizes <= 6), at, -99)
        columns.append(np.minimum(at - np.maximum.accumulate(spoken), 60))
        names.append(f"since_{name}")
    parts.append(np.column_stack(columns))
    parts.append(np.asarray(_shared(lines, sizes), np.float32))
    names += ["shared", "shared_n", "shared_weight", "in_next", "in_last"]
    return np.hstack(parts).astype(np.float32), names
