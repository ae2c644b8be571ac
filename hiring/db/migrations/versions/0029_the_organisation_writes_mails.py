"""The organisation may write the texts of its mails, and a mail keeps the text it was queued with

Revision 0029, after 0028.
"""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'mail_text',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(60), nullable=False),
        sa.Column('locale', sa.String(2), nullable=False),
        sa.Column('subject', sa.String(200), nullable=True),
        sa.Column('body', sa.Text(), nullable=True),
        sa.Column('written_by', sa.Integer(), nullable=False),
        sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_text')),
        info={'append_only': True},
    )
    op.create_index('ix_mail_text_name', 'mail_text', ['name', 'locale', 'id'])
    op.protect_table('mail_text')
    op.add_column('message', sa.Column('words', sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column('message', 'words')
    op.release_table('mail_text')
    op.drop_table('mail_text')
