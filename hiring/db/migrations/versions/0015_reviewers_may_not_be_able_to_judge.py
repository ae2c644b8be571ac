"""Reviewers may not be able to judge an answer, and HR may excuse a task

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

_UNDECIDED = sa.text("abstention = 'undecided'")


def upgrade() -> None:
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cannot_judge', sa.String(length=20), nullable=True))
        batch_op.create_check_constraint(
            op.f('ck_rating_cannot_judge'),
            "cannot_judge is null or (level is null and not no_evidence "
            "and cannot_judge in ('file','wrong_task','unreadable','other'))",
        )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.add_column(sa.Column('abstention', sa.String(length=10), nullable=True))
        batch_op.create_check_constraint(
            op.f('ck_review_abstention'), "abstention in ('undecided','agreed','refused')"
        )
        batch_op.create_index(
            'ix_review_undecided',
            ['opening_id', 'id'],
            sqlite_where=_UNDECIDED,
            postgresql_where=_UNDECIDED,
        )
    op.create_table(
        'excused_task',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('sitting_id', sa.Integer(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('excused_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_excused_task_item_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_excused_task_opening_id')),
        sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_excused_task_sitting_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_excused_task')),
        info={'append_only': True},
    )
    op.create_index('ix_excused_task_opening', 'excused_task', ['opening_id', 'item_id'])
    op.protect_table('excused_task')


def downgrade() -> None:
    op.release_table('excused_task')
    op.drop_table('excused_task')
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index('ix_review_undecided')
        batch_op.drop_constraint(op.f('ck_review_abstention'), type_='check')
        batch_op.drop_column('abstention')
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_rating_cannot_judge'), type_='check')
        batch_op.drop_column('cannot_judge')
