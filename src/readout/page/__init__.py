"""Capture in, page out: rendered text, blocks with roles, metadata, media."""

from readout.page.page import Page
from readout.page.read import read_page

__all__ = ["Page", "read_page"]
