"""The command line: one file for each command, and nothing in it that Python users would miss."""
