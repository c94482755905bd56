"""The model card, made from ``model.json`` and never by hand."""

from __future__ import annotations

from typing import Any

TARGETS = {
    "ewt/UPOS": (96.5, 97.0),
    "ewt/UAS": (91.0, 92.0),
    "ewt/LAS": (88.5, 89.8),
    "gum/LAS": (89.0, 90.0),
    "ewt/names": (80.0, 84.0),
    "gum/names": (80.0, 84.0),
    "ewt/names ORG": (68.0, 74.0),
    "gum/names ORG": (68.0, 74.0),
    "ewt/arguments, gold predicates": (78.0, 81.0),
    "polnear/source": (84.0, 86.0),
    "polnear/cue": (72.0, 75.0),
    "polnear/content": (92.5, 93.0),
}
"""Target and aim of the issue that asked for the model."""


def card(about: dict[str, Any]) -> str:
    """Markdown from a decoded ``model.json``."""
    training = about["training"]
    dev = training.get("dev", {})
    small, full = dev.get("int8", {}), dev.get("fp32", {})
    lines = [
        f"# Language model {about['version']}",
        "",
        "One MiniLM-size encoder for English news with heads for tags, trees, names, arguments, "
        "attribution, PLOVER roots, factuality and coreference. It reads windows of "
        f"{about['window']} word pieces.",
        "",
        f"Made by `{training.get('command', '')}`; seed {training.get('seed')}, "
        f"{training.get('steps')} steps of {training.get('windows')} windows."
        + _start(training.get("start"))
        + (f" {training['note']}" if training.get("note") else ""),
        "",
        "## Scores on dev parts",
        "",
        "Gold words and sentences; F1 or accuracy in percent, factuality as mean absolute error "
        "and Pearson r. int8 is what ships.",
        "",
        "| figure | int8 | fp32 | target | aim |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name in sorted(small):
        target, aim = TARGETS.get(name, ("", ""))
        lines.append(
            f"| {name} | {_shown(small[name])} | {_shown(full[name])} | {target} | {aim} |"
        )
    raw, pace = training.get("from raw text", {}), training.get("speed", {})
    if raw:
        lines += [
            "",
            "## From raw text",
            "",
            "Own words and sentences, dev parts, F1 in percent.",
            "",
        ]
        lines += ["| figure | F1 |", "| --- | ---: |"]
        lines += [f"| {name} | {_shown(raw[name])} |" for name in sorted(raw)]
    if pace:
        lines += [
            "",
            f"Speed, one thread, on the machine that checked it: {pace['articles a second']:.1f} "
            f"articles of 490 words a second; encoder {pace['encoder']:.0f} ms, cutting and "
            f"decoding {pace['rest']:.1f} ms.",
        ]
    lines += ["", "## Trained on", "", "| data | licence |", "| --- | --- |"]
    lines += [f"| {name} | {licence} |" for name, licence in training.get("data", {}).items()]
    lines += [
        "",
        "## For what, and for what not",
        "",
        "It prepares the reading of news in English: what it finds is composed and checked by "
        "rules, and every claim keeps its words. It was trained on web text of the 2000s, "
        "Wikinews, US political news of 2015 and 2016 and Latin American wire of 1989 and 1990; "
        "expect less on sports, finance, fiction, transcripts, and on text without case. Names "
        "outside those corpora come from lists, so that types of rare names are guesses. Events "
        "and the standing of happenings were learnt from passages that a language model wrote for "
        "this project (figures named `written` are on their dev topics) and from excerpts of real "
        "articles that it labelled; real news tells them in more ways. Factuality does not "
        "transfer to news (MEANTIME). Probabilities are not calibrated.",
        "",
        "## Beside the model",
        "",
        "`language/second_look.npz` moves the name scores of words in doubt before they are "
        "decoded (`python -m training.names`). It was fitted to EWT and GUM documents that a "
        "second encoder, trained from the public MiniLM weights on the others, had not seen; the "
        "scores above are without it, those of `readout eval names` with it. It is told what "
        "`language/known_names.npz` knows: hashes of names from the package's tables and of 6,300 "
        "names of bodies that a language model wrote for this project (CC BY 4.0).",
        "",
        "`knowledge/trigger_words.npz` is asked beside the head of acts: a linear table over the "
        "words around a word (`python -m training.events.words`), fitted to the same passages, "
        "excerpts and PLV sentences that the model learnt acts from.",
        "",
        "## Files",
        "",
        "| file | SHA-256 |",
        "| --- | --- |",
    ]
    lines += [f"| {name} | `{digest}` |" for name, digest in about["files"].items()]
    return "\n".join(lines) + "\n"


def _start(earlier: dict[str, Any] | None) -> str:
    if not earlier:
        return ""
    stopped = earlier.get("stopped at")
    until = f", stopped at step {stopped}" if stopped else ""
    return f" It began with the weights of a first run of {earlier['steps']} steps{until}."


def _shown(value: float) -> str:
    return f"{value:.2f}" if abs(value) < 3 else f"{value:.1f}"
