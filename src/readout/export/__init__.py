"""Records as the data sets that the field's scripts read: one file for each format."""
