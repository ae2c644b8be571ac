"""Answers are masked for reviewers

Revision 0057, after 0056.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0057'
down_revision = '0056'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'answer_masks',
        sa.Column('sitting_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('part', sa.String(length=40), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('masks', sa.JSON(), nullable=False),
        sa.Column('changes', sa.Integer(), server_default='0', nullable=False),
        sa.Column('masked_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('revision > 0', name=op.f('ck_answer_masks_revision_positive')),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_answer_masks_item_id')),
        sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_answer_masks_sitting_id')),
        sa.PrimaryKeyConstraint('sitting_id', 'item_id', 'part', name=op.f('pk_answer_masks')),
    )
    _have_earlier_answers_masked()


def _have_earlier_answers_masked() -> None:
    """Leave what was handed in so far to a worker: until it is masked no reviewer reads it."""
    handed_in = sa.text("SELECT count(*) FROM sitting WHERE handed_in_at IS NOT NULL")
    if op.get_bind().scalar(handed_in) == 0:
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
            kind="masking.mask-earlier",
            key="masking.mask-earlier:0",
            payload={"after": 0},
            state="queued",
            attempts=0,
            put_off=0,
            run_after=now,
            created_at=now,
        )
    )


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE kind = 'masking.mask-earlier'")
    op.drop_table('answer_masks')
