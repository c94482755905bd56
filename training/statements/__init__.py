"""Fits the small functions of the statements room. Each module is a script."""
