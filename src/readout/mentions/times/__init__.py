"""Times of an article: TIMEX3 expressions, their values, and the days they cover."""
