"""Content kept as notes

Revision 0016, after 0015. Which competencies outside the rubric a task holds notes about, as somebody decided.
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('section_task', sa.Column('unscored', sa.JSON(), nullable=False, server_default='[]'))


def downgrade() -> None:
    with op.batch_alter_table('section_task') as batch:
        batch.drop_column('unscored')
