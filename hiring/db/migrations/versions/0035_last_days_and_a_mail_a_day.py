"""Last days, and a mail a day

Revision 0035, after 0034.
"""

import sqlalchemy as sa
from alembic import op

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reviews_due_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('decisions_due_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('managers_told_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('decisions_reminded_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('wants_digest', sa.Boolean(), server_default=sa.true(), nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_column('wants_digest')

    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_column('decisions_reminded_at')
        batch_op.drop_column('managers_told_at')
        batch_op.drop_column('decisions_due_at')
        batch_op.drop_column('reviews_due_at')

