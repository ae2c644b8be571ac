"""Pack revisions

Revision 0009, after 0008. What is there is packed by a worker, sitting by sitting.
"""

import hashlib
import json
import lzma
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from hiring.sittings.packing import rows_in

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

#: When a revision may leave its table.
PACKED = """EXISTS (
    SELECT 1 FROM answer_pack AS pack
    WHERE pack.sitting_id = OLD.sitting_id AND pack.item_id = OLD.item_id AND pack.part = OLD.part
    AND OLD.revision BETWEEN pack.first_revision AND pack.last_revision
  ) AND NOT OLD.late AND EXISTS (
    SELECT 1 FROM answer_revision AS newer
    WHERE newer.sitting_id = OLD.sitting_id AND newer.item_id = OLD.item_id AND newer.part = OLD.part
    AND newer.revision > OLD.revision AND NOT newer.late AND NOT newer.superseded
  )"""


def upgrade() -> None:
    op.create_table('answer_pack',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('first_revision', sa.Integer(), nullable=False),
    sa.Column('last_revision', sa.Integer(), nullable=False),
    sa.Column('packed', sa.LargeBinary(), nullable=False),
    sa.CheckConstraint('first_revision > 0 and last_revision >= first_revision', name=op.f('ck_answer_pack_revisions')),
    sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_answer_pack_item_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_answer_pack_sitting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_pack')),
    sa.UniqueConstraint('sitting_id', 'item_id', 'part', 'first_revision', name=op.f('uq_answer_pack_sitting_id_item_id_part_first_revision')),
    info={'append_only': True}
    )
    with op.batch_alter_table('answer_revision', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_answer_revision_sitting_id_operation_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_answer_revision_operation_id_sitting_id'), ['operation_id', 'sitting_id'])

    with op.batch_alter_table('sitting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('packed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index('ix_sitting_unpacked', ['id'], unique=False, sqlite_where=sa.text('packed_at is null'), postgresql_where=sa.text('packed_at is null'))

    op.release_table('answer_revision')
    op.protect_table('answer_pack')
    op.protect_table('answer_revision', until=PACKED)


def downgrade() -> None:
    _unpack()
    _forget_the_work()
    op.release_table('answer_revision')
    op.release_table('answer_pack')
    op.protect_table('answer_revision')
    with op.batch_alter_table('sitting', schema=None) as batch_op:
        batch_op.drop_index('ix_sitting_unpacked', sqlite_where=sa.text('packed_at is null'), postgresql_where=sa.text('packed_at is null'))
        batch_op.drop_column('packed_at')

    with op.batch_alter_table('answer_revision', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_answer_revision_operation_id_sitting_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_answer_revision_sitting_id_operation_id'), ['sitting_id', 'operation_id'])

    op.drop_table('answer_pack')


def _unpack() -> None:
    """Bring every revision back into its table, as it was."""
    connection = op.get_bind()
    moment = sa.DateTime(timezone=True)
    types = {'value': sa.JSON(), 'saved_at': moment, 'late': sa.Boolean(), 'superseded': sa.Boolean()}
    names = ('id', 'revision', 'operation_id', 'value', 'sha256', 'words', 'saved_at', 'superseded', 'late')
    answer = sa.table(
        'answer_revision',
        *(sa.column(name, types.get(name)) for name in ('sitting_id', 'item_id', 'part', *names)),
    )
    pack = sa.table(
        'answer_pack',
        *(sa.column(name) for name in ('id', 'sitting_id', 'item_id', 'part', 'packed')),
    )
    for number in connection.scalars(sa.select(pack.c.id).order_by(pack.c.id)).all():
        each = connection.execute(sa.select(pack).where(pack.c.id == number)).one()
        place = {'sitting_id': each.sitting_id, 'item_id': each.item_id, 'part': each.part, 'late': False}
        rows = rows_in(lzma.decompress(each.packed).decode())  # also of packs of later versions
        for row in rows:
            spelled = json.dumps(row['value'], sort_keys=True, ensure_ascii=False, separators=(',', ':'))
            if hashlib.sha256(spelled.encode()).hexdigest() != row['sha256']:
                raise ValueError(f'pack {number} does not hold what was put into it: restore a backup')
            row['saved_at'] = datetime.fromisoformat(row['saved_at'])
        connection.execute(answer.insert(), [row | place for row in rows])


def _forget_the_work() -> None:
    """Take away the work that the version before does not know."""
    job = sa.table('job', sa.column('kind', sa.String))
    op.execute(job.delete().where(job.c.kind == 'sittings.pack'))
