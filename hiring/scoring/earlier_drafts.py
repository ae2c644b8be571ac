"""Which drafts of a review are kept when it is written over: those of which something would be lost. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from hiring.scoring.rules import DraftRating

#: So many of one review are kept; the oldest goes first.
MOST_KEPT = 30
#: While the same page deletes word by word, what was there before is kept once in this time.
AT_MOST_EVERY = timedelta(minutes=1)


def loses_something(before: Mapping[str, DraftRating], after: Mapping[str, DraftRating]) -> bool:
    """Say whether a choice or words of `before` are gone in `after`; who writes on loses nothing.

    >>> three = {"NETW": DraftRating("NETW", 3, reason="Two")}
    >>> loses_something(three, {"NETW": DraftRating("NETW", 3, reason="Two talks")})
    False
    >>> loses_something(three, {"NETW": DraftRating("NETW", 4, reason="Two")})
    True
    """
    return any(_lost(one, after.get(code, DraftRating(code))) for code, one in before.items())


def is_kept(
    before: Mapping[str, DraftRating],
    after: Mapping[str, DraftRating],
    *,
    same_page: bool,
    last_kept: datetime | None,
    now: datetime,
) -> bool:
    """Say whether `before` is kept when `after` is written in its place."""
    if not loses_something(before, after):
        return False
    return not same_page or last_kept is None or now - last_kept >= AT_MOST_EVERY


def as_plain(ratings: Mapping[str, DraftRating]) -> list[dict[str, Any]]:
    """Return ratings as they are kept: those that say something, each with what it says."""
    return [_said(one) for one in ratings.values() if one != DraftRating(one.competency)]


def _said(rating: DraftRating) -> dict[str, Any]:
    nothing = asdict(DraftRating(rating.competency))
    return {
        name: value
        for name, value in asdict(rating).items()
        if name == "competency" or value != nothing[name]
    }


def _lost(before: DraftRating, after: DraftRating) -> bool:
    now = asdict(after)
    return any(_gone(value, now[name]) for name, value in asdict(before).items())


def _gone(before: Any, after: Any) -> bool:
    """Say whether words do not stand at the beginning of what is there now, or a choice is another one."""
    if isinstance(before, str):
        return not (after or "").startswith(before)
    return bool(before) and before != after
