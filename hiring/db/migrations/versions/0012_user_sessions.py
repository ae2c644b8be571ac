"""User sessions

Revision 0012, after 0011. The table of sessions takes its usual name; everybody stays signed in.
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

KEPT = 'token_hash, subject_id, created_at, seen_at, expires_at, ended_at'


def upgrade() -> None:
    _move(('visit', 'door'), ('user_session', 'audience'))


def downgrade() -> None:
    _move(('user_session', 'audience'), ('visit', 'door'))


def _move(old: tuple[str, str], new: tuple[str, str]) -> None:
    (before, was), (table, column) = old, new
    op.create_table(
        table,
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column(column, sa.String(length=10), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"{column} in ('staff','candidate','referee')", name=op.f(f'ck_{table}_{column}')),
        sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
        sa.UniqueConstraint('token_hash', name=op.f(f'uq_{table}_token_hash')),
    )
    op.create_index(f'ix_{table}_subject', table, [column, 'subject_id'])
    op.execute(f'INSERT INTO {table} ({column}, {KEPT}) SELECT {was}, {KEPT} FROM {before} ORDER BY id')
    op.drop_table(before)
