"""Names and phrases of an article as things in the world: actors, places, times, quantities."""
