"""Keep the day that was agreed to

Until now the day on which data go was counted from the closing moment as it stood, also where the notice had
named another day before the opening was extended. Whoever agreed gets the day back that stood in the notice:
its text is kept with the consent, and the last day in it that lay ahead is taken, at the time of day at which
the opening closes. Where no such day stands in the text, as a bank may have a notice of its own, none is
written down, and the day is counted from the closing moment as before.

Revision 0042, after 0039.
"""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = '0042'
down_revision = '0039'
branch_labels = None
depends_on = None

_MONTHS = (
    ('januari', 'january'), ('februari', 'february'), ('maret', 'march'), ('april',), ('mei', 'may'),
    ('juni', 'june'), ('juli', 'july'), ('agustus', 'august'), ('september',), ('oktober', 'october'),
    ('november',), ('desember', 'december'),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_NUMBERS)}) (\d{{4}})\b", re.IGNORECASE)

_CONSENTS = sa.text(
    "SELECT consent.application_id, consent.notice_text, consent.at, opening.closes_at, opening.zone "
    "FROM consent JOIN application ON application.id = consent.application_id "
    "JOIN opening ON opening.id = application.opening_id "
    "WHERE consent.purpose = 'assessment' AND opening.closes_at IS NOT NULL ORDER BY consent.id"
).columns(at=sa.DateTime(timezone=True), closes_at=sa.DateTime(timezone=True))
_APPLICATION = sa.table(
    'application', sa.column('id', sa.Integer()), sa.column('kept_until', sa.DateTime(timezone=True))
)


def upgrade() -> None:
    op.add_column('application', sa.Column('kept_until', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_application_kept_until', 'application', ['kept_until'])
    connection = op.get_bind()
    for row in connection.execute(_CONSENTS).all():
        zone = ZoneInfo(row.zone)
        closes_at, agreed = (_in_utc(moment).astimezone(zone) for moment in (row.closes_at, row.at))
        day = _day_named(row.notice_text, agreed.date())
        if day is not None:
            until = datetime.combine(day, closes_at.time(), zone).astimezone(UTC)
            written = sa.update(_APPLICATION).where(_APPLICATION.c.id == row.application_id)
            connection.execute(written.values(kept_until=until))


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _day_named(notice: str, agreed: date) -> date | None:
    """Return the last day in a notice that lay ahead when it was agreed to."""
    days = []
    for day, month, year in _DAY.findall(notice):
        try:
            days.append(date(int(year), _NUMBERS[month.lower()], int(day)))
        except ValueError:  # a 31 November
            continue
    return next((day for day in reversed(days) if day > agreed), None)


def downgrade() -> None:
    op.drop_index('ix_application_kept_until', 'application')
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.drop_column('kept_until')
