"""What an opening says of answers on which reviewers differ. Pure."""

from enum import StrEnum

#: Reviewers also differ where one is below such a level and another is not; None = only by levels apart.
CUT_CHOICES = (None, 2, 3, 4, 5)


class LevelsCombined(StrEnum):
    """What counts of the levels that several reviewers gave one answer on one competency."""

    MEAN = "mean"
    MEDIAN = "median"
    """The one in the middle, so that of three a single odd one counts for nothing."""
