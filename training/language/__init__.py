"""Trains the encoder of the language room. Needs torch; nothing of ``readout`` imports this."""
