"""Early openings get the fingerprint of their rules

Revision 0078, after 0077.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0078'
down_revision = '0077'
branch_labels = None
depends_on = None

_KEY = "scoring.freeze-earlier:0"
_NEVER_FROZEN = sa.text(
    "SELECT count(*) FROM application_score WHERE opening_id NOT IN (SELECT opening_id FROM frozen_rules)"
)


def upgrade() -> None:
    """Leave what was scored before rules were frozen to a worker, which writes it in the trail."""
    if op.get_bind().scalar(_NEVER_FROZEN) == 0:
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
            kind="scoring.freeze-earlier",
            key=_KEY,
            payload={"after": 0},
            state="queued",
            attempts=0,
            put_off=0,
            run_after=now,
            created_at=now,
        )
    )


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM job WHERE key = :key").bindparams(key=_KEY))
