"""Who the organisation is can be said in the browser, and the first day of an installation is known

Revision 0034, after 0033.
"""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'organisation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(160), nullable=False),
        sa.Column('contact_name', sa.String(160), nullable=False),
        sa.Column('contact_email', sa.String(254), nullable=False),
        sa.Column('contact_whatsapp', sa.String(20), nullable=False),
        sa.Column('colour', sa.String(7), nullable=False),
        sa.Column('trial_mail_id', sa.Integer(), nullable=True),
        sa.Column('links_by_hand', sa.Boolean(), nullable=False),
        sa.Column('first_day_over', sa.Boolean(), nullable=False),
        sa.CheckConstraint('id = 1', name=op.f('ck_organisation_one_row')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    )
    op.add_column('installation', sa.Column('backed_up_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('installation', 'backed_up_at')
    op.drop_table('organisation')
