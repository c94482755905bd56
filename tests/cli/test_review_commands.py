"""Review in a terminal: judging, adding what was missed, and carrying it to another store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from readout.errors import RecordError
from readout.review.exchange import entries_of, take
from readout.review.log import read
from readout.store.store import open_store
from tests.conftest import Run
from tests.record import sample
from tests.review.made import entry, on


@pytest.fixture
def stores(tmp_path: Path) -> tuple[str, str]:
    """Two stores that hold the same article."""
    for name in ("news", "other"):
        with open_store(str(tmp_path / name), write=True) as store:
            store.put([sample.record()])
    return str(tmp_path / "news"), str(tmp_path / "other")


ARTICLE = sample.record().article.id
EVENT = ("span=agree", "type=AGREE", "sources=Ms. Roth", "sources=Imber", "status=planned")
SAID = ("span=with 40 others", "speakers=Ms. Roth", "evidence=Tuesday", "sourcing=witness")


def test_what_is_added_goes_to_another_store_and_is_the_same_there(
    readout: Run, stores: tuple[str, str]
) -> None:
    done = readout("review", "news", "add", ARTICLE[:8], "event", *EVENT, "--by", "Ana")
    assert done.returncode == 0, done.stderr
    assert "event “agree” added (Ana, entry " in done.stdout.decode()
    more = ("--by", "Ana", "--note", "so", "--json")
    line = readout("review", "news", "add", ARTICLE, "statement", *SAID, *more).stdout
    said = json.loads(line)
    assert (said["by"], said["note"], said["verdict"]) == ("Ana", "so", "add")
    assert said["at"].endswith("Z")
    assert [at["words"] for at in said["evidence"]] == ["with 40 others", "Tuesday"]
    judged = readout(
        "review", "news", "judge", ARTICLE, said["thing"]["id"], "correct", "sourcing=expert",
        "--by", "Ben",
    )  # fmt: skip
    assert "corrected: sourcing is expert, not witness (Ben" in judged.stdout.decode()
    for id_ in ("v1", "s1"):
        readout("review", "news", "judge", ARTICLE, id_, "accept", "--by", "Ana")
    written = readout("review", "news", "export", "--format", "corrections", "-o", "all.jsonl")
    assert written.stderr == b"readout: 5 judgements.\n"
    taken = readout("review", "other", "import", "all.jsonl")
    assert taken.stdout == b"5 judgements taken over.\n"
    again = readout("review", "other", "import", "all.jsonl").stdout
    assert again == b"0 judgements taken over, 5 here already.\n"
    for rest in (("log", "--json"), ("export",), ("export", "--format", "events")):
        here = readout("review", "news", *rest).stdout
        assert here
        assert readout("review", "other", *rest).stdout == here, rest
    (whole,) = [json.loads(row) for row in readout("review", "other", "export").stdout.splitlines()]
    added = next(v for v in whole["events"] if v["type"] == "AGREE")
    assert len(added["sources"]) == 2
    assert {s["sourcing"] for s in whole["statements"]} >= {"expert"}
    own = readout("review", "news", "export", "--format", "corrections", "--by", "Ben").stdout
    assert len(own.splitlines()) == 1


def test_an_export_as_corrected(readout: Run, stores: tuple[str, str]) -> None:
    readout("review", "news", "add", ARTICLE, "event", *EVENT, "--by", "Ana")
    readout("review", "news", "judge", ARTICLE, "v1", "correct", "status=denied", "--by", "Ben")
    rows = {}
    for name, more in (("as read", ()), ("corrected", ("--corrected",))):
        done = readout("export", "news", "--to", "-", "--format", "csv", *more)
        assert done.returncode == 0, done.stderr
        rows[name] = done.stdout.decode().splitlines()
    assert b"1 article as reviewers corrected them." in done.stderr
    assert len(rows["corrected"]) > len(rows["as read"])
    assert any("AGREE" in row and "planned" in row for row in rows["corrected"])
    assert any("denied" in row for row in rows["corrected"])
    assert not any("AGREE" in row for row in rows["as read"])
    wrong = readout("export", "records.jsonl", "--to", "-", "--format", "csv", "--corrected")
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (2, 1)


def test_taken_back(readout: Run, stores: tuple[str, str]) -> None:
    readout("review", "news", "add", ARTICLE, "event", *EVENT, "--by", "Ana")
    (one,) = read(stores[0]).entries
    assert readout("review", "news", "undo", one.id, "--by", "Ben").returncode == 9
    done = readout("review", "news", "undo", one.id, "--by", "Ana")
    assert "event “agree” taken back" in done.stdout.decode()
    assert [e.verdict for e in read(stores[0]).entries] == ["add", "undo"]


@pytest.mark.parametrize(
    ("rest", "code", "said"),
    [
        (("add", ARTICLE, "event", *EVENT), 2, "Say who you are"),
        (("add", ARTICLE, "event", "--by", "Ana"), 2, "Write: add ARTICLE"),
        (("add", ARTICLE, "event", "type=AGREE", "--by", "Ana"), 2, "Name the words"),
        (("add", ARTICLE, "event", "agree", "--by", "Ana"), 2, "FIELD=VALUE"),
        (("add", ARTICLE, "town", "span=agree", "--by", "Ana"), 2, "event, statement"),
        (("add", "0" * 32, "event", *EVENT, "--by", "Ana"), 9, "holds no article"),
        (("judge", ARTICLE, "v1", "--by", "Ana"), 2, "Write: judge ARTICLE"),
        (("judge", ARTICLE, "v9", "accept", "--by", "Ana"), 2, "nothing with the id 'v9'"),
        (("judge", ARTICLE, "v1", "perhaps", "--by", "Ana"), 2, "accept, reject or correct"),
        (("judge", ARTICLE, "v1", "accept", "status=denied", "--by", "A"), 2, "not to accept"),
        (("judge", ARTICLE, "v1", "correct", "state=denied", "--by", "A"), 2, "these are: span"),
        (("undo", "--by", "Ana"), 2, "Name the one entry"),
        (("undo", "ffff", "--by", "Ana"), 9, "holds no entry"),
        (("import",), 2, "Name the one file"),
        (("import", "none.jsonl"), 2, "cannot be read"),
        (("import", "bad.jsonl"), 6, "line 2, is no judgement"),
        (("export", "--format", "corrections"), 7, "nobody judged"),
        (("queue", "more"), 2, "nothing for queue"),
        (("ask",), 2, "Say who you are"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    readout: Run, stores: tuple[str, str], tmp_path: Path, rest: tuple[str, ...], code: int,
    said: str,
) -> None:  # fmt: skip
    (tmp_path / "bad.jsonl").write_text('\n{"id": 3}\n')
    done = readout("review", "news", *rest)
    assert (done.returncode, done.stderr.count(b"\n")) == (code, 1), done.stderr
    assert said in done.stderr.decode()
    assert read(stores[0]).entries == []


def test_import_takes_all_or_none(stores: tuple[str, str], tmp_path: Path) -> None:
    record = sample.record()
    good = on(record, "v1", field="status", typed="denied")
    records = {record.article.id: record}
    bad = msgspec.structs.replace(good, id="other", new="never")
    with pytest.raises(RecordError, match="correction"):
        take(stores[0], [good, bad], records)
    assert read(stores[0]).entries == []
    done = take(stores[0], [good, entry()], records)
    assert (done.new, done.here, done.elsewhere) == (2, 0, 1)
    with pytest.raises(RecordError, match="says another thing here"):
        take(stores[0], [msgspec.structs.replace(good, new="planned")], records)
    with open(Path(stores[0]) / "review" / "log.jsonl", "rb") as file:
        assert entries_of(file, "the log") == read(stores[0]).entries


def test_one_thing_after_the_other(stores: tuple[str, str], tmp_path: Path) -> None:
    """Letters and Enter: right, corrected, an addition, undone, a slip that is told."""
    typed = [
        "+", "event", "agree", "AGREE", "", "", "", "Ms. Roth", "Imber", "", "", "",
        "+", "statement", "nowhere", "Ms. Roth", *[""] * 7, "+", "town", "x",
        "a", "c", "colour=red", "", "c", "status=maybe", "", "c", "status=denied", "",
        "u", "q",
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "readout", "review", "news", "ask", "--by", "Ana", "--kind",
         "statement", "--kind", "event", "--kind", "quantity"],
        cwd=tmp_path, input="\n".join(typed) + "\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    out = done.stdout
    for told in (
        "added: event “agree”", "do not stand in the text", "What is added is of event",
        "then = and a value", "taken back: ", "in the log of 'news', by Ana",
    ):  # fmt: skip
        assert told in out, out
    entries = read(stores[0]).entries
    assert entries[0].verdict == "add"
    assert entries[0].claim["targets"][0]["words"] == "Mr. Imber"
    assert {e.verdict for e in entries} >= {"add", "accept", "undo"}
    assert "\x1b" not in out


def test_nothing_typed_ends_it(stores: tuple[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "readout", "review", "news", "ask", "--by", "Ana"],
        cwd=tmp_path, input="", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "0 judgements in the log" in done.stdout
