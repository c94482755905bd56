"""Quantities of an article: how many, between which bounds, of what."""
