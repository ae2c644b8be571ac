"""HR removes, candidates withdraw

What HR had withdrawn until now is a removal: the trail says who did it.

Revision 0032, after 0031.
"""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None

_BEFORE = "stage in ('invited','consented','sitting','handed_in','scoring','scored','decided','withdrawn','expired')"
_NOW = "stage in ('invited','consented','sitting','handed_in','scoring','scored','decided','withdrawn','removed','expired')"


def upgrade() -> None:
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.add_column(sa.Column('left_from', sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column('removal_reason', sa.Text(), server_default='', nullable=False))
        batch_op.drop_constraint(op.f('ck_application_stage'), type_='check')
        batch_op.create_check_constraint(op.f('ck_application_stage'), _NOW)
    op.execute(
        """
        UPDATE application SET stage = 'removed' WHERE stage = 'withdrawn' AND id IN (
            SELECT application_id FROM audit_entry
            WHERE event IN ('application.withdrawn', 'ApplicationWithdrawn') AND actor LIKE 'staff:%' AND application_id IS NOT NULL
        ) AND 'application:' || CAST(id AS VARCHAR(20)) NOT IN (
            SELECT erases FROM audit_entry WHERE erases IS NOT NULL
        )
        """
    )


def downgrade() -> None:
    op.execute("UPDATE application SET stage = 'withdrawn' WHERE stage = 'removed'")
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_application_stage'), type_='check')
        batch_op.create_check_constraint(op.f('ck_application_stage'), _BEFORE)
        batch_op.drop_column('removal_reason')
        batch_op.drop_column('left_from')
