"""Interviews are arranged and rated

Revision 0053, after 0052.
"""

import sqlalchemy as sa
from alembic import op

revision = '0053'
down_revision = '0052'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'interview_plan',
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('questions', sa.JSON(), nullable=False),
        sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_interview_plan_item_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_interview_plan_opening_id')),
        sa.PrimaryKeyConstraint('opening_id', name=op.f('pk_interview_plan')),
    )
    op.create_table(
        'interviewer',
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_interviewer_opening_id')),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_interviewer_user_id')),
        sa.PrimaryKeyConstraint('opening_id', 'user_id', name=op.f('pk_interviewer')),
    )
    op.create_table(
        'interview',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('place', sa.String(300), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('arranged_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state in ('arranged','missed','called_off')", name=op.f('ck_interview_state')),
        sa.CheckConstraint('minutes between 15 and 180', name=op.f('ck_interview_minutes')),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_interview_application_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_interview_opening_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_interview')),
        sa.UniqueConstraint('application_id', name=op.f('uq_interview_application_id')),
        sa.UniqueConstraint('public_id', name=op.f('uq_interview_public_id')),
    )
    op.create_index('ix_interview_opening', 'interview', ['opening_id', 'starts_at', 'id'])
    op.create_table(
        'interview_card',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('interview_id', sa.Integer(), nullable=False),
        sa.Column('interviewer_id', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('locked_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('conflict_reason', sa.Text(), nullable=True),
        sa.Column('draft_revision', sa.Integer(), nullable=False),
        sa.Column('draft_writer', sa.String(36), nullable=False),
        sa.CheckConstraint("(state = 'locked') = (locked_at is not null)", name=op.f('ck_interview_card_locked_at')),
        sa.CheckConstraint("state in ('open','locked','conflict','released')", name=op.f('ck_interview_card_state')),
        sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_interview_card_interview_id')),
        sa.ForeignKeyConstraint(['interviewer_id'], ['user.id'], name=op.f('fk_interview_card_interviewer_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_interview_card')),
        sa.UniqueConstraint('interview_id', 'interviewer_id', name=op.f('uq_interview_card_interview_id_interviewer_id')),
        sa.UniqueConstraint('public_id', name=op.f('uq_interview_card_public_id')),
    )
    op.create_index('ix_interview_card_interviewer', 'interview_card', ['interviewer_id', 'id'])
    op.create_table(
        'interview_note',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('card_id', sa.Integer(), nullable=False),
        sa.Column('question', sa.String(40), nullable=False),
        sa.Column('asked', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('level', sa.Integer(), nullable=True),
        sa.Column('not_shown', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('notes', sa.Text(), nullable=False),
        sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('level between 1 and 5', name=op.f('ck_interview_note_level')),
        sa.CheckConstraint('level is null or not not_shown', name=op.f('ck_interview_note_one_or_the_other')),
        sa.ForeignKeyConstraint(['card_id'], ['interview_card.id'], name=op.f('fk_interview_note_card_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_interview_note')),
        sa.UniqueConstraint('card_id', 'question', name=op.f('uq_interview_note_card_id_question')),
    )


def downgrade() -> None:
    op.drop_table('interview_note')
    op.drop_index('ix_interview_card_interviewer', table_name='interview_card')
    op.drop_table('interview_card')
    op.drop_index('ix_interview_opening', table_name='interview')
    op.drop_table('interview')
    op.drop_table('interviewer')
    op.drop_table('interview_plan')
