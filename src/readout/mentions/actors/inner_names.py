"""Names inside the description of what they name: "the *M23* rebel group", "the Wagner militia"."""

from __future__ import annotations

from collections.abc import Container, Sequence

from readout.mentions.actors.chains import Chains
from readout.mentions.actors.draft import Draft
from readout.mentions.actors.reading import Reading

KINDS = frozenset(
    "group movement militia organization organisation alliance coalition network faction cartel "
    "gang insurgency".split()
)
"""Nouns of bodies that stand behind the name of the body itself."""
_BODIES = frozenset(("organization", "group", "media"))


def inner_names(
    r: Reading, descriptions: Sequence[Draft], taken: Container[int], origin: Container[int]
) -> list[Draft]:
    """Drafts for names that the analysis did not see and that stand inside such descriptions.
    ``taken`` are words of other names, ``origin`` those that tell a state or a place."""
    out = []
    for d in descriptions:
        if not _is_of_a_name(d) or any(k in taken for k in range(d.first, d.head)):
            continue
        proper = [
            k for k in range(d.first, d.head)
            if r.upos[k] == "PROPN" and r.words[k][0].isupper() and k not in origin
        ]  # fmt: skip
        if not proper or proper[-1] - proper[0] != len(proper) - 1:
            continue
        first, after = proper[0], proper[-1] + 1
        out.append(
            Draft(
                after - 1,
                first,
                after,
                "name",
                "group",
                r.text(first, after),
                key=tuple(r.low[first:after]),
                sector=d.sector,
                definite=True,
                score=0.7,
            )
        )
    return out


def named_inside(c: Chains, i: int) -> int | None:
    """The draft of the name that stands inside draft ``i`` and names the same body."""
    d = c.drafts[i]
    if not _is_of_a_name(d):
        return None
    inside = []
    for k in range(i + 1, len(c.drafts)):
        one = c.drafts[k]
        if one.first >= d.head:
            break
        if one.form == "name" and one.kind in _BODIES and one.after <= d.head:
            inside.append(k)
    return inside[0] if len(inside) == 1 else None


def _is_of_a_name(d: Draft) -> bool:
    return d.form == "description" and not d.plural and d.noun in KINDS
