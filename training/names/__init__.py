"""Fits the second look at names: ``known`` packs what tables know of words, ``held`` asks an
encoder about documents that it has not seen, ``fit`` learns from its errors. ``python -m
training.names.known`` does the first, ``python -m training.names`` then both others."""
