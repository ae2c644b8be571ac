"""Staff set their own password by a mailed link, and hear of a sign-in from a browser that is not known

Revision 0027, after 0026.
"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'password_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('generation', sa.Integer(), nullable=False),
        sa.Column('occasion', sa.String(length=10), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("occasion in ('new','forgotten')", name=op.f('ck_password_link_occasion')),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_password_link_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_password_link')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_password_link_token_hash')),
        sa.UniqueConstraint('user_id', 'generation', name=op.f('uq_password_link_user_id_generation')),
    )
    op.create_table(
        'known_browser',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('browser_hash', sa.String(length=64), nullable=False),
        sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_known_browser_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_known_browser')),
        sa.UniqueConstraint('user_id', 'browser_hash', name=op.f('uq_known_browser_user_id_browser_hash')),
    )
    op.create_index('ix_known_browser_seen', 'known_browser', ['seen_at'])


def downgrade() -> None:
    op.drop_index('ix_known_browser_seen', 'known_browser')
    op.drop_table('known_browser')
    op.drop_table('password_link')
