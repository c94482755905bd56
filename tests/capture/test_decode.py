"""Character sets: the order of the HTML standard, and labels that the bytes contradict."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from readout.capture.decode import _tables, decode, encoding_name

NEWS = "Über 20 Tote – die “Gespräche” in Genève dauern an. "


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("latin-1", "windows-1252"),
        ("ISO-8859-1", "windows-1252"),
        (" us-ascii ", "windows-1252"),
        ("'UTF8'", "utf-8"),
        ("x-sjis", "shift_jis"),
        ("gb2312", "gbk"),
        ("ks_c_5601-1987", "euc-kr"),
        ("utf-16", "utf-16le"),
        ("no-such-set", None),
        ("rot13", None),
        ("utf-7", None),
        ("", None),
    ],
)
def test_labels_follow_the_standard(label: str, name: str | None) -> None:
    assert encoding_name(label) == name


def test_every_row_of_the_table_has_a_codec() -> None:
    names, codec = _tables()
    assert set(names.values()) <= set(codec)
    for python in codec.values():
        codecs.lookup(python)


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32le"),
    ],
)
def test_a_mark_beats_every_label_and_is_not_in_the_text(
    mark: bytes, codec: str, name: str
) -> None:
    decoded = decode(mark + NEWS.encode(codec), "koi8-r")
    assert (decoded.text, decoded.encoding) == (NEWS, name)
    assert any("mark" in note for note in decoded.notes)
    assert any("koi8-r" in note for note in decoded.notes)


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{}">',
        "<META CharSet={} />",
        "<meta http-equiv='Content-Type' content='text/html; charset={}'>",
        '<meta content="text/html;charset={}" http-equiv="content-type">',
        '<?xml version="1.0" encoding="{}"?><html>',
        "<!-- <meta charset=utf-8> --><meta charset='{}'>",
    ],
)
def test_the_page_names_its_character_set(head: str) -> None:
    html = head.format("windows-1251") + "<p>Москва сообщила о переговорах</p>"
    decoded = decode(html.encode("cp1251"))
    assert (decoded.text, decoded.encoding, decoded.notes) == (html, "windows-1251", ())


def test_a_description_that_speaks_of_charset_is_no_label() -> None:
    html = '<meta name="description" content="charset=koi8-r"><p>Genève</p>'
    assert decode(html.encode()).encoding == "utf-8"


def test_the_container_beats_the_page() -> None:
    html = '<meta charset="koi8-r"><p>Москва</p>'
    assert decode(html.encode("cp1251"), "windows-1251").text == html


def test_utf16_named_by_the_page_means_utf8() -> None:
    html = '<meta charset="utf-16"><p>Genève</p>'
    assert decode(html.encode()) == type(decode(b""))(html, "utf-8", ())


def test_a_label_far_down_still_counts_when_the_bytes_are_not_utf8() -> None:
    html = f"<script>{'x' * 9000}</script><meta charset=iso-8859-2><p>Łódź</p>"
    assert decode(html.encode("iso8859-2")).text == html


@pytest.mark.parametrize("label", ["ascii", "latin-1", "iso-8859-1", "windows-1252", "gbk"])
def test_declared_otherwise_but_utf8(label: str) -> None:
    text = NEWS * 3
    decoded = decode(text.encode(), label)
    assert (decoded.text, decoded.encoding) == (text, "utf-8")
    assert len(decoded.notes) == 1
    assert "read as utf-8" in decoded.notes[0]


def test_declared_utf8_but_windows_1252() -> None:
    decoded = decode(NEWS.encode("cp1252"), "utf-8")
    assert (decoded.text, decoded.encoding) == (NEWS, "windows-1252")
    assert "read as windows-1252" in decoded.notes[0]


def test_declared_utf8_but_cyrillic() -> None:
    text = "В воскресенье президент сообщил, что переговоры в Женеве продолжаются. " * 3
    decoded = decode(b"<meta charset=utf-8>" + text.encode("cp1251"))
    assert decoded.text.endswith(text)
    assert decoded.encoding == "windows-1251"


def test_utf8_with_a_few_bad_bytes_stays_utf8_and_says_so() -> None:
    decoded = decode(NEWS.encode() + b"caf\xe9", "utf-8")
    assert decoded.text == NEWS + "caf\ufffd"
    assert decoded.notes == ("1 place that utf-8 cannot decode, shown as U+FFFD",)


def test_unknown_label_is_passed_over_and_said() -> None:
    decoded = decode(NEWS.encode(), "klingon")
    assert decoded.text == NEWS
    assert "klingon" in decoded.notes[0]


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "“Quote”, he said; le café olé à la carte. "),
        ("cp1251", "Москва сообщила о переговорах с Вашингтоном. "),
        ("gb18030", "中国外交部发言人周日表示,两国领导人举行了会谈。"),
        ("cp932", "日本の首相は日曜日に首脳会談を行ったと発表した。"),
        ("iso2022_jp", "日本の首相は日曜日に首脳会談を行ったと発表した。"),
        ("cp949", "한국 대통령은 일요일에 정상회담을 가졌다고 발표했다. "),
        ("utf-16-le", "The president said on Sunday. "),
        ("utf-16-be", "Президент said on Sunday, 20 November. "),
    ],
)
def test_nothing_declared_is_detected(codec: str, text: str) -> None:
    assert decode((text * 5).encode(codec)).text == text * 5


def test_holes_of_windows_1252_become_controls_as_in_browsers() -> None:
    assert decode(b"a\x81b\xe9 caf\xe9", "windows-1252").text == "a\x81bé café"


def test_nul_and_line_ends_stay() -> None:
    decoded = decode(b"one\r\ntwo\rthree\n" * 9 + b"\0end")
    assert decoded.text == "one\r\ntwo\rthree\n" * 9 + "\0end"
    assert any("NUL" in note for note in decoded.notes)


WIDE = {
    "utf-8": "utf-8",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "gb18030": "gb18030",
}


@given(st.text(st.characters(exclude_categories=("Cs",))), st.sampled_from(sorted(WIDE)))
@example("联通", "gb18030")
@example("\ufeff", "utf-8")
def test_any_text_with_the_right_label_comes_back(text: str, label: str) -> None:
    data = text.encode(WIDE[label])
    # A mark at the front is taken off, and NULs can look like another width of characters.
    assume(not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")))
    assume("\0" not in text)
    if label.startswith("utf-16"):
        # Two Latin letters are also one rare ideogram; the bytes alone cannot tell.
        assume(not data.isascii())
        assume(data.count(0) != len(data) // 2 or text.isascii())
    decoded = decode(data, label)
    assert decoded.text == text


ALPHABETS = {
    "windows-1251": ("cp1251", "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВ ,.—«»"),
    "iso-8859-2": ("iso8859-2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻabc ,."),
    "windows-1256": ("cp1256", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،."),
    "koi8-r": ("koi8-r", "абвгдежзийклмнопрстуфхцчшщъыьэюя ,."),
    "windows-1252": ("cp1252", "äöüßéèêçñøåæ“”‘’–—€abc ,."),
    "shift_jis": ("cp932", "日本の首相は日曜日に会談を行った。カナ、abc"),
    "euc-jp": ("euc_jp", "日本の首相は日曜日に会談を行った。カナ、abc"),
    "iso-2022-jp": ("iso2022_jp", "日本の首相は日曜日に会談を行った。カナ、abc"),
    "big5": ("big5hkscs", "中國外交部發言人週日表示,會談。abc"),
    "euc-kr": ("cp949", "한국대통령은일요일에정상회담을가졌다고. abc"),
    "gbk": ("gb18030", "中国外交部发言人周日表示,会谈。abc"),
}


@settings(max_examples=200)
@given(st.data(), st.sampled_from(sorted(ALPHABETS)))
def test_text_in_a_national_set_with_the_right_label_comes_back(
    data: st.DataObject, label: str
) -> None:
    codec, letters = ALPHABETS[label]
    text = data.draw(st.text(letters, max_size=60))
    raw = text.encode(codec)
    if not raw.isascii():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            assume(False)  # valid UTF-8 by chance: taken for UTF-8 on purpose
    assert decode(raw, label).text == text


@given(
    st.binary(max_size=400),
    st.none() | st.sampled_from([*sorted(ALPHABETS), "utf-8", "utf-16", "x"]),
)
@example(b"\xff\xfe\x00\x00", None)
@example(b"\xff\xfe\x00", None)
@example(b"\x83\x36\xc7\x39" * 3, "gb18030")
def test_any_bytes_decode_to_text_that_utf8_can_hold(data: bytes, label: str | None) -> None:
    decoded = decode(data, label)
    decoded.text.encode("utf-8")
    assert encoding_name(decoded.encoding) or decoded.encoding == "utf-32le"
