"""A closing moment as people say it: a day and a time in one of the country's zones. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Who says "closes on Friday" means the whole Friday.
END_OF_DAY = time(23, 59)
_YEARS = range(2000, 2101)


def sensible_day(day: date) -> bool:
    """Say whether a day can be meant; others break the arithmetic of time zones."""
    return day.year in _YEARS


def closing_moment(day: date, at: time, zone: str) -> datetime:
    """Return the moment when `at` on `day` has come in `zone`; the end of a day lasts its whole minute.

    >>> closing_moment(date(2026, 11, 27), END_OF_DAY, "Asia/Jakarta").isoformat()
    '2026-11-27T16:59:59+00:00'
    """
    local = datetime.combine(day, at, ZoneInfo(zone)).replace(second=59 if at == END_OF_DAY else 0)
    return local.astimezone(UTC)


def local_day_and_time(moment: datetime | None, zone: str) -> tuple[date | None, time]:
    """Return the day and the minute of `moment` in `zone`, as a form shows them."""
    if moment is None:
        return None, END_OF_DAY
    local = moment.astimezone(ZoneInfo(zone))
    return local.date(), local.time().replace(second=0, microsecond=0)


def kept_until(closes_at: datetime | None, now: datetime, retention_days: int) -> datetime:
    """Return the day on which data go: counted from the closing moment, alike for everybody."""
    return (closes_at or now) + timedelta(days=retention_days)
