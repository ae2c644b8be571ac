"""Totals are shown without the strictness of reviewers, too

Revision 0072, after 0071.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0072'
down_revision = '0071'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('standings_run', sa.Column('version', sa.Integer(), server_default='1', nullable=False))
    op.add_column('candidate_standing', sa.Column('raw_place', sa.Integer(), nullable=True))
    op.add_column('candidate_standing', sa.Column('adjusted_place', sa.Integer(), nullable=True))
    op.create_index(
        'ix_candidate_standing_adjusted_place',
        'candidate_standing',
        ['run_id', 'adjusted_place', 'application_id'],
    )
    _have_earlier_openings_computed()


def _have_earlier_openings_computed() -> None:
    """Leave what was computed so far to a worker: it would not be computed anew before something changes."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM standings_run")) == 0:
        return
    now = datetime.now(UTC)
    job = sa.table(
        "job",
        *(sa.column(name) for name in ("public_id", "lane", "kind", "key", "state", "attempts", "put_off")),
        sa.column("payload", sa.JSON()),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("run_after", "created_at")),
    )
    op.execute(
        job.insert().values(
            public_id=secrets.token_hex(11),
            lane="events",
            kind="standings.compute-earlier",
            key="standings.compute-earlier:2",
            payload={},
            state="queued",
            attempts=0,
            put_off=0,
            run_after=now,
            created_at=now,
        )
    )


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE key = 'standings.compute-earlier:2'")
    op.drop_index('ix_candidate_standing_adjusted_place', table_name='candidate_standing')
    with op.batch_alter_table('candidate_standing', schema=None) as batch_op:
        batch_op.drop_column('adjusted_place')
        batch_op.drop_column('raw_place')
    with op.batch_alter_table('standings_run', schema=None) as batch_op:
        batch_op.drop_column('version')
