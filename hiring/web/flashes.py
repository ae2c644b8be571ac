"""Tell the next page what just happened."""

from flask import flash


def say(sentence: str, tone: str = "good") -> None:
    """Show `sentence` once, on the next page; `tone` is good, warning or danger."""
    flash(sentence, tone)
