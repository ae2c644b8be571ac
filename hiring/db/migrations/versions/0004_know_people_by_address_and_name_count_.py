"""Know people by address and name, count refusals

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('refusal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=80), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refusal')),
    sa.UniqueConstraint('what', 'application_id', 'since', name=op.f('uq_refusal_what_application_id_since'))
    )
    with op.batch_alter_table('refusal', schema=None) as batch_op:
        batch_op.create_index('ix_refusal_application', ['application_id'], unique=False)

    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_candidate_email'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_candidate_email_name'), ['email', 'name'])


def _make_one_person_of_each_address() -> None:
    """Before, whoever invited an address first had named its owner for everybody."""
    op.execute(
        "UPDATE application SET candidate_id = (SELECT min(first.id) FROM candidate AS first "
        "JOIN candidate AS same ON same.email = first.email WHERE same.id = application.candidate_id)"
    )
    op.execute("DELETE FROM candidate WHERE id NOT IN (SELECT candidate_id FROM application)")


def downgrade() -> None:
    _make_one_person_of_each_address()
    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_candidate_email_name'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_candidate_email'), ['email'])

    with op.batch_alter_table('refusal', schema=None) as batch_op:
        batch_op.drop_index('ix_refusal_application')

    op.drop_table('refusal')
