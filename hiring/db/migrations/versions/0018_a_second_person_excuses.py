"""A second person agrees where a task is excused after its score could be seen

Revision 0018, after 0017. An answer to an excused task needs no reviewers.
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

_WAITING = sa.text("agreed is null")


def upgrade() -> None:
    op.create_table(
        'excuse_proposal',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(length=22), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('sitting_id', sa.Integer(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('proposer_id', sa.Integer(), nullable=False),
        sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('agreed', sa.Boolean(), nullable=True),
        sa.Column('decider_id', sa.Integer(), nullable=True),
        sa.Column('decision', sa.Text(), nullable=True),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            '(agreed is null) = (decided_at is null) and (agreed is null) = (decider_id is null)',
            name=op.f('ck_excuse_proposal_decided'),
        ),
        sa.CheckConstraint(
            'agreed is null or not agreed or decider_id <> proposer_id',
            name=op.f('ck_excuse_proposal_second_person'),
        ),
        sa.ForeignKeyConstraint(['decider_id'], ['user.id'], name=op.f('fk_excuse_proposal_decider_id')),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_excuse_proposal_item_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_excuse_proposal_opening_id')),
        sa.ForeignKeyConstraint(['proposer_id'], ['user.id'], name=op.f('fk_excuse_proposal_proposer_id')),
        sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_excuse_proposal_sitting_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_excuse_proposal')),
        sa.UniqueConstraint('public_id', name=op.f('uq_excuse_proposal_public_id')),
    )
    op.create_index(
        'ix_excuse_proposal_waiting',
        'excuse_proposal',
        ['opening_id', 'id'],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    _raters('raters between 0 and 5')


def downgrade() -> None:
    op.execute("update answer_to_rate set raters = 1 where raters = 0")
    _raters('raters between 1 and 5')
    op.drop_table('excuse_proposal')


def _raters(condition: str) -> None:
    with op.batch_alter_table('answer_to_rate') as batch_op:
        batch_op.drop_constraint(op.f('ck_answer_to_rate_raters'), type_='check')
        batch_op.create_check_constraint(op.f('ck_answer_to_rate_raters'), condition)
