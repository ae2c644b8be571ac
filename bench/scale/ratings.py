"""The ratings of one application, drawn by its number; scores as the product computes them."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from hiring import clock
from hiring.rubrics.models import Competency
from hiring.scoring.models import ABOVE_ALL, BELOW_ALL
from hiring.scoring.queries.scores import basis_of
from hiring.scoring.score_rules import scores_of
from hiring.scoring.scores import (
    CELLS,
    AskedTask,
    GivenRating,
    Policy,
    ScoreInput,
    WeightedCompetency,
)

RATERS = 2


class Drawn:
    """What two of the reviewers gave on every task of application `n`."""

    def __init__(
        self,
        n: int,
        items: Sequence[int],
        reviewers: Sequence[int],
        competencies: Sequence[Competency],
        measured: int,
    ) -> None:
        self.n, self.items, self.competencies = n, items, competencies
        self.rated = competencies[:measured]
        chance = Random(n)
        ability = chance.gauss(3.2, 0.6)
        self.pairs = {item: chance.sample(list(reviewers), RATERS) for item in items}
        self.given = [(item, who) for item in items for who in self.pairs[item]]
        self.shuffle = {each: chance.randrange(2**31 - 1) for each in self.given}
        # Some are stricter than others, so that there is something to take out of the totals.
        strict = {who: (place % 5 - 2) * 0.15 for place, who in enumerate(reviewers)}
        self.levels = {
            (item, who, one.code): min(5, max(1, round(ability - strict[who] + chance.gauss(0, 0.7))))
            for item, who in self.given
            for one in self.rated
        }

    def _review_ids(self) -> Iterator[tuple[int, int, int]]:
        first = (self.n - 1) * len(self.given) + 1
        for place, (item, who) in enumerate(self.given):
            yield first + place, item, who

    def reviews(self, opening_id: int, *, settled: bool) -> Iterator[dict[str, Any]]:
        now = clock.now()
        for review_id, item, who in self._review_ids():
            yield {
                "id": review_id,
                "opening_id": opening_id,
                "sitting_id": self.n,
                "item_id": item,
                "reviewer_id": who,
                "pseudonym": f"A-{self.n:05d}{self.items.index(item)}",
                "shuffle": self.shuffle[item, who],
                "state": "locked" if settled else "allocated",
                "locked_at": now if settled else None,
            }

    def ratings(self) -> Iterator[dict[str, Any]]:
        for review_id, item, who in self._review_ids():
            for one in self.rated:
                yield {
                    "review_id": review_id,
                    "competency_id": one.id,
                    "level": self.levels[item, who, one.code],
                    "reason": "Menyebut tanggal surat.",
                }

    def scores(self, opening_id: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        given = self.given_to_rule()
        found = scores_of(given, CELLS)
        apart = [each.highest - each.lowest for each in found.differences]
        score = {
            "id": self.n,
            "sitting_id": self.n,
            "application_id": self.n,
            "opening_id": opening_id,
            "number": 1,
            "rule": CELLS.name,
            "rule_version": CELLS.version,
            "policy": given.policy.as_json(),
            "input_hash": given.digest(),
            "total": found.total,
            **places(found.total),
            "weight_covered": found.weight_covered,
            "n_ratings": sum(one.n_ratings for one in found.competencies),
            "n_differences": len(apart),
            "widest": max(apart, default=0),
        }
        ids = {one.code: one.id for one in self.competencies}
        return score, [
            {
                "score_id": self.n,
                "competency_id": ids[one.code],
                "opening_id": opening_id,
                "score": one.score,
                **places(one.score),
                "missing": one.missing,
                "n_ratings": one.n_ratings,
                "n_differences": len(one.differences),
                "basis": basis_of(one),
            }
            for one in found.competencies
        ]

    def given_to_rule(self) -> ScoreInput:
        """Return everything the rule of scores is given about this application."""
        weighted = tuple(WeightedCompetency(one.code, one.weight) for one in self.competencies)
        rated = frozenset(one.code for one in self.rated)
        return ScoreInput(
            Policy(weighted, tolerance=2, raters=RATERS, rule=CELLS),
            tuple(AskedTask(item, rated, answered=True) for item in self.items),
            tuple(
                GivenRating(item, who, code, level)
                for (item, who, code), level in sorted(self.levels.items())
            ),
        )


def places(figure: Any) -> dict[str, int]:
    """Return where a figure stands in both orders."""
    if figure is None:
        return {"falling": BELOW_ALL, "rising": ABOVE_ALL}
    hundredths = int(figure.scaleb(2))
    return {"falling": hundredths, "rising": hundredths}
