"""Toponyms of an article: where they stand, and which places they name."""
