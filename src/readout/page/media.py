"""Pictures of the article as their captions and credits tell them."""

from __future__ import annotations

import re

from readout.page.captions import agency_pattern
from readout.record.types import Evidence, Media, Role, in_text

Cut = tuple[Role, int, int]
_LABEL = re.compile(
    r"^\W*(?:(?:photo(?:graph)?s?|foto(?:s|grafie|grafi)?|image|picture|bild(?:er|quelle|nachweis|rechte)?|"
    r"credits?|photo credit|image credit|quelle|source|copyright|illustration|grafik|graphic|kuva|"
    r"crédits?|crédit photo|imagen|fuente|symbolbild|archivbild|foto di|video|cr[ée]dito|bron)"
    r"(?: by| courtesy of| via)?\s*[:/|]\s*|image (?:source|credit|copyright)[,\s]\s*|"
    r"(?:photo(?:graph)?s?|picture|image|foto|illustration)\s+"
    r"(?:by|courtesy of|credit|von|di|par|de)\s*:?\s+|"
    r"courtesy(?: of)?:?\s+)+",
    re.I,
)
_SIGN = re.compile(r"^\W*(?:©|\([cC]\)|copyright\b)\s*")
_BARE = re.compile(
    r"^\W*(?:(?:foto|photo|bild|image|credit|quelle|source|copyright)s?(?: by| von| di)?)?\W*$",
    re.I,
)
_CAPTION_LABEL = re.compile(
    r"^(?:image caption|caption|bildunterschrift|legend|image|bild|foto)\s*[:|]\s*", re.I
)


def credit_name(text: str) -> str:
    """The maker named by a credit: without its label, sign and brackets."""
    name = text.strip()
    before = None
    while before != name:
        before = name
        if name[:1] in "([" and name[-1:] in ")]":
            name = name[1:-1].strip()
        name = name.strip(" |•·–—-,;:/\n")
        name = _SIGN.sub("", _LABEL.sub("", name))
    return name


def pair_media(text: str, cuts: list[Cut]) -> list[Media]:
    """One medium for each caption or lone credit, in order; a credit next to a caption is its own.

    ``cuts`` are all blocks of the page in order. A credit belongs to the caption right before it,
    with at most one other short block between, else to the caption right after it.
    """
    found: list[tuple[str | None, str | None, list[Evidence], int]] = []
    for at, (role, start, end) in enumerate(cuts):
        if role not in ("caption", "credit"):
            continue
        words = " ".join(text[start:end].split())
        here = in_text(start, end)
        last = found[-1] if found else None
        near = last is not None and at - last[3] <= 2
        if role == "caption":
            words = _CAPTION_LABEL.sub("", words).strip(" |•·–—")
            if last is not None and near and at - last[3] == 1 and last[0] is None:
                found[-1] = (words, last[1], [*last[2], here], at)
            else:
                found.append((words, None, [here], at))
            continue
        if _BARE.match(words):
            continue
        name = credit_name(words)
        if not name:
            continue
        if last is not None and near and last[1] is None:
            found[-1] = (last[0], name, [*last[2], here], at)
        else:
            found.append((None, name, [here], at))
    media: list[Media] = []
    seen: set[tuple[str | None, str | None]] = set()
    for caption, credit, evidence, _ in found:
        if (caption, credit) in seen:
            continue
        seen.add((caption, credit))
        agency = agency_pattern().search(credit) if credit else None
        media.append(
            Media(
                caption=caption or None,
                credit=credit,
                agency=agency.group() if agency else None,
                evidence=evidence,
            )
        )
    return media
