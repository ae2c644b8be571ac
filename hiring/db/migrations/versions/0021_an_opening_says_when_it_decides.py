"""An opening says whether people are decided on before it has closed

Revision 0021, after 0020. Candidates of whatever is open were told that nobody is: that stays true.
"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'opening',
        sa.Column('decide_before_closing', sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column('opening', 'decide_before_closing')
