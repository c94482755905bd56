"""Fits the small functions of the statements room. Each module is one function: run it as a script."""
