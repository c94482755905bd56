"""Who acts in an article: persons, states, organisations, groups, named or not."""
