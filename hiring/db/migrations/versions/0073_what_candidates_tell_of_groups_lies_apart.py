"""What candidates tell of groups lies apart

Revision 0073, after 0072.
"""

import sqlalchemy as sa
from alembic import op

revision = '0073'
down_revision = '0072'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('opening_fairness',
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_opening_fairness_opening_id')),
    sa.PrimaryKeyConstraint('opening_id', name=op.f('pk_opening_fairness'))
    )
    op.create_table('group_answers',
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('gender', sa.String(length=20), nullable=True),
    sa.Column('age', sa.String(length=20), nullable=True),
    sa.Column('disability', sa.String(length=20), nullable=True),
    sa.Column('region', sa.String(length=20), nullable=True),
    sa.Column('agreed_to', sa.Text(), nullable=False),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("age in ('under_25','25_to_34','35_or_older')", name=op.f('ck_group_answers_age')),
    sa.CheckConstraint("disability in ('yes','no')", name=op.f('ck_group_answers_disability')),
    sa.CheckConstraint("gender in ('woman','man')", name=op.f('ck_group_answers_gender')),
    sa.CheckConstraint("region in ('java','elsewhere')", name=op.f('ck_group_answers_region')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_group_answers_application_id')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_group_answers_opening_id')),
    sa.PrimaryKeyConstraint('application_id', name=op.f('pk_group_answers'))
    )
    with op.batch_alter_table('group_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_answers_opening_id'), ['opening_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('group_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_group_answers_opening_id'))

    op.drop_table('group_answers')
    op.drop_table('opening_fairness')
