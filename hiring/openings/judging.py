"""What an opening says of answers on which reviewers differ. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from hiring.i18n import N_

#: Of which levels a reviewer quotes words of the answer: what is said of the ends is doubted most.
QUOTED_ENDS = frozenset({1, 2, 5})

#: Reviewers also differ where one is below such a level and another is not; None = only by levels apart.
CUT_CHOICES = (None, 2, 3, 4, 5)


class LevelsCombined(StrEnum):
    """What counts of the levels that several reviewers gave one answer on one competency."""

    MEAN = "mean"
    MEDIAN = "median"
    """The one in the middle, so that of three a single odd one counts for nothing."""


class QuotesWanted(StrEnum):
    """For which levels a reviewer quotes words of the answer, or says why there is nothing to quote."""

    NONE = "none"
    """A quote is welcome and never asked for."""
    ENDS = "ends"
    ALL = "all"

    def asks(self, level: int) -> bool:
        """Say whether this level rests on a quote.

        >>> [level for level in range(1, 6) if QuotesWanted.ENDS.asks(level)]
        [1, 2, 5]
        """
        return self is QuotesWanted.ALL or (self is QuotesWanted.ENDS and level in QUOTED_ENDS)


QUOTES_WANTED_NAMES = {
    QuotesWanted.NONE: N_("none; a quote is always welcome"),
    QuotesWanted.ENDS: N_("1, 2 and 5"),
    QuotesWanted.ALL: N_("all levels"),
}

#: So many control answers come to 100 live ones of a reviewer; 0: none.
CONTROL_SHARES = (0, 10, 15, 20)

#: What the draft of an opening begins with; whoever fills it in may choose otherwise.
MARKING_OF_NEW_OPENINGS: Mapping[str, Any] = {
    "third_reading": True,
    "quotes_wanted": QuotesWanted.ENDS,
    "control_share": 15,
}
