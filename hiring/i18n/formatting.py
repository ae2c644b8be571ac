"""Dates, times, figures and lists as people of a language write them: pages, mails and reports alike."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, format_timedelta, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from hiring.i18n.zones import zone_abbreviation

#: British English: the day before the month and the clock of 24 hours, as in Indonesia.
_BABEL_LOCALES = {"id": "id", "en": "en_GB"}
_Unit = Literal["year", "month", "day", "hour", "minute", "second"]


_UNITS: tuple[tuple[_Unit, timedelta], ...] = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
    ("second", timedelta(seconds=1)),
)
_LONG_UNITS: tuple[tuple[_Unit, timedelta], ...] = (
    ("year", timedelta(days=365)),
    ("month", timedelta(days=30)),
)
#: Babel takes the unit that it is told, never a larger one of so many.
_NEVER = 1e9


def write_day(day: date, locale: str) -> str:
    """Write e.g. "27 November 2026"."""
    return _date(day, "d MMMM y", locale)


def write_weekday(day: date, locale: str) -> str:
    """Write "Jumat, 27 November 2026" in Indonesian, "Friday 27 November 2026" in English."""
    return _date(day, "EEEE, d MMMM y" if locale == "id" else "EEEE d MMMM y", locale)


def write_short_day(day: date, locale: str) -> str:
    """Write e.g. "27 Nov 2026"."""
    return _date(day, "d MMM y", locale)


def write_clock(shown: time, locale: str) -> str:
    """Write the hour and minute: 23.59 in Indonesian, 23:59 in English."""
    return _clock(shown.hour, shown.minute, locale)


@cache
def _clock(hour: int, minute: int, locale: str) -> str:
    """Ask Babel once for each minute of the day: every save is answered with the time."""
    pattern = "HH.mm" if locale == "id" else "HH:mm"
    return str(format_time(time(hour, minute), pattern, locale=_BABEL_LOCALES[locale]))


def write_time(moment: datetime, zone: str, locale: str) -> str:
    """Write the hour and minute of a moment in a zone, with the zone: "23.59 WIB"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{write_clock(local.time(), locale)} {zone_abbreviation(zone, moment)}"


def write_distance(ahead: timedelta, locale: str) -> str:
    """Write how far a moment is ahead or behind: "dalam 3 hari", "2 jam yang lalu".

    Rounded down: nobody is promised time that is not there. What is ahead is counted in days at most, as
    weeks would hide half of one.
    """
    left = abs(ahead)
    units = _UNITS if ahead > timedelta(0) else (*_LONG_UNITS, *_UNITS)
    unit, size = next((each for each in units if left >= each[1]), _UNITS[-1])
    whole = size * max(left // size, 1)
    if ahead < timedelta(0):
        whole = -whole
    return str(
        format_timedelta(whole, unit, threshold=_NEVER, add_direction=True, locale=_BABEL_LOCALES[locale])
    )


def month_name(number: int, locale: str) -> str:
    """Return the name of a month, counted from 1; empty for what is none."""
    return str(get_month_names("wide", locale=_BABEL_LOCALES[locale]).get(number, ""))


def write_number(number: Decimal | float, locale: str, pattern: str = "#,##0") -> str:
    """Write a figure with the decimals that the pattern (CLDR's) asks for."""
    return str(format_decimal(number, pattern, _BABEL_LOCALES[locale]))


def write_percent(share: Decimal, locale: str) -> str:
    """Write a share of one as per cent, with two decimals at most: 0.125 is "12,5%" in Indonesian."""
    return str(format_percent(share, "#,##0.##%", _BABEL_LOCALES[locale]))


def write_list(words: Iterable[str], locale: str) -> str:
    """Join words as a sentence does, with "and" before the last."""
    return str(format_list(list(words), locale=_BABEL_LOCALES[locale]))


def _date(day: date, pattern: str, locale: str) -> str:
    return str(format_date(day, pattern, locale=_BABEL_LOCALES[locale]))
