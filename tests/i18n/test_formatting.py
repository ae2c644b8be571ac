"""How people of each language write dates, times, figures and lists."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from hiring.i18n import formatting

NOVEMBER, SEPTEMBER = date(2026, 11, 27), date(2026, 9, 3)
EVENING = datetime(2026, 11, 27, 16, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        (lambda locale: formatting.write_day(NOVEMBER, locale), "27 November 2026", "27 November 2026"),
        (
            lambda locale: formatting.write_weekday(NOVEMBER, locale),
            "Jumat, 27 November 2026",
            "Friday 27 November 2026",
        ),
        (lambda locale: formatting.write_short_day(SEPTEMBER, locale), "3 Sep 2026", "3 Sept 2026"),
        (lambda locale: formatting.write_clock(time(9, 5), locale), "09.05", "09:05"),
        (lambda locale: formatting.write_time(EVENING, "Asia/Makassar", locale), "00.59 WITA", "00:59 WITA"),
        (lambda locale: formatting.write_number(1234567, locale), "1.234.567", "1,234,567"),
        (lambda locale: formatting.write_number(Decimal("3.5"), locale, "0.00"), "3,50", "3.50"),
        (lambda locale: formatting.write_percent(Decimal("0.125"), locale), "12,5%", "12.5%"),
        (lambda locale: formatting.write_list(["a", "b", "c"], locale), "a, b, dan c", "a, b and c"),
    ],
)
def test_people_read_what_they_would_write(written, indonesian, english):
    assert (written("id"), written("en")) == (indonesian, english)


@pytest.mark.parametrize(
    ("ahead", "indonesian", "english"),
    [
        (timedelta(days=1, hours=13, minutes=59), "dalam 1 hari", "in 1 day"),
        (timedelta(days=10, hours=12), "dalam 10 hari", "in 10 days"),
        (timedelta(days=59, hours=23), "dalam 59 hari", "in 59 days"),
        (timedelta(hours=23, minutes=59), "dalam 23 jam", "in 23 hours"),
        (timedelta(minutes=119), "dalam 1 jam", "in 1 hour"),
        (timedelta(seconds=119), "dalam 1 menit", "in 1 minute"),
        (timedelta(seconds=59), "dalam 59 detik", "in 59 seconds"),
        (-timedelta(hours=2, minutes=59), "2 jam yang lalu", "2 hours ago"),
        (-timedelta(days=13, hours=20), "13 hari yang lalu", "13 days ago"),
        (-timedelta(days=100), "3 bulan yang lalu", "3 months ago"),
        (-timedelta(days=800), "2 tahun yang lalu", "2 years ago"),
    ],
)
def test_time_that_is_left_is_never_rounded_up(ahead, indonesian, english):
    assert formatting.write_distance(ahead, "id") == indonesian
    assert formatting.write_distance(ahead, "en") == english


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_days_that_are_left_are_those_of_the_calendar_and_the_last_counts_when_it_is_whole(zone):
    now = datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo(zone))
    for days in range(1, 40):
        day = now.date() + timedelta(days=days)
        later, earlier = (datetime.combine(day, each, ZoneInfo(zone)) for each in (time(23, 59), time(9, 59)))

        assert formatting.write_distance(later - now, "id") == f"dalam {days} hari"
        told = formatting.write_distance(earlier - now, "id")
        assert told == ("dalam 23 jam" if days == 1 else f"dalam {days - 1} hari")


def test_no_moment_is_told_as_further_ahead_than_it_is():
    for minutes in range(1, 60 * 24 * 40, 7):
        words = formatting.write_distance(timedelta(minutes=minutes), "en").split()
        told = timedelta(**{f"{words[2].removesuffix('s')}s": int(words[1])})
        assert timedelta(0) < told <= timedelta(minutes=minutes)
