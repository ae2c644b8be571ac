"""Indexes of some rows of a table, written alike for SQLite and PostgreSQL."""

from sqlalchemy import Index, text


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index of the rows that fit `where` (SQL): the others do not make it grow."""
    which = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=which, postgresql_where=which)
