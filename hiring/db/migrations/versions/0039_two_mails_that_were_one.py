"""Two mails that were one: of accounts, and of data that were deleted

Revision 0039, after 0038.
"""

import sqlalchemy as sa
from alembic import op

revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None

message = sa.table('message', sa.column('template', sa.String), sa.column('values', sa.JSON))

#: The old name, what its values said, and the name of the mail that says this now.
APART = (('password_link', 'is_new', 'account_made'), ('privacy_erased', 'is_referee', 'referee_erased'))


def upgrade() -> None:
    for old, said, new in APART:
        those = (message.c.template == old, message.c['values'][said].as_boolean())
        op.execute(sa.update(message).where(*those).values(template=new))


def downgrade() -> None:
    """Give mails their old names back, with the values that the old texts ask for."""
    connection = op.get_bind()
    for old, said, new in APART:
        _say(connection, message.c.template == old, said, False)
        _say(connection, message.c.template == new, said, True)
        op.execute(sa.update(message).where(message.c.template == new).values(template=old))


def _say(connection: sa.Connection, which: sa.ColumnElement[bool], name: str, value: bool) -> None:
    row_id = sa.column('id', sa.Integer)
    rows = connection.execute(sa.select(row_id, message.c['values']).select_from(message).where(which)).all()
    for number, values in rows:
        if values:
            changed = sa.update(message).where(row_id == number)
            connection.execute(changed.values({'values': {**values, name: value}}))
