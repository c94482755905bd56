"""The record: its types, its one JSON form, its schema, and what makes it sound."""
