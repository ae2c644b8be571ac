"""Marks: what shows that a form has grown old."""

from hiring.fingerprints import mark_of


def test_a_mark_is_short_and_follows_its_value():
    assert mark_of(["a", 1]) == mark_of(["a", 1])
    assert mark_of(["a", 1]) != mark_of(["a", 2])
    assert len(mark_of([])) == 20
