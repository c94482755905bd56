"""What a user types, and the files it stands for."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from readout.capture import Failure, Found, Skipped, find


def tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>page</p>")


def found(*sources: str | Path) -> list[str]:
    return [item.path for item in find([str(s) for s in sources]) if isinstance(item, Found)]


def failures(*sources: str | Path) -> list[Failure]:
    return [item for item in find([str(s) for s in sources]) if isinstance(item, Failure)]


def test_a_folder_is_searched_through_in_order(tmp_path: Path) -> None:
    tree(tmp_path, "b.html", "a/z.html", "a/c/d.txt", "a.html", "page", "x.html.gz", "feed.xml")
    got = [os.path.relpath(path, tmp_path) for path in found(tmp_path)]
    assert got == ["a/c/d.txt", "a/z.html", "a.html", "b.html", "feed.xml", "page", "x.html.gz"]


def test_what_is_left_out_of_a_folder_has_its_reason(tmp_path: Path) -> None:
    tree(tmp_path, "p.html", "p_files/frame.html", ".git/x.html", ".h.html", "i.PNG", "s.css.gz")
    tree(tmp_path, "p.html~", "real_files/q.html")
    (tmp_path / "loop").symlink_to(tmp_path)
    skipped = {
        os.path.relpath(item.path, tmp_path): item.reason
        for item in find([str(tmp_path)])
        if isinstance(item, Skipped)
    }
    assert set(skipped) == {".git", ".h.html", "i.PNG", "loop", "p.html~", "p_files", "s.css.gz"}
    assert skipped["i.PNG"] == "no page but a picture (.png)"
    assert all(skipped.values())
    assert len(found(tmp_path)) == 2


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    tree(tmp_path, ".hidden", "x.png")
    assert found(tmp_path / ".hidden", tmp_path / "x.png") == [
        str(tmp_path / ".hidden"),
        str(tmp_path / "x.png"),
    ]


def test_patterns(tmp_path: Path) -> None:
    tree(tmp_path, "b.html", "a.html", "c.txt", "d/e.html", "d/f.html")
    assert found(tmp_path / "*.html") == [str(tmp_path / "a.html"), str(tmp_path / "b.html")]
    assert found(tmp_path / "d*") == [str(tmp_path / "d/e.html"), str(tmp_path / "d/f.html")]
    every = found(tmp_path / "**/*")
    assert sorted(set(every)) == every
    assert len(every) == 5


def test_a_name_with_brackets_that_exists_is_no_pattern(tmp_path: Path) -> None:
    tree(tmp_path, "page[1].html", "page1.html")
    assert found(tmp_path / "page[1].html") == [str(tmp_path / "page[1].html")]


def test_sources_that_give_nothing_are_one_sentence_each(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    sources = [
        tmp_path / "*.html",
        tmp_path / "gone.html",
        tmp_path / "dangling",
        tmp_path / "empty",
        "https://example.org/x",
        "",
        "a\0b",
        tmp_path / ("n" * 5000),
    ]
    got = failures(*sources)
    assert [f.exit_code for f in got] == [2, 3, 3, 2, 2, 2, 2, 3]
    for failure in got:
        assert failure.reason.endswith(".")
        assert "\n" not in failure.reason


def test_the_batch_goes_on_after_a_bad_source(tmp_path: Path) -> None:
    tree(tmp_path, "a.html")
    items = list(find([str(tmp_path / "gone"), str(tmp_path / "a.html")]))
    assert [type(item) for item in items] == [Failure, Found]


def test_standard_input_once() -> None:
    items = list(find(["-", "-"]))
    assert items[0] == Found("-")
    assert isinstance(items[1], Failure)


def test_a_folder_that_cannot_be_entered(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.html", "b/y.html")
    (tmp_path / "a").chmod(0)
    try:
        if os.access(tmp_path / "a", os.R_OK):
            pytest.skip("this user may read everything")
        items = list(find([str(tmp_path)]))
    finally:
        (tmp_path / "a").chmod(0o755)
    assert [type(item) for item in items] == [Failure, Found]
    assert isinstance(items[0], Failure)
    assert items[0].kind == "capture"


def test_a_folder_that_vanishes_while_it_is_searched(tmp_path: Path) -> None:
    """The same path through the code as a folder without rights, which root never meets."""
    tree(tmp_path, "a/x.html", "b/y.html", "c/z.html")
    walk = find([str(tmp_path)])
    assert next(walk) == Found(str(tmp_path / "a/x.html"))
    (tmp_path / "b/y.html").unlink()
    (tmp_path / "b").rmdir()
    rest = list(walk)
    assert [type(item) for item in rest] == [Failure, Found]
    assert isinstance(rest[0], Failure)
    assert "cannot be read" in rest[0].reason


def test_thousands_of_folders_deep(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 1500)
    here = os.getcwd()
    try:  # one step at a time: the whole path is longer than the system takes at once
        os.chdir(tmp_path)
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        Path("x.html").write_text("x")
        os.chdir(tmp_path)
        assert found(tmp_path) == [str(deep / "x.html")]
    finally:
        os.chdir(here)
        # Too deep for shutil, and so for pytest when it tidies up three runs later.
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=False)
