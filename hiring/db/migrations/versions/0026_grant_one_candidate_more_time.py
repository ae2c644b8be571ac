"""Grant one candidate more time

Revision 0026, after 0025.
"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('adjustment_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('wish', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(granted is null) = (answered_at is null)', name=op.f('ck_adjustment_request_answered')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_adjustment_request_application_id')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_adjustment_request_opening_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_adjustment_request')),
    sa.UniqueConstraint('public_id', name=op.f('uq_adjustment_request_public_id'))
    )
    with op.batch_alter_table('adjustment_request', schema=None) as batch_op:
        batch_op.create_index('ix_adjustment_request_application', ['application_id', 'id'], unique=False)
        batch_op.create_index('ix_adjustment_request_one_waits', ['application_id'], unique=True, sqlite_where=sa.text('granted is null'), postgresql_where=sa.text('granted is null'))
        batch_op.create_index('ix_adjustment_request_waiting', ['opening_id', 'id'], unique=False, sqlite_where=sa.text('granted is null'), postgresql_where=sa.text('granted is null'))

    op.create_table('time_allowance',
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('per_cent', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('break_minutes', sa.Integer(), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('break_minutes between 0 and 480', name=op.f('ck_time_allowance_break_minutes')),
    sa.CheckConstraint('minutes between 0 and 240', name=op.f('ck_time_allowance_minutes')),
    sa.CheckConstraint('per_cent between 0 and 200', name=op.f('ck_time_allowance_per_cent')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_time_allowance_application_id')),
    sa.PrimaryKeyConstraint('application_id', name=op.f('pk_time_allowance'))
    )


def downgrade() -> None:
    op.drop_table('time_allowance')
    with op.batch_alter_table('adjustment_request', schema=None) as batch_op:
        batch_op.drop_index('ix_adjustment_request_waiting', sqlite_where=sa.text('granted is null'), postgresql_where=sa.text('granted is null'))
        batch_op.drop_index('ix_adjustment_request_one_waits', sqlite_where=sa.text('granted is null'), postgresql_where=sa.text('granted is null'))
        batch_op.drop_index('ix_adjustment_request_application')

    op.drop_table('adjustment_request')
