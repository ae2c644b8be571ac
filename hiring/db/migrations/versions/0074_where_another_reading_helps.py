"""Where another reading helps is kept with each computing

Revision 0074, after 0073. What was computed before is computed anew anyhow, since 0072.
"""

import sqlalchemy as sa
from alembic import op

revision = '0074'
down_revision = '0073'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('standings_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('readings', sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('standings_run', schema=None) as batch_op:
        batch_op.drop_column('readings')
