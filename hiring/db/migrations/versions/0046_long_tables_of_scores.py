"""Long tables of scores are written by a worker

Revision 0046, after 0045.
"""

import sqlalchemy as sa
from alembic import op

revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'score_file',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(length=22), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('batch_id', sa.Integer(), nullable=False),
        sa.Column('asked_by', sa.Integer(), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('score_table', sa.String(length=20), nullable=False),
        sa.Column('table_format', sa.String(length=20), nullable=False),
        sa.Column('locale', sa.String(length=2), nullable=False),
        sa.Column('scored_only', sa.Boolean(), nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('rows', sa.Integer(), nullable=True),
        sa.Column('file_id', sa.Integer(), nullable=True),
        sa.Column('kept_until', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'ready') = (file_id is not null)", name=op.f('ck_score_file_file_id')),
        sa.CheckConstraint("score_table in ('candidates','cells')", name=op.f('ck_score_file_score_table')),
        sa.CheckConstraint("state in ('asked','ready','gone')", name=op.f('ck_score_file_state')),
        sa.ForeignKeyConstraint(['asked_by'], ['user.id'], name=op.f('fk_score_file_asked_by')),
        sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_score_file_batch_id')),
        sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_score_file_file_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_score_file_opening_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_score_file')),
        sa.UniqueConstraint('batch_id', name=op.f('uq_score_file_batch_id')),
        sa.UniqueConstraint('public_id', name=op.f('uq_score_file_public_id')),
    )
    op.create_index('ix_score_file_kept_until', 'score_file', ['kept_until', 'id'])
    op.create_index('ix_score_file_opening', 'score_file', ['opening_id', 'asked_by', 'id'])


def downgrade() -> None:
    op.drop_table('score_file')
