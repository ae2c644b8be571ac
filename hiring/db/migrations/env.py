"""What Alembic runs: the migrations, in the one transaction that `hiring.db.schema` has begun."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.script import ScriptDirectory
from sqlalchemy import TypeDecorator

from hiring.db.migrations import protection

protection.register()


def plain_type(kind: str, thing: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what they are in the database: migrations must not change with us."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


def number(migration: Any, revision: Any, directives: Any) -> None:
    """Count revisions: 0001, 0002, ... in the order in which they follow each other."""
    last = ScriptDirectory.from_config(context.config).get_current_head()
    for directive in directives:
        directive.rev_id = f"{int(last or 0) + 1:04d}"


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    compare_type=True,
    render_item=plain_type,
    process_revision_directives=number,
)
with context.begin_transaction():
    context.run_migrations()
