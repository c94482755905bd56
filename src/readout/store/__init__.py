"""The store: records as tables in DuckDB, never twice, with what was read by which version."""
