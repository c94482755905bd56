"""Token boundaries by rule, after the practice of the English Universal Dependencies treebanks.

Contractions and hyphenated words are taken apart ("do" "n't", "well" "-" "known"), since the
encoder was trained on words cut so. Every token is a span of code points of the text as it is.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Drs Prof Gen Sen Sens Rep Reps Gov Lt Col Sgt Capt Maj Cmdr Adm Pres Hon Rt "
    "Rev Fr St Ste Mt Ft Jr Sr Inc Corp Ltd Co Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct "
    "Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat vs etc al approx dept est fig Nos vol pp "
    "lb lbs oz ext Ave Blvd Rd Sts Attn Pvt PVT LTD Messrs Brig Supt Insp Det Atty Amb Sec "
    "Treas Calif Ala Ariz Ark Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo "
    "Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Penn a.m p.m i.e e.g Ph.D"
).split()

_SHORT = "|".join(sorted(map(re.escape, _ABBREVIATIONS), key=len, reverse=True))

_PREFIXES = (
    "non|anti|re|co|pre|pro|mid|cross|post|over|semi|multi|ex|sub|counter|mini|inter|ultra|quasi|neo|"
    "pseudo|micro|macro|intra|extra|psycho"
)
"""Prefixes that stay with their word across a hyphen; compounds come apart (both treebanks)."""
_FILES = "doc|xls|pdf|ppt|html?|txt|jpe?g|gif|zip|exe|csv|xml"
_LETTER = r"[^\W\d_]"

_PATTERN = re.compile(
    rf"""
    # First what most tokens are, so that the rest is not tried on them.
    [A-Za-z][a-z]*(?=[,;:!?)”"]?[ \n]|['’]s[ ,.]) | [A-Za-z][a-z]{{6,}}(?=\.[ \n])
  | [,"“”)] | [.;:!?—–’](?=[ \n]|$) | \d+(?=[, ]\ ?[A-Za-z]) | ['’]s(?=[ ,.])
  | [-—–“](?=[A-Za-z]) | \((?![:;])
  | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’]      # addresses
  | (?:mailto:)?\w[\w.+-]*+@[\w-]+(?:\.[\w-]+)*                  # e-mail, also inside a house
  | [\w-]++(?:\.[\w-]++)*\.(?i:com|org|net|gov|edu|co\.uk|info)\b(?:/\S*[\w/])?
  | [a-z]{{2,}}+(?:\.[a-z][a-z-]++){{2,}}(?!\w)                      # alt.animals.cat
  | @(?!\d)\w+ | \#(?=\d) | \#\w+                                # handles, hash tags, "# 1"
  | [\w\#-]++\.(?i:{_FILES})\b | \.(?i:{_FILES})\b               # file names
  | [^\W_]++_\w*[^\W_]                                           # GCP_London
  | (?=[A-Zadefilnopv])(?:{_SHORT})\.(?=\W|$)                      # Mr., etc.
  | [Nn]o\.(?=\s*\d)
  | (?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?                     # U.S., J.R.R., U.S.S.R
  | (?<!\w)[A-Z]\.(?=\s+[A-Za-z\d]|[A-Z][a-z]|[,;:)])           # initials
  | (?<![\w.])[A-Z]\.[A-Z](?![\w.])                              # the U.S lost
  | (?<![\d-])(?=\d{{3}}-)(?:\d{{3}}-)?\d{{3}}-\d{{4}}(?![\d-])                  # telephone numbers
  | (?<![\d-])\d(?:-\d{{3}}){{0,2}}-\d{{4}}(?![\d-])                 # 3-5213, 1-800-555-0199
  | (?<![\d-])(?:\d{{3}}/\d{{3}}|\d{{5}})-\d{{4}}(?![\d-])
  | (?<![\d-])\d{{1,2}}-\d{{1,2}}-\d{{4}}(?![\d-])                   # 11-20-2000
  | \d+(?:[.,:/]\d+)+                                          # 1,000.50 and 10:30 and 9/11
  | (?<![\w$£€.,])\d++[ADEGHJLNP-Z]\d*+(?!\w)                    # seat 18T
  | (?<!\d)(?:1[5-9])?\d0['’]s\b | [.]?\d+(?:(?:st|nd|rd|th|s)\b)?    # the 60's, 5, .5, 21st, 1990s
  | (?<!\w)\+\d+ | (?<!\w)(?:ca?|p|b|m|div)\.(?=\s?\d)             # +44, c. 1600
  | [eE]-mail(?:s|ed|ing)?\b
  | (?={_LETTER}{{2,7}}-)\b(?:(?i:{_PREFIXES})-{_LETTER}+|mid-\d\w+)\b
  | (?<![\w-])(?:[b-hj-zB-HJ-Z]|[STWstw]h)-(?=\s)                  # who stutters
  | [:;=]-?[()DPp](?!\w) | \([:;](?=\s) | \^_\^
  | \[\.\.\.\] | [-=+*_~|<>]{{3,}} | <<|>> | [!?.]*[!?][!?.]*
  | [ˋ`]{{2}} | '{{2}} | [‘’]{{2}} | \${{2,}} | \+{{2,}}
  | -{{2,}} | \.{{2,}} | …+ | \*+ | _+ | =+ | ~+ | \#+ | —+
  | [^\W\d_]['’](?=[^\W\d_]{{3,}})(?<=[OoDdLl]['’])[^\W\d_]+       # O'Brien, d'Ivoire
  | [A-Z]['’](?=[A-Z][a-z]{{2,}}){_LETTER}+                        # N'Djamena, B'Tselem
  | [A-Z]{{1,3}}&[A-Z]{{1,3}}\b | [Bbl]/c\b | [A-Z]/[A-Z]\b
  | {_LETTER}{{2,}}+['’](?!(?:s|t|re|ve|ll|d|m|em)\b){_LETTER}{{2,}}         # Qa'ida, Shi'ite
  | {_LETTER}(?:{_LETTER}|[\d\u0300-\u036f\u200c\u200d]|(?<=[a-z])&(?=[a-z]))*
  | ['’`](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|em)\b
  | ['’]\d0s\b | (?<!\w)’\d\d(?!\w) | (?:(?<=\bin\s)|(?<=\bof\s))'\d\d(?!\w)          # ’72
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
    **{w: len(w) - 2 for w in "couldnt wouldnt shouldnt aint arnt wont cant".split()},
    **{w: len(w) - 1 for w in "thats whats theres wheres hes shes".split()},
    **dict.fromkeys("youre youve".split(), 3),
    **dict.fromkeys("theyre theyve".split(), 4),
    "gonna": 3,
    "gotta": 3,
    "wanna": 3,
    "gimme": 3,
    "lemme": 3,
}
_IS = frozenset("a an the not been just so really about like too".split())
_AM = _IS | set("in going sure sorry trying looking still very glad".split())
_FOLLOWED = {
    "its": (2, _IS),
    "im": (1, _AM),
    "ive": (1, frozenset("been never ever got had tried always".split())),
    "your": (3, frozenset("a an the not going welcome".split())),
}
"""Words that lack their apostrophe where one of these follows ("its a pity", "your the best"), with
the length of what stands before it; else they are possessives and names."""
_MENDED = frozenset((*_SPLITS, *_FOLLOWED, "t"))
"""Tokens of the pattern, in small letters, that are no words of the treebanks."""
_APOSTROPHES = "'’"


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the tokens of ``text[start:end]``, in code points of ``text``, in order."""
    spans = [match.span() for match in _PATTERN.finditer(text, start, end)]
    if text.endswith("etc.", start, end) and spans[-1][1] - spans[-1][0] == 4:
        spans[-1:] = [(end - 4, end - 1), (end - 1, end)]
    found = (text[a:b].lower() for a, b in spans)
    return spans if _MENDED.isdisjoint(found) else _mended(text, spans)


def _mended(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The tokens with contractions taken apart."""
    spans: list[tuple[int, int]] = []
    for number, (a, b) in enumerate(found):
        word = text[a:b].lower()
        if word in _FOLLOWED and number + 1 < len(found):
            head, followers = _FOLLOWED[word]
            after = slice(*found[number + 1])
            if text[after] in followers and not text[a:b].isupper():
                spans += [(a, a + head), (a + head, b)]
                continue
        if word in _SPLITS:
            head = _SPLITS[word]
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
