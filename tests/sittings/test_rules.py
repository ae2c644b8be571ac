"""A section's time, to the very moment it ends."""

from datetime import UTC, datetime, timedelta

import pytest

from hiring.sittings.rules import SectionTime, arrived_in_time, seconds_used, task_starts_at

BEGUN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
END = BEGUN + timedelta(minutes=30)
TIME = SectionTime(BEGUN, END)
MOMENT = timedelta(microseconds=1)
GRACE = timedelta(seconds=30)


@pytest.mark.parametrize(("now", "over"), [(END - MOMENT, False), (END, True), (END + MOMENT, True)])
def test_a_section_is_over_at_the_very_moment_of_its_end(now, over):
    assert TIME.over(now) is over


@pytest.mark.parametrize(
    ("arrived", "counts"), [(END, True), (END + GRACE, True), (END + GRACE + MOMENT, False)]
)
def test_what_arrives_at_the_last_moment_of_grace_counts(arrived, counts):
    assert arrived_in_time(arrived, TIME, GRACE) is counts


@pytest.mark.parametrize(("minutes", "used"), [(-1, 0), (0, 0), (10, 600), (30, 1800), (45, 1800)])
def test_time_is_used_until_now_and_no_longer_than_the_section_lasts(minutes, used):
    assert seconds_used([TIME], BEGUN + timedelta(minutes=minutes)) == used


def test_a_section_that_was_left_early_uses_no_time_afterwards():
    left = SectionTime(BEGUN, END, finished_at=BEGUN + timedelta(minutes=10))

    assert seconds_used([left, TIME], END) == 600 + 1800


@pytest.mark.parametrize(
    ("opened", "from_minute"), [(0, 0), (8, 8), (18, 18), (25, 18)], ids=["at once", "later", "just", "late"]
)
def test_a_task_counts_from_its_opening_and_ends_with_the_section_for_who_comes_late(opened, from_minute):
    assert task_starts_at(TIME, 12, BEGUN + timedelta(minutes=opened)) == from_minute * 60


def test_a_task_as_long_as_its_section_counts_from_the_beginning():
    assert task_starts_at(TIME, 40, BEGUN + timedelta(minutes=10)) == 0


def test_time_away_from_a_section_brings_nothing_nearer():
    back = SectionTime(BEGUN, END + timedelta(minutes=60), away=timedelta(minutes=60))

    assert task_starts_at(back, 12, BEGUN + timedelta(minutes=68)) == 8 * 60
