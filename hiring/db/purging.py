"""Remove many rows without keeping anybody waiting: in bites, each a transaction of its own."""

from time import sleep
from typing import Any

from sqlalchemy import ColumnElement, Engine, delete, select
from sqlalchemy.orm import InstrumentedAttribute

from hiring.db.transactions import writing

BITE = 500
#: Whoever waits to write must find the lock free for a moment, in seconds.
_BETWEEN = 0.02


def purge(engine: Engine, key: InstrumentedAttribute[Any], which: ColumnElement[bool]) -> int:
    """Delete the rows of the table of `key` (its primary key) for which `which` holds; return how many."""
    bite = select(key).where(which).order_by(key).limit(BITE)
    table, total = key.class_, 0
    while True:
        with writing(engine) as connection:
            gone = connection.scalars(delete(table).where(key.in_(bite)).returning(key)).all()
        total += len(gone)
        if len(gone) < BITE:
            return total
        sleep(_BETWEEN)
