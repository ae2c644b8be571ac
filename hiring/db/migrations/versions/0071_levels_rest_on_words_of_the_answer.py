"""Levels rest on words of the answer

Revision 0071, after 0070. Openings that are there ask for no quote: their rules are frozen.
"""

import sqlalchemy as sa
from alembic import op

revision = '0071'
down_revision = '0070'
branch_labels = None
depends_on = None

_WANTED = "quotes_wanted in ('none','ends','all')"


def upgrade() -> None:
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('quotes_wanted', sa.String(10), nullable=False, server_default='none')
        )
        batch_op.create_check_constraint(op.f('ck_opening_quotes_wanted'), _WANTED)
    op.add_column('rating', sa.Column('nothing_to_quote', sa.Text(), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('rating', 'nothing_to_quote')
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_opening_quotes_wanted'), type_='check')
        batch_op.drop_column('quotes_wanted')
