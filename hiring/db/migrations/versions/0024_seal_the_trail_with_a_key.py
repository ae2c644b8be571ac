"""Seal the trail with a key; names and reasons stand beside the entries, where erasure can reach them

Revision 0024, after 0023. Entries that exist keep their seals (version 1); the next one begins the new chain.
"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

_ERASES = sa.text('erases is not null')


def upgrade() -> None:
    op.add_column('audit_entry', sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    op.add_column('audit_entry', sa.Column('key_mark', sa.String(8), nullable=True))
    op.add_column('audit_entry', sa.Column('commitments', sa.JSON(), nullable=True))
    op.add_column('audit_entry', sa.Column('erases', sa.String(40), nullable=True))
    op.create_index(
        'ix_audit_entry_erases', 'audit_entry', ['erases'], sqlite_where=_ERASES, postgresql_where=_ERASES
    )
    op.add_column('audit_head', sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    op.create_table(
        'audit_detail',
        sa.Column('entry_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(20), nullable=False),
        sa.Column('row_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('about', sa.String(40), nullable=True),
        sa.Column('content', sa.JSON(), nullable=True),
        sa.Column('salt', sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(['entry_id'], ['audit_entry.id'], name=op.f('fk_audit_detail_entry_id')),
        sa.PrimaryKeyConstraint('entry_id', 'kind', 'row_id', name=op.f('pk_audit_detail')),
        info={'append_only': True},
    )
    op.create_index('ix_audit_detail_row', 'audit_detail', ['kind', 'row_id', 'entry_id'])
    op.protect_table('audit_detail')


def downgrade() -> None:
    op.release_table('audit_detail')
    op.drop_table('audit_detail')
    with op.batch_alter_table('audit_head') as batch_op:
        batch_op.drop_column('version')
    op.drop_index('ix_audit_entry_erases', 'audit_entry')
    with op.batch_alter_table('audit_entry') as batch_op:
        for name in ('erases', 'commitments', 'key_mark', 'version'):
            batch_op.drop_column(name)
