"""Closed sets of words that the rules of kinds ask for."""

from __future__ import annotations

AUX = frozenset("was were is are been be being have has had got left remain remained still".split())
CROWDING = frozenset(
    "block blocked blocking line lined lining fill filled filling pack packed packing flood "
    "flooded occupy occupied occupying barricaded throng thronged crowded took taking".split()
)
"""What a crowd does to streets."""
HURT = frozenset("injury wound burn fracture cut concussion bruise trauma laceration".split())
BREAKS = frozenset(
    '. , ; : ! ? ( ) – — " “ ” and but while after before as when because since although though '
    "following if or".split()
)
"""Where what is said of a number ends."""
GROUPS = frozenset("union party group organization organisation tribe community club".split())
"""What stages a protest as persons do."""
CLAUSE = frozenset(("conj", "root", "ccomp", "advcl", "parataxis", "aux", "aux:pass", "cop"))
"""Labels of words that belong to no noun phrase."""
TAKEN = frozenset("prisoner captive hostage hostages captives prisoners away custody".split())
LOST = {
    "life": "killed", "home": "displaced", "house": "displaced", "limb": "injured",
    "leg": "injured", "arm": "injured", "eye": "injured", "consciousness": "injured",
}  # fmt: skip
BROAD = frozenset(
    "batter burn smash cut crush strike claim bury hit hold seize beat house shelter round drag "
    "capture gun shoot trap".split()
)
"""Verbs of things as well as of persons."""
DOERS = (
    "er", "or", "ist", "an", "ee", "man", "woman", "girl", "boy", "hand", "mate", "ese", "eer",
)  # fmt: skip
"""How nouns of persons end, but for those of ``thing``."""
STATES = {
    "hospital": "injured",
    "care": "injured",
    "custody": "detained",
    "jail": "detained",
    "prison": "detained",
    "bars": "detained",
}
DRIVING = frozenset("drive drove driven driving chase force push flush".split())
AWAY = frozenset("out from away off into across".split())
"""Where those go who are driven from home."""
ORDERING = frozenset(
    "leave force order drive make find cause oblige tell urge ask advise warn compel "
    "instruct".split()
)
LEAVING = frozenset("flee leave evacuate move abandon relocate quit go".split())
NO_PLANE = frozenset("suicide suspected would-be accused alleged".split())
"""Words before "bomber" that tell a person."""
