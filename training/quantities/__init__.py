"""Fits the table that reads kinds of counts off the vectors of the language model."""
