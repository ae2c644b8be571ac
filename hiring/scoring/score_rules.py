"""Every rule that scores were ever made by; an opening keeps the one it was opened with."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from hiring.i18n import N_
from hiring.scoring.cells import cell_scores, competency_means
from hiring.scoring.scores import CELLS, TASK_MEANS, Rule, ScoreInput, Scores
from hiring.scoring.task_means import exact_means, task_means

RULES: Mapping[Rule, Callable[[ScoreInput], Scores]] = {TASK_MEANS: task_means, CELLS: cell_scores}

#: How people call them.
RULE_NAMES = {
    CELLS.name: N_("every task counts"),
    TASK_MEANS.name: N_("first rule: tasks without a level do not count"),
}

#: What each of them makes of a competency before it is rounded.
MEANS: Mapping[Rule, Callable[[ScoreInput], dict[str, Fraction | None]]] = {
    TASK_MEANS: exact_means,
    CELLS: competency_means,
}


class UnknownRule(LookupError):
    """A score was made by a rule that this version of the program does not know."""


def scores_of(given: ScoreInput, rule: Rule) -> Scores:
    """Return what `rule` makes of what was given. Raises UnknownRule."""
    if rule not in RULES:
        raise UnknownRule(f"{rule.name} {rule.version}")
    return RULES[rule](given)
