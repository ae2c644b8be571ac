"""Data are used no more

Who had asked for it before was answered by HR, and stays where HR has put the application.

Revision 0045, after 0044.
"""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None

_STAGES = "stage in ('invited','consented','sitting','handed_in','scoring','scored','decided','withdrawn','removed','expired'{})"
_REFERENCES = "state in ('drafted','sent','opened','answered','declined','expired','cancelled'{})"
_REQUESTS = "state in ('open','done','refused'{})"


def upgrade() -> None:
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stopped_from', sa.String(length=12), nullable=True))
        batch_op.drop_constraint(op.f('ck_application_stage'), type_='check')
        batch_op.create_check_constraint(op.f('ck_application_stage'), _STAGES.format(",'stopped'"))
    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stopped_from', sa.String(length=10), nullable=True))
        batch_op.drop_constraint(op.f('ck_reference_request_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_reference_request_state'), _REFERENCES.format(",'stopped'"))
    with op.batch_alter_table('privacy_request', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_privacy_request_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_privacy_request_state'), _REQUESTS.format(",'taken_back'"))


def downgrade() -> None:
    op.execute("UPDATE privacy_request SET state = 'done' WHERE state = 'taken_back'")
    op.execute("UPDATE reference_request SET state = 'cancelled' WHERE state = 'stopped'")
    op.execute("UPDATE application SET stage = 'withdrawn' WHERE stage = 'stopped'")
    with op.batch_alter_table('privacy_request', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_privacy_request_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_privacy_request_state'), _REQUESTS.format(""))
    with op.batch_alter_table('reference_request', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_reference_request_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_reference_request_state'), _REFERENCES.format(""))
        batch_op.drop_column('stopped_from')
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_application_stage'), type_='check')
        batch_op.create_check_constraint(op.f('ck_application_stage'), _STAGES.format(""))
        batch_op.drop_column('stopped_from')
