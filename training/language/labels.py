"""Label inventories of the heads that do not depend on what a corpus happens to hold."""

from __future__ import annotations

from training.corpus.markup import MODES

UPOS = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)

NAME_TYPES = (
    "person",
    "organization",
    "gpe",
    "location",
    "facility",
    "group",
    "event",
    "other",
)
"""``gpe``: country, region, town; ``location``: any other place; ``group``: peoples, religions,
political leanings; ``other``: works, laws, products, vehicles, projects."""

NAME_TAGS = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI"))
"""Tag 1+2k begins type k, tag 2+2k goes on with it."""

ATTRIBUTION = ("source", "cue", "content")
ATTRIBUTION_TAGS = ("O", *(f"{p}-{t}" for t in ATTRIBUTION for p in "BI"))

ROLES = (
    "_ ARG0 ARG1 ARG2 ARG3 ARG4 ARGM-TMP ARGM-LOC ARGM-ADV ARGM-MOD ARGM-NEG ARGM-ADJ ARGM-MNR "
    "ARGM-DIS ARGM-EXT ARGM-PRP ARGM-CAU ARGM-PRR ARGM-LVB ARGM-DIR ARGM-PRD ARGM-GOL ARGM-CXN "
    "ARGM-COM R-ARG0 R-ARG1 R-ARG2 R-ARGM-LOC R-ARGM-TMP C-ARG1 C-ARG2"
).split()
"""Roles with 40 training examples or more; index 0 is "no argument"."""

AUXILIARY_SENSES = frozenset({"be.03", "have.01", "do.01", "get.03"})
"""PropBank marks auxiliaries as predicates; they have no arguments of their own."""

ROOTS = (
    "NONE",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "MOBILIZE",
    "SANCTION",
    "COERCE",
    "ASSAULT",
)

STATUSES = (
    "none",
    "occurred",
    "ongoing",
    "planned",
    "requested",
    "predicted",
    "hypothetical",
    "denied",
    "unknown",
)
"""How real the happening a word tells is; ``none``: the word tells no happening."""

MODE_OF = tuple(f"{root}/{mode}" for root, modes in MODES.items() for mode in modes)
"""Every mode of PLOVER with its root; class 0 of the head is "no mode", class 1 + k is this."""

PARTS = ("_", "actor", "recipient", "place", "time", "quantity")
"""What a word may be to the trigger of an event; index 0 is "nothing"."""

ROOT_SETS = {
    "YIELD": ("CONCEDE", "RETREAT"),
    "VERBAL_COOPERATION": ("AGREE", "CONSULT", "SUPPORT"),
    "MATERIAL_COOPERATION": ("COOPERATE", "AID", "CONCEDE", "RETREAT"),
    "VERBAL_CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL_CONFLICT": ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}
for _binary in ("COOPERATION", "CONFLICT"):
    ROOT_SETS[_binary] = ROOT_SETS[f"VERBAL_{_binary}"] + ROOT_SETS[f"MATERIAL_{_binary}"]
"""Labels of the sentence corpora that stand for one of several roots."""


def allowed_roots(label: str) -> int:
    """A bit mask over ``ROOTS`` for one label of the event corpora."""
    mask = 0
    for name in ROOT_SETS.get(label, (label,)):
        mask |= 1 << ROOTS.index(name)
    return mask
