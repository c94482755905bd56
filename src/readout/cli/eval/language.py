"""``readout eval language``, ``names``, ``arguments`` and ``attribution``: the language room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, scores, show

_Gold = Annotated[str, Parameter(name="GOLD")]


@scores
def language(gold: _Gold, /, *, as_json: AsJson = False) -> int:
    """Score words, sentences, tags, lemmas and trees, from the raw text and on gold words.

    Parameters
    ----------
    gold
        CoNLL-U, or JSON Lines with one sentence a line ("doc", "tokens", "upos", "head" ...);
        also .gz.
    as_json
        Print JSON instead of a table.
    """
    return _treebank(gold, as_json, lambda name: not name.startswith(_OTHER))


@scores
def names(gold: _Gold, /, *, as_json: AsJson = False) -> int:
    """Score names of persons, organisations and places on gold words.

    Parameters
    ----------
    gold
        JSON Lines with one sentence a line: "doc", "tokens" and BIO tags in "ner"; also .gz.
    as_json
        Print JSON instead of a table.
    """
    return _treebank(gold, as_json, lambda name: name.startswith("gold/names"))


@scores
def arguments(gold: _Gold, /, *, as_json: AsJson = False) -> int:
    """Score predicates and their PropBank arguments on gold words.

    Parameters
    ----------
    gold
        JSON Lines with one sentence a line: "doc", "tokens", "head", and predicates in "srl";
        also .gz.
    as_json
        Print JSON instead of a table.
    """
    return _treebank(gold, as_json, lambda name: name.startswith(_OTHER[1:]))


@scores
def attribution(gold: _Gold, /, *, as_json: AsJson = False) -> int:
    """Score sources, cues and contents word by word, as the language model marks them.

    Parameters
    ----------
    gold
        JSON Lines, one article a line: "id", "text" and "attributions".
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation.attribution import read_gold, score
    from readout.language.model import load

    show(score(read_gold(Path(gold)), load()), as_json)
    return 0


_OTHER = ("gold/names", "gold/argument", "gold/predicates")


def _treebank(path: str, as_json: bool, wanted: Callable[[str], bool]) -> int:
    from readout.errors import GoldError
    from readout.evaluation.language import score
    from readout.evaluation.treebank import read_gold
    from readout.language.model import load

    found = {k: v for k, v in score(read_gold(Path(path)), load()).items() if wanted(k)}
    if not found:
        raise GoldError(f"'{path}' has nothing of what this command scores.")
    show(found, as_json)
    return 0
