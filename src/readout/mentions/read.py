"""The door of the mentions room: places, times, quantities and actors of an article."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from readout.knowledge.added_holders import with_csv
from readout.knowledge.office_holders import OfficeHolders
from readout.language.analysis import Analysis
from readout.mentions.actors.find import find_actors
from readout.mentions.mentions import Mentions
from readout.mentions.places.explain import explain_places
from readout.mentions.places.places import find_places
from readout.mentions.quantities.find import find_quantities
from readout.mentions.times.conflicts import date_conflicts
from readout.mentions.times.find import find_times
from readout.page.page import Page
from readout.settings import Settings


@lru_cache(maxsize=2)
def _office_holders(path: str) -> OfficeHolders:
    """The shipped table with a user's own rows, read once for many pages."""
    return with_csv(Path(path))


def read_mentions(page: Page, analysis: Analysis, settings: Settings) -> Mentions:
    """What an article speaks of, with provisional ids.

    Places come first: they tell the countries of the actors. Raises UsageError for a table of
    actors that cannot be used.
    """
    places = find_places(page, analysis)
    times = find_times(page, analysis)
    quantities = find_quantities(page, analysis, times)
    held = _office_holders(settings.actors) if settings.actors else None
    actors = find_actors(page, analysis, places, held=held, explain=settings.explain)
    notes = date_conflicts(page, times)
    if settings.explain:
        notes += [*explain_places(page, analysis), *actors.notes]
    return Mentions(actors.entities, places, times, quantities, notes, actors.members)
