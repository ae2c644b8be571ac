"""Told another way

Revision 0037, after 0036.
"""

import sqlalchemy as sa
from alembic import op

revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('other_telling',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('way', sa.String(length=10), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.Integer(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("way in ('phone','in_person','chat','letter','other')", name=op.f('ck_other_telling_way')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_other_telling_application_id')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_other_telling_decision_id')),
    sa.ForeignKeyConstraint(['noted_by'], ['user.id'], name=op.f('fk_other_telling_noted_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_other_telling'))
    )
    with op.batch_alter_table('other_telling', schema=None) as batch_op:
        batch_op.create_index('ix_other_telling_application', ['application_id', 'id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('other_telling', schema=None) as batch_op:
        batch_op.drop_index('ix_other_telling_application')

    op.drop_table('other_telling')
