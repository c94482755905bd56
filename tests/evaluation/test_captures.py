"""The written captures and their reader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.captures import ROLES, load_captures, read_capture

FOLDER = Path(__file__).parents[1] / "data" / "captures"
HEADER = """#! id: x
#! language: en
#! kind: article
#! title: A title
#! authors: Jo Roe; Al Doe
#! date: 2020-02-29
#! outlet:
"""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return load_captures(FOLDER)


def source_of(row: dict[str, Any]) -> list[str]:
    """The lines of the source below its header, rebuilt from text and spans."""
    text, lines, at = row["text"], [], 0
    for line in text.split("\n"):
        end = at + len(line)
        inside = [span for span in row["lines"] if at <= span["start"] < end]
        starts = [at, *(span["start"] for span in inside[1:])] if inside else []
        for index, (span, start) in enumerate(zip(inside, starts, strict=True)):
            plus = "+" if index else ""
            lines.append(f"{plus}{span['role']}\t{text[start : span['end']]}")
        if not inside:
            lines.append("")
        at = end + 1
    return lines


def test_there_are_sixty_in_twelve_languages(rows: list[dict[str, Any]]) -> None:
    assert len(rows) == 60
    assert sum(row["language"] == "en" for row in rows) == 46
    assert len({row["language"] for row in rows}) == 12
    kinds = {row["kind"] for row in rows}
    assert kinds == {"article", "live", "gallery", "stub", "index", "error", "other"}
    assert {span["role"] for row in rows for span in row["lines"]} == ROLES


def test_the_source_comes_back_from_text_and_offsets(rows: list[dict[str, Any]]) -> None:
    paths = sorted(FOLDER.glob("*.txt"))
    for path, row in zip(paths, rows, strict=True):
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        assert path.stem == row["id"]
        assert [line for line in lines if not line.startswith("#!")] == source_of(row), path


def test_spans_are_trimmed_in_order_and_cover_the_text(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        text, at = row["text"], 0
        for span in row["lines"]:
            assert not text[at : span["start"]].strip(), (row["id"], span)
            words = text[span["start"] : span["end"]]
            assert words, (row["id"], span)
            assert words == words.strip(), (row["id"], span)
            assert "\n" not in words, (row["id"], span)
            at = span["end"]
        assert not text[at:].strip(), row["id"]


def test_the_header_agrees_with_the_lines(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        by: dict[str, list[str]] = {}
        for span in row["lines"]:
            words = row["text"][span["start"] : span["end"]]
            by.setdefault(span["role"], []).append(words)
        title = " ".join(by.get("headline", [])).lstrip("# ")
        assert title == (row["title"] or ""), row["id"]
        shown = " ".join([*by.get("byline", []), *by.get("credit", [])]).casefold()
        for author in row["authors"]:
            assert author.casefold() in shown, (row["id"], author)
        if row["date"]:
            assert row["date"][:4] in " ".join(by["published"]), row["id"]
        if row["kind"] in ("index", "error", "other"):
            assert set(by) == {"chrome"}, row["id"]


def test_one_row() -> None:
    body = "chrome\t  Home\n\ndateline\tLIMA —\n+paragraph\tA é b.\ncaption\tOne 😀.\n+credit\tAP\n"
    row = read_capture(HEADER + body, "x.txt")
    assert row["text"] == "  Home\n\nLIMA — A é b.\nOne 😀. AP"
    assert [(row["text"][s["start"] : s["end"]], s["role"]) for s in row["lines"]] == [
        ("Home", "chrome"),
        ("LIMA —", "dateline"),
        ("A é b.", "paragraph"),
        ("One 😀.", "caption"),
        ("AP", "credit"),
    ]
    assert row["authors"] == ["Jo Roe", "Al Doe"]
    assert (row["title"], row["date"], row["outlet"]) == ("A title", "2020-02-29", None)
    assert (row["host"], row["url"], row["labels"]) == ("sample", None, "full")


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        (HEADER + "chrome\tA\nlede\tB\n", 9, "unknown role 'lede'"),
        (HEADER + "date\tB\n", 8, "unknown role 'date'"),
        (HEADER + "chrome A\n", 8, "no TAB"),
        (HEADER + "chrome\t \n", 8, "no text"),
        (HEADER + "chrome\tA\tB\n", 8, "second TAB"),
        (HEADER + "chrome\tA \n", 8, "blanks at the end"),
        (HEADER + " \n", 8, "no TAB"),
        (HEADER + "+credit\tA\n", 8, "could continue"),
        (HEADER + "caption\tA\n\n+credit\tB\n", 10, "could continue"),
        (HEADER + "caption\tA\n+credit\t B\n", 9, "no indentation"),
        (HEADER + "caption\tA\n++credit\tB\n", 9, "unknown role '+credit'"),
        (HEADER + "chrome\tA\n#! outlet: B\n", 9, "before the capture"),
        (HEADER + "#! outlet: B\nchrome\tA\n", 8, "given twice"),
        (HEADER + "#! host: B\nchrome\tA\n", 8, "with a key of"),
        (HEADER, 7, "no text"),
        (HEADER.replace("article", "page") + "chrome\tA\n", 3, "unknown kind 'page'"),
        (HEADER.replace("#! id: x", "#! id:") + "chrome\tA\n", 1, "'id' is empty"),
        (HEADER.replace("2020-02-29", "2021-02-29") + "chrome\tA\n", 6, "not YYYY-MM-DD"),
        (HEADER.replace("2020-02-29", "20200229") + "chrome\tA\n", 6, "not YYYY-MM-DD"),
        (HEADER.replace("#! outlet:\n", "") + "chrome\tA\n", 1, "no header outlet"),
        ("", 1, "no header id"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, source: str, line: int, words: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(source, encoding="utf-8")
    message = rf"^{re.escape(str(path))}:{line}: .*{re.escape(words)}"
    with pytest.raises(ValueError, match=message):
        load_captures(tmp_path)


def test_an_id_may_occur_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(HEADER + "chrome\tA\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b\.txt:1: the id 'x' is also that of .*a\.txt"):
        load_captures(tmp_path)


WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=9)
PIECES = st.lists(st.tuples(st.sampled_from(sorted(ROLES)), WORDS), max_size=3)


@given(st.lists(PIECES, min_size=1, max_size=9).filter(lambda lines: bool(lines[-1])))
def test_any_capture_round_trips(lines: list[list[tuple[str, str]]]) -> None:
    source: list[str] = []
    for pieces in lines:
        source += [f"{'+' if i else ''}{role}\t{words}" for i, (role, words) in enumerate(pieces)]
        if not pieces:
            source.append("")
    row = read_capture(HEADER + "\n".join(source) + "\n", "x.txt")
    assert source_of(row) == source
