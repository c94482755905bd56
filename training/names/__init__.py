"""Fits the second look at names: ``held`` asks an encoder about documents that it has not seen,
``fit`` learns from its errors. ``python -m training.names`` does both."""
