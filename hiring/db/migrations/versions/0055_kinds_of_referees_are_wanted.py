"""Kinds of referees are wanted

Revision 0055, after 0054.
"""

import sqlalchemy as sa
from alembic import op

revision = '0055'
down_revision = '0054'
branch_labels = None
depends_on = None

_KINDS = ('bosses_wanted', 'colleagues_wanted', 'community_wanted')


def upgrade() -> None:
    op.create_table(
        'kind_excuse',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(22), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(10), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('stated_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('state', sa.String(12), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('settled_by', sa.Integer(), nullable=True),
        sa.CheckConstraint("kind in ('boss','colleague','community')", name=op.f('ck_kind_excuse_kind')),
        sa.CheckConstraint(
            "state in ('stated','accepted','asked_again')", name=op.f('ck_kind_excuse_state')
        ),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_kind_excuse_application_id')),
        sa.ForeignKeyConstraint(['settled_by'], ['user.id'], name=op.f('fk_kind_excuse_settled_by')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_kind_excuse')),
        sa.UniqueConstraint('public_id', name=op.f('uq_kind_excuse_public_id')),
        sa.UniqueConstraint('application_id', 'kind', name=op.f('uq_kind_excuse_application_id_kind')),
    )
    with op.batch_alter_table('opening', schema=None) as batch_op:
        for column in _KINDS:
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=False, server_default='0'))
        batch_op.create_check_constraint(
            op.f('ck_opening_kinds_wanted'),
            'bosses_wanted between 0 and 3 and colleagues_wanted between 0 and 3 '
            'and community_wanted between 0 and 3',
        )


def downgrade() -> None:
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_opening_kinds_wanted'), type_='check')
        for column in _KINDS:
            batch_op.drop_column(column)
    op.drop_table('kind_excuse')
