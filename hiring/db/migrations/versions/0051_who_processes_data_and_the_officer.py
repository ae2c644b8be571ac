"""Who processes data, and the officer

Revision 0051, after 0050.
"""

import sqlalchemy as sa
from alembic import op

revision = '0051'
down_revision = '0050'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'processor',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('name', sa.String(160), nullable=False),
        sa.Column('purpose', sa.Text(), nullable=False),
        sa.Column('data', sa.JSON(), nullable=False),
        sa.Column('country', sa.String(2), nullable=False),
        sa.Column('transfer_ground', sa.String(12), nullable=False),
        sa.Column('contract', sa.String(160), nullable=False),
        sa.Column('contract_on', sa.Date(), nullable=True),
        sa.Column('contact', sa.Text(), nullable=False),
        sa.Column('since', sa.Date(), nullable=False),
        sa.Column('until', sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(country = 'ID' and transfer_ground = '') or (country <> 'ID' "
            "and transfer_ground in ('equal','safeguards','consent'))",
            name=op.f('ck_processor_transfer_ground'),
        ),
        sa.CheckConstraint('until is null or until >= since', name=op.f('ck_processor_in_order')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_processor')),
        sa.UniqueConstraint('public_id', name=op.f('uq_processor_public_id')),
    )
    # The organisation that is there has named no officer.
    with op.batch_alter_table('organisation') as batch_op:
        batch_op.add_column(sa.Column('officer_name', sa.String(160), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('officer_email', sa.String(254), nullable=False, server_default=''))
    with op.batch_alter_table('organisation') as batch_op:
        batch_op.alter_column('officer_name', server_default=None)
        batch_op.alter_column('officer_email', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('organisation') as batch_op:
        batch_op.drop_column('officer_email')
        batch_op.drop_column('officer_name')
    op.drop_table('processor')
