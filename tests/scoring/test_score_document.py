"""The candidate computed by hand in docs/how-a-score-is-made.md comes out of the rule as well."""

from fractions import Fraction

from hiring.paths import CHECKOUT
from hiring.scoring.cells import cell_scores
from hiring.scoring.scores import (
    CELLS,
    AskedTask,
    Excuse,
    Gap,
    GivenRating,
    KeyedLevel,
    Policy,
    ScoreInput,
    WeightedCompetency,
)

DOCUMENT = (CHECKOUT / "docs" / "how-a-score-is-made.md").read_text("utf-8")
WRITING, NETWORKING = "COMW", "NETW"
BOTH = frozenset({WRITING, NETWORKING})

CANDIDATE = ScoreInput(
    Policy((WeightedCompetency(WRITING, 60), WeightedCompetency(NETWORKING, 40)), 2, 2, CELLS),
    (
        AskedTask(1, BOTH, answered=True),
        AskedTask(2, frozenset({WRITING}), answered=True),
        AskedTask(3, BOTH, answered=False, gap=Gap.LEFT_EMPTY),
        AskedTask(4, frozenset(), answered=False, keyed=(KeyedLevel(WRITING, Fraction(3)),)),
        AskedTask(5, frozenset({NETWORKING}), answered=True, excused=Excuse.FOR_CANDIDATE),
    ),
    (
        GivenRating(1, 1, WRITING, 4),
        GivenRating(1, 2, WRITING, 3),
        GivenRating(1, 1, NETWORKING, 4),
        GivenRating(1, 2, NETWORKING, 1, nothing_shown=True),
        GivenRating(2, 1, WRITING, 3),
        GivenRating(2, 2, WRITING, 3),
    ),
)


def test_the_document_computes_what_the_rule_computes():
    scores = cell_scores(CANDIDATE)
    shown = [str(scores.of(WRITING).score), str(scores.of(NETWORKING).score), str(scores.total)]

    assert shown == ["2.63", "1.75", "2.28"]
    indonesian, english = DOCUMENT.split("## In English")
    assert [f"**{figure}**" in english for figure in shown] == [True] * 3
    assert [f"**{figure.replace('.', ',')}**" in indonesian for figure in shown] == [True] * 3
