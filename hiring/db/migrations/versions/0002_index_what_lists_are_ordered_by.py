"""Index what lists are ordered by

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def _write_how_people_are_listed() -> None:
    """Give existing applications what the table of candidates is ordered by and searched in."""
    connection = op.get_bind()
    application = sa.table("application", sa.column("id"), sa.column("listed_as"), sa.column("code"))
    application.append_column(sa.column("candidate_id"))
    candidate = sa.table("candidate", sa.column("id"), sa.column("name"), sa.column("email"))
    wanted = (
        sa.select(application.c.id, candidate.c.name, candidate.c.email, application.c.code)
        .join(candidate, candidate.c.id == application.c.candidate_id)
        .order_by(application.c.id)
        .limit(1000)
    )
    change = (
        sa.update(application)
        .where(application.c.id == sa.bindparam("row"))
        .values(listed_as=sa.bindparam("text"))
    )
    last = 0
    while rows := connection.execute(wanted.where(application.c.id > last)).all():
        texts = [
            {"row": row.id, "text": f"{row.name} {row.email} {row.code}".lower()[:400]} for row in rows
        ]
        connection.execute(change, texts)
        last = rows[-1].id


def upgrade() -> None:
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.add_column(sa.Column('listed_as', sa.String(length=400), server_default='', nullable=False))
        batch_op.drop_index(batch_op.f('ix_application_stage'))
        batch_op.create_index('ix_application_stage', ['opening_id', 'stage', 'listed_as', 'id'], unique=False)
        batch_op.create_index('ix_application_listed', ['opening_id', 'listed_as', 'id'], unique=False)
        batch_op.create_index('ix_application_since', ['opening_id', 'stage_at', 'id'], unique=False)
        batch_op.create_index('ix_application_time', ['opening_id', 'seconds_used', 'id'], unique=False)
    _write_how_people_are_listed()

    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_application_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_opening_id'))
        batch_op.create_index('ix_audit_entry_application', ['application_id', 'id'], unique=False)
        batch_op.create_index('ix_audit_entry_opening', ['opening_id', 'id'], unique=False)

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('ix_message_state', ['state', 'id', 'opening_id'], unique=False)

    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.create_index('ix_opening_closing', ['state', 'closes_at', 'id'], unique=False)
        batch_op.create_index('ix_opening_newest', ['state', 'id'], unique=False)

    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.create_index('ix_reference_request_silent', ['state', 'sent_at', 'id'], unique=False)

    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.create_index('ix_user_name', ['name', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_index('ix_user_name')

    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.drop_index('ix_reference_request_silent')

    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_index('ix_opening_newest')
        batch_op.drop_index('ix_opening_closing')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index('ix_message_state')

    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_entry_opening')
        batch_op.drop_index('ix_audit_entry_application')
        batch_op.create_index(batch_op.f('ix_audit_entry_opening_id'), ['opening_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_application_id'), ['application_id'], unique=False)

    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.drop_index('ix_application_time')
        batch_op.drop_index('ix_application_since')
        batch_op.drop_index('ix_application_listed')
        batch_op.drop_index('ix_application_stage')
        batch_op.create_index(batch_op.f('ix_application_stage'), ['opening_id', 'stage'], unique=False)
        batch_op.drop_column('listed_as')
