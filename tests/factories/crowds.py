"""Many of a thing: rows that exist are copied, with everything that hangs from them, by bulk inserts."""

import secrets
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, String, Table, UniqueConstraint, func, insert, inspect, or_, select
from sqlalchemy.orm import Session

#: Table -> id of a row -> the ids of its copies.
Copied = dict[Table, dict[int, list[int]]]


def crowd(session: Session, sample: Any, number: int, **changes: Callable[[int], Any]) -> list[int]:
    """Copy the row of `sample` `number` times, and whatever refers to it; return the ids of the copies.

    `changes` says what is different in each copy, by its number from 0. Whatever must
    be unique and is a text (an address, a code, a secret's hash) is drawn anew.
    """
    session.flush()
    root = inspect(type(sample)).local_table
    copied: Copied = {root: {sample.id: []}}
    row = session.execute(select(root).where(root.c.id == sample.id)).mappings().one()
    _add(session, root, [dict(row)], number, copied, changes)
    for table in root.metadata.sorted_tables:
        if table is not root:
            _add(session, table, list(_hanging_rows(session, table, copied)), number, copied, {})
    return copied[root][sample.id]


def _hanging_rows(session: Session, table: Table, copied: Copied) -> Iterator[dict[str, Any]]:
    """Yield the rows that refer to something copied."""
    hangs = [column.in_(copied[other]) for column, other in _references(table) if other in copied]
    if hangs:
        yield from (dict(row) for row in session.execute(select(table).where(or_(*hangs))).mappings())


def _references(table: Table) -> Iterator[tuple[Column[Any], Table]]:
    for key in table.foreign_keys:
        if key.column.table is not table:
            yield key.parent, key.column.table


def _add(
    session: Session,
    table: Table,
    rows: list[dict[str, Any]],
    number: int,
    copied: Copied,
    changes: dict[str, Callable[[int], Any]],
) -> None:
    if not rows:
        return
    numbered = [column.name for column in table.primary_key] == ["id"]
    following = (session.scalar(select(func.max(table.c.id))) or 0) + 1 if numbered else 0
    drawn = _drawn_anew(table, copied)
    known = copied.setdefault(table, {}) if numbered else {}
    added = []
    for row in rows:
        for place in range(number):
            new = {**row, **{name: _drawn(table.c[name]) for name in drawn if row[name] is not None}}
            for column, other in _references(table):
                if (to := copied.get(other, {}).get(row[column.name])) is not None:
                    new[column.name] = to[place]
            if numbered:
                new["id"], following = following, following + 1
                known.setdefault(row["id"], []).append(new["id"])
            added.append(new | {name: change(place) for name, change in changes.items()})
    session.execute(insert(table), added)


def _drawn_anew(table: Table, copied: Copied) -> set[str]:
    """Return the columns that must differ in every copy because no copied key tells the rows apart."""
    moving = {column.name for column, other in _references(table) if other in copied}
    together = [{column.name for column in one.columns} for one in _unique(table)]
    names = set()
    for columns in together:
        texts = [name for name in columns if isinstance(table.c[name].type, String)]
        if not columns & moving and texts:
            names.add(min(texts))
    return names


def _unique(table: Table) -> Iterator[Any]:
    yield from (one for one in table.constraints if isinstance(one, UniqueConstraint))
    yield from (index for index in table.indexes if index.unique)


def _drawn(column: Column[Any]) -> str:
    return secrets.token_hex(20)[: column.type.length or 40]
