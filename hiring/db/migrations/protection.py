"""Append-only triggers as a step of a migration, found by autogenerate like a new table."""

from typing import Any

from alembic.autogenerate import comparators, renderers
from alembic.autogenerate.api import AutogenContext
from alembic.ddl.sqlite import SQLiteImpl
from alembic.operations import MigrateOperation, Operations
from alembic.operations.ops import UpgradeOps
from alembic.util import DispatchPriority
from sqlalchemy import Table, text

from hiring.db.append_only import NEVER, Exceptions, protected_tables, protecting, releasing, wanted_tables

#: How Alembic's names for half-built tables begin.
_REBUILT = "_alembic_tmp_"


class Protect(MigrateOperation):
    """`op.protect_table("audit_entry")`: rows are added from now on, never changed or removed.

    With `until` a row may be removed once that condition holds for it, with `emptied` it may be
    changed as that condition says.
    """

    def __init__(self, table: str, until: str = NEVER, emptied: str = NEVER) -> None:
        self.table, self.excepted = table, Exceptions(until, emptied)

    @classmethod
    def protect_table(
        cls, operations: Operations, table: str, until: str = NEVER, emptied: str = NEVER
    ) -> Any:
        return operations.invoke(cls(table, until, emptied))

    def reverse(self) -> "Release":
        return Release(self.table, *self.excepted)

    def to_diff_tuple(self) -> tuple[str, str]:
        return ("protect_table", self.table)

    def rendered(self) -> str:
        given = "".join(f", {name}={said!r}" for name, said in self.excepted._asdict().items() if said)
        return f"op.protect_table({self.table!r}{given})"


class Release(MigrateOperation):
    """`op.release_table("audit_entry")`."""

    def __init__(self, table: str, until: str = NEVER, emptied: str = NEVER) -> None:
        self.table, self.excepted = table, Exceptions(until, emptied)

    @classmethod
    def release_table(cls, operations: Operations, table: str) -> Any:
        return operations.invoke(cls(table))

    def reverse(self) -> Protect:
        return Protect(self.table, *self.excepted)

    def to_diff_tuple(self) -> tuple[str, str]:
        return ("release_table", self.table)


class KeepingTriggers(SQLiteImpl):
    """Alembic on SQLite, but a table that is rebuilt keeps its triggers.

    `batch_alter_table` copies the rows into a new table, drops the old one, which
    takes its triggers along without a word, and renames the new one. A trigger of
    another table that looks into this one stands aside meanwhile: SQLite refuses to
    rename anything while it names a table that is not there.
    """

    __dialect__ = "sqlite"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._dropped: dict[str, list[str]] = {}

    def drop_table(self, table: Table, **named: Any) -> None:
        if self.connection is not None:
            found = self.connection.execute(
                text(
                    "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table ORDER BY name"
                ),
                {"table": table.name},
            )
            self._dropped[table.name] = list(found.scalars())
        super().drop_table(table, **named)

    def rename_table(self, old_table_name: str, new_table_name: str, schema: str | None = None) -> None:
        if self.connection is None or not old_table_name.startswith(_REBUILT):
            super().rename_table(old_table_name, new_table_name, schema)
            return
        onlookers = self.connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE :named"),
            {"named": f"%{new_table_name}%"},
        ).all()
        for name, _ in onlookers:
            self.connection.exec_driver_sql(f"DROP TRIGGER {name}")
        super().rename_table(old_table_name, new_table_name, schema)
        for statement in [*self._dropped.pop(new_table_name, []), *(sql for _, sql in onlookers)]:
            self.connection.exec_driver_sql(statement)


def register() -> None:
    """Teach Alembic the two steps, once."""
    if hasattr(Operations, "protect_table"):
        return
    Operations.register_operation("protect_table")(Protect)
    Operations.register_operation("release_table")(Release)
    Operations.implementation_for(Protect)(_protect)
    Operations.implementation_for(Release)(_release)
    renderers.dispatch_for(Protect)(lambda _, step: step.rendered())
    renderers.dispatch_for(Release)(lambda _, step: f"op.release_table({step.table!r})")
    comparators.dispatch_for("schema", priority=DispatchPriority.LAST)(_compare)


def _protect(operations: Operations, step: Protect) -> None:
    connection = operations.get_bind()
    for statement in protecting(connection.dialect.name, step.table, *step.excepted):
        connection.execute(text(statement))


def _release(operations: Operations, step: Release) -> None:
    connection = operations.get_bind()
    for statement in releasing(connection.dialect.name, step.table):
        connection.execute(text(statement))


def _compare(autogenerate: AutogenContext, upgrade: UpgradeOps, schemas: Any) -> None:
    if autogenerate.connection is None or autogenerate.metadata is None:
        return
    metadata: Any = autogenerate.metadata
    now, wanted = protected_tables(autogenerate.connection), wanted_tables(metadata)
    upgrade.ops.extend(Release(name, *each) for name, each in sorted(now.items() - wanted.items()))
    upgrade.ops.extend(Protect(name, *each) for name, each in sorted(wanted.items() - now.items()))
