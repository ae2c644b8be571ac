"""Reports are asked for together

Revision 0038, after 0037.
"""

import sqlalchemy as sa
from alembic import op

revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'report_bundle',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(length=22), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('operation_id', sa.String(length=36), nullable=False),
        sa.Column('locale', sa.String(length=2), nullable=False),
        sa.Column('asked_by', sa.Integer(), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['asked_by'], ['user.id'], name=op.f('fk_report_bundle_asked_by')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_report_bundle_opening_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_report_bundle')),
        sa.UniqueConstraint('operation_id', name=op.f('uq_report_bundle_operation_id')),
        sa.UniqueConstraint('public_id', name=op.f('uq_report_bundle_public_id')),
    )
    op.create_index('ix_report_bundle_opening', 'report_bundle', ['opening_id', 'id'])
    op.create_table(
        'bundled_report',
        sa.Column('bundle_id', sa.Integer(), nullable=False),
        sa.Column('application_id', sa.Integer(), nullable=False),
        sa.Column('report_id', sa.Integer(), nullable=True),
        sa.Column('left_out', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_bundled_report_application_id')),
        sa.ForeignKeyConstraint(['bundle_id'], ['report_bundle.id'], name=op.f('fk_bundled_report_bundle_id')),
        sa.ForeignKeyConstraint(['report_id'], ['report.id'], name=op.f('fk_bundled_report_report_id')),
        sa.PrimaryKeyConstraint('bundle_id', 'application_id', name=op.f('pk_bundled_report')),
    )
    op.create_index(op.f('ix_bundled_report_application_id'), 'bundled_report', ['application_id'])
    op.create_index(op.f('ix_bundled_report_report_id'), 'bundled_report', ['report_id'])


def downgrade() -> None:
    op.drop_table('bundled_report')
    op.drop_table('report_bundle')
