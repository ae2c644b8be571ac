"""Deciding against the bands has a reason

Revision 0070, after 0069.
"""

import sqlalchemy as sa
from alembic import op

revision = '0070'
down_revision = '0069'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('decision', sa.Column('order_reason', sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('decision') as batch_op:
        batch_op.drop_column('order_reason')
