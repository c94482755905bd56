"""Plain-text captures: a role for every line, from a small model and readable rules."""

from readout.page.plain.read import RoleSpan, read_plain

__all__ = ["RoleSpan", "read_plain"]
