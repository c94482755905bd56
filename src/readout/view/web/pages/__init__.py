"""The pages, and what stands in the navigation. A new page adds its name to ``PAGES``."""

from __future__ import annotations

PAGES = [
    "start",
    "articles",
    "article",
    "events",
    "accounts",
    "timeline",
    "map",
    "network",
    "review",
]
"""Modules of this package, each with ``ROUTES``."""

NAVIGATION = [
    ("/articles", "Articles"),
    ("/events", "Events"),
    ("/accounts", "Accounts"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/review", "Review"),
]
"""Path and name, in the order in which one goes from reading to counting to correcting."""
