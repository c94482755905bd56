"""Token boundaries by rule, after the practice of the English Universal Dependencies treebanks.

Contractions and hyphenated words are taken apart ("do" "n't", "well" "-" "known"), since the
encoder was trained on words cut so. Every token is a span of code points of the text as it is.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Gen Sen Rep Gov Lt Col Sgt Capt Maj Cmdr Adm Pres Hon Rev Fr St Ste Mt Ft "
    "Jr Sr Inc Corp Ltd Co Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu "
    "Fri Sat vs etc al approx dept est fig No no Nos vol pp Ave Blvd Rd Messrs Brig Supt Insp Det "
    "Atty Amb Sec Treas Calif Ala Ariz Ark Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich "
    "Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Penn a.m p.m i.e e.g Ph.D"
).split()

_HYPHEN_PREFIX = (
    "e|co|re|un|pre|pro|anti|non|ex|sub|multi|mini|semi|inter|counter|quasi|pseudo|bi|mid|neo|"
    "post|ultra|vice|x|t|u|al|el|ad|ar|as|an"
)
_LETTER = r"[^\W\d_]"

_PATTERN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’]      # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                               # e-mail
  | [\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|co\.uk|info)\b(?:/\S*[\w/])?
  | [@\#][\w]+                                                 # handles, hash tags
  | (?:{"|".join(sorted((re.escape(a) for a in _ABBREVIATIONS), key=len, reverse=True))})\.(?=\W|$)
  | (?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?                     # U.S., J.R.R., U.S.S.R
  | (?<!\w)[A-Z]\.(?=\s+[A-Z]|[A-Z][a-z])                      # initials before a name
  | \d+(?:[.,:/]\d+)+                                          # 1,000.50 and 10:30 and 9/11
  | [.]?\d+(?:(?:st|nd|rd|th|s|’s)\b)?                          # 5, .5, 21st, 1990s
  | (?:e|E)-mail(?:s|ed|ing)?\b
  | [ˋ`]{{2}} | '{{2}} | -{{2,}} | \.{{2,}} | …+ | [!?]+ | \*+ | _+ | =+ | ~+ | \#+ | —+
  | [^\W\d_]['’](?=[^\W\d_]{{3,}})(?<=[OoDdLl]['’])[^\W\d_]+       # O'Brien, d'Ivoire
  | {_LETTER}(?:(?<=[a-z])&(?=[a-z])|{_LETTER}|[\d\u0300-\u036f\u200c\u200d])*
  | [A-Z]&[A-Z]
  | ['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|em)\b
  | ['’]\d0s\b
  | \S
    """,
    re.VERBOSE,
)

_SPLITS = {
    "cannot": 3,
    "gonna": 3,
    "gotta": 3,
    "wanna": 3,
    "gimme": 3,
    "lemme": 3,
}
_CLITICS = frozenset("s re ve ll d m".split())
_APOSTROPHES = "'’"


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the tokens of ``text[start:end]``, in code points of ``text``, in order."""
    spans: list[tuple[int, int]] = []
    for match in _PATTERN.finditer(text, start, end):
        a, b = match.span()
        if b - a > 2:
            head = _SPLITS.get(text[a:b].lower())
            if head is not None:
                spans += [(a, a + head), (a + head, b)]
                continue
        # "do" + "n't": the pattern leaves "don" "'" "t"; put the n where it belongs.
        if (
            b - a == 1
            and text[a] in "tT"
            and len(spans) >= 2
            and spans[-1] == (a - 1, a)
            and text[a - 1] in _APOSTROPHES
            and spans[-2][1] == a - 1
            and text[a - 2] in "nN"
        ):
            spans.pop()
            left, right = spans.pop()
            if right - left > 1:
                spans.append((left, right - 1))
            spans.append((right - 1, b))
            continue
        spans.append((a, b))
    return spans
