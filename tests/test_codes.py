"""Codes are given out in one alphabet, and what was given out before still counts."""

from hiring.codes import LETTERS, WORDLESS_LETTERS, random_letters
from hiring.dossiers.queries import applications_called
from hiring.reports.codes import code_typed
from tests.factories.openings import ApplicationFactory


def test_no_letter_is_taken_for_another_or_makes_a_word():
    assert not set(LETTERS) & set("01ILOU")
    assert WORDLESS_LETTERS == "23456789BCDFGHJKMNPQRTVWXYZ"


def test_letters_come_in_the_number_asked_for():
    assert [len(random_letters(number)) for number in (4, 8)] == [4, 8]
    assert set(random_letters(2_000)) <= set(LETTERS)


def test_an_application_keeps_a_code_with_letters_that_are_no_longer_given_out(session):
    application = ApplicationFactory(code="K-L2U9")

    assert applications_called(session, "K-L2U9") == [application]


def test_the_code_of_a_stored_report_is_still_read_as_it_is_printed():
    assert code_typed("hr-7f3k-2m9q") == "HR-7F3K-2M9Q"
