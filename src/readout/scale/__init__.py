"""Many captures: worker processes that read, one writer that stores, and nothing lost between."""
