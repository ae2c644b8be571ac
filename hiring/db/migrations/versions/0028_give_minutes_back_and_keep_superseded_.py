"""Give minutes back and keep superseded receipts

Revision 0028, after 0027.
"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('give_back_to_all',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('operation', sa.String(length=36), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('given_by', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_sitting_id', sa.Integer(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('minutes between 1 and 240', name=op.f('ck_give_back_to_all_minutes')),
    sa.CheckConstraint('until > since', name=op.f('ck_give_back_to_all_until_after_since')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_give_back_to_all_opening_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_give_back_to_all')),
    sa.UniqueConstraint('operation', name=op.f('uq_give_back_to_all_operation'))
    )
    with op.batch_alter_table('give_back_to_all', schema=None) as batch_op:
        batch_op.create_index('ix_give_back_to_all_opening', ['opening_id', 'id'], unique=False)

    op.create_table('minutes_returned',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('to_all_id', sa.Integer(), nullable=True),
    sa.Column('operation', sa.String(length=60), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("outcome in ('running','again','rated','finished','nothing')", name=op.f('ck_minutes_returned_outcome')),
    sa.CheckConstraint('minutes between 1 and 240', name=op.f('ck_minutes_returned_minutes')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_minutes_returned_application_id')),
    sa.ForeignKeyConstraint(['to_all_id'], ['give_back_to_all.id'], name=op.f('fk_minutes_returned_to_all_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_returned')),
    sa.UniqueConstraint('operation', name=op.f('uq_minutes_returned_operation'))
    )
    with op.batch_alter_table('minutes_returned', schema=None) as batch_op:
        batch_op.create_index('ix_minutes_returned_application', ['application_id', 'id'], unique=False)
        batch_op.create_index('ix_minutes_returned_to_all', ['to_all_id', 'outcome'], unique=False)

    op.create_table('superseded_receipt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('receipt', sa.JSON(), nullable=False),
    sa.Column('handed_in_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_clock', sa.Boolean(), nullable=False),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_superseded_receipt_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_superseded_receipt')),
    sa.UniqueConstraint('code', name=op.f('uq_superseded_receipt_code')),
    info={'append_only': True, 'until': "EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' || (SELECT application_id FROM sitting WHERE sitting.id = OLD.sitting_id))", 'emptied': ''}
    )
    with op.batch_alter_table('superseded_receipt', schema=None) as batch_op:
        batch_op.create_index('ix_superseded_receipt_sitting', ['sitting_id', 'id'], unique=False)

    with op.batch_alter_table('section_clock', schema=None) as batch_op:
        batch_op.add_column(sa.Column('away_seconds', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('owed_minutes', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('owed_until', sa.DateTime(timezone=True), nullable=True))

    op.protect_table('superseded_receipt', until="EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' || (SELECT application_id FROM sitting WHERE sitting.id = OLD.sitting_id))")


def downgrade() -> None:
    op.release_table('superseded_receipt')
    with op.batch_alter_table('section_clock', schema=None) as batch_op:
        batch_op.drop_column('owed_until')
        batch_op.drop_column('owed_minutes')
        batch_op.drop_column('away_seconds')

    with op.batch_alter_table('superseded_receipt', schema=None) as batch_op:
        batch_op.drop_index('ix_superseded_receipt_sitting')

    op.drop_table('superseded_receipt')
    with op.batch_alter_table('minutes_returned', schema=None) as batch_op:
        batch_op.drop_index('ix_minutes_returned_to_all')
        batch_op.drop_index('ix_minutes_returned_application')

    op.drop_table('minutes_returned')
    with op.batch_alter_table('give_back_to_all', schema=None) as batch_op:
        batch_op.drop_index('ix_give_back_to_all_opening')

    op.drop_table('give_back_to_all')
