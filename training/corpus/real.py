"""Event labels for excerpts of real articles, kept apart from the text they were made on.

``real.jsonl`` holds offsets and a hash, no word of an article: whoever has the corpora of the data
folder gets the passages back, and nothing of theirs is copied into the project. The labels are this
project's own, made by a language model with ``GUIDELINE.md``, and CC BY 4.0 like the passages.

``python -m training.corpus.real LABELS FILE...`` adds to ``real.jsonl`` (or ``real_held.jsonl``,
which is for measuring alone) from files in the inline markup;
their head lines name the corpus, the article (``of``) and the excerpt (``start``, ``end``).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpus.markup import Mark, Passage, read_passages

LABELS = Path(__file__).parent / "real.jsonl"
HELD = Path(__file__).parent / "real_held.jsonl"
"""Excerpts that no model learns from: what is found in real articles is measured on them."""
FILES = {
    "polnear": "attribution/polnear_train.jsonl",
    "muc4": "events/muc4_train.jsonl",
    "geovirus": "places/geovirus.jsonl",
    "wikiwars": "times/wikiwars.jsonl",
    "re3d": "names/re3d_open.jsonl.gz",
}
"""Where the data folder keeps the articles of each corpus. Of muc4 only the rows with an even
number were drawn, so that the others are left for measuring; of re3d none of the BBC."""
HARD_WRAPPED = frozenset(("muc4",))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_real(data: Path, labels: Path = LABELS) -> Iterator[Passage]:
    """The labelled excerpts whose articles the data folder holds.

    Errors: ``ValueError`` where an excerpt's text is not the one that was labelled.
    """
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    for corpus, name in FILES.items():
        wanted = {(r["of"], r["start"]): r for r in rows if r["corpus"] == corpus}
        if not wanted or not (data / name).exists():
            continue
        texts = {}
        held = (data / name).read_bytes()
        held = gzip.decompress(held) if name.endswith(".gz") else held
        for line in held.decode().split("\n"):
            if not line:
                continue
            article = json.loads(line)
            texts[article["id"]] = article["text"]
        for row in wanted.values():
            yield _passage(row, texts.get(row["of"], "")[row["start"] : row["end"]])


def _passage(row: dict[str, Any], text: str) -> Passage:
    if _hash(text) != row["sha256"]:
        raise ValueError(f"{row['id']}: the text of {row['of']} is not the one that was labelled")
    if row["corpus"] in HARD_WRAPPED:
        # Lines that are broken by width would be taken for paragraphs; offsets stay.
        text = re.sub(r"(?<!\n)\n(?!\s*\n)", " ", text)
    marks = [Mark(part, number, a, b) for part, number, a, b in row["marks"]]
    about = {"topic": row["of"], "corpus": row["corpus"]}
    events = {int(number): event for number, event in row["events"].items()}
    return Passage(row["id"], about, text, marks, {}, events)


def stand_off(passage: Passage) -> dict[str, Any]:
    """The row of ``real.jsonl`` for a passage in the inline markup."""
    about = passage.about
    return {
        "id": passage.id,
        "corpus": about["corpus"],
        "of": about["of"],
        "start": int(about["start"]),
        "end": int(about["end"]),
        "sha256": _hash(passage.text),
        "marks": [[m.part, m.number, m.start, m.end] for m in passage.marks],
        "events": passage.events,
    }


def main() -> None:
    labels = Path(sys.argv[1])
    held = labels.read_text(encoding="utf-8").splitlines() if labels.exists() else []
    rows = {r["id"]: r for r in map(json.loads, held)}
    for name in sys.argv[2:]:
        rows |= {passage.id: stand_off(passage) for passage in read_passages(Path(name))}
    labels.write_text("".join(json.dumps(row) + "\n" for row in rows.values()), encoding="utf-8")
    print(f"{len(rows)} excerpts, {sum(len(row['events']) for row in rows.values())} events")


if __name__ == "__main__":
    main()
