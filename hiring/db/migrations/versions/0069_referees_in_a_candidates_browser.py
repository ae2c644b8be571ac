"""Referees in a candidate's browser

Revision 0069, after 0068.
"""

import sqlalchemy as sa
from alembic import op

revision = '0069'
down_revision = '0068'
branch_labels = None
depends_on = None

_KINDS = (
    "kind in ('same_mailbox','same_name','candidate_name','staff','free_mail','like_referee','like_candidate'{})"
)


def upgrade() -> None:
    op.add_column('reference_request', sa.Column('beside_at', sa.DateTime(timezone=True), nullable=True))
    _allow(",'same_browser'")


def downgrade() -> None:
    op.execute("DELETE FROM reference_flag WHERE kind = 'same_browser'")
    op.execute("DELETE FROM job WHERE kind = 'references.forget_browsers'")
    _allow("")
    op.drop_column('reference_request', 'beside_at')


def _allow(more: str) -> None:
    with op.batch_alter_table('reference_flag', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_reference_flag_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_reference_flag_kind'), _KINDS.format(more))
