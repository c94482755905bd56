"""The world map that the web page draws, offline."""
