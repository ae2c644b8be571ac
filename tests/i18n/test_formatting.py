"""How people of each language write dates, times, figures and lists."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

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
