"""Tables whose rows the database itself refuses to change or remove.

A model says so with `__table_args__ = (..., APPEND_ONLY)`, or with
`append_only_until(condition)` where a row may go once the condition holds for it;
both the tests' tables and the migrations get the triggers from here.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, MetaData, Table, event, text

#: Goes last into `__table_args__`.
APPEND_ONLY: dict[str, Any] = {"info": {"append_only": True}}

#: What stands in place of a condition where no row ever goes.
NEVER = ""


def append_only_until(condition: str) -> dict[str, Any]:
    """Return what goes last into `__table_args__` of a table whose rows may go once `condition` holds.

    It is SQL that both databases understand; the row is `OLD`.
    """
    return {"info": {"append_only": True, "until": condition}}


_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$
"""
_REFUSE = """
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END """
_REFUSE_UNTIL = """
BEGIN
  IF TG_OP = 'DELETE' AND ({until}) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END """


def protecting(dialect: str, table: str, until: str = NEVER) -> list[str]:
    """Return the statements that make `table` append-only; a row goes only when `until` holds for it."""
    if dialect == "sqlite":
        return [_sqlite_trigger(table, "update"), _sqlite_trigger(table, "delete", until)]
    function, body = _function(table, until)
    return [
        _FUNCTION.format(name="refuse_change", body=_REFUSE),
        *([_FUNCTION.format(name=function, body=body)] if until else []),
        (
            f"CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
        ),
        (
            f"CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        ),
    ]


def _sqlite_trigger(table: str, deed: str, until: str = NEVER) -> str:
    when = f"WHEN NOT ({until}) " if until else ""
    return (
        f"CREATE TRIGGER {table}_keeps_{deed} BEFORE {deed} ON {table} "
        f"{when}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _function(table: str, until: str) -> tuple[str, str]:
    """Return name and body of the function that guards each row on PostgreSQL."""
    return (f"keep_{table}", _REFUSE_UNTIL.format(until=until)) if until else ("refuse_change", _REFUSE)


def releasing(dialect: str, table: str) -> list[str]:
    """Return the statements that let `table` be changed again."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_keeps_{deed}" for deed in ("update", "delete")]
    return [
        *(f"DROP TRIGGER IF EXISTS {table}_keeps_{part} ON {table}" for part in ("rows", "all")),
        f"DROP FUNCTION IF EXISTS keep_{table}()",
    ]


def protected_tables(connection: Connection) -> dict[str, str]:
    """Return the tables that are append-only now, each with the condition on which a row may go.

    That is: all their triggers are there, fire, and say word for word what `protecting` has them say.
    """
    found = _sqlite_tables if connection.dialect.name == "sqlite" else _postgres_tables
    return dict(found(connection))


def _sqlite_tables(connection: Connection) -> Iterator[tuple[str, str]]:
    rows = connection.execute(
        text("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY tbl_name")
    )
    for table, triggers in groupby(rows, key=itemgetter(0)):
        said = {sql for _, sql in triggers}
        until = _condition(r"_keeps_delete .* WHEN NOT \((.*)\) BEGIN SELECT", said)
        if said >= set(protecting("sqlite", table, until)):
            yield table, until


def _postgres_tables(connection: Connection) -> Iterator[tuple[str, str]]:
    rows = connection.execute(
        text(
            "SELECT relname, tgname, prosrc FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal "
            "AND tgenabled IN ('O', 'A') AND pg_class.relnamespace = current_schema()::regnamespace "
            "ORDER BY relname"
        )
    )
    for table, triggers in groupby(rows, key=itemgetter(0)):
        said = {name: body for _, name, body in triggers}
        until = _condition(r"AND \((.*)\) THEN RETURN OLD", said.values())
        wanted = {f"{table}_keeps_rows": _function(table, until)[1], f"{table}_keeps_all": _REFUSE}
        if said.items() >= wanted.items():
            yield table, until


def _condition(pattern: str, said: Iterable[str]) -> str:
    found = (re.search(pattern, each, re.DOTALL) for each in said)
    return next((each[1] for each in found if each), NEVER)


def wanted_tables(metadata: MetaData) -> dict[str, str]:
    """Return the tables whose models ask to be append-only, each with its condition."""
    infos = {table.name: table.info for table in metadata.tables.values()}
    return {name: info.get("until", NEVER) for name, info in infos.items() if info.get("append_only")}


def protect_new_tables(metadata: MetaData) -> None:
    """Have `metadata.create_all` make the triggers as well."""

    @event.listens_for(metadata, "after_create")
    def protect(target: MetaData, connection: Connection, tables: list[Table], **_: Any) -> None:
        created = {table.name for table in tables}
        protected = protected_tables(connection)
        for name, until in sorted(wanted_tables(target).items()):
            if name in created - protected.keys():
                for statement in protecting(connection.dialect.name, name, until):
                    connection.execute(text(statement))
