"""``python -m training.corpus.check [FILE...]``: reads all passages and counts what they hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.corpus.markup import Passage, read_passages
from training.language.named import read_named

HERE = Path(__file__).parent


def main(paths: list[Path]) -> int:
    passages: list[Passage] = []
    problems: list[str] = []
    names: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    for path in paths or sorted(HERE.glob("text/*/*.txt")):
        try:
            if path.parent.name == "names":
                named = read_named(path.read_text(encoding="utf-8"), path.name)
                ids.update(name for name, _, _ in named)
                names.update(kind for _, _, marks in named for _, _, kind in marks)
            else:
                passages += read_passages(path)
        except ValueError as error:
            problems.append(str(error))
    labelled = len(ids)
    ids.update(p.id for p in passages)
    problems += [f"id {name} stands {n} times" for name, n in ids.items() if n > 1]
    texts = Counter(p.text.lower() for p in passages)
    problems += [f"written {n} times: {text[:60]}…" for text, n in texts.items() if n > 1]
    counts: dict[str, Counter[str]] = {
        k: Counter()
        for k in ("status", "root", "root/mode", "sourcing", "channel", "topic", "manner")
    }
    statements = sentences = predicates = events = 0
    for p in passages:
        counts["topic"][p.about.get("topic", "")] += 1
        counts["manner"][p.about.get("manner", "")] += 1
        sentences += sum(p.text.count(mark) for mark in ".?!") or 1
        statements += len(p.statements)
        for about in p.statements.values():
            counts["sourcing"][about["sourcing"]] += 1
            counts["channel"][about.get("channel", "-")] += 1
        for mark in p.marks:
            if mark.part == "predicate":
                predicates += 1
                counts["status"][mark.value] += 1
        for about in p.events.values():
            events += 1
            counts["root"][about["type"] or "null"] += 1
            counts["root/mode"][f"{about['type']}/{about['mode']}"] += 1
            counts["status"][
                about["status"] + (".background" if "background" in about else "")
            ] += 1
    print(f"{len(passages)} passages, about {sentences} sentences, {statements} statements, "
          f"{predicates} predicates and {events} events")  # fmt: skip
    for name, counter in counts.items():
        print(f"{name}: " + ", ".join(f"{k} {n}" for k, n in counter.most_common()))
    kinds = ", ".join(f"{k} {n}" for k, n in names.most_common())
    print(f"{labelled} passages with {names.total()} labelled names: {kinds}")
    print("\n".join(problems) or "No problem found.")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main([Path(a) for a in sys.argv[1:]]))
