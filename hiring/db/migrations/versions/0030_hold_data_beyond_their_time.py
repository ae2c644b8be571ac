"""Hold data beyond their time

Revision 0030, after 0029.
"""

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('retention_hold',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('held_by', sa.Integer(), nullable=True),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_retention_hold_application_id')),
    sa.ForeignKeyConstraint(['held_by'], ['user.id'], name=op.f('fk_retention_hold_held_by')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_retention_hold_opening_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retention_hold')),
    sa.UniqueConstraint('public_id', name=op.f('uq_retention_hold_public_id'))
    )
    with op.batch_alter_table('retention_hold', schema=None) as batch_op:
        batch_op.create_index('ix_retention_hold_application', ['application_id'], unique=False)
        batch_op.create_index('ix_retention_hold_opening', ['opening_id', 'ended_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('retention_hold', schema=None) as batch_op:
        batch_op.drop_index('ix_retention_hold_opening')
        batch_op.drop_index('ix_retention_hold_application')

    op.drop_table('retention_hold')
