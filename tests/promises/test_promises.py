"""No sentence promises what no test shows."""

from collections import Counter

from tests.promises.promises import (
    CLASSES,
    PAGE,
    exceptions,
    listed,
    page,
    promises,
    suspects,
    trouble_with,
)
from tests.promises.texts import Text, every_text


def test_every_text_that_sounds_like_a_promise_stands_in_a_list():
    known = set(listed())

    assert [text.id for text in suspects() if text.id not in known] == []


def test_every_listed_text_is_still_said_and_stands_in_one_list_only():
    said, times = {text.id for text in every_text()}, Counter(listed())

    assert sorted(times.keys() - said) == []
    assert [text for text, number in times.items() if number > 1] == []


def test_every_promise_is_shown_by_tests_that_are_there_and_not_skipped():
    troubles = [trouble_with(test) for promise in promises() for test in promise.tests]

    assert [trouble for trouble in troubles if trouble] == []
    assert [promise.texts[0] for promise in promises() if not promise.tests] == []


def test_every_exception_says_in_a_word_why_it_promises_nothing():
    assert sorted(exceptions().keys() - CLASSES.keys()) == []


def test_the_printed_list_of_promises_is_up_to_date():
    assert PAGE.read_text("utf-8") == page()


def test_a_promise_in_either_language_is_noticed():
    assert Text("a", "You will hear from us by e-mail.", "Kami menghubungi Anda.").sounds_like_a_promise
    assert Text("b", "We write to you.", "Anda akan mendapat email.").sounds_like_a_promise
    assert Text("d", "Nobody reads your answers from then on.", "").sounds_like_a_promise
    assert Text("e", "The file can be downloaded until Monday.", "").sounds_like_a_promise
    assert Text("f", "", "Penilai tidak diberi tahu.").sounds_like_a_promise
    assert Text("g", "", "Anda menerima jawaban paling lambat Senin.").sounds_like_a_promise
    assert not Text("c", "Thank you.", "Terima kasih.").sounds_like_a_promise


def test_a_proof_that_is_missing_or_may_be_skipped_is_named():
    here = "tests/promises/test_promises.py"

    assert trouble_with("tests/nowhere.py::test_it") == "tests/nowhere.py is missing"
    assert trouble_with(f"{here}::test_it") == f"test_it is not in {here}"
    assert trouble_with(f"{here}::test_a_promise_in_either_language_is_noticed") is None
