"""Where another reading helps is kept with each computing

Revision 0074, after 0073.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0074'
down_revision = '0073'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('standings_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('readings', sa.JSON(), nullable=True))
    _have_earlier_openings_computed()


def _have_earlier_openings_computed() -> None:
    """Leave what is computed so far to a worker: it would not be computed again before something changes."""
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
            key="standings.compute-earlier readings",
            payload={},
            state="queued",
            attempts=0,
            put_off=0,
            run_after=now,
            created_at=now,
        )
    )


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE key = 'standings.compute-earlier readings'")
    with op.batch_alter_table('standings_run', schema=None) as batch_op:
        batch_op.drop_column('readings')
