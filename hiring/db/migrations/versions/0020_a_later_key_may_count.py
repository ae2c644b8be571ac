"""A task of an opening may be scored with a later version of its key, and a second person agrees to it

Revision 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

_WAITING = sa.text("agreed is null")


def upgrade() -> None:
    op.create_table(
        'adopted_key',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('key_item_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('adopted_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_adopted_key_item_id')),
        sa.ForeignKeyConstraint(['key_item_id'], ['bank_item.id'], name=op.f('fk_adopted_key_key_item_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_adopted_key_opening_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_adopted_key')),
        info={'append_only': True},
    )
    op.create_index('ix_adopted_key_opening', 'adopted_key', ['opening_id', 'item_id'])
    op.protect_table('adopted_key')
    op.drop_index('ix_excuse_proposal_waiting', 'excuse_proposal')
    with op.batch_alter_table('excuse_proposal') as batch_op:
        batch_op.add_column(sa.Column('key_item_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f('fk_excuse_proposal_key_item_id'), 'bank_item', ['key_item_id'], ['id']
        )
        batch_op.create_check_constraint(
            op.f('ck_excuse_proposal_a_key_counts_for_all'), 'key_item_id is null or sitting_id is null'
        )
    _index_waiting()


def downgrade() -> None:
    op.execute("delete from excuse_proposal where key_item_id is not null")
    op.drop_index('ix_excuse_proposal_waiting', 'excuse_proposal')
    with op.batch_alter_table('excuse_proposal') as batch_op:
        batch_op.drop_constraint(op.f('ck_excuse_proposal_a_key_counts_for_all'), type_='check')
        batch_op.drop_constraint(op.f('fk_excuse_proposal_key_item_id'), type_='foreignkey')
        batch_op.drop_column('key_item_id')
    _index_waiting()
    op.release_table('adopted_key')
    op.drop_table('adopted_key')


def _index_waiting() -> None:
    op.create_index(
        'ix_excuse_proposal_waiting',
        'excuse_proposal',
        ['opening_id', 'id'],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
