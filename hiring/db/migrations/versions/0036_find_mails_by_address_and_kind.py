"""Find mails by address and kind

Revision 0036, after 0035.
"""

from alembic import op

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('ix_message_address', ['to_email', 'id'], unique=False)
        batch_op.create_index('ix_message_template', ['template', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index('ix_message_template')
        batch_op.drop_index('ix_message_address')
