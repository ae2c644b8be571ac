"""Tables whose rows the database itself refuses to change or remove.

A model says so with `__table_args__ = (..., APPEND_ONLY)`; both the tests' tables
and the migrations get the triggers from here.
"""

from typing import Any

from sqlalchemy import Connection, MetaData, Table, event, text

#: Goes last into `__table_args__`.
APPEND_ONLY: dict[str, Any] = {"info": {"append_only": True}}

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""


def protecting(dialect: str, table: str) -> list[str]:
    """Return the statements that make `table` append-only."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_keeps_{deed} BEFORE {deed} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for deed in ("update", "delete")
        ]
    return [
        _FUNCTION,
        (
            f"CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        ),
        (
            f"CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        ),
    ]


def releasing(dialect: str, table: str) -> list[str]:
    """Return the statements that let `table` be changed again."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_keeps_{deed}" for deed in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS {table}_keeps_{part} ON {table}" for part in ("rows", "all")]


def protected_tables(connection: Connection) -> set[str]:
    """Return the tables of the database that are append-only now: all their triggers are there and fire."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(
            text(
                "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' "
                "AND name IN (tbl_name || '_keeps_update', tbl_name || '_keeps_delete') "
                "GROUP BY tbl_name HAVING count(*) = 2"
            )
        )
    else:
        found = connection.execute(
            text(
                "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE tgname IN (relname || '_keeps_rows', relname || '_keeps_all') "
                "AND tgenabled IN ('O', 'A') AND pg_class.relnamespace = current_schema()::regnamespace "
                "GROUP BY relname HAVING count(*) = 2"
            )
        )
    return set(found.scalars())


def wanted_tables(metadata: MetaData) -> set[str]:
    """Return the tables whose models ask to be append-only."""
    return {table.name for table in metadata.tables.values() if table.info.get("append_only")}


def protect_new_tables(metadata: MetaData) -> None:
    """Have `metadata.create_all` make the triggers as well."""

    @event.listens_for(metadata, "after_create")
    def protect(target: MetaData, connection: Connection, tables: list[Table], **_: Any) -> None:
        created = {table.name for table in tables}
        for name in sorted(wanted_tables(target) & created - protected_tables(connection)):
            for statement in protecting(connection.dialect.name, name):
                connection.execute(text(statement))
