"""Blocks of the docs that show no output of their own: each command and example is run as well.

What is marked ``<!-- run -->`` is compared with what it shows in ``test_docs.py``; R is run in
``tests/export/test_docs_snippets.py``. Here the rest is run, in a folder that holds what the pages
speak of. What needs the network, or other machines, is named below with the reason.
"""

from __future__ import annotations

import doctest
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readout.cli.main import COMMANDS, app

CHECKOUT = Path(__file__).parent.parent
DOCS = CHECKOUT / "docs"
PAGES = [CHECKOUT / "README.md", *sorted(DOCS.rglob("*.md"))]
_BLOCK = re.compile(r"(<!--[^\n]*-->\n)?^```(console|bash|python|json)\n(.*?)^```", re.S | re.M)
_HELD = ("<!-- run", "<!-- file", "<!-- command", "<!-- misread")
"""Marks of blocks that other tests hold."""
_ELSEWHERE = {
    r"^curl |\| wget ": "the network",
    r"^readout watch ": "the network",
    r"^pip install ": "the package registry",
    r"--address 10\.0\.0\.1": "other machines",
}
"""Commands that cannot be run here, and for want of what."""
_SERVED = re.compile(r"^readout serve ")
_GENERATED = ("reference/python.md",)
"""Signatures, no examples."""


def _blocks(page: Path) -> list[tuple[str, str]]:
    """Language and text of the blocks of a page that nothing else runs."""
    if str(page).endswith(_GENERATED):
        return []
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [(kind, text) for mark, kind, text in found if not mark.startswith(_HELD)]


def _commands(kind: str, text: str) -> list[tuple[str, str]]:
    """The commands of a block, each with what is shown below it."""
    if kind == "bash":
        return [(line.replace(".venv/bin/", ""), "") for line in text.splitlines()]
    sessions = re.split(r"^\$ ", text, flags=re.M)[1:]
    return [(command, shown) for command, _, shown in (one.partition("\n") for one in sessions)]


TRIED = [page for page in PAGES if _blocks(page)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page, a folder of captures, an archive, records and a store."""
    folder = tmp_path_factory.mktemp("made")

    def run(command: str) -> bytes:
        done = subprocess.run(command, shell=True, cwd=folder, env=_environment(), check=True,
                              capture_output=True)  # fmt: skip
        return done.stdout

    for name in ("captures", "crawl/deep", "html", "segments", "pages"):
        (folder / name).mkdir(parents=True)
    page = run("readout example html --source")
    for name in ("page.html", "captures/page.html", "crawl/deep/page.html", "html/1.html"):
        (folder / name).write_bytes(page)
    (folder / "page.txt").write_bytes(run("readout example plain --source"))
    (folder / "pages/page.html").write_bytes(page)
    (folder / "addresses.txt").write_text("https://courier.example/page.html\tpages/page.html\n")
    archive = run("readout example crawl --source")
    (folder / "crawl.warc").write_bytes(archive)
    for name in ("CC-NEWS-20240501003221-00001.warc.gz", "segments/CC-NEWS-20240501-1.warc.gz"):
        (folder / name).write_bytes(gzip.compress(archive))
    (folder / "holders.csv").write_text("person,country,office\nIlse Brandt,Germany,Mayor\n")
    run("readout run crawl.warc --store news --quiet --parquet")
    run("readout read captures/ -o records.jsonl")
    for name, format_ in {
        "news.tsv": "polecat --side-file news.side.tsv", "news.tab": "icews", "syria.csv": "acled",
        "events.csv": "csv", "events.parquet": "parquet", "2016.export.CSV": "gdelt",
        "news.ninjs": "ninjs", "news.jsonld": "jsonld",
    }.items():  # fmt: skip
        run(f"readout export news --to {name} --format {format_}")
    return folder


def _environment() -> dict[str, str]:
    folder = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder for each page, and the working folder."""
    folder = tmp_path / "here"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("page", TRIED, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_every_other_block_runs(page: Path, place: Path) -> None:
    for kind, text in _blocks(page):
        if kind == "json":
            json.loads(text)
            (place / "gold.jsonl").write_text(text, encoding="utf-8")
        elif kind == "python":
            if "import pandas" in text:
                pytest.importorskip("pandas")
                pytest.importorskip("pyarrow")
            exec(compile(text, str(page), "exec"), {})
        else:
            for command, shown in _commands(kind, text):
                if any(re.search(pattern, command) for pattern in _ELSEWHERE):
                    continue
                if _SERVED.match(command):
                    _serve(command, shown)
                else:
                    _run(command, shown)


def _run(command: str, shown: str) -> None:
    needed = command.split()[0]
    if shutil.which(needed, path=_environment()["PATH"]) is None:
        return  # jq, on a machine that has none
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env=_environment(), check=False
    )
    fails = shown.startswith("readout: ")
    assert (done.returncode != 0) == fails, (command, done.stderr)
    assert "Traceback" not in done.stderr
    if shown.strip():
        told = done.stderr if fails else done.stdout
        assert doctest.OutputChecker().check_output(shown, told, doctest.ELLIPSIS), told


def _serve(command: str, shown: str) -> None:
    """A server says where it is; the port of the page may be taken, so a free one is asked for."""
    asked = re.sub(r" --port \d+", "", command.partition("#")[0]).strip()
    with subprocess.Popen(
        [*asked.split(), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env=_environment() | {"PYTHONUNBUFFERED": "1"},
    ) as server:  # fmt: skip
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if "--host" in command:
                assert "token=" in line
            elif shown:
                assert re.sub(r":\d+/", ":8050/", line) == shown
            else:
                assert "http://127.0.0.1:" in line
            assert server.poll() is None
        finally:
            time.sleep(0.2)
            server.terminate()
            server.wait(30)


def test_what_is_not_run_is_still_shown_somewhere() -> None:
    commands = [
        command
        for page in TRIED
        for kind, text in _blocks(page)
        if kind in ("console", "bash")
        for command, _ in _commands(kind, text)
    ]
    for pattern, reason in _ELSEWHERE.items():
        assert any(re.search(pattern, command) for command in commands), (pattern, reason)
    assert len(commands) > 25


def test_commands_and_options_within_sentences_exist() -> None:
    """What stands as code in a line of prose, or in a block that others run, is real as well."""
    spans = re.compile(r"`(readout [^`\n]+)`|^\$ (readout [^\n]+)", re.M)
    seen = 0
    for page in PAGES:
        for inline, shown in spans.findall(page.read_text(encoding="utf-8")):
            told = inline or shown
            name, _, rest = told.removeprefix("readout ").partition(" ")
            if name.startswith("-") or not name.isalpha() or name.isupper():
                continue
            assert name in COMMANDS, f"{page.name}: {told}"
            # What is quoted is SQL or words of a text.
            options = re.findall(r"(?<!\S)--[a-z][a-z-]*", re.sub(r'"[^"]*"', "", rest))
            kinds = [k for k in app[name] if not k.startswith("-")] if name == "eval" else []
            inner = [app[name][kind] for kind in kinds] or [app[name]]
            known = {
                option
                for command in inner
                for argument in command.assemble_argument_collection()
                for option in argument.names
            }
            unknown = set(options) - known - {"--help", "--version"}
            assert not unknown, f"{page.name}: {told}: {unknown}"
            seen += 1
    assert seen > 100
