"""Names out of bylines: who wrote, without "by", functions, addresses, handles and dates."""

from __future__ import annotations

import re

from readout.page.html.metadata.datetext import find_dates
from readout.page.html.metadata.head import plain
from readout.page.html.metadata.words import AGENCIES, BY, GENERIC, NOISE, ROLES

_LEAD = "|".join(re.escape(word) for word in BY)
_BY = re.compile(rf"^(?:{_LEAD})(?:\s*:\s*|\s+)(?=\S)", re.I)
_GLUED_BY = re.compile(r"^(?:By|Von|Par|Por)(?=[A-ZÀ-Þ][\w.]+\s+[A-ZÀ-Þ])")
_INNER_BY = re.compile(
    r"(?:^|[|•·,(–—\n-]\s{0,3}|\b(?:geschrieben|erstellt|verfasst|posted|published|written|uhr|beitrag|"
    r"artikel|text|interview|analyse|kommentar|publié|veröffentlicht|created|story|words|pm|am)\s)"
    r"(?:by|von|vom|par|por|door|av|af|aut(?:or|eur|ore)(?:in|en|innen|es|s)?(?:/aut\w{2,8})?|authors?|"
    r"written by|text|texte|testo)(?:\s*:\s*|\s+(?:von\s)?)(?=[^\W\d_])",
    re.I,
)
_CJK_BY = re.compile(r"[(（【]?\s?(?:责任编辑|责编|编辑|记者|作者|文|記者|取材)\s?[：:]\s?")
_PICTURES = re.compile(
    r"\s(?:illustration(?:en|s)?|foto(?:s|grafie|grafien)?|photo(?:s|graph\w{0,8})?|bild(?:er)?|"
    r"symbolbild)\b(?:\s(?:von|by|par)|\s?:|\s?$|\s).{0,100}$",
    re.I,
)
_OFFICE = re.compile(
    r"(?:leiter|redakteur|korrespondent|journalist|sprecher|direktor|chef|expert|manager|beauftragte|"
    r"professor|minister|referent|autor|vorsitzende|director|editor|reporter|writer|officer)"
    r"(?:in|en|r|s)?$",
    re.I,
)
_SLUG = re.compile(r"^[a-z]+(?:-[a-z]+)+$")
_ADDRESS = re.compile(r"\(?\S{1,60}@\S{1,60}\.\S{2,10}|https?://\S+|(?<!\S)@\w{2,30}|www\.\S+")
_JOIN = re.compile(
    r"\s+(?:and|und|et|y|og|och|en|ja|ve|with|mit|sowie|e|i|и)\s+|\s*[;|•·\n]\s*|\s+[&+/]\s+|"
    r"\s+[–—-]\s+",
    re.I,
)
_COMMA = re.compile(r"\s*,\s*|\s*[、，]\s*")
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]{0,80}(?:[)\]]|$)")
_DEGREE = re.compile(
    r"^(?:Ph\.?D|M\.?D|Dr|MBA|MSc|BSc|J\.?D|RD|Jr|Sr|II|III|LL\.?M|M\.?A|M\.?Sc|MPH|RN)\.?$"
)
_WORDS = re.compile(r"[^\W_]+")
_TAIL = " ,;:|/–—-·•*\t\u00a0\u200b"
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d{4}|\d{1,2}\.\s?\d")
_CUT = re.compile(r"\s*[|•·\n]\s*|\s+[–—-]\s+")
_SECTION = re.compile(r",\s+(?:in|am|on|le|at|aktualisiert|updated)\s", re.I)
MAX_NAME = 60
MAX_NAMES = 25


def clean_names(raw: str) -> list[str]:
    """The people and agencies that ``raw`` names, in order, without duplicates by case."""
    text = raw if len(raw) > 2_000 else plain(raw)
    if not text or len(text) > 600:
        return []
    if _CJK_BY.match(text):
        text = _CJK_BY.sub("", text).rstrip(")）】")
    text = _ADDRESS.sub(" ", text)
    text = _strip_by(" ".join(text.split()).strip(_TAIL))
    names: list[str] = []
    for part in _JOIN.split(text):
        pieces = _commas(part)
        # "Jane Doe, head of something": what follows a name and ends in an office is no name.
        names += [
            piece
            for n, piece in enumerate(pieces)
            if not n or not any(_OFFICE.search(word) for word in piece.split()[:3])
        ]
    seen: dict[str, str] = {}
    for part in names[:MAX_NAMES]:
        name = _one(part)
        if name:
            seen.setdefault(name.casefold(), name)
    return list(seen.values())


