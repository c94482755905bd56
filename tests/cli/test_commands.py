"""The commands as a user meets them: output by format, exit codes by kind, quiet ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

from readout.record.codec import decode
from readout.record.validate import validate
from tests.conftest import Run

PLAIN = files("readout.examples").joinpath("harbour.txt").read_bytes()
HTML = files("readout.examples").joinpath("harbour.html").read_bytes()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes(PLAIN)
    return path


def _mixed(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 100)


def test_a_pipe_gets_json_lines_that_are_sound(readout: Run, page: Path) -> None:
    done = readout("read", "page.txt", "page.txt")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0] == lines[1]
    record = decode(lines[0])
    assert validate(record) == []
    assert record.article.text == PLAIN.decode()
    assert record.article.source.path == "page.txt"


def test_json_is_an_object_for_one_and_an_array_for_several(readout: Run, page: Path) -> None:
    one = json.loads(readout("read", "page.txt", "--format", "json").stdout)
    two = json.loads(readout("read", "page.txt", "page.txt", "--format", "json").stdout)
    assert two == [one, one]
    folder = json.loads(readout("read", ".", "--format", "json").stdout)
    assert [record["article"]["id"] for record in folder] == [one["article"]["id"]]
    none = readout("read", "gone.txt", "also-gone.txt", "--format", "json")
    assert json.loads(none.stdout) == []


def test_text_has_roles_in_the_margin_and_no_colour_in_a_file(readout: Run, page: Path) -> None:
    text = readout("read", "page.txt", "--format", "text").stdout.decode()
    assert "\x1b" not in text
    assert "      headline  Rival ports agree to share the Sarn estuary" in text
    assert "Privacy" not in text  # folded
    explained = readout("read", "page.txt", "--format", "text", "--explain").stdout.decode()
    assert "Privacy" in explained
    assert "characters" in explained


def test_terminal_sequences_of_a_capture_never_reach_the_terminal(readout: Run) -> None:
    hostile = PLAIN + b"\n\nA line with \x1b]0;owned\x07 and \x1b[2J and \xe2\x80\xae in it.\n"
    done = readout("read", "-", "--format", "text", "--explain", stdin=hostile)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout
    assert b"\xe2\x80\xae" not in done.stdout


def test_output_chooses_the_form_by_its_name(readout: Run, page: Path, tmp_path: Path) -> None:
    for name, start in [
        ("out.html", b"<!DOCTYPE html>"),
        ("out.json", b"{\n"),
        ("out.txt", b"\n"),
        ("out.jsonl", b'{"readout"'),
        ("out", b'{"readout"'),
    ]:
        done = readout("read", "page.txt", "--output", name)
        assert done.returncode == 0, done.stderr
        assert done.stdout == b""
        assert (tmp_path / name).read_bytes().startswith(start), name
    assert not list(tmp_path.glob("*.part"))
    assert readout("read", "page.txt", "-o", "no/such/folder").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["read"], 2, b"Nothing to read"),
        (["read", "page.txt", "--colour"], 2, b"'--colour' is no option"),
        (["read", "page.txt", "--format", "xml"], 2, b"xml"),
        (["read", "page.txt", "--published", "soon"], 2, b"ISO 8601"),
        (["read", "*.none"], 2, b"matches no file"),
        (["read", "gone.txt"], 3, b"'gone.txt' does not exist"),
        (["read", "empty.txt"], 3, b"'empty.txt' is empty"),
        (["read", "paper.pdf"], 4, b"PDF"),
        (["read", "page.txt", "--max-bytes", "10"], 5, b"larger than"),
        (["read", "page.txt", "page.txt", "--url", "https://x.example/"], 2, b"--url"),
        (["validate"], 2, b"Nothing to validate"),
        (["validate", "gone.json"], 6, b"cannot be read"),
        (["validate", "page.txt"], 6, b"no JSON"),
        (["eval", "plain", "gone.jsonl"], 7, b"cannot be read"),
        (["eval", "plain", "empty.txt"], 7, b"nothing to score"),
        (["eval", "plain", "page.txt"], 7, b"line 1 is no JSON"),
    ],
)
def test_exit_code_and_one_sentence_by_kind(
    readout: Run, page: Path, tmp_path: Path, arguments: list[str], code: int, said: bytes
) -> None:
    _mixed(tmp_path)
    done = readout(*arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_batch_goes_on_and_the_code_tells_the_kind(
    readout: Run, page: Path, tmp_path: Path
) -> None:
    _mixed(tmp_path)
    one_kind = readout("read", "gone.txt", "page.txt", "empty.txt")
    assert one_kind.returncode == 3
    assert len(one_kind.stdout.splitlines()) == 1
    assert len(one_kind.stderr.splitlines()) == 2
    two_kinds = readout("read", "gone.txt", "page.txt", "paper.pdf")
    assert two_kinds.returncode == 1
    assert len(two_kinds.stdout.splitlines()) == 1


def test_url_and_published_beat_the_page(readout: Run) -> None:
    given = ["--url", "https://x.example/a", "--published", "2030-01-02"]
    record = decode(readout("read", "-", *given, stdin=PLAIN).stdout)
    assert record.article.url == "https://x.example/a"
    assert record.article.published is not None
    assert record.article.published.value.startswith("2030-01-02")
    assert record.article.published.method == "user"


@pytest.mark.parametrize("format", ["json", "text"])
def test_a_broken_pipe_is_quiet(page: Path, format: str) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "readout", "read", *[str(page)] * 20, "--format", format],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None
    writer.stdout.read(1)
    writer.stdout.close()
    _, said = writer.communicate(timeout=60)
    assert said == b""
    assert writer.returncode == 141


def test_ctrl_c_is_quiet_and_leaves_no_file(tmp_path: Path, page: Path) -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "readout", "read", str(page), "-", "-o", "out.jsonl"],
        stdin=reader,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    part = tmp_path / "out.jsonl.part"
    for _ in range(300):
        if part.exists() and part.stat().st_size:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    os.close(writer)
    os.close(reader)
    assert said == b""
    assert process.returncode == 130
    assert not part.exists()
    assert not (tmp_path / "out.jsonl").exists()


def test_validate_tells_line_path_and_problem(readout: Run, page: Path, tmp_path: Path) -> None:
    good = readout("read", "page.txt").stdout
    record = json.loads(good)
    record["article"]["blocks"][1]["start"] = 0
    (tmp_path / "a.jsonl").write_bytes(good + json.dumps(record).encode() + b"\n{}\n")
    done = readout("validate", "a.jsonl")
    assert done.returncode == 6
    assert done.stdout == b"1 of 3 is sound.\n"
    assert b"'a.jsonl', line 2: $.article.blocks[" in done.stderr
    assert b"'a.jsonl', line 3: $.readout is missing" in done.stderr
    assert readout("validate", "-", stdin=good).returncode == 0


def test_schema_is_json_and_versioned(readout: Run) -> None:
    shape = json.loads(readout("schema").stdout)
    assert shape["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert shape["$id"].endswith(":1.0")


def test_eval_plain_as_table_and_json(readout: Run, tmp_path: Path) -> None:
    record = decode(readout("read", "-", stdin=PLAIN).stdout)
    to_data = {"standfirst": "summary", "published": "date", "dateline": "paragraph"}
    lines = [
        {"start": b.start, "end": b.end, "role": to_data.get(b.role, b.role)}
        for b in record.article.blocks
        if b.role != "editorial_note"
    ]
    row = {"id": "1", "text": PLAIN.decode(), "lines": lines, "labels": "full"}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = readout("eval", "plain", "gold.jsonl")
    assert done.returncode == 0, done.stderr
    assert b"body f1" in done.stdout
    figures = json.loads(readout("eval", "plain", "gold.jsonl", "--json").stdout)
    assert figures["pages"] == 1
    assert figures["body_f1"]["value"] == 1.0
    assert figures["roles"]["headline"]["f1"] == 1.0


def test_version_and_help(readout: Run) -> None:
    from readout import __version__

    assert readout("--version").stdout.decode().strip() == __version__
    overview = readout("--help").stdout.decode()
    for command in ("read", "example", "validate", "schema", "eval"):
        assert f"│ {command} " in overview
        assert readout(command, "--help").returncode == 0
    told = readout("read", "--help").stdout.decode()
    assert "Exit codes" in told
    assert "readout read page.html" in told


@pytest.mark.parametrize("name", ["plain", "html"])
def test_example_is_what_ships(readout: Run, name: str) -> None:
    source = readout("example", name, "--source").stdout
    assert source == (PLAIN if name == "plain" else HTML)
    done = readout("example", name)
    assert done.returncode == 0, done.stderr
    assert "Rival ports agree" in done.stdout.decode()


def test_the_crawl_is_an_archive_of_pages(readout: Run) -> None:
    assert readout("example", "crawl", "--source").stdout.startswith(b"WARC/1.0\r\n")
    lines = readout("example", "crawl", "--format", "jsonl").stdout.splitlines()
    outlets = [json.loads(line)["article"]["outlet"]["value"] for line in lines]
    assert len(outlets) == 8
    assert len(set(outlets)) == 3
