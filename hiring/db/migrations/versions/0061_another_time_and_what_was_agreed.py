"""Candidates ask for another time, interviewers agree

Revision 0061, after 0060.
"""

import sqlalchemy as sa
from alembic import op

revision = '0061'
down_revision = '0060'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'interview_consensus',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('interview_id', sa.Integer(), nullable=False),
        sa.Column('competency', sa.String(40), nullable=False),
        sa.Column('level', sa.Integer(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('recorded_by', sa.Integer(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('level between 1 and 5', name=op.f('ck_interview_consensus_level')),
        sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_interview_consensus_interview_id')),
        sa.ForeignKeyConstraint(['recorded_by'], ['user.id'], name=op.f('fk_interview_consensus_recorded_by')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_interview_consensus')),
    )
    op.create_index('ix_interview_consensus_interview', 'interview_consensus', ['interview_id', 'id'])
    op.create_table(
        'interview_wish',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('interview_id', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(12), nullable=False),
        sa.Column('times', sa.JSON(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'waiting') = (answered_at is null)", name=op.f('ck_interview_wish_answered_at')),
        sa.CheckConstraint("kind in ('other_time','cannot_come')", name=op.f('ck_interview_wish_kind')),
        sa.CheckConstraint("state in ('waiting','accepted','kept','overtaken')", name=op.f('ck_interview_wish_state')),
        sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_interview_wish_interview_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_interview_wish_opening_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_interview_wish')),
        sa.UniqueConstraint('public_id', name=op.f('uq_interview_wish_public_id')),
    )
    op.create_index('ix_interview_wish_interview', 'interview_wish', ['interview_id', 'id'])
    op.create_index('ix_interview_wish_one_waits', 'interview_wish', ['interview_id'], unique=True, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))
    op.create_index('ix_interview_wish_waiting', 'interview_wish', ['opening_id', 'id'], sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))
    op.add_column('interview_plan', sa.Column('notice_hours', sa.Integer(), server_default='24', nullable=False))
    op.add_column('interview_plan', sa.Column('wishes', sa.Integer(), server_default='1', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('interview_plan', schema=None) as batch_op:
        batch_op.drop_column('wishes')
        batch_op.drop_column('notice_hours')
    op.drop_table('interview_wish')
    op.drop_table('interview_consensus')