"""Totals of earlier interviews are written

Revision 0063, after 0062.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0063'
down_revision = '0062'
branch_labels = None
depends_on = None

#: What follows whenever the scores of a candidate stand.
_KIND = 'follow.write_total_of_interviewed'


def upgrade() -> None:
    queue_totals(op.get_bind())


def downgrade() -> None:
    """Totals stay written: whoever goes back has them as if their interview had just been locked."""


def queue_totals(connection: sa.Connection) -> None:
    """Leave to a worker what was locked before second totals were written: it is arithmetic.

    A worker who finds too little for a total writes none.
    """
    entry = sa.table('audit_entry', sa.column('id'), sa.column('event'), sa.column('application_id'))
    interview = sa.table('interview', sa.column('id'), sa.column('application_id'))
    card = sa.table('interview_card', sa.column('interview_id'), sa.column('state'))
    score = sa.table('interview_score', sa.column('application_id'))
    rated = (
        sa.select(interview.c.application_id)
        .join_from(interview, card, card.c.interview_id == interview.c.id)
        .where(card.c.state == 'locked', interview.c.application_id.not_in(sa.select(score.c.application_id)))
    )
    settled = (
        sa.select(sa.func.max(entry.c.id))
        .where(entry.c.event == 'scoring.settled', entry.c.application_id.in_(rated))
        .group_by(entry.c.application_id)
    )
    for number in list(connection.scalars(settled)):
        connection.execute(_job().insert().values(**_asked(number)))


def _job() -> sa.TableClause:
    return sa.table(
        'job',
        *(sa.column(name) for name in ('public_id', 'lane', 'kind', 'key', 'state', 'attempts', 'put_off')),
        sa.column('payload', sa.JSON()),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ('run_after', 'created_at')),
    )


def _asked(entry_id: int) -> dict[str, object]:
    now = datetime.now(UTC)
    return {
        'public_id': secrets.token_hex(11),
        'lane': 'events',
        'kind': _KIND,
        'key': f'{_KIND}:{entry_id}:earlier',
        'payload': {'entry_id': entry_id},
        'state': 'queued',
        'attempts': 0,
        'put_off': 0,
        'run_after': now,
        'created_at': now,
    }
