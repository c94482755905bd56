"""Gold that is not laid out as a command of ``readout eval`` needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from readout.cli.main import main
from readout.errors import GoldError


@pytest.mark.parametrize("command", ["names", "language", "arguments", "coreference", "plain"])
def test_gold_of_another_layout_is_answered_with_a_sentence(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"doc": "a", "tokens": [1], "text": 5, "lines": 4}\n')
    with pytest.raises(SystemExit) as ended:
        main(["eval", command, str(gold)])
    said = capsys.readouterr().err
    assert ended.value.code == GoldError.exit_code
    assert said.count("\n") == 1
    assert f"readout eval {command} --help" in said
