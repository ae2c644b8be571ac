"""What is due is found by its day

Revision 0068, after 0067.
"""

from alembic import op

revision = '0068'
down_revision = '0067'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_application_kept_until', table_name='application')
    op.create_index('ix_application_kept_until', 'application', ['kept_until', 'opening_id'])
    op.create_index('ix_privacy_request_due', 'privacy_request', ['state', 'due_at', 'id'])


def downgrade() -> None:
    op.drop_index('ix_privacy_request_due', table_name='privacy_request')
    op.drop_index('ix_application_kept_until', table_name='application')
    op.create_index('ix_application_kept_until', 'application', ['kept_until'])
