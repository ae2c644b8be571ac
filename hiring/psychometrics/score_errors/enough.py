"""What may be said of so few: figures that are told, told as an interval only, or not told at all."""

from dataclasses import dataclass

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Interval, Undefined

#: Candidates from which on a component or a reliability is told as one figure, and as an interval.
FOR_A_FIGURE, FOR_AN_INTERVAL = 20, 8
#: From this many candidates on components are fitted; below, their uncertainty is carried into everything.
FOR_A_FIT = 30
#: Agreement: answers that two or more reviewers rated, and candidates who gave them.
DOUBLED_ANSWERS, THEIR_CANDIDATES = 20, 8
COMPLETE_PERSONS = 30
#: A verdict on severity: raters with so many answers each, and standard errors from which on it is one.
RATERS, ANSWERS_OF_EACH, STANDARD_ERRORS = 3, 8, 3.0


@dataclass(frozen=True, slots=True)
class TooFew(Undefined):
    """No figure, because too little stands behind it; an interval where that much can be said."""

    interval: Interval | None = None


def figure_or_too_few(answer: Answer, candidates: int) -> Answer:
    """Return a figure about people as it may be told: nothing below 8 candidates, an interval below 20."""
    if isinstance(answer, Undefined) or candidates >= FOR_A_FIGURE:
        return answer
    return TooFew(
        reasons.FEW_CANDIDATES % {"number": candidates, "needed": FOR_A_FIGURE},
        reasons.FEW_CANDIDATES,
        {"number": candidates, "needed": FOR_A_FIGURE},
        answer.interval if candidates >= FOR_AN_INTERVAL else None,
    )


def agreement_or_too_few(answer: Answer, doubled: int, candidates: int) -> Answer:
    """Return a figure about agreement, where 20 answers of 8 candidates were rated twice."""
    if isinstance(answer, Undefined) or (doubled >= DOUBLED_ANSWERS and candidates >= THEIR_CANDIDATES):
        return answer
    values = {
        "number": doubled,
        "candidates": candidates,
        "needed": DOUBLED_ANSWERS,
        "of": THEIR_CANDIDATES,
    }
    return TooFew(reasons.FEW_DOUBLED % values, reasons.FEW_DOUBLED, values)


def item_or_too_few(answer: Answer, complete: int) -> Answer:
    """Return a figure about tasks as items, where 30 candidates have them all."""
    if isinstance(answer, Undefined) or complete >= COMPLETE_PERSONS:
        return answer
    values = {"number": complete, "needed": COMPLETE_PERSONS}
    return TooFew(reasons.FEW_COMPLETE % values, reasons.FEW_COMPLETE, values)


def severe(severity: Estimate, answers: int, raters_with_enough: int) -> bool | TooFew:
    """Say whether a rater of so many answers differs from the others: beyond 3 standard errors.

    It takes 3 raters with 8 answers each.
    """
    if raters_with_enough < RATERS or answers < ANSWERS_OF_EACH or severity.se is None:
        values = {"raters": RATERS, "answers": ANSWERS_OF_EACH}
        return TooFew(reasons.FEW_FOR_SEVERITY % values, reasons.FEW_FOR_SEVERITY, values)
    return abs(severity.value) > STANDARD_ERRORS * severity.se
