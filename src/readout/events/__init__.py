"""Who did what to whom: triggers with their type and mode, their actors, circumstances, status."""
