"""Builds the tables of the actors' part of the mentions room."""
