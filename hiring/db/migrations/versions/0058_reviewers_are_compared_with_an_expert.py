"""Reviewers are compared with an expert before they mark

Revision 0058, after 0057. Openings that are there ask for nothing: their reviewers may be at work.
"""

import sqlalchemy as sa
from alembic import op

revision = '0058'
down_revision = '0057'
branch_labels = None
depends_on = None

_KEPT = 'id', 'opening_id', 'reviewer_id', 'item_id', 'waived_by', 'waived_at'
_SAME = (
    f'COALESCE(CAST(NEW.{name} AS TEXT) = CAST(OLD.{name} AS TEXT), NEW.{name} IS NULL AND OLD.{name} IS NULL)'
    for name in _KEPT
)
_TAKEN_OUT = (
    'EXISTS (SELECT 1 FROM audit_entry AS erasure '
    "WHERE erasure.opening_id = OLD.opening_id AND substr(erasure.erases, 1, 6) = 'entry:')"
)
_EMPTIED = ' AND '.join([*_SAME, "NEW.reason = ''", f'({_TAKEN_OUT})'])


def upgrade() -> None:
    op.create_table(
        'calibration_rating',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('reviewer_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('levels', sa.JSON(), nullable=False),
        sa.Column('rated_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('number between 1 and 99', name=op.f('ck_calibration_rating_number')),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_calibration_rating_item_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_calibration_rating_opening_id')),
        sa.ForeignKeyConstraint(['reviewer_id'], ['user.id'], name=op.f('fk_calibration_rating_reviewer_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calibration_rating')),
        sa.UniqueConstraint(
            'reviewer_id', 'item_id', 'number', name=op.f('uq_calibration_rating_reviewer_id_item_id_number')
        ),
    )
    op.create_table(
        'calibration_waiver',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('opening_id', sa.Integer(), nullable=False),
        sa.Column('reviewer_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('waived_by', sa.Integer(), nullable=False),
        sa.Column('waived_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['item_id'], ['bank_item.id'], name=op.f('fk_calibration_waiver_item_id')),
        sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_calibration_waiver_opening_id')),
        sa.ForeignKeyConstraint(['reviewer_id'], ['user.id'], name=op.f('fk_calibration_waiver_reviewer_id')),
        sa.ForeignKeyConstraint(['waived_by'], ['user.id'], name=op.f('fk_calibration_waiver_waived_by')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calibration_waiver')),
        sa.UniqueConstraint(
            'opening_id', 'reviewer_id', 'item_id', name=op.f('uq_calibration_waiver_opening_id_reviewer_id_item_id')
        ),
    )
    op.create_index('ix_calibration_waiver_reviewer', 'calibration_waiver', ['reviewer_id', 'item_id'])
    op.add_column('opening', sa.Column('calibration_within', sa.Integer(), nullable=True))
    op.protect_table('calibration_rating')
    op.protect_table('calibration_waiver', emptied=_EMPTIED)


def downgrade() -> None:
    op.release_table('calibration_waiver')
    op.release_table('calibration_rating')
    op.drop_column('opening', 'calibration_within')
    op.drop_index('ix_calibration_waiver_reviewer', table_name='calibration_waiver')
    op.drop_table('calibration_waiver')
    op.drop_table('calibration_rating')
