"""How long it takes to read a task and to write what it asks for."""

import pytest

from hiring.banks.working_time import minutes_needed, working_minutes
from tests.banks.tasks import LONG_TEXT, STORY, both, task_of

#: Title, instructions, and title and prompt of the only part: a word each.
FOUR_WORDS = 4 / 200


def material(text):
    return [{"key": "news", "title": both("News"), "text": text}]


def strong(**parts):
    """Return a strong example that answers the same in both languages."""
    answers = {key: {"id": value, "en": value} for key, value in parts.items()}
    return [{"level": "strong", "score": "5", "parts": answers}]


def test_reading_takes_a_minute_for_two_hundred_words_and_writing_one_for_twenty():
    letter = LONG_TEXT | {"words": {"min": 50, "max": 100}}
    task = task_of(letter, materials=material(both("word " * 399)))

    assert working_minutes(task) == pytest.approx(FOUR_WORDS + 400 / 200 + 100 / 20)


def test_the_language_that_takes_longer_counts():
    task = task_of(LONG_TEXT, materials=material({"id": "kata " * 199, "en": "word " * 599}))

    assert working_minutes(task) == pytest.approx(FOUR_WORDS + 600 / 200)


def test_where_no_limit_is_set_the_strong_example_says_how_much_is_written():
    task = task_of(LONG_TEXT, exemplars=strong(letter={"text": "word " * 60}))

    assert working_minutes(task) == pytest.approx(FOUR_WORDS + 60 / 20)


def test_of_a_story_only_the_way_of_the_strong_example_is_read():
    told = {**STORY, "title": both("Part"), "prompt": both("Answer.")}
    short = task_of(told, exemplars=strong(story={"path": ["N1-C"]}))
    long = task_of(told, exemplars=strong(story={"path": ["N1-A", "N2-A"]}))

    assert working_minutes(short) < working_minutes(long)


@pytest.mark.parametrize(("words", "needed"), [(60, 6), (120, 11), (240, 21)])
def test_a_third_more_to_think_and_a_fourth_of_all_to_spare_make_the_minutes_that_are_needed(words, needed):
    letter = LONG_TEXT | {"words": {"max": words}}

    assert minutes_needed(task_of(letter)) == needed


def test_every_shipped_task_leaves_time_to_think(shipped):
    tight = {
        task.code: (task.minutes, minutes_needed(task))
        for task in shipped.tasks
        if minutes_needed(task) > task.minutes
    }

    assert tight == {}
