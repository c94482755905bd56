"""A parse that contradicts itself in who suffers: "*Police* arrested a reporter" as a passive.

The encoder scores arcs one by one and can call the subject of a participle without auxiliary
passive, as a headline's may be ("reporter arrested"), though the verb has its object beside it.
Only a verb that takes two objects ("nurse *given* an award") has one in the passive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_TWO_OBJECTS = frozenset(
    "given awarded handed offered granted denied paid sent shown told taught asked allowed "
    "refused fined sold lent promised owed assigned issued served dealt spared named "
    "appointed elected made called declared considered left found kept cost bought brought read "
    "written sentenced charged guaranteed allotted accorded forgiven saved barred".split()
)
_LABELS = frozenset(("nsubj", "nsubj:pass", "aux:pass", "obj"))


def settle_voice(
    words: Sequence[str],
    held: dict[str, npt.NDArray[Any]],
    deprel: Sequence[str],
    xpos: Sequence[str],
) -> None:
    """Makes such a subject an active one, and its verb a past tense. Changes ``head``'s companions
    ``deprel`` and ``xpos`` of ``held``; the others are the names of their labels."""
    if not set(deprel) >= _LABELS:
        return
    head, label = held["head"], held["deprel"]
    suffers = np.flatnonzero(label == deprel.index("nsubj:pass"))
    objects = np.flatnonzero(label == deprel.index("obj"))
    helped = set(head[label == deprel.index("aux:pass")].tolist())
    behind = set(head[objects[objects > head[objects]]].tolist())
    for word in suffers.tolist():
        verb = int(head[word])
        active = verb > word and verb in behind and verb not in helped
        if active and words[verb].lower() not in _TWO_OBJECTS:
            label[word] = deprel.index("nsubj")
            if held["xpos"][verb] == xpos.index("VBN"):
                held["xpos"][verb] = xpos.index("VBD")
