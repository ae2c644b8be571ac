"""Scores are computed with their errors

Revision 0067, after 0066.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0067'
down_revision = '0066'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'standings_run',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('input_hash', sa.String(length=64), nullable=False),
        sa.Column('top', sa.Integer(), nullable=False),
        sa.Column('candidates', sa.Integer(), nullable=False),
        sa.Column('listed', sa.Integer(), nullable=False),
        sa.Column('method', sa.String(length=10), nullable=True),
        sa.Column('method_changed', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('bands', sa.JSON(), nullable=False),
        sa.Column('parts', sa.Integer(), server_default='1', nullable=False),
        sa.Column('studies', sa.JSON(), nullable=False),
        sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("method in ('bayes','reml')", name=op.f('ck_standings_run_method')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_standings_run_opening_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_standings_run')),
        sa.UniqueConstraint('opening_id', 'number', name=op.f('uq_standings_run_opening_id_number')),
    )
    op.create_table(
        'candidate_standing',
        sa.Column('run_id', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('place', sa.Integer(), nullable=False),
        sa.Column('band', sa.Integer(), nullable=True),
        sa.Column('figures', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_candidate_standing_application_id')),
        sa.ForeignKeyConstraint(['run_id'], ['standings_run.id'], name=op.f('fk_candidate_standing_run_id')),
        sa.PrimaryKeyConstraint('run_id', 'application_id', name=op.f('pk_candidate_standing')),
    )
    op.create_index('ix_candidate_standing_application', 'candidate_standing', ['application_id'])
    op.create_index('ix_candidate_standing_place', 'candidate_standing', ['run_id', 'place'])
    op.create_table(
        'opening_standings',
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('asked', sa.Integer(), server_default='0', nullable=False),
        sa.Column('begun', sa.Integer(), server_default='0', nullable=False),
        sa.Column('done', sa.Integer(), server_default='0', nullable=False),
        sa.Column('waits_since', sa.DateTime(timezone=True), nullable=True),
        sa.Column('run_id', sa.Integer(), nullable=True),
        sa.CheckConstraint('done <= begun and begun <= asked', name=op.f('ck_opening_standings_in_turn')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_opening_standings_opening_id')),
        sa.ForeignKeyConstraint(['run_id'], ['standings_run.id'], name=op.f('fk_opening_standings_run_id')),
        sa.PrimaryKeyConstraint('opening_id', name=op.f('pk_opening_standings')),
    )
    op.add_column('decision', sa.Column('standings_run', sa.Integer(), nullable=True))
    _have_earlier_openings_computed()


def _have_earlier_openings_computed() -> None:
    """Leave what is scored so far to a worker: it would not be computed before something changes."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM settlement")) == 0:
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
            key="standings.compute-earlier",
            payload={},
            state="queued",
            attempts=0,
            put_off=0,
            run_after=now,
            created_at=now,
        )
    )


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE kind like 'standings.%'")
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_column('standings_run')
    op.drop_table('opening_standings')
    op.drop_table('candidate_standing')
    op.drop_table('standings_run')
