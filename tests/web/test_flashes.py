"""What just happened is told on the next page."""

from flask import get_flashed_messages

from hiring.web.flashes import say


def test_a_sentence_is_told_once_with_its_tone(app):
    with app.test_request_context():
        say("It is kept.")
        say("Nobody was written to.", "warning")

        told = get_flashed_messages(with_categories=True)

    assert told == [("good", "It is kept."), ("warning", "Nobody was written to.")]
