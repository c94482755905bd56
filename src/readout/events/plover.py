"""From the type of the act and its status to the single category of the PLOVER manual."""

from __future__ import annotations

from readout.record.types import Status

_PROMISED = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
_HOSTILE = frozenset(("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"))


def plover_category(type_: str | None, status: Status) -> str | None:
    """The manual's category of an act of ``type_`` with ``status``; None stays None.

    A planned cooperative act is AGREE, an announced RETREAT is CONCEDE, a hostile act that its
    own actor announces is THREATEN, an act asked for is REQUEST; all else is the act itself.
    """
    if type_ is None:
        return None
    if status == "requested":
        return "REQUEST"
    if status == "planned":
        if type_ in _PROMISED:
            return "AGREE"
        if type_ == "RETREAT":
            return "CONCEDE"
        if type_ in _HOSTILE:
            return "THREATEN"
    return type_
