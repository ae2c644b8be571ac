"""Tables whose rows the database itself refuses to change or remove.

A model says so with `__table_args__ = (..., APPEND_ONLY)`, or with
`append_only_until(condition)` where a row may go once the condition holds for it, and
`emptied=` where columns of a row that stays may be emptied; both the tests' tables and the
migrations get the triggers from here.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, MetaData, Table, event, text

#: Goes last into `__table_args__`.
APPEND_ONLY: dict[str, Any] = {"info": {"append_only": True}}

#: What stands in place of a condition where no row ever goes.
NEVER = ""


class Exceptions(NamedTuple):
    """On which conditions the database lets a row of a table go, or be emptied: SQL, `OLD` and `NEW`."""

    until: str = NEVER
    """A row may be removed once this holds."""
    emptied: str = NEVER
    """A row may be changed when this holds: it says, too, that nothing but its content changes."""


NO_EXCEPTIONS = Exceptions()


def append_only_until(condition: str = NEVER, *, emptied: str = NEVER) -> dict[str, Any]:
    """Return what goes last into `__table_args__` of a table whose rows may go once `condition` holds.

    `emptied` (`emptying` makes it) says when a row that stays may lose its content. Both are SQL
    that both databases understand; the row is `OLD`.
    """
    return {"info": {"append_only": True, "until": condition, "emptied": emptied}}


def erased(whose: str) -> str:
    """Return the condition that the trail holds an entry which erases `whose` (SQL, e.g. `OLD.about`)."""
    return f"EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = {whose})"  # noqa: S608  (SQL of ours)


def erased_application(application_id: str) -> str:
    """Return the condition that the trail holds the erasure of an application (SQL for its number)."""
    return erased(f"'application:' || ({application_id})")


def reason_taken_out(opening_id: str) -> str:
    """Return the condition that the trail takes a reason out of an opening (SQL for its number).

    It may be one of the opening only: `erased` is for what is somebody's.
    """
    return (
        "EXISTS (SELECT 1 FROM audit_entry AS erasure "  # noqa: S608  (SQL of ours)
        f"WHERE erasure.opening_id = {opening_id} AND substr(erasure.erases, 1, 6) = 'entry:')"
    )


def emptying(once: str, *, kept: Iterable[str], empty: Iterable[str] = (), blank: Iterable[str] = ()) -> str:
    """Return the condition on which a row may lose its content, for `append_only_until(emptied=...)`.

    `once` holds for the row, the columns `kept` stay as they are, `empty` become NULL and `blank` texts
    without a letter. A column that is in none of the three may change as it likes.
    """
    same = (
        f"COALESCE(CAST(NEW.{name} AS TEXT) = CAST(OLD.{name} AS TEXT), "
        f"NEW.{name} IS NULL AND OLD.{name} IS NULL)"
        for name in kept
    )
    gone = (f"NEW.{name} IS NULL" for name in empty)
    return " AND ".join([*same, *gone, *(f"NEW.{name} = ''" for name in blank), f"({once})"])


_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$
"""
_REFUSE = """
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END """
_REFUSE_UNLESS = """
BEGIN
{exceptions}  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END """
_GOES = "  IF TG_OP = 'DELETE' AND ({until}) THEN RETURN OLD; END IF;\n"
_IS_EMPTIED = "  IF TG_OP = 'UPDATE' THEN IF {emptied} THEN RETURN NEW; END IF; END IF;\n"


def protecting(dialect: str, table: str, until: str = NEVER, emptied: str = NEVER) -> list[str]:
    """Return the statements that make `table` append-only but for the exceptions."""
    if dialect == "sqlite":
        return [_sqlite_trigger(table, "update", emptied), _sqlite_trigger(table, "delete", until)]
    function, body = _function(table, Exceptions(until, emptied))
    return [
        _FUNCTION.format(name="refuse_change", body=_REFUSE),
        *([_FUNCTION.format(name=function, body=body)] if body != _REFUSE else []),
        (
            f"CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
        ),
        (
            f"CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        ),
    ]


def _sqlite_trigger(table: str, deed: str, unless: str = NEVER) -> str:
    when = f"WHEN NOT ({unless}) " if unless else ""
    return (
        f"CREATE TRIGGER {table}_keeps_{deed} BEFORE {deed} ON {table} "
        f"{when}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _function(table: str, excepted: Exceptions) -> tuple[str, str]:
    """Return name and body of the function that guards each row on PostgreSQL."""
    if excepted == NO_EXCEPTIONS:
        return "refuse_change", _REFUSE
    goes = _GOES.format(until=excepted.until) if excepted.until else ""
    is_emptied = _IS_EMPTIED.format(emptied=excepted.emptied) if excepted.emptied else ""
    return f"keep_{table}", _REFUSE_UNLESS.format(exceptions=goes + is_emptied)


def releasing(dialect: str, table: str) -> list[str]:
    """Return the statements that let `table` be changed again."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_keeps_{deed}" for deed in ("update", "delete")]
    return [
        *(f"DROP TRIGGER IF EXISTS {table}_keeps_{part} ON {table}" for part in ("rows", "all")),
        f"DROP FUNCTION IF EXISTS keep_{table}()",
    ]


def protected_tables(connection: Connection) -> dict[str, Exceptions]:
    """Return the tables that are append-only now, each with its exceptions.

    That is: all their triggers are there, fire, and say word for word what `protecting` has them say.
    """
    found = _sqlite_tables if connection.dialect.name == "sqlite" else _postgres_tables
    return dict(found(connection))


def _sqlite_tables(connection: Connection) -> Iterator[tuple[str, Exceptions]]:
    rows = connection.execute(
        text("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY tbl_name")
    )
    for table, triggers in groupby(rows, key=itemgetter(0)):
        said = {sql for _, sql in triggers}
        until, emptied = (
            _condition(rf"_keeps_{deed} .* WHEN NOT \((.*)\) BEGIN SELECT", said)
            for deed in ("delete", "update")
        )
        if said >= set(protecting("sqlite", table, until, emptied)):
            yield table, Exceptions(until, emptied)


def _postgres_tables(connection: Connection) -> Iterator[tuple[str, Exceptions]]:
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
        found = Exceptions(
            _condition(r"AND \((.*)\) THEN RETURN OLD", said.values()),
            _condition(r"THEN IF (.*) THEN RETURN NEW", said.values()),
        )
        wanted = {f"{table}_keeps_rows": _function(table, found)[1], f"{table}_keeps_all": _REFUSE}
        if said.items() >= wanted.items():
            yield table, found


def _condition(pattern: str, said: Iterable[str]) -> str:
    found = (re.search(pattern, each, re.DOTALL) for each in said)
    return next((each[1] for each in found if each), NEVER)


def wanted_tables(metadata: MetaData) -> dict[str, Exceptions]:
    """Return the tables whose models ask to be append-only, each with its exceptions."""
    infos = {table.name: table.info for table in metadata.tables.values()}
    return {
        name: Exceptions(info.get("until", NEVER), info.get("emptied", NEVER))
        for name, info in infos.items()
        if info.get("append_only")
    }


def protect_new_tables(metadata: MetaData) -> None:
    """Have `metadata.create_all` make the triggers as well."""

    @event.listens_for(metadata, "after_create")
    def protect(target: MetaData, connection: Connection, tables: list[Table], **_: Any) -> None:
        created = {table.name for table in tables}
        protected = protected_tables(connection)
        for name, excepted in sorted(wanted_tables(target).items()):
            if name in created - protected.keys():
                for statement in protecting(connection.dialect.name, name, *excepted):
                    connection.execute(text(statement))
