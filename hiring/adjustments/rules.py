"""What becomes of minutes that are given back."""

from enum import StrEnum

from hiring.i18n import N_

#: So many minutes are given back at once at most.
MOST_GIVEN_BACK = 240


class ReturnOutcome(StrEnum):
    """What became of the minutes of one candidate."""

    RUNNING = "running"
    AGAIN = "again"
    RATED = "rated"
    FINISHED = "finished"
    NOTHING = "nothing"


#: The candidate has got them.
RECEIVED = frozenset({ReturnOutcome.RUNNING, ReturnOutcome.AGAIN})
OUTCOME_NAMES = {
    ReturnOutcome.RUNNING: N_("added to the section that was running"),
    ReturnOutcome.AGAIN: N_("the section may be begun again"),
    ReturnOutcome.RATED: N_("not given: a reviewer has rated an answer"),
    ReturnOutcome.FINISHED: N_("not given: the candidate finished before time was over"),
    ReturnOutcome.NOTHING: N_("not given: nothing is being written any more"),
}
