"""Candidates are told what was decided, by letters that may be held, and whom they may ask

Revision 0023, after 0022. Whoever was decided on already has had no letter, so they await one. The
contact of an opening that is there is the first of its HR.
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

_OF_CONTACT = ('contact_name', 160), ('contact_email', 254), ('contact_whatsapp', 20)
_FIRST_HR = (
    'from "user" join opening_member on opening_member.user_id = "user".id '
    "where opening_member.opening_id = opening.id and opening_member.role = 'hr' "
    'order by "user".id limit 1'
)


def upgrade() -> None:
    op.create_table(
        'decision_letter',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('decision_id', sa.Integer(), nullable=False),
        sa.Column('message_id', sa.Integer(), nullable=False),
        sa.Column('confirmed_by', sa.Integer(), nullable=False),
        sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['application_id'], ['application.id'], name=op.f('fk_decision_letter_application_id')
        ),
        sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_letter_decision_id')),
        sa.ForeignKeyConstraint(['confirmed_by'], ['user.id'], name=op.f('fk_decision_letter_confirmed_by')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_letter')),
        sa.UniqueConstraint('message_id', name=op.f('uq_decision_letter_message_id')),
    )
    op.create_index(op.f('ix_decision_letter_application_id'), 'decision_letter', ['application_id'])
    op.create_index(op.f('ix_decision_letter_decision_id'), 'decision_letter', ['decision_id'])
    op.add_column('message', sa.Column('not_before', sa.DateTime(timezone=True), nullable=True))
    op.add_column('opening', sa.Column('letters_from', sa.DateTime(timezone=True), nullable=True))
    for name, length in _OF_CONTACT:
        op.add_column('opening', sa.Column(name, sa.String(length), server_default='', nullable=False))
    op.execute(
        f'update opening set contact_name = coalesce((select "user".name {_FIRST_HR}), \'\'), '
        f'contact_email = coalesce((select "user".email {_FIRST_HR}), \'\')'
    )
    op.add_column(
        'application', sa.Column('awaits_letter', sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.execute("update application set awaits_letter = true where stage = 'decided'")
    op.create_index(
        'ix_application_awaits_letter',
        'application',
        ['opening_id'],
        sqlite_where=sa.text('awaits_letter = 1'),
        postgresql_where=sa.text('awaits_letter'),
    )


def downgrade() -> None:
    op.drop_index('ix_application_awaits_letter', 'application')
    op.drop_column('application', 'awaits_letter')
    for name, _length in reversed(_OF_CONTACT):
        op.drop_column('opening', name)
    op.drop_column('opening', 'letters_from')
    op.drop_column('message', 'not_before')
    op.drop_table('decision_letter')
