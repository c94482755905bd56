"""The door of the page room: any capture to a page."""

from __future__ import annotations

import msgspec

from readout.capture.capture import Capture
from readout.errors import UsageError
from readout.page.page import Page
from readout.record.types import Grain, Note, Published, outside
from readout.settings import Settings


def read_page(capture: Capture, settings: Settings) -> Page:
    """Take a capture apart: text, blocks with roles, metadata, media.

    Raises :class:`UsageError` when ``settings.published`` is no ISO 8601 date; nothing else.
    """
    published = _given(settings.published) if settings.published else None
    if capture.kind == "html":
        from readout.page.html.read import read_html as read
    else:
        from readout.page.plain.page import read_text as read
    page = read(capture, settings)
    said = [Note(step="capture", reason=note, start=None, end=None) for note in capture.notes]
    if published and page.published and not _same_day(published.value, page.published.value):
        reason = (
            f"the given date of publication is {published.value}, the page's own "
            f"{page.published.value} ({page.published.method})"
        )
        said.append(Note(step="page.published", reason=reason, start=None, end=None))
    return msgspec.structs.replace(
        page, notes=[*said, *page.notes], published=published or page.published
    )


def _same_day(one: str, other: str) -> bool:
    """Whether two ISO dates agree as far as both go, to the day."""
    size = min(len(one), len(other), 10)
    return one[:size] == other[:size]


def _given(value: str) -> Published:
    """The date the caller gave, which beats the page's own."""
    from readout.page.html.metadata.datetext import read_value

    found = read_value(value)
    if found is None:
        raise UsageError(
            f"--published takes an ISO 8601 date or time such as 2016-11-20, not {value!r}."
        )
    grain: Grain = found[1]
    return Published(value=found[0], grain=grain, method="user", evidence=[outside("user", value)])
