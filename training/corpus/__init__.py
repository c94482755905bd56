"""Passages written and labelled for this project, with the markup they are kept in."""
