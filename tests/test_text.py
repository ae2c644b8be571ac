"""Text from outside: spelled in one way, and nothing in it that passes for more than it shows."""

import pytest

from hiring.text import UNSTORABLE, is_invisible, unix_lines, visible_only


def test_every_line_end_becomes_one_character():
    assert unix_lines("a\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


HIDDEN = ["\x00", "\x1b", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800", "\ue000"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_nobody_sees_is_taken_out_and_the_rest_stays(hidden):
    assert is_invisible(hidden)
    assert visible_only(f"Sit{hidden}i \u00c9 \U0001f600") == "Siti \u00c9 \U0001f600"


def test_what_no_database_keeps_is_a_null_or_half_of_a_pair():
    assert UNSTORABLE.findall("a\x00b\ud800c\udfffd\x01\U0001f600") == ["\x00", "\ud800", "\udfff"]
