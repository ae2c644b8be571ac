"""Control answers stand among live ones

Revision 0079, after 0078. Openings that are there have none: their rules are frozen.
"""

import sqlalchemy as sa
from alembic import op

revision = '0079'
down_revision = '0078'
branch_labels = None
depends_on = None

_OF = '(sitting_id is null) = (control is not null)'
_LOCALE = '(control is null) = (control_locale is null)'


def upgrade() -> None:
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.add_column(sa.Column('control_share', sa.Integer(), nullable=False, server_default='0'))
        batch_op.create_check_constraint(op.f('ck_opening_control_share'), 'control_share in (0, 10, 15, 20)')
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.alter_column('sitting_id', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column('control', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('control_locale', sa.String(2), nullable=True))
        batch_op.create_unique_constraint(
            op.f('uq_review_reviewer_id_item_id_control'), ['reviewer_id', 'item_id', 'control']
        )
        batch_op.create_check_constraint(op.f('ck_review_sitting_or_control'), _OF)
        batch_op.create_check_constraint(op.f('ck_review_control_locale'), _LOCALE)
        batch_op.create_check_constraint(op.f('ck_review_control'), 'control >= 1')


def downgrade() -> None:
    # Control answers are in no score, and an earlier version has no place for them.
    for table in ('rating', 'earlier_draft'):
        op.execute(
            f'delete from {table} where review_id in (select id from review where control is not null)'  # noqa: S608  (the names are ours)
        )
    op.execute('delete from review where control is not null')
    with op.batch_alter_table('review', schema=None) as batch_op:
        for check in ('ck_review_control', 'ck_review_control_locale', 'ck_review_sitting_or_control'):
            batch_op.drop_constraint(op.f(check), type_='check')
        batch_op.drop_constraint(op.f('uq_review_reviewer_id_item_id_control'), type_='unique')
        batch_op.drop_column('control_locale')
        batch_op.drop_column('control')
        batch_op.alter_column('sitting_id', existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_opening_control_share'), type_='check')
        batch_op.drop_column('control_share')
