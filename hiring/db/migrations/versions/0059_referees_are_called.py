"""Referees are called

Revision 0059, after 0058.
"""

import sqlalchemy as sa
from alembic import op

revision = '0059'
down_revision = '0058'
branch_labels = None
depends_on = None

_WAYS = ('email', 'phone')


def upgrade() -> None:
    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('phone', sa.String(20), nullable=False, server_default=''))
        batch_op.drop_constraint(op.f('uq_reference_request_application_id_email'), type_='unique')
        batch_op.create_check_constraint(op.f('ck_reference_request_reachable'), "email <> '' or phone <> ''")
    for way in _WAYS:
        where = sa.text(f"{way} <> ''")
        op.create_index(
            f'uq_reference_request_{way}',
            'reference_request',
            ['application_id', way],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )
    op.add_column('reference', sa.Column('taken_by', sa.Integer(), nullable=True))
    op.create_table(
        'reference_call',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('request_id', sa.Integer(), nullable=False),
        sa.Column('called_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('called_by', sa.Integer(), nullable=False),
        sa.Column('number', sa.String(20), nullable=False),
        sa.Column('outcome', sa.String(10), nullable=False),
        sa.Column('note', sa.Text(), nullable=False),
        sa.CheckConstraint("outcome in ('no_answer','refused','done')", name=op.f('ck_reference_call_outcome')),
        sa.ForeignKeyConstraint(['request_id'], ['reference_request.id'], name=op.f('fk_reference_call_request_id')),
        sa.ForeignKeyConstraint(['called_by'], ['user.id'], name=op.f('fk_reference_call_called_by')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_reference_call')),
    )
    op.create_index('ix_reference_call_request_id', 'reference_call', ['request_id'])
    op.create_table(
        'telephone_form',
        sa.Column('request_id', sa.Integer(), nullable=False),
        sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('begun_by', sa.Integer(), nullable=False),
        sa.Column('consented_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('consent_text', sa.Text(), nullable=False),
        sa.Column('locale', sa.String(2), nullable=False),
        sa.Column('draft', sa.JSON(), nullable=False),
        sa.Column('read_back', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['request_id'], ['reference_request.id'], name=op.f('fk_telephone_form_request_id')),
        sa.ForeignKeyConstraint(['begun_by'], ['user.id'], name=op.f('fk_telephone_form_begun_by')),
        sa.PrimaryKeyConstraint('request_id', name=op.f('pk_telephone_form')),
    )


def downgrade() -> None:
    op.drop_table('telephone_form')
    op.drop_index('ix_reference_call_request_id', table_name='reference_call')
    op.drop_table('reference_call')
    op.drop_column('reference', 'taken_by')
    for way in _WAYS:
        op.drop_index(f'uq_reference_request_{way}', table_name='reference_request')
    op.execute(
        "UPDATE reference_request SET email = CAST(id AS VARCHAR(20)) || '@erased.invalid' WHERE email = ''"
    )
    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_reference_request_reachable'), type_='check')
        batch_op.create_unique_constraint(
            op.f('uq_reference_request_application_id_email'), ['application_id', 'email']
        )
        batch_op.drop_column('phone')
