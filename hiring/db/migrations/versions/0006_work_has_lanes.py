"""Work has lanes

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

#: Where the work goes that waits in the queue while this runs; all other kinds are events.
LANES = {
    'mail': ('mail.send',),
    'reports': ('reports.render',),
    'clock': (
        'openings.close_when_due',
        'sittings.close_overdue',
        'scoring.settle',
        'references.remind',
        'references.expire',
    ),
}


def upgrade() -> None:
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index('ix_job_due')
        batch_op.add_column(sa.Column('lane', sa.String(length=20), nullable=True))
    job = sa.table('job', sa.column('lane', sa.String), sa.column('kind', sa.String))
    op.execute(job.update().values(lane='events'))
    for lane, kinds in LANES.items():
        op.execute(job.update().where(job.c.kind.in_(kinds)).values(lane=lane))
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.alter_column('lane', existing_type=sa.String(length=20), nullable=False)
        for name, columns, state in (
            ('ix_job_due', ['lane', 'run_after', 'id'], 'queued'),
            ('ix_job_lease', ['lease_until'], 'running'),
            ('ix_job_dead', ['id'], 'dead'),
        ):
            which = sa.text(f"state = '{state}'")
            batch_op.create_index(name, columns, unique=False, sqlite_where=which, postgresql_where=which)
    op.execute('DELETE FROM worker_seen')  # who lives shows it again within seconds
    with op.batch_alter_table('worker_seen', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lanes', sa.String(length=120), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('worker_seen', schema=None) as batch_op:
        batch_op.drop_column('lanes')
    with op.batch_alter_table('job', schema=None) as batch_op:
        for name in ('ix_job_lease', 'ix_job_dead', 'ix_job_due'):
            batch_op.drop_index(name)
        batch_op.drop_column('lane')
        batch_op.create_index('ix_job_due', ['state', 'run_after'], unique=False)
