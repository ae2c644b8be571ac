"""Hints about referees are closed

Revision 0062, after 0061.
"""

import sqlalchemy as sa
from alembic import op

revision = '0062'
down_revision = '0061'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'reference_flag',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('request_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(20), nullable=False),
        sa.Column('basis', sa.String(20), nullable=False),
        sa.Column('percent', sa.Integer(), nullable=True),
        sa.Column('other_id', sa.Integer(), nullable=True),
        sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('closed_by', sa.Integer(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind in ('same_mailbox','same_name','candidate_name','staff','free_mail','like_referee','like_candidate')",
            name=op.f('ck_reference_flag_kind'),
        ),
        sa.CheckConstraint('(closed_at is null) = (closed_by is null)', name=op.f('ck_reference_flag_closed')),
        sa.ForeignKeyConstraint(['closed_by'], ['user.id'], name=op.f('fk_reference_flag_closed_by')),
        sa.ForeignKeyConstraint(
            ['other_id'], ['reference_request.id'], name=op.f('fk_reference_flag_other_id')
        ),
        sa.ForeignKeyConstraint(
            ['request_id'], ['reference_request.id'], name=op.f('fk_reference_flag_request_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_reference_flag')),
        sa.UniqueConstraint('public_id', name=op.f('uq_reference_flag_public_id')),
        sa.UniqueConstraint('request_id', 'kind', name=op.f('uq_reference_flag_request_id_kind')),
    )
    op.create_index('ix_reference_flag_open', 'reference_flag', ['closed_at', 'request_id'])


def downgrade() -> None:
    op.drop_table('reference_flag')
