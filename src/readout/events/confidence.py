"""How likely an event is right: a logistic function of what the model and the sentence show.

Fitted by ``training/events/confidence.py`` on written passages and articles that the model was not
trained on. An event is right when its trigger and type are those of a labelled one.
"""

from __future__ import annotations

import math

from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.event_weights import confidence_weights

_MOST = 6.0
"""Bound of log-odds that go in: beyond it the model's certainty says no more."""


def confidence(trigger: Trigger, roles: Roles) -> float:
    """Probability, 0 to 1."""
    weights = confidence_weights()
    odds = sum(weights.get(name, 0.0) * value for name, value in features(trigger, roles).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def features(trigger: Trigger, roles: Roles) -> dict[str, float]:
    """What the confidence is a function of, by name."""
    return {
        "one": 1.0,
        "type": _odds(trigger.score),
        "roles": _odds(roles.score),
        "actor": float(bool(roles.actors)),
        "recipient": float(bool(roles.recipients)),
        "words": float(len(trigger.also) > 0),
        "phrase": float(not trigger.by_model),
    }


def _odds(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return max(-_MOST, min(_MOST, math.log(p / (1 - p))))
