"""Material of a task may come while a candidate writes

Revision 0049, after 0048.
"""

import sqlalchemy as sa
from alembic import op

revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('task_start',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('second', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('second >= 0', name=op.f('ck_task_start_second_not_negative')),
    sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_task_start_item_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_task_start_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_start')),
    sa.UniqueConstraint('sitting_id', 'item_id', name=op.f('uq_task_start_sitting_id_item_id'))
    )


def downgrade() -> None:
    op.drop_table('task_start')
