"""Fits what the events room weighs by numbers."""
