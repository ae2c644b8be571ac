"""Freeze the rule of scores with an opening, and let reviewers say that nothing is shown

Revision 0014, after 0013. Openings that were opened keep the rule they were opened with; drafts
take the rule of cells.
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('opening', sa.Column('score_rule', sa.String(length=40), server_default='task-means', nullable=False))
    op.add_column('opening', sa.Column('score_rule_version', sa.Integer(), server_default='1', nullable=False))
    op.execute("UPDATE opening SET score_rule = 'cells' WHERE state = 'draft'")
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.add_column(sa.Column('nothing_shown', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_check_constraint(
            op.f('ck_rating_nothing_shown_is_level_1'), 'level = 1 or not nothing_shown'
        )


def downgrade() -> None:
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_rating_nothing_shown_is_level_1'), type_='check')
        batch_op.drop_column('nothing_shown')
    op.drop_column('opening', 'score_rule_version')
    op.drop_column('opening', 'score_rule')
