"""The impact assessment is signed

Revision 0052, after 0051.
"""

import sqlalchemy as sa
from alembic import op

revision = '0052'
down_revision = '0051'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'impact_note',
        sa.Column('section', sa.String(12), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('section', name=op.f('pk_impact_note')),
    )
    op.create_table(
        'impact_signature',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('shipped_hash', sa.String(64), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('text_hash', sa.String(64), nullable=False),
        sa.Column('assessed_by', sa.String(160), nullable=False),
        sa.Column('officer', sa.String(10), nullable=False),
        sa.Column('review_on', sa.Date(), nullable=False),
        sa.Column('signed_by', sa.Integer(), nullable=True),
        sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("officer in ('heard','not_heard','none')", name=op.f('ck_impact_signature_officer')),
        sa.ForeignKeyConstraint(['signed_by'], ['user.id'], name=op.f('fk_impact_signature_signed_by')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_impact_signature')),
        sa.UniqueConstraint('public_id', name=op.f('uq_impact_signature_public_id')),
    )
    op.protect_table('impact_signature')


def downgrade() -> None:
    op.release_table('impact_signature')
    op.drop_table('impact_signature')
    op.drop_table('impact_note')
