"""An opening says whether answer keys count that no panel of experts has confirmed

Revision 0019, after 0018. Whatever is there keeps its rule: they do not.
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'opening',
        sa.Column('provisional_keys_count', sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column('opening', 'provisional_keys_count')
