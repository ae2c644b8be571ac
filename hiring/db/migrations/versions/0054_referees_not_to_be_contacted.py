"""Referees not to be contacted

Revision 0054, after 0053.
"""

import sqlalchemy as sa
from alembic import op

revision = '0054'
down_revision = '0053'
branch_labels = None
depends_on = None

_STATES = "state in ('drafted','sent','opened','answered','declined','expired','cancelled',{}'stopped')"


def upgrade() -> None:
    op.create_table(
        'contact_refusal',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('address_hash', sa.String(64), nullable=False),
        sa.Column('cause', sa.String(10), nullable=False),
        sa.Column('refused_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cause in ('declining','page')", name=op.f('ck_contact_refusal_cause')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_refusal')),
        sa.UniqueConstraint('public_id', name=op.f('uq_contact_refusal_public_id')),
        sa.UniqueConstraint('address_hash', name=op.f('uq_contact_refusal_address_hash')),
    )
    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_reference_request_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_reference_request_state'), _STATES.format("'no_contact',"))


def downgrade() -> None:
    op.execute("UPDATE reference_request SET state = 'cancelled' WHERE state = 'no_contact'")
    op.execute("UPDATE reference_request SET stopped_from = 'cancelled' WHERE stopped_from = 'no_contact'")
    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_reference_request_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_reference_request_state'), _STATES.format(""))
    op.drop_table('contact_refusal')
