"""The language of the article as a BCP 47 tag.

Order of trust: ``<html lang>``, ``content-language``, JSON-LD ``inLanguage``, ``og:locale``, other
language metas, else detection on the text (method ``detected``). A declared language that a long
text plainly contradicts is overruled, and a note says so.
"""

from __future__ import annotations

import re

from readout.page.detect import detected
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.candidates import Around
from readout.record.types import Claim, Note, in_text, outside

_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.]|$)")
_NAMES = {"english": "en", "deutsch": "de", "german": "de", "français": "fr", "french": "fr",
          "spanish": "es", "español": "es", "italiano": "it", "italian": "it"}  # fmt: skip
_ALIASES = {"in": "id", "iw": "he", "ji": "yi", "no": "nb", "nn": "nb", "hr": "sh", "sr": "sh",
            "bs": "sh", "ms": "id", "cmn": "zh", "gsw": "de", "tl": "fil"}  # fmt: skip
"""Tags that count as one language when declaration and detection are compared."""
DETECTABLE = frozenset(
    "ar bg bn cs da de el en es fa fi fr he hi hu it ja ko nl pl pt ro ru sv "
    "ta th tr uk ur vi zh".split()
)
"""Languages whose detection is relied on against a declaration."""
_PLAIN = 400
"""Characters of text below which a declaration is not contradicted."""
_CERTAIN = 600
"""Out-of-place distance of ``detect_fast`` up to which a guess counts as plain (own pages: right
answers lie below 900, wrong ones on short or mixed text above 700)."""


def normal_tag(raw: str) -> str | None:
    """``de_DE.UTF-8`` as ``de-DE``; None for what is no language tag."""
    raw = raw.strip().split(",")[0].strip()
    if raw.lower() in _NAMES:
        return _NAMES[raw.lower()]
    match = _TAG.match(raw)
    if not match:
        return None
    language, script, region = match.groups()
    tag = language.lower()
    if tag in ("und", "xx", "mul", "zxx", "utf", "iso"):
        return None
    if script:
        tag += f"-{script.title()}"
    return f"{tag}-{region.upper()}" if region else tag


def declared(around: Around) -> tuple[str, str, str, str] | None:
    """(tag, method, where, literal) of the first declaration."""
    head = around.head
    tries: list[tuple[str, str, str | None]] = [
        ("html:lang", "html:lang", head.lang),
        ("meta:content-language", "meta:content-language", head.meta("content-language")),
    ]
    for node in head.articles[:2]:
        where = f"jsonld:{jsonld.type_name(node)}.inLanguage"
        tries += [("jsonld", where, text) for text in jsonld.strings(node.get("inLanguage"))[:1]]
    for key in ("og:locale", "language", "inlanguage", "dc.language", "dcterms.language"):
        tries.append((f"meta:{key}" if key != "og:locale" else "og", f"meta:{key}", head.meta(key)))
    for method, where, raw in tries:
        tag = normal_tag(raw) if raw else None
        if tag and raw:
            return tag, method, where, raw
    return None


def read_language(around: Around, notes: list[Note]) -> Claim | None:
    """The language, or None when nothing declares it and the text is too short to tell."""
    said = declared(around)
    sample, start, end = _sample(around)
    guess, distance = ("", 9_999)
    if len(sample) >= (_PLAIN if said else 80):
        guess, distance = detected(sample[:3_000])
        if guess == "unknown":
            guess = ""
    if said is None:
        if not guess:
            return None
        return Claim(value=guess, method="detected", evidence=[in_text(start, end)])
    tag, method, where, raw = said
    spoken = tag.split("-")[0]
    plainly = guess in DETECTABLE and distance <= _CERTAIN and _same(guess) != _same(spoken)
    if plainly:
        notes.append(
            Note(
                step="page.language",
                reason=f"declared language {tag} ({where}) overruled: the text reads as {guess}",
                start=start,
                end=end,
            )
        )
        return Claim(
            value=guess,
            method="detected",
            evidence=[in_text(start, end), outside(where, raw[:100])],
        )
    return Claim(value=tag, method=method, evidence=[outside(where, raw[:100])])


def _same(tag: str) -> str:
    return _ALIASES.get(tag, tag)


def _sample(around: Around) -> tuple[str, int, int]:
    """Running text for detection (body roles, else anything), and the span it spreads over."""
    parts: list[str] = []
    size = 0
    start = end = -1
    blocks, spans, roles = around.layout.blocks, around.shown.spans, around.shown.roles
    for n, block in enumerate(blocks):
        if roles[n] not in ("paragraph", "standfirst", "quote", "list") or len(block.text) < 60:
            continue
        if block.linked * 2 > len(block.text):
            continue
        if start < 0:
            start = spans[n][0]
        end = spans[n][1]
        parts.append(block.text)
        size += len(block.text)
        if size > 3_000:
            break
    if not parts and around.shown.text:
        start, end = 0, min(len(around.shown.text), 3_000)
        parts.append(around.shown.text[start:end])
    return " ".join(parts), max(start, 0), max(end, 0)
