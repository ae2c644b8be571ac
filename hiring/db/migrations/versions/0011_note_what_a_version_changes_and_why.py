"""Note what a version changes and why

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('assessment_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('change_note', sa.Text(), nullable=True))

    with op.batch_alter_table('rubric_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('change_note', sa.Text(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('rubric_version', schema=None) as batch_op:
        batch_op.drop_column('change_note')

    with op.batch_alter_table('assessment_version', schema=None) as batch_op:
        batch_op.drop_column('change_note')

