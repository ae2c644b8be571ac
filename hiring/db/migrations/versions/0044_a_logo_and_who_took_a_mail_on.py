"""The organisation may have a logo, and a mail says whether a mail server took it on

Of mails that went out before, nobody knows: they stay without a word.

Revision 0044, after 0043.
"""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('message', sa.Column('by_server', sa.Boolean(), nullable=True))
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('logo_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('logo_width', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('logo_height', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_organisation_logo_id'), 'stored_file', ['logo_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_organisation_logo_id'), type_='foreignkey')
        batch_op.drop_column('logo_height')
        batch_op.drop_column('logo_width')
        batch_op.drop_column('logo_id')
    op.drop_column('message', 'by_server')
