"""From bytes to text: which character set it is, by the order of the HTML standard, and checked.

Order: byte order mark, what the container or the caller says, ``<meta>``, XML declaration,
detection. A label that contradicts the bytes is corrected and the correction is said in the notes.

The text that leaves here can always be written as UTF-8 (no lone surrogates). A byte order mark is
taken off, so offset 0 is the first character after it; nothing else is changed: line ends,
NUL characters and unassigned code points stay as they were.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib.resources import files

import msgspec

META_BYTES = 4096
"""The standard looks for ``<meta charset>`` in 1024 bytes; scripts often push it further down."""
LATE_META_BYTES = 65536
"""Where a ``<meta charset>`` is still looked for once the bytes are known not to be UTF-8."""

_SAMPLE = 65536
_DETECT_BYTES = 1 << 15
# From a byte beyond ASCII to the end of its line or element: what a detector can learn from.
# Starting there never starts inside a character of a multi-byte set.
_TELLING = re.compile(rb"[\x80-\xff][^\n<>]{0,300}")
# A text of a multi-byte set that is valid UTF-8 by chance is a word or two long, never this long.
_CHANCE = 8

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32le"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_META = re.compile(rb"<meta[\s/]([^>]{0,1000})", re.I)
_ATTRIBUTE = re.compile(rb"([a-z-]{1,40})\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.I)
_IN_CONTENT = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.I)
_XML = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.I)
_WIDE = ("utf-16le", "utf-16be", "utf-32le")


class Decoded(msgspec.Struct, frozen=True):
    """Text, the standard's name of the character set it was decoded with, and what to know."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Labels to names and names to codecs, from ``labels.tsv``."""
    names: dict[str, str] = {}
    codec: dict[str, str] = {"utf-32le": "utf-32-le"}
    table = files("readout.capture").joinpath("labels.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            name, python, labels = line.split("\t")
            codec.setdefault(name, python)
            names.update(dict.fromkeys(labels.split(" "), name))
    return names, codec


def encoding_name(label: str) -> str | None:
    """The standard's name for a label as pages write it; None for an unknown one."""
    return _tables()[0].get(label.strip(" \t\r\n\f\"'").lower())


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Decode ``data``; ``charset`` is the label the container or the caller gives, if any.

    Never raises: bytes that fit no character set come back with U+FFFD in their place and a note.
    """
    notes: list[str] = []
    for mark, name in _BOMS:
        if data.startswith(mark) and not (name == "utf-32le" and _decode_as(data[4:], name)[1]):
            return _with_mark(data[len(mark) :], name, charset)
    declared = _declared(data, charset, notes)
    wide = _unmarked_wide(data)
    if wide is not None:
        if declared != wide:
            notes.append(f"read as {wide}: every other byte is zero, though no mark says so")
        text, bad = _decode_as(data, wide)
        return _done(text, wide, bad, notes)
    if declared is None:
        return _undeclared(data, notes)
    return _checked(data, declared, notes)


def _with_mark(data: bytes, name: str, charset: str | None) -> Decoded:
    notes = ["a byte order mark before the text was taken off; offsets count from behind it"]
    label = encoding_name(charset) if charset else None
    if label is not None and label != name and not (name in _WIDE and label in _WIDE):
        notes.append(f"declared as {label} but its byte order mark says {name}")
    text, bad = _decode_as(data, name)
    return _done(text, name, bad, notes)


def _done(text: str, name: str, bad: int, notes: list[str]) -> Decoded:
    if bad:
        what = "1 place" if bad == 1 else f"{bad} places"
        notes.append(f"{what} that {name} cannot decode, shown as U+FFFD")
    if "\0" in text:
        notes.append(f"the text holds {text.count(chr(0))} NUL characters, kept as they are")
    return Decoded(text, name, tuple(notes))


def _declared(data: bytes, charset: str | None, notes: list[str]) -> str | None:
    """The first label in the standard's order that names a character set we know."""
    if charset:
        name = encoding_name(charset)
        if name is not None:
            return name
        notes.append(f"unknown character set '{charset[:40]}' in the container, passed over")
    label = _meta_label(data[:META_BYTES])
    if label is None and data.startswith(b"<?xml"):
        match = _XML.match(data[:META_BYTES])
        label = match[1].decode("ascii", "replace") if match else None
    if label is None:
        return None
    name = encoding_name(label)
    if name in _WIDE:
        return "utf-8"  # the standard: who could read the label was not reading UTF-16
    if name is None:
        notes.append(f"unknown character set '{label[:40]}' in the page, passed over")
    return name


def _meta_label(head: bytes) -> str | None:
    """What ``<meta charset>`` or ``<meta http-equiv=content-type>`` says, comments aside."""
    for tag in _META.finditer(_COMMENT.sub(b"", head)):
        attributes: dict[bytes, bytes] = {
            key.lower(): value for key, value in _ATTRIBUTE.findall(tag[1])
        }
        label = attributes.get(b"charset")
        if label is None and b"http-equiv" in attributes:
            inside = _IN_CONTENT.search(attributes.get(b"content", b""))
            label = inside[1] if inside else None
        if label:
            return label.strip(b"\"' \t\r\n").decode("ascii", "replace")
    return None


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by zero bytes that all stand on the same side of their pair."""
    head = data[: min(_SAMPLE, len(data) // 2 * 2)]
    zeros = head.count(0)
    if zeros < 2 or zeros * 20 < len(head):
        return None
    even = head[0::2].count(0)
    if even not in (0, zeros):
        return None
    name = "utf-16be" if even else "utf-16le"
    return name if not _decode_as(head[:-2], name)[1] else None


def _checked(data: bytes, declared: str, notes: list[str]) -> Decoded:
    """Decode with the declared character set unless the bytes contradict it."""
    if declared == "utf-8":
        return _utf8_or_other(data, notes, "declared as utf-8 but")
    if not data.isascii() or declared in _WIDE:
        as_utf8 = _strict_utf8(data)
        if as_utf8 is not None and _beats(as_utf8, data, declared):
            notes.append(f"declared as {declared} but the bytes are utf-8, read as utf-8")
            return _done(as_utf8, "utf-8", 0, notes)
    text, bad = _decode_as(data, declared)
    if bad and bad > _beyond_ascii(text) - bad:
        other = _detected(data)
        better, still_bad = _decode_as(data, other)
        if other != declared and still_bad < bad:
            notes.append(f"declared as {declared} but the bytes are not, read as {other}")
            return _done(better, other, still_bad, notes)
    return _done(text, declared, bad, notes)


def _beats(as_utf8: str, data: bytes, declared: str) -> bool:
    """Whether valid UTF-8 is proof enough against the declared character set."""
    if declared in _WIDE:
        return len(data) >= 2 * _CHANCE and b"\0" not in data
    return _single_byte_table(declared) is not None or _beyond_ascii(as_utf8) >= _CHANCE


def _undeclared(data: bytes, notes: list[str]) -> Decoded:
    # ISO-2022-JP is ASCII with escapes, so it would pass as UTF-8.
    if b"\x1b$" in data[:_SAMPLE] and data.isascii():
        text, bad = _decode_as(data, "iso-2022-jp")
        if not bad:
            return _done(text, "iso-2022-jp", 0, notes)
    return _utf8_or_other(data, notes, "no character set declared,")


def _utf8_or_other(data: bytes, notes: list[str], because: str) -> Decoded:
    """UTF-8 if the bytes are, mostly, UTF-8; else what a late label or the detector says."""
    text, bad = _decode_as(data, "utf-8")
    if not bad or _beyond_ascii(text) - bad >= bad:
        return _done(text, "utf-8", bad, notes)
    late = _meta_label(data[:LATE_META_BYTES])
    name = encoding_name(late) if late else None
    if name is None or name == "utf-8" or name in _WIDE:
        name = _detected(data)
    text, bad = _decode_as(data, name)
    notes.append(f"{because} the bytes are not utf-8, read as {name}")
    return _done(text, name, bad, notes)


def _detected(data: bytes) -> str:
    """What the detector says of bytes that are not UTF-8; windows-1252 where it does not know."""
    # Imported here: most pages are UTF-8 and should not pay for it at the start.
    from resiliparse.parse.encoding import detect_encoding

    pieces: list[bytes] = []
    size = 0
    for found in _TELLING.finditer(data):
        pieces.append(found[0])
        size += len(found[0])
        if size > _DETECT_BYTES:
            break
    said = detect_encoding(b"\n".join(pieces), max_len=0, html5_compatible=False)
    name = encoding_name(str(said)) if said else None
    return "windows-1252" if name is None or name == "utf-8" else name


def _strict_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_as(data: bytes, name: str) -> tuple[str, int]:
    """The text in the named character set, and how many places had to be replaced."""
    table = _single_byte_table(name)
    if table is not None:
        text = codecs.charmap_decode(data, "strict", table)[0]
        return text, text.count("\ufffd")
    codec = _tables()[1][name]
    try:
        text = data.decode(codec)
        bad = 0
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        bad = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if name == "utf-8" else 0)
        bad = max(bad, 1)
    if not name.startswith("utf-"):
        try:  # a foreign codec is not trusted to keep lone surrogates out
            text.encode("utf-8")
        except UnicodeEncodeError:
            bad += 1
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text, bad


@cache
def _single_byte_table(name: str) -> str | None:
    """256 characters for a single-byte set, None for the others.

    Python leaves holes where the standard has C1 controls (0x81 in windows-1252); a table fills
    them, and decoding stays one C call however many holes a text hits.
    """
    if name.startswith(("utf-", "gb", "big5", "euc-", "iso-2022", "shift_jis")):
        return None
    codec = _tables()[1][name]
    table = []
    for byte in range(256):
        try:
            table.append(bytes((byte,)).decode(codec))
        except UnicodeDecodeError:
            table.append(chr(byte) if 0x80 <= byte < 0xA0 else "\ufffd")
    return "".join(table)


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
