"""Rules are frozen, and changed by two people

Revision 0066, after 0065. Openings that are there are frozen with their next score, or with a proposal.
"""

import sqlalchemy as sa
from alembic import op

revision = '0066'
down_revision = '0065'
branch_labels = None
depends_on = None

_WAITING = sa.text('agreed is null')


def upgrade() -> None:
    op.create_table(
        'frozen_rules',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('fingerprint', sa.String(64), nullable=False),
        sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_frozen_rules_opening_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_frozen_rules')),
        sa.UniqueConstraint('opening_id', 'number', name=op.f('uq_frozen_rules_opening_id_number')),
    )
    op.create_table(
        'rules_change',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('wanted', sa.JSON(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('proposer_id', sa.Integer(), nullable=False),
        sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('agreed', sa.Boolean(), nullable=True),
        sa.Column('decider_id', sa.Integer(), nullable=True),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            '(agreed is null) = (decided_at is null) and (agreed is null) = (decider_id is null)',
            name=op.f('ck_rules_change_decided'),
        ),
        sa.CheckConstraint(
            'agreed is null or not agreed or decider_id <> proposer_id', name=op.f('ck_rules_change_second_person')
        ),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_rules_change_opening_id')),
        sa.ForeignKeyConstraint(['proposer_id'], ['user.id'], name=op.f('fk_rules_change_proposer_id')),
        sa.ForeignKeyConstraint(['decider_id'], ['user.id'], name=op.f('fk_rules_change_decider_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rules_change')),
        sa.UniqueConstraint('public_id', name=op.f('uq_rules_change_public_id')),
    )
    op.create_index('ix_rules_change_opening', 'rules_change', ['opening_id', 'id'])
    op.create_index(
        'uq_rules_change_waiting',
        'rules_change',
        ['opening_id'],
        unique=True,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.protect_table('frozen_rules')


def downgrade() -> None:
    op.release_table('frozen_rules')
    op.drop_table('rules_change')
    op.drop_table('frozen_rules')
