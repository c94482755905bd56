"""From HTML source to blocks: boundaries, white space, cuts, bits."""

from __future__ import annotations

import pytest

from readout.page.html.dom import TEXT, parse
from readout.page.html.layout import lay_out
from readout.page.html.marks import CLASS_BIT, HIDDEN_BIT, TAG_BIT, own_marks
from readout.page.html.roles import render


def texts(html: str) -> list[str]:
    return [block.text for block in lay_out(parse(html)).blocks]


def test_arrays_describe_the_tree() -> None:
    dom = parse("<div><p>a<b>b</b></p><!--x-->c</div>d")
    div = dom.tag.index("div")
    p = dom.tag.index("p")
    assert dom.parent[p] == div
    assert dom.subtree_text(p) == "ab"
    assert dom.end[p] == dom.tag.index("-comment")
    assert [dom.text[i] for i, tag in enumerate(dom.tag) if tag == TEXT] == ["a", "b", "c", "d"]
    for i in range(len(dom)):
        assert dom.parent[i] < i < dom.end[i] <= len(dom)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One  <b>bold</b>\n word</p>", ["One bold word"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("one<br>line<br><br>next", ["one\nline", "next"]),
        ("<p>a</p><script>var x</script><style>p{}</style><p>b</p>", ["a", "b"]),
        ("<ul><li><a>Home</a><li><a>News</a></ul>", ["Home", "News"]),
        ("<div><a href=1>Home</a><a href=2>News</a></div>", ["Home News"]),
        ("<p>micro<i>scope</i></p>", ["microscope"]),
        ("<select><option>x</option></select><p>y</p>", ["y"]),
        ("<p>&nbsp;\u3000</p>", []),
        ("", []),
    ],
)
def test_blocks(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_named_inline_elements_are_cut_out_of_short_blocks_and_figures() -> None:
    html = (
        "<figure><figcaption>The gate at dusk. <span class='photo-credit'>Ann Lee/AP</span>"
        "</figcaption></figure>"
        "<div>By Ann Lee <time>3 May 2031</time></div>"
    )
    layout = lay_out(parse(html))
    assert [(b.text, b.glued) for b in layout.blocks] == [
        ("The gate at dusk.", False),
        ("Ann Lee/AP", True),
        ("By Ann Lee", False),
        ("3 May 2031", True),
    ]
    text, spans = render(layout)
    assert text == "The gate at dusk. Ann Lee/AP\nBy Ann Lee 3 May 2031"
    assert [text[a:b] for a, b in spans] == [b.text for b in layout.blocks]


def test_a_time_inside_a_long_paragraph_does_not_cut_it() -> None:
    long = "word " * 40
    assert len(texts(f"<p>{long}<time>today</time> {long}</p>")) == 1


def test_caption_and_credit_without_a_blank_between_are_two_words() -> None:
    assert texts("<figcaption>The gate.<em>Photo: Lee</em></figcaption>") == [
        "The gate. Photo: Lee"
    ]


def test_links_and_bold_are_counted_in_characters() -> None:
    (block,) = lay_out(parse("<p>See <a href=x>this</a> and <a href=y><b>that</b></a></p>")).blocks
    assert (block.linked, block.links, block.bold) == (8, 2, 4)


def test_bits_descend_and_name_what_the_builder_named() -> None:
    layout = lay_out(parse("<aside class='relatedStories'><div><p>x</p></div></aside>"))
    (block,) = layout.blocks
    assert block.marks & TAG_BIT["aside"]
    assert block.marks & CLASS_BIT["related"]
    assert block.near & CLASS_BIT["related"]


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({"class": "article-body"}, "body"),
        ({"class": "entryContent"}, "body"),
        ({"id": "cookie-banner"}, "consent"),
        ({"itemprop": "author"}, "byline"),
        ({"class": "wp-caption-text"}, "caption"),
        ({"class": "c-newsletter__form"}, "newsletter"),
    ],
)
def test_words_of_class_names(attributes: dict[str, str | None], kind: str) -> None:
    assert own_marks("div", attributes)[1] & CLASS_BIT[kind]


def test_words_inside_other_words_do_not_count() -> None:
    for name in ("uploaded", "shadow", "notepad", "css-1x9fhd"):
        assert own_marks("div", {"class": name})[1] == 0, name


def test_what_is_not_shown_is_marked() -> None:
    assert own_marks("div", {"hidden": None})[0] & HIDDEN_BIT
    assert own_marks("div", {"style": "display: none"})[0] & HIDDEN_BIT
    assert own_marks("div", {"style": "display: block"})[0] == 0
