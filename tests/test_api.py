"""The public Python API: everything it names exists, and does what the docs say."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import readout
from readout import reading
from readout.capture.capture import Capture

PLAIN = files("readout.examples").joinpath("harbour.txt").read_bytes()


@pytest.mark.parametrize("name", readout.__all__)
def test_every_name_is_there_and_documented_in_place(name: str) -> None:
    value = getattr(readout, name)
    assert name in dir(readout)
    if name != "__version__":
        assert value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        readout.raed  # noqa: B018


def test_path_bytes_and_text_give_the_same_article(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PLAIN)
    articles = [readout.read(source).article for source in (path, str(path), PLAIN, PLAIN.decode())]
    assert len({article.id for article in articles}) == 1
    assert {article.source.path for article in articles} == {str(path), None}
    assert all(readout.validate(readout.read(source)) == [] for source in (path, PLAIN))


def test_the_same_capture_gives_the_same_bytes() -> None:
    assert readout.encode(readout.read(PLAIN)) == readout.encode(readout.read(PLAIN))


def test_errors_are_of_the_family() -> None:
    with pytest.raises(readout.CaptureError, match=r"'gone\.html' does not exist"):
        readout.read("gone.html")
    with pytest.raises(readout.LimitError):
        readout.read(PLAIN, max_bytes=10)
    with pytest.raises(readout.UnsupportedError):
        readout.read(b"%PDF-1.7\n")
    with pytest.raises(readout.UsageError, match="ISO 8601"):
        readout.read(PLAIN, published="yesterday")


def test_read_many_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAIN)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(PLAIN)
    found = list(readout.read_many(tmp_path))
    assert [type(item).__name__ for item in found] == ["Record", "Failure", "Record"]


def test_a_fault_of_ours_is_one_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(PLAIN)
    (tmp_path / "b.txt").write_bytes(PLAIN)
    real = reading.read_page

    def faulty(capture: Capture, settings: readout.Settings) -> object:
        if capture.path and capture.path.endswith("a.txt"):
            raise ZeroDivisionError("in a corner")
        return real(capture, settings)

    monkeypatch.setattr(reading, "read_page", faulty)
    first, second = readout.read_many(tmp_path)
    assert isinstance(first, readout.Failure)
    assert "ZeroDivisionError: in a corner" in first.reason
    assert first.exit_code == 1
    assert isinstance(second, readout.Record)
