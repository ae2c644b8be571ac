"""Reviews that ended and mails that failed are found without a look at all the others

Revision 0047, after 0046.
"""

import sqlalchemy as sa
from alembic import op

revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None

_RELEASED, _FAILED = sa.text("state = 'released'"), sa.text("state = 'failed'")


def upgrade() -> None:
    op.create_index(
        'ix_review_released',
        'review',
        ['state', 'reviewer_id', 'id'],
        sqlite_where=_RELEASED,
        postgresql_where=_RELEASED,
    )
    op.create_index(
        'ix_message_failed',
        'message',
        ['state', 'opening_id', 'id'],
        sqlite_where=_FAILED,
        postgresql_where=_FAILED,
    )


def downgrade() -> None:
    op.drop_index('ix_message_failed', table_name='message')
    op.drop_index('ix_review_released', table_name='review')
