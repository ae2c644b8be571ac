"""Corrections of masks that were not carried over to a later answer are kept for HR

Revision 0077, after 0076.
"""

import sqlalchemy as sa
from alembic import op

revision = '0077'
down_revision = '0076'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('answer_masks', sa.Column('left_behind', sa.JSON(), server_default='[]', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('answer_masks') as batch:
        batch.drop_column('left_behind')
