"""Measurements of speed and memory, for people; the test suite never waits for them."""
