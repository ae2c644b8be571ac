"""The ratings of one competency, laid out as agreement, studies and items need them."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hiring.stats.reading import Ratings

LARGEST_TABLE = 30_000_000

Floats = NDArray[np.float64]


class Selection:
    """The ratings of one competency, and the answers they were given to."""

    def __init__(self, ratings: Ratings, number: int) -> None:
        chosen = ratings.codes["competency"] == number
        self.no_evidence = int(np.isnan(ratings.values[chosen]).sum())
        chosen &= ~np.isnan(ratings.values)
        self.values = ratings.values[chosen]
        self.candidate, self.task, self.rater = (
            ratings.codes[column][chosen] for column in ("candidate", "task", "rater")
        )
        self.scale = ratings.scale
        key = self.candidate * (int(self.task.max(initial=-1)) + 1) + self.task
        answers, self.answer = np.unique(key, return_inverse=True)
        self.answers = len(answers)
        self.per_answer = np.bincount(self.answer, minlength=self.answers)

    @cached_property
    def tables(self) -> list[Floats]:
        """Answers × ratings given, without regard to who gave them; one table per number of ratings."""
        order = np.argsort(self.answer, kind="stable")
        start = np.concatenate([[0], np.cumsum(self.per_answer)[:-1]]).astype(np.intp)
        ordered = self.values[order]
        sizes = np.unique(self.per_answer)
        return [ordered[start[self.per_answer == size][:, None] + np.arange(size)] for size in sizes.tolist()]

    @cached_property
    def candidates(self) -> NDArray[np.intp]:
        """The candidate of every answer, in the order of their numbers."""
        of_answer = np.empty(self.answers, dtype=np.intp)
        of_answer[self.answer] = self.candidate
        return of_answer

    @cached_property
    def packed_candidates(self) -> NDArray[np.intp]:
        """The candidate of every answer with two ratings or more, in the order of `tables`."""
        of_answer = self.candidates
        several = [size for size in np.unique(self.per_answer).tolist() if size > 1]
        found = [of_answer[self.per_answer == size] for size in several]
        return np.concatenate([np.empty(0, dtype=np.intp), *found])

    def by_rater(self) -> Floats | None:
        """Return answers × raters where everybody rated everything, else None."""
        raters, column = np.unique(self.rater, return_inverse=True)
        if len(self.values) != self.answers * len(raters):
            return None
        table = np.empty((self.answers, len(raters)))
        table[self.answer, column] = self.values
        return table

    def by_task(self) -> tuple[NDArray[np.intp], Floats | None]:
        """Return the tasks, and candidates × tasks with the mean rating of every answer; None if too many."""
        tasks, column = np.unique(self.task, return_inverse=True)
        candidates, row = np.unique(self.candidate, return_inverse=True)
        if len(candidates) * len(tasks) > LARGEST_TABLE:
            return tasks, None
        means = np.bincount(self.answer, self.values) / self.per_answer
        table = np.full((len(candidates), len(tasks)), np.nan)
        table[row, column] = means[self.answer]
        return tasks, table
