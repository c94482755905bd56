"""Token boundaries by rule, after the practice of the English Universal Dependencies treebanks.

Contractions and hyphenated words are taken apart ("do" "n't", "well" "-" "known"), since the
encoder was trained on words cut so. Every token is a span of code points of the text as it is.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Gen Sen Rep Gov Lt Col Sgt Capt Maj Cmdr Adm Pres Hon Rt Rev Fr St Ste Mt "
    "Ft Jr Sr Inc Corp Ltd Co Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed "
    "Thu Fri Sat vs etc al approx dept est fig Nos vol pp Ave Blvd Rd Messrs Brig Supt Insp Det "
    "Atty Amb Sec Treas Calif Ala Ariz Ark Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich "
    "Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Penn a.m p.m i.e e.g Ph.D"
).split()

_SHORT = "|".join(sorted(map(re.escape, _ABBREVIATIONS), key=len, reverse=True))

_PREFIXES = (
    "non|anti|re|co|pre|pro|mid|cross|post|over|semi|multi|ex|sub|counter|mini|inter|ultra|quasi|"
    "pseudo|micro|macro|intra|extra"
)
"""Prefixes that stay with their word across a hyphen; compounds come apart (both treebanks)."""
_LETTER = r"[^\W\d_]"

_PATTERN = re.compile(
    rf"""
    # First what most tokens are, so that the rest is not tried on them.
    [A-Za-z][a-z]*(?=,?[ \n]) | [A-Za-z][a-z]{{6,}}(?=\.[ \n]) | [,"“”()] | \.(?=[ \n])
  | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’]      # addresses
  | [\w.+-]++@[\w-]+(?:\.[\w-]+)+                               # e-mail
  | [\w-]++(?:\.[\w-]++)*\.(?:com|org|net|gov|edu|co\.uk|info)\b(?:/\S*[\w/])?
  | @\w+ | \#(?=\d) | \#\w+                                      # handles, hash tags, "# 1"
  | \w++\.(?:doc|xls|pdf|ppt|html?|txt|jpe?g|gif|zip|exe|csv|xml)\b     # file names
  | (?=[A-Zadefinpv])(?:{_SHORT})\.(?=\W|$)                      # Mr., etc.
  | [Nn]o\.(?=\s*\d)
  | (?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?                     # U.S., J.R.R., U.S.S.R
  | (?<!\w)[A-Z]\.(?=\s+[A-Z]|[A-Z][a-z])                      # initials before a name
  | (?<![\d-])(?=\d{{3}}-)(?:\d{{3}}-)?\d{{3}}-\d{{4}}(?![\d-])                  # telephone numbers
  | \d+(?:[.,:/]\d+)+                                          # 1,000.50 and 10:30 and 9/11
  | [.]?\d+(?:(?:st|nd|rd|th|s|’s)\b)?                          # 5, .5, 21st, 1990s
  | [eE]-mail(?:s|ed|ing)?\b
  | (?={_LETTER}{{2,7}}-)\b(?i:{_PREFIXES})-{_LETTER}+\b
  | <<|>> | [:;=]-?[()DPp](?!\w) | [!?.]*[!?][!?.]*
  | [ˋ`]{{2}} | '{{2}} | -{{2,}} | \.{{2,}} | …+ | \*+ | _+ | =+ | ~+ | \#+ | —+
  | [^\W\d_]['’](?=[^\W\d_]{{3,}})(?<=[OoDdLl]['’])[^\W\d_]+       # O'Brien, d'Ivoire
  | [A-Z]['’](?=[A-Z][a-z]{{2,}}){_LETTER}+                        # N'Djamena, B'Tselem
  | [A-Z]{{1,3}}&[A-Z]{{1,3}}\b
  | {_LETTER}{{2,}}+['’](?!(?:s|t|re|ve|ll|d|m|em)\b){_LETTER}{{2,}}         # Qa'ida, Shi'ite
  | {_LETTER}(?:{_LETTER}|[\d\u0300-\u036f\u200c\u200d]|(?<=[a-z])&(?=[a-z]))*
  | ['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|em)\b
  | ['’]\d0s\b
  | \S
    """,
    re.VERBOSE,
)

_SPLITS = {
    "cannot": 3,
    **{
        w: len(w) - 2
        for w in "dont didnt doesnt isnt wasnt arent werent havent hasnt hadnt".split()
    },
    **{w: len(w) - 2 for w in "couldnt wouldnt shouldnt aint wont cant".split()},
    "gonna": 3,
    "gotta": 3,
    "wanna": 3,
    "gimme": 3,
    "lemme": 3,
}
_MENDED = frozenset((*_SPLITS, "t"))
"""Tokens of the pattern, in small letters, that are no words of the treebanks."""
_APOSTROPHES = "'’"


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the tokens of ``text[start:end]``, in code points of ``text``, in order."""
    spans = [match.span() for match in _PATTERN.finditer(text, start, end)]
    found = (text[a:b].lower() for a, b in spans)
    return spans if _MENDED.isdisjoint(found) else _mended(text, spans)


def _mended(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The tokens with contractions taken apart."""
    spans: list[tuple[int, int]] = []
    for a, b in found:
        if 3 < b - a < 9 and text[b - 1] in "taeTAE":
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
