"""Fits the small weights of the events room: ``confidence``, and ``pair`` for two given actors.

Both are to be run again after each export of a language model:
``python -m training.events.confidence`` and ``python -m training.events.pair``.
"""
