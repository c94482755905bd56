"""The codebook: PLOVER whole, a user's own checked when loaded, the way to CAMEO."""

from __future__ import annotations

from pathlib import Path

import pytest

from readout.errors import UsageError
from readout.knowledge.codebook import QUADS, load, plover


def write(folder: Path, text: str) -> Path:
    path = folder / "book.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_plover_is_whole() -> None:
    book = plover()
    assert len(book.roots) == 16
    assert len(book.contexts) == 37
    assert all(root.score is not None and root.quad in QUADS for root in book.roots.values())
    assert {n for n, r in book.roots.items() if r.recipient == "required"} == {
        "AID", "COOPERATE", "SANCTION",
    }  # fmt: skip
    assert book.score("ACCUSE", None) == -3
    assert book.score("ASSAULT", "drone") == -9.5
    assert book.score("PROTEST", "vandalize") == book.score("PROTEST", None)
    assert book.score("NONE", None) is None


@pytest.mark.parametrize(
    ("root", "mode", "contexts", "code"),
    [
        ("CONSULT", None, (), "04"),
        ("CONSULT", "phone", (), "041"),
        ("CONSULT", "visit", (), "04"),  # 042 visit and 043 host
        ("ACCUSE", None, (), "11"),
        ("ACCUSE", "investigate", ("human_rights",), "092"),
        ("RETREAT", "release", (), "0841"),
        ("RETREAT", "resign", (), "08"),
        ("ASSAULT", None, ("military",), "190"),
        ("AID", None, ("humanitarian",), "073"),
        ("AID", None, ("humanitarian", "military"), "07"),
        ("NEW", None, (), None),
    ],
)
def test_the_finest_code_that_is_determined(
    root: str, mode: str | None, contexts: tuple[str, ...], code: str | None
) -> None:
    assert plover().cameo_code(root, mode, contexts) == code


def test_a_user_adds_a_root_and_a_mode(tmp_path: Path) -> None:
    book = load(
        write(
            tmp_path,
            """\
name: Mine
extends: plover
roots:
  RECRUIT:
    definition: Takes people into its ranks.
    quad: 4
    phrases: [recruit]
    examples: ["Rebels *abducted* pupils."]
contexts:
  schools: Schools and pupils.
""",
        )
    )
    assert len(book.roots) == 17
    assert book.roots["RECRUIT"].phrases == ("recruit",)
    assert "schools" in book.contexts
    assert book.score("ASSAULT", "drone") == -9.5
    assert book.digest != plover().digest
    assert book.label.startswith("Mine 0 ")


def test_a_user_replaces_plover(tmp_path: Path) -> None:
    path = write(tmp_path, "name: A\nroots:\n  B:\n    definition: c\n    quad: 1\n")
    assert list(load(path).roots) == ["B"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: A\nroots:\n  B:\n    definition: c\n    quad: 7\n", r"line 5: 'quad' of B"),
        ("name: A\nroots:\n  B:\n    quad: 1\n", r"line 3: 'definition' must be a text"),
        ("name: A\nroots:\n  B:\n    color: red\n    quad: 1\n", r"line 4: no such field"),
        ("name: A\nextends: cameo\nroots: {}\n", r"line 2: a codebook can extend"),
        ("name: A\n", r"'roots' must be a mapping"),
        ("name: A\nroots: [1\n", r"line 3"),
        ("just words\n", "is no codebook"),
        ("", "is no codebook"),
        (
            "name: A\nroots:\n  B:\n    definition: c\n    quad: 1\n    examples: [no marks]\n",
            r"line 6: mark the words",
        ),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load(write(tmp_path, text))


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "gone.yaml")
