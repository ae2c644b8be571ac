"""How far marking can be relied on

Revision 0064, after 0063.
"""

import sqlalchemy as sa
from alembic import op

revision = '0064'
down_revision = '0063'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'opening_quality',
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('basis', sa.String(80), nullable=False),
        sa.Column('figures', sa.JSON(), nullable=False),
        sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['opening_id'], ['opening.id'], name=op.f('fk_opening_quality_opening_id')
        ),
        sa.PrimaryKeyConstraint('opening_id', name=op.f('pk_opening_quality')),
    )


def downgrade() -> None:
    op.drop_table('opening_quality')
