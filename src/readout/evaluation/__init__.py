"""Scorers: from gold rows and what readout wrote to figures. Rooms before this never import it."""
