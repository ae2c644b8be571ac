"""Claims for referees to confirm

Revision 0060, after 0059.
"""

import sqlalchemy as sa
from alembic import op

revision = '0060'
down_revision = '0059'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'stated_achievements',
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('event', sa.String(160), nullable=False),
        sa.Column('people', sa.String(40), nullable=False),
        sa.Column('budget', sa.String(40), nullable=False),
        sa.Column('partner', sa.String(160), nullable=False),
        sa.Column('result', sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ['application_id'], ['application.id'], name=op.f('fk_stated_achievements_application_id')
        ),
        sa.PrimaryKeyConstraint('application_id', name=op.f('pk_stated_achievements')),
    )


def downgrade() -> None:
    op.drop_table('stated_achievements')
