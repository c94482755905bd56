"""What keeps a page from being shown, with the status that the browser is told."""

from __future__ import annotations


class PageError(Exception):
    """One clear sentence, an HTTP status, and a title. Never leaves the web page."""

    def __init__(self, message: str, status: int = 400, title: str = "That does not work") -> None:
        super().__init__(message)
        self.status, self.title = status, title


def missing(message: str) -> PageError:
    """There is nothing at this address."""
    return PageError(message, 404, "Not here")
