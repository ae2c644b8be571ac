"""Know what the clock was compared with

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('clock_witness',
    sa.Column('boot', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('elapsed', sa.Double(), nullable=False),
    sa.Column('asked', sa.Boolean(), nullable=False),
    sa.Column('forgiven', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('boot', name=op.f('pk_clock_witness'))
    )


def downgrade() -> None:
    op.drop_table('clock_witness')
