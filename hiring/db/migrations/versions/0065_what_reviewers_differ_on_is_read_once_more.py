"""What reviewers differ on is read once more

Revision 0065, after 0064. Openings that are there ask for no further reading: their rules are frozen.
"""

import sqlalchemy as sa
from alembic import op

revision = '0065'
down_revision = '0064'
branch_labels = None
depends_on = None

_HOLDS = sa.text("third and state in ('allocated', 'draft', 'locked')")
_CUT = 'third_reading_cut between 2 and 5'
_COMBINED = "levels_combined in ('mean','median')"


def upgrade() -> None:
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.add_column(sa.Column('third_reading', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('third_reading_cut', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('levels_combined', sa.String(10), nullable=False, server_default='mean')
        )
        batch_op.create_check_constraint(op.f('ck_opening_third_reading_cut'), _CUT)
        batch_op.create_check_constraint(op.f('ck_opening_levels_combined'), _COMBINED)
    op.add_column('answer_to_rate', sa.Column('thirds', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('review', sa.Column('third', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        'uq_review_third',
        'review',
        ['sitting_id', 'item_id'],
        unique=True,
        sqlite_where=_HOLDS,
        postgresql_where=_HOLDS,
    )
    op.create_table(
        'third_reading',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('sitting_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('criteria', sa.JSON(), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('waived_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_third_reading_opening_id')),
        sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_third_reading_sitting_id')),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_third_reading_item_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_third_reading')),
        sa.UniqueConstraint('public_id', name=op.f('uq_third_reading_public_id')),
        sa.UniqueConstraint('sitting_id', 'item_id', name=op.f('uq_third_reading_sitting_id_item_id')),
    )
    op.create_index('ix_third_reading_opening', 'third_reading', ['opening_id', 'id'])


def downgrade() -> None:
    op.drop_table('third_reading')
    op.drop_index('uq_review_third', table_name='review')
    op.drop_column('review', 'third')
    op.drop_column('answer_to_rate', 'thirds')
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_opening_levels_combined'), type_='check')
        batch_op.drop_constraint(op.f('ck_opening_third_reading_cut'), type_='check')
        batch_op.drop_column('levels_combined')
        batch_op.drop_column('third_reading_cut')
        batch_op.drop_column('third_reading')
