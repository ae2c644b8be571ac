"""The reviewers of the page of quality, so many at a time: those of whom there is something to say first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hiring.quality.rules import RaterFigures

Row = TypeVar("Row")

#: So many reviewers stand in one list, so that a phone shows all of their dots at once.
REVIEWERS_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ShownReviewers(Generic[Row]):
    """The rows of one page of a list of reviewers."""

    rows: Sequence[Row]
    after: int
    """How many come on the pages before."""
    total: int

    @property
    def before(self) -> int:
        """After how many the page before begins."""
        return max(0, self.after - REVIEWERS_ON_A_PAGE)

    @property
    def then(self) -> int | None:
        """After how many the next page begins; None on the last one."""
        ends = self.after + len(self.rows)
        return ends if ends < self.total else None


def shown_reviewers(rows: Sequence[Row], after: int) -> ShownReviewers[Row]:
    """Return the rows of the page that begins `after` so many of them; the first page for what is no place.

    >>> [shown_reviewers(range(45), after).rows for after in (0, 40, 45)]
    [range(0, 20), range(40, 45), range(0, 20)]
    """
    begins = after if after < len(rows) else 0
    return ShownReviewers(rows[begins : begins + REVIEWERS_ON_A_PAGE], begins, len(rows))


def shown_raters(raters: Sequence[RaterFigures], after: int) -> ShownReviewers[RaterFigures]:
    """Return the reviewers of one page of severities, the most severe first.

    Whoever differs from the others, or gave nearly every answer the same level, comes on the first pages.

    >>> raters = [RaterFigures(who, 20, who / 100, 0.1, who == 3) for who in range(1, 43)]
    >>> page = shown_raters(raters, 0)
    >>> [one.reviewer for one in page.rows][-3:], page.then
    ([25, 24, 3], 20)
    """
    listed = sorted(raters, key=lambda one: (not (one.differs or one.same is not None), _severest(one)))
    page = shown_reviewers(listed, after)
    return ShownReviewers(sorted(page.rows, key=_severest), page.after, page.total)


def _severest(one: RaterFigures) -> float:
    return -(one.severity or 0.0)
