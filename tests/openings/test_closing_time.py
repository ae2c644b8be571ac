"""A closing moment is a day and a time somewhere."""

from datetime import UTC, date, datetime, time

import pytest

from hiring.openings.closing_time import END_OF_DAY, closing_moment, local_day_and_time


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jakarta", 16), ("Asia/Makassar", 15), ("Asia/Jayapura", 14)]
)
def test_the_end_of_a_day_comes_earlier_in_the_east_and_lasts_its_whole_minute(zone, hour):
    assert closing_moment(date(2026, 11, 27), END_OF_DAY, zone) == datetime(
        2026, 11, 27, hour, 59, 59, tzinfo=UTC
    )


def test_any_other_time_is_that_very_minute():
    assert closing_moment(date(2026, 11, 27), time(8, 30), "Asia/Jakarta") == datetime(
        2026, 11, 27, 1, 30, tzinfo=UTC
    )


def test_a_form_shows_the_day_and_time_that_were_chosen():
    moment = closing_moment(date(2026, 1, 1), time(0, 15), "Asia/Jayapura")

    assert local_day_and_time(moment, "Asia/Jayapura") == (date(2026, 1, 1), time(0, 15))
    assert local_day_and_time(None, "Asia/Jakarta") == (None, time(23, 59))
