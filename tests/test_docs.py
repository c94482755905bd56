"""The docs: nothing undocumented ships, what is generated is current, what is shown works."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import readout
from readout.cli.main import COMMANDS, EXIT_CODES, app
from readout.record.types import Role
from readout.view.roles import FAMILY

CHECKOUT = Path(__file__).parent.parent
DOCS = CHECKOUT / "docs"
PAGES = [CHECKOUT / "README.md", *sorted(DOCS.rglob("*.md"))]
_RUN = re.compile(r"<!-- run(?: with ([\w, ]+))? -->\n```(console|python)\n(.*?)```", re.S)
"""An example, and the packages it needs that readout's tests do not."""


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", readout.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert f"`readout.{name}" in _text("reference/python.md")


def test_every_error_is_documented() -> None:
    def family(kind: type) -> set[type]:
        return {kind}.union(*(family(inner) for inner in kind.__subclasses__()))

    for error in family(readout.ReadoutError):
        assert f"`readout.{error.__name__}`" in _text("reference/python.md")
        assert error.exit_code in EXIT_CODES  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    text = _text("reference/commands.md")
    assert f"## readout {name}\n" in text
    section = text.partition(f"## readout {name}\n")[2].partition("\n## ")[0]
    apps = [app[name]]
    if name == "eval":
        apps = [app[name]["plain"], app[name]["pages"]]
        assert "`readout eval plain" in section
        assert "`readout eval pages" in section
    for command in apps:
        for argument in command.assemble_argument_collection():
            for option in argument.names:
                assert f"`{option}`" in section, f"{option} of readout {name} is not documented"


def test_every_role_is_documented_somewhere() -> None:
    assert set(FAMILY) == set(Role.__args__)  # type: ignore[attr-defined]
    record = _text("reference/record.md")
    assert all(f"`{role}`" in record for role in FAMILY)


@pytest.mark.parametrize("name", _generator().PARTS)
def test_what_is_generated_is_current(name: str) -> None:
    assert _generator().written(name) == _text(name), "run: python docs/generate.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if _RUN.search(page.read_text(encoding="utf-8"))],
    ids=lambda p: str(p.relative_to(CHECKOUT)),
)
def test_examples_do_what_is_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for needed, kind, block in _RUN.findall(page.read_text(encoding="utf-8")):
        if not all(find_spec(package) for package in needed.split(", ") if package):
            continue
        if kind == "python":
            exec(compile(block, str(page), "exec"), names)
        else:
            _console(block)


def _console(block: str) -> None:
    """Run each line that begins with ``$`` and compare what follows; ``...`` stands for any."""
    bin_folder = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    for session in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, expected = session.partition("\n")
        done = subprocess.run(
            command, shell=True, capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        shown = re.sub(r" +$", "", done.stdout.decode(), flags=re.M)
        options = doctest.ELLIPSIS
        assert doctest.OutputChecker().check_output(expected, shown, options), shown


def test_the_two_commands_of_the_readme_are_marked_for_ci() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for name in ("example", "tests"):
        assert len(re.findall(rf"<!-- command: {name} -->\n```bash\n[^\n]+\n```", text)) == 1
