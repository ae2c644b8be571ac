"""A row that several processes may want to write at the same moment, and that shall stand once."""

from importlib import import_module
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from hiring.db import Base


def insert_once(database: Session | Connection, model: type[Base], *key: str) -> Any:
    """Return the INSERT that leaves a row alone whose `key` stands already, or is just being written.

    Reading first does not help: on PostgreSQL another process writes between the look and the deed.
    """
    bind = database.get_bind() if isinstance(database, Session) else database
    used = import_module(f"sqlalchemy.dialects.{bind.dialect.name}")  # PostgreSQL's is large
    return used.insert(model).on_conflict_do_nothing(index_elements=list(key))
