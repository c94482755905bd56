"""What the words of a block look like: length, signs, figures, and a few words of the trade.

The words (who wrote, whose picture, leave the page) are hints among others for the block model; no
vocabulary is learned.
"""

from __future__ import annotations

import re

from readout.page.captions import looks_like_credit
from readout.page.html.layout import Block

WORD = re.compile(r"\w+")
_DATE = re.compile(
    r"\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\b|\b\d{4}-\d{2}-\d{2}|\b\d{1,2}:\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d]{3,10}\.?,?\s+(?:de\s+)?(?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b|\d{4}年"
)
_CREDIT = frozenset(
    "photo photos photograph photographs photographer foto fotos credit credits image images bild "
    "bilder "
    "getty reuters ap afp epa dpa imago alliance shutterstock quelle source courtesy handout "
    "archiv via "
    "apa ansa efe keystone ntb tt istock alamy unsplash pixabay".split()
)
_LEAVE = frozenset(
    "newsletter newsletters cookie cookies subscribe subscription subscriber subscribers "
    "abonnieren "
    "abonnement abonnent abonnez sign login anmelden registrieren copyright reserved vorbehalten "
    "share "
    "teilen partager compartir follow folgen comment comments kommentar kommentare javascript "
    "advertisement anzeige werbung datenschutz privacy more mehr lesen read also auch lire aussi "
    "leer "
    "leggi anche también watch listen app whatsapp facebook twitter email print drucken click "
    "klicken "
    "download abo plus premium".split()
)
_BYLINE = frozenset("by von par por di av af door text autor author redaktion".split())
ENDS = (
    ".",
    "!",
    "?",
    "…",
    '."',
    ".“",
    ".”",
    "!“",
    "?“",
    ".»",
    ".’",
    "。",
    "！",
    "？",
    "。」",
    "」",
    "।",
    "؟",
)
_QUOTES = frozenset('"“”„«»‘’「」')
TEXT_NAMES = (
    "chars", "words", "enders", "commas", "digits", "upper", "ends", "starts_upper", "quotes",
    "linked", "links", "bold", "glued", "word_length", "lines", "date", "credit", "byline_word",
    "leave", "copyright", "colon_end", "title_case", "nonlatin", "credit_shape",
)  # fmt: skip
CHARS, WORDS, LINKED = 0, 1, 9
"""Columns that other features build on."""


def of_text(block: Block, tokens: list[str]) -> tuple[float, ...]:
    text = block.text
    length = len(text)
    short = text if length <= 600 else text[:600]
    words = short.split()
    count = len(words) * (length / len(short))
    letters = len(short) - short.count(" ")
    digits = sum(map(str.isdigit, short)) if length < 120 else 0
    upper = sum(map(str.isupper, short[:120]))
    capital = sum([w[0].isupper() for w in words[:20]])
    first = text[0]
    return (
        length,
        count,
        min(text.count(". ") + text.count("? ") + text.count("! ") + text.count("。"), 20),
        min(text.count(",") + text.count("，") + text.count("、"), 20),
        digits / length,
        upper / min(length, 120),
        text.endswith(ENDS),
        first.isupper(),
        first in _QUOTES or text[-1] in _QUOTES,
        min(block.linked / length, 1.0),
        min(block.links, 20),
        min(block.bold / length, 1.0),
        block.glued,
        letters / max(len(words), 1),
        min(text.count("\n"), 10),
        digits > 0 and _DATE.search(text) is not None,
        length < 400 and not _CREDIT.isdisjoint(tokens),
        length < 200 and tokens[:1] != [] and tokens[0] in _BYLINE,
        sum([t in _LEAVE for t in tokens]) if length < 400 else 0,
        "©" in text or "(c)" in short[:40],
        text[-1] in ":：",
        capital / max(min(len(words), 20), 1),
        first > "\u2fff",
        length <= 160
        and ("/" in text or "©" in text or not _CREDIT.isdisjoint(tokens))
        and looks_like_credit(text),
    )
