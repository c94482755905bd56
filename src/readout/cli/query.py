"""``readout query``: SQL over the tables of a store."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from readout.cli.shown import Shape, print_rows
from readout.errors import UsageError

app = App(
    name="query",
    help_epilogue=(
        "**Examples**\n\n"
        '- `readout query news "SELECT type, status, count(*) FROM events GROUP BY ALL"`\n'
        "- `readout query news \"FROM deeds WHERE country = 'SYR' AND copy_of IS NULL\"`\n"
        "- `readout query news` lists the tables and their columns"
    ),
    help_format="markdown",
)


@app.default
def query(
    store: Annotated[str, Parameter(name="STORE")],
    sql: Annotated[str | None, Parameter(name="SQL")] = None,
    /,
    *,
    format: Annotated[Shape | None, Parameter()] = None,
    memory: Annotated[str, Parameter()] = "1GB",
) -> int:
    """Ask the store.

    Parameters
    ----------
    store
        The folder of a store.
    sql
        One query in DuckDB's SQL; the store is opened for reading alone. Without it: the tables.
    format
        table (the default in a terminal), csv, json, or jsonl (the default in a pipe).
    memory
        What the database may use.
    """
    import duckdb

    from readout.store.store import open_store

    with open_store(store, memory=memory) as opened:
        try:
            cursor = opened.con.execute(sql or _TABLES)
        except duckdb.Error as error:
            raise UsageError(f"The query does not run: {' '.join(str(error).split())}") from error
        names = [column[0] for column in cursor.description or []]
        print_rows(names, iter(cursor.fetchone, None), format, whole=sql is None)
    return 0


_TABLES = """
SELECT table_name AS "table", string_agg(column_name, ', ' ORDER BY column_index) AS columns
FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = 'main'
AND NOT internal GROUP BY table_name ORDER BY table_name
"""
