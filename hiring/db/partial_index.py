"""Indexes of some rows of a table, written alike for SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import BindParameter, Index, literal, text


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index of the rows that fit `where` (SQL): the others do not make it grow."""
    which = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=which, postgresql_where=which)


def written_out(value: str) -> BindParameter[Any]:
    """Return a value that stands in the statement itself: only so does the index of just these rows come
    into question, whose condition says the same. For values of ours, never for what somebody typed.
    """
    return literal(str(value), literal_execute=True)  # an enumeration has a type of its own otherwise