def names_in_line(line: str) -> tuple[list[str], bool]:
    """Names in a visible byline that may hold dates, sections and functions besides; and whether
    a word like "by" opens them."""
    text = _GLUED_BY.sub(lambda m: m.group() + " ", " ".join(line.split(" ")).strip(_TAIL))
    for one in reversed(find_dates(text)):
        text = f"{text[: one.start]} | {text[one.end :]}"
    opened = bool(_CJK_BY.match(text))
    text = _PICTURES.sub("", text)
    match = None
    if len(text) <= 220:
        match = _INNER_BY.search(text)
    if match:
        # From the opening on: what stands before it is a section, a date or a place.
        opened = True
        text = text[match.end() :]
        text = _CUT.split(text, maxsplit=1)[0] or text
        text = _SECTION.split(text, maxsplit=1)[0]
    names: list[str] = []
    for part in _CUT.split(text):
        trimmed = _trim(part)
        if trimmed:
            names += clean_names(trimmed)
    return names, opened


def may_open(line: str) -> bool:
    """False for lines without any word like "by": a quick look before the close one."""
    return bool(_INNER_BY.search(line) or _GLUED_BY.match(line) or _CJK_BY.match(line))


def _trim(part: str) -> str:
    """Words around a name that belong to the line ("am", "Uhr", weekdays) taken off both ends."""
    words = part.strip(_TAIL).split()
    while words and _is_noise(words[-1]):
        words.pop()
    while words and _is_noise(words[0]) and not _BY.match(" ".join(words)):
        words.pop(0)
    return " ".join(words)


def _is_noise(word: str) -> bool:
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
        return False  # "P. Ngassa"; small letters are of clocks
    bare = word.strip(" .,:;|()–-").lower()
    return not bare or bare in NOISE or bare.isdigit()


def _strip_by(text: str) -> str:
    for _ in range(3):
        shorter = _BY.sub("", text)
        if shorter == text:
            return text
        text = shorter.lstrip(_TAIL)
    return text


def _commas(part: str) -> list[str]:
    """Split at commas unless what follows is a degree ("X, PhD") that belongs to the name."""
    pieces: list[str] = []
    for piece in _COMMA.split(part):
        if pieces and _DEGREE.match(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    single = len(pieces) == 2 and all(p[:1].isupper() and " " not in p for p in pieces)
    if single and not {p.lower() for p in pieces} & AGENCIES:
        return [f"{pieces[1]} {pieces[0]}"]  # "Family, Given"
    return pieces


def _one(name: str) -> str | None:
    """One name, or None when it is a function, a date, a sentence or nothing."""
    name = _strip_by(_PARENTHESIS.sub("", name).strip(_TAIL)).strip(_TAIL)
    if not name or len(name) > MAX_NAME or _CLOCK.search(name):
        return None
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words or len(words) > 7 or all(word in NOISE or word.isdigit() for word in words):
        return None
    if words[0] == "redaktion" and len(words) == 1:
        return name
    if len(words) == 1 and (words[0] in GENERIC or words[0] in BY or "admin" in words[0]):
        return None
    if _SLUG.match(name) or (len(words) > 3 and name.endswith(".") and name[-3:-2] != "."):
        return None
    if len(name) == 1 and name.isascii():
        return None
    functions = sum(word in ROLES for word in words)
    if functions * 2 >= len(words) and words[-1] in ROLES and words[-1] != "redaktion":
        return None
    return _without_function(name)


def _without_function(name: str) -> str:
    """ "Jane Doe Staff Writer" without the words for her function, if a name remains."""
    words = name.split()
    if len(words) < 3:
        return name
    end = len(words)
    while end > 2 and words[end - 1].strip(".,").lower() in ROLES:
        end -= 1
    return " ".join(words[:end]).strip(_TAIL) if end < len(words) and end >= 2 else name


def looks_like_person(name: str) -> bool:
    """Two to five capitalised words, or a script without case; no digits."""
    words = name.split()
    if not 2 <= len(words) <= 5 or any(c.isdigit() for c in name):
        return False
    return sum(word[:1].isupper() or not word[:1].isascii() for word in words) >= 2


def is_plain_name(name: str) -> bool:
    """A person's name, or one capitalised word: no sentence, no heading."""
    if looks_like_person(name):
        small = [word for word in name.split() if word[:1].islower()]
        return all(word in _PARTICLES for word in small)
    return " " not in name and not name[:1].islower() and name.isalpha()


_PARTICLES = frozenset(
    "von van der de den del della di da dos das du la le zu zur al el bin ibn ter y e".split()
)
