"""Where medians count scores have errors, too

Revision 0076, after 0075. Nothing was computed of openings in which the median of several levels counts; they
are computed anew once, by a worker.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0076'
down_revision = '0075'
branch_labels = None
depends_on = None

_OF_MEDIANS = "opening_id IN (SELECT id FROM opening WHERE levels_combined = 'median')"
_KEY = "standings.compute-earlier:3"


def upgrade() -> None:
    if op.get_bind().scalar(sa.text(f"SELECT count(*) FROM standings_run WHERE {_OF_MEDIANS}")) == 0:
        return
    op.execute(f"UPDATE standings_run SET version = 1 WHERE {_OF_MEDIANS}")
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
            key=_KEY,
            payload={},
            state="queued",
            attempts=0,
            put_off=0,
            run_after=now,
            created_at=now,
        )
    )


def downgrade() -> None:
    op.execute(f"DELETE FROM job WHERE key = '{_KEY}'")
