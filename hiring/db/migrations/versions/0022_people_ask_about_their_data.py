"""People ask about their data, and the register keeps it

Revision 0022, after 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'privacy_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(length=22), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('reference_request_id', sa.Integer(), nullable=True),
        sa.Column('asks_for', sa.String(length=12), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('came_by', sa.String(length=10), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('answered_by', sa.Integer(), nullable=True),
        sa.Column('archive_id', sa.Integer(), nullable=True),
        sa.Column('archive_until', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (answered_at is null)", name=op.f('ck_privacy_request_answered')),
        sa.CheckConstraint("asks_for in ('access','correction','erasure','restriction')", name=op.f('ck_privacy_request_asks_for')),
        sa.CheckConstraint("came_by in ('page','mail','phone','in_person')", name=op.f('ck_privacy_request_came_by')),
        sa.CheckConstraint("state in ('open','done','refused')", name=op.f('ck_privacy_request_state')),
        sa.ForeignKeyConstraint(['answered_by'], ['user.id'], name=op.f('fk_privacy_request_answered_by')),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_privacy_request_application_id')),
        sa.ForeignKeyConstraint(['archive_id'], ['stored_file.id'], name=op.f('fk_privacy_request_archive_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_privacy_request_opening_id')),
        sa.ForeignKeyConstraint(['reference_request_id'], ['reference_request.id'], name=op.f('fk_privacy_request_reference_request_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_request')),
        sa.UniqueConstraint('public_id', name=op.f('uq_privacy_request_public_id'))
    )
    op.create_index('ix_privacy_request_application', 'privacy_request', ['application_id', 'id'])
    op.create_index('ix_privacy_request_archive', 'privacy_request', ['archive_until'])
    op.create_index('ix_privacy_request_opening', 'privacy_request', ['opening_id', 'state', 'due_at', 'id'])


def downgrade() -> None:
    op.drop_table('privacy_request')
