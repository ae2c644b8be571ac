"""Index where candidates wait for a decision

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    scored = sa.text("stage = 'scored'")
    op.create_index(
        'ix_application_scored', 'application', ['opening_id'], sqlite_where=scored, postgresql_where=scored
    )
    op.drop_index('ix_opening_member_user', 'opening_member')
    op.create_index('ix_opening_member_user', 'opening_member', ['user_id', 'role', 'opening_id'])


def downgrade() -> None:
    op.drop_index('ix_opening_member_user', 'opening_member')
    op.create_index('ix_opening_member_user', 'opening_member', ['user_id', 'role'])
    op.drop_index('ix_application_scored', 'application')
