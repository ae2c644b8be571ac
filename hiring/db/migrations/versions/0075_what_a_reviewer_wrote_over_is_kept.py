"""What a reviewer wrote over is kept until the rating is final

Revision 0075, after 0074.
"""

import sqlalchemy as sa
from alembic import op

revision = '0075'
down_revision = '0074'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'earlier_draft',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('review_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('ratings', sa.JSON(), nullable=False),
        sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_earlier_draft_review_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_draft')),
        sa.UniqueConstraint('review_id', 'number', name=op.f('uq_earlier_draft_review_id_number')),
    )


def downgrade() -> None:
    op.drop_table('earlier_draft')
