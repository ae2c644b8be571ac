"""A closing moment as people say it: a day and a time in one of the country's zones. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Who says "closes on Friday" means the whole Friday.
END_OF_DAY = time(23, 59)
#: Reminders go out in the morning, not in the minute in which an opening closes days later.
MORNING = time(9)


def closing_moment(day: date, at: time, zone: str) -> datetime:
    """Return the moment when `at` on `day` has come in `zone`; the end of a day lasts its whole minute.

    >>> closing_moment(date(2026, 11, 27), END_OF_DAY, "Asia/Jakarta").isoformat()
    '2026-11-27T16:59:59+00:00'
    """
    local = datetime.combine(day, at, ZoneInfo(zone)).replace(second=59 if at == END_OF_DAY else 0)
    return local.astimezone(UTC)


def is_reminding_time(closes_at: datetime | None, days: int, zone: str, now: datetime) -> bool:
    """Say whether it is 9 in the morning or later, `days` days before an opening closes, and it has not.

    >>> closes = datetime(2026, 11, 27, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Jakarta
    >>> is_reminding_time(closes, 2, "Asia/Jakarta", datetime(2026, 11, 25, 1, 59, tzinfo=UTC))
    False
    >>> is_reminding_time(closes, 2, "Asia/Jakarta", datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    True
    """
    if closes_at is None or not days or now >= closes_at:
        return False
    day = closes_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=days)
    return now >= closing_moment(day, MORNING, zone)


def local_day_and_time(moment: datetime | None, zone: str) -> tuple[date | None, time]:
    """Return the day and the minute of `moment` in `zone`, as a form shows them."""
    if moment is None:
        return None, END_OF_DAY
    local = moment.astimezone(ZoneInfo(zone))
    return local.date(), local.time().replace(second=0, microsecond=0)


def kept_until(
    closes_at: datetime | None, now: datetime, retention_days: int, *, agreed: datetime | None = None
) -> datetime:
    """Return the day on which data go: as it was `agreed`, or counted from the closing moment."""
    return agreed or (closes_at or now) + timedelta(days=retention_days)
