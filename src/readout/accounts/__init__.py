"""The sides' accounts of one happening, next to each other: in one article and over many."""
