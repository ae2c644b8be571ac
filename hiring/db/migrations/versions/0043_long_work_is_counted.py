"""Long work is counted

Revision 0043, after 0042.
"""

import sqlalchemy as sa
from alembic import op

revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'batch',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(length=22), nullable=False),
        sa.Column('kind', sa.String(length=60), nullable=False),
        sa.Column('key', sa.String(length=160), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=True),
        sa.Column('asked_by', sa.Integer(), nullable=True),
        sa.Column('content', sa.JSON(), nullable=True),
        sa.Column('total', sa.Integer(), nullable=False),
        sa.Column('done', sa.Integer(), nullable=False),
        sa.Column('result', sa.JSON(), nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'running') = (ended_at is null)", name=op.f('ck_batch_ended')),
        sa.CheckConstraint('done between 0 and total', name=op.f('ck_batch_done_of_total')),
        sa.CheckConstraint("state in ('running','done','failed')", name=op.f('ck_batch_state')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_batch')),
        sa.UniqueConstraint('key', name=op.f('uq_batch_key')),
        sa.UniqueConstraint('public_id', name=op.f('uq_batch_public_id')),
    )
    op.create_index('ix_batch_kind', 'batch', ['kind', 'id'])
    op.create_index('ix_batch_opening', 'batch', ['opening_id', 'id'])


def downgrade() -> None:
    op.drop_table('batch')
