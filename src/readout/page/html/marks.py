"""What tags and class names say about a stretch of a page, as bits that descend the tree.

Class names are the words of the people who built the page; the words that recur over content
management systems (in English, German, French, Spanish, Dutch, the Nordic languages) are mapped to
a few kinds. A bit is a hint for the block model, never a decision by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from readout.page.html.dom import Attributes

# Stems of the words in class names, ids and the like. A stem stands for every word that begins with
# it; two words that follow each other are also looked up as one ("article-body", "entryContent").
_STEMS = {
    "caption": "caption legend bildunter bildtext imagetext mediatext wpcaption cutline imagedesc "
    "figcap imagecaption photocaption bildlegende leyenda didascalia",
    "credit": "credit copyright photographer fotograf bildrecht imagesource agency rechte courtesy "
    "quelle urheber photoby attribution photocredit imagecredit bildnachweis crediti",
    "byline": "byline author autor auteur autore redakt contributor writer creator signature "
    "skribent reporter verfasser",
    "date": "date time publish publication updated timestamp datum fecha posted datetime datepub "
    "modified published meta",
    "share": "share sharing social teilen facebook twitter whatsapp follow addtoany addthis print "
    "mailto bookmark telegram linkedin pinterest",
    "related": "relat recommend recirc more most popular trending readmore mehr weitere auch lire "
    "similar outbrain taboola suggest latest next prev also empfehl linkbox crosslink further "
    "readalso seealso alsoread onward ligatus leggi",
    "comment": "comment komment disqus discuss forum respond reply reaction opinionbox",
    "newsletter": "newsletter subscri signup signin login register abo abonn paywall premium piano "
    "regwall donat donor spenden support membership offer",
    "promo": "promo advert ad ads adslot sponsor banner werbung anzeige cta affiliate partner shop "
    "commerc product deal dfp gpt",
    "nav": "nav menu breadcrumb crumb toolbar topbar masthead burger skip sitemap paginat pager "
    "tab "
    "navigation submenu header",
    "foot": "foot legal imprint impressum colophon kolophon contact pie",
    "side": "sidebar side aside rail widget secondary marginal rightcol complementary",
    "teaser": "teaser card tile listing feed stream carousel slider slick swiper griditem excerpt "
    "mediaobject loop",
    "tags": "tag tags keyword topic categor schlagwort themen label rubric section kicker overline "
    "dachzeile eyebrow spitzmarke tagged channel",
    "body": "articlebody storybody storytext entrycontent postcontent bodytext articletext "
    "articlecontent contentbody storycontent richtext paragraph textblock artikeltext fliess "
    "postbody pagecontent maincontent wysiwyg fieldnamebody prose bodycopy newsbody newstext "
    "texto cuerpo corps singlecontent tdpostcontent articlemain",
    "article": "article artikel story post entry beitrag content main text body single nota "
    "noticia",
    "title": "headline title heading titel titre titulo titolo rubrik",
    "lead": "lead summary standfirst intro vorspann dek deck subtitle subhead chapo chapeau "
    "entradilla ingress description abstract bajada sumario keypoint bullet subline unterzeile "
    "strap teasertext leadtext preamble sommario occhiello",
    "consent": "cookie consent gdpr privacy cmp onetrust modal popup overlay lightbox dialog toast "
    "notice usercentrics",
    "gallery": "gallery galerie slideshow bildstrecke fotostrecke photoalbum galeria",
    "player": "player video audio podcast vjs jw embed iframe playlist listen speech transcript",
    "unseen": "hidden sr screenreader visually offscreen ally invisible hide visuallyhidden sronly",
    "box": "infobox factbox faktabox fakta box kasten inset callout panel note glossary explainer",
    "quote": "quote zitat citat pullquote blockquote",
    "live": "live ticker timeline liveblog",
    "bio": "bio about profile authorbox vcard avatar",
    "tool": "weather wetter stock market score poll quiz game lotto horoscope search suche form "
    "input",
}  # fmt: skip
KINDS = tuple(_STEMS)
_BIT_OF_STEM: dict[str, int] = {}
for _n, _words in enumerate(_STEMS.values()):
    for _word in _words.split():
        _BIT_OF_STEM[_word] = _BIT_OF_STEM.get(_word, 0) | 1 << _n
_WHOLE = frozenset(
    "ad ads tag tags abo more most next prev also time date meta tab deal post note main text body "
    "card side foot live hide sr bio box lead nav skip pie rail strap deck print form game feed "
    "loop ally input entry media label".split()
)
"""Stems too short to stand for longer words."""
_WORD = re.compile(r"[a-z]+")

# Elements whose meaning descends to the text inside.
TAG_MARKS = (
    "a", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "li", "blockquote", "aside",
    "nav", "header", "footer", "form", "button", "table", "b", "i", "article", "main", "section",
    "p", "time", "address", "dl", "noscript", "td", "details", "label", "small", "cite", "pre",
)  # fmt: skip
_ALIAS = {
    "strong": "b", "em": "i", "th": "td", "dt": "dl", "dd": "dl", "summary": "details",
    "menu": "nav", "q": "i", "amp-img": "figure", "picture": "figure", "center": "p",
}  # fmt: skip
CLASS_BIT = {kind: 1 << n for n, kind in enumerate(KINDS)}
TAG_BIT = {tag: 1 << (len(KINDS) + n) for n, tag in enumerate(TAG_MARKS)}
HIDDEN_BIT = 1 << (len(KINDS) + len(TAG_MARKS))
MARKS = (*KINDS, *(f"<{tag}>" for tag in TAG_MARKS), "<hidden>")
"""Names of the bits, lowest first."""
_OF_TAG = {**TAG_BIT, **{tag: TAG_BIT[other] for tag, other in _ALIAS.items()}}
_ROLE_TAG = {"navigation": "nav", "banner": "header", "contentinfo": "footer", "main": "main",
             "article": "article", "complementary": "aside", "figure": "figure", "search": "form",
             "heading": "h2", "dialog": "form", "button": "button"}  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> int:
    bits = _BIT_OF_STEM.get(word, 0)
    for length in range(3, min(len(word), 16)):
        stem = word[:length]
        if stem in _BIT_OF_STEM and stem not in _WHOLE:
            bits |= _BIT_OF_STEM[stem]
    return bits


@lru_cache(maxsize=1 << 14)
def _of_words(words: str) -> int:
    bits = 0
    before = ""
    for word in _WORD.findall(_CAMEL.sub("-", words).lower()):
        bits |= _of_word(word)
        bits |= _BIT_OF_STEM.get(before + word, 0)
        before = word
    return bits


_NAMING = frozenset(["class", "id", "itemprop", "data-testid", "data-component", "property", "rel"])


def own_marks(tag: str, attributes: Attributes) -> tuple[int, int]:
    """Bits of an element by its tag (first) and by its names (second)."""
    by_tag = _OF_TAG.get(tag, 0)
    if not attributes:
        return by_tag, 0
    words = ""
    for key, value in attributes.items():
        if key in _NAMING:
            if value:
                words = f"{words} {value}" if words else value
        elif key == "style":
            if value and "none" in value and "display" in value:
                by_tag |= HIDDEN_BIT
        elif key == "role":
            if value in _ROLE_TAG:
                by_tag |= TAG_BIT[_ROLE_TAG[value]]
        elif key == "hidden" or (key == "aria-hidden" and value == "true"):
            by_tag |= HIDDEN_BIT
    return by_tag, _of_words(words[:300]) if words else 0
