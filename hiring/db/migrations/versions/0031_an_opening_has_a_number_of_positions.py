"""An opening has a number of positions, and an application the outcome that stands

Revision 0031, after 0030. The outcome is that of the newest decision.
"""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

_STANDING = """
update application set outcome = (
  select decision.outcome from decision where decision.application_id = application.id
  order by decision.id desc limit 1
)
"""


def upgrade() -> None:
    op.add_column('opening', sa.Column('positions', sa.Integer(), server_default='1', nullable=False))
    op.add_column('application', sa.Column('outcome', sa.String(length=10), nullable=True))
    op.create_index(
        'ix_application_outcome',
        'application',
        ['opening_id', 'outcome', 'listed_as', 'id', 'stage'],
        unique=False,
        sqlite_where=sa.text('outcome is not null'),
        postgresql_where=sa.text('outcome is not null'),
    )
    op.execute(_STANDING)


def downgrade() -> None:
    op.drop_index('ix_application_outcome', 'application')
    op.drop_column('application', 'outcome')
    op.drop_column('opening', 'positions')
