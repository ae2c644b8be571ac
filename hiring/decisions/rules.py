"""What a person may decide about an application, and what such a decision must say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hiring.i18n import N_
from hiring.openings.rules import Stage


class Outcome(StrEnum):
    """What was decided about an application."""

    OFFER = "offer"
    RESERVE = "reserve"
    REJECT = "reject"


OUTCOME_NAMES = {
    Outcome.OFFER: N_("Offer"),
    Outcome.RESERVE: N_("Reserve"),
    Outcome.REJECT: N_("Not selected"),
}
#: What each outcome means, beside the choice itself.
OUTCOME_MEANINGS = {
    Outcome.OFFER: N_("This candidate is to be offered the position."),
    Outcome.RESERVE: N_("Suitable; to be asked if an offer is declined or another place becomes free."),
    Outcome.REJECT: N_("The position goes to somebody else."),
}
OUTCOME_TONES = {Outcome.OFFER: "good", Outcome.RESERVE: "active", Outcome.REJECT: "quiet"}


class ScoreTable(StrEnum):
    """What can be taken away of an opening's scores."""

    CANDIDATES = "candidates"
    CELLS = "cells"


#: A workbook takes three times as long as CSV, with so many candidates 13 s: nobody waits longer for a page.
MOST_IN_A_WORKBOOK = 2_000

SCORE_TABLE_NAMES = {
    ScoreTable.CANDIDATES: N_("Candidates with their stages and scores"),
    ScoreTable.CELLS: N_("Ratings, one row for each rating or level (for statistics)"),
}
#: The same within a sentence of the trail.
SCORE_TABLES_TOLD = {
    ScoreTable.CANDIDATES: N_("the candidates with their scores"),
    ScoreTable.CELLS: N_("the single ratings without names"),
}

#: Whoever reads the reason in a year must understand it: a word or two will not do.
SHORTEST_REASON = 20
LONGEST_REASON = 10_000

#: So many candidates can be read beside each other.
FEWEST_COMPARED, MOST_COMPARED = 2, 4

#: People decide on scores that stand, never while answers are still being judged.
DECIDABLE = frozenset({Stage.SCORED, Stage.DECIDED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision as somebody sent it.

    `operation_id` is made with the form, so that sending it twice decides once; `seen` is
    the public id of the decision that stood when the form was shown, empty if there was none.
    `offers_known` = how many others were shown to have an offer, where the sender was asked.
    """

    outcome: Outcome
    reason: str
    operation_id: str
    seen: str = ""
    offers_known: int | None = None


def asks_about_offers(*, positions: int, others: int, more: int = 1, known: int | None = None) -> bool:
    """Say whether somebody must be asked before `more` offers: there would be more than positions.

    `others` have an offer already; whoever was shown so many (`known`) has been asked. None: nobody was.
    """
    return others + more > positions and (known is None or others > known)


class DecisionFilter(StrEnum):
    """Which candidates a shortlist shows: those who wait, or those with one outcome."""

    WAITING = "waiting"
    OFFER = "offer"
    RESERVE = "reserve"
    REJECT = "reject"


DECISION_FILTER_NAMES = {DecisionFilter.WAITING: N_("Waiting")} | {
    DecisionFilter(outcome): name for outcome, name in OUTCOME_NAMES.items()
}


def may_be_decided(stage: Stage | str) -> bool:
    return stage in DECIDABLE


class LetterState(StrEnum):
    """What became of a letter that tells a decision."""

    HELD = "held"
    ON_ITS_WAY = "on_its_way"
    SENT = "sent"
    FAILED = "failed"


LETTER_STATE_NAMES = {
    LetterState.HELD: N_("Letter held"),
    LetterState.ON_ITS_WAY: N_("Letter on its way"),
    LetterState.SENT: N_("Told"),
    LetterState.FAILED: N_("Letter not delivered"),
}
LETTER_STATE_TONES = {
    LetterState.HELD: "active",
    LetterState.ON_ITS_WAY: "active",
    LetterState.SENT: "good",
    LetterState.FAILED: "danger",
}


def letter_state(mail_state: str, not_before: datetime | None) -> LetterState:
    """Say what became of a letter, by the state of its mail, which was not taken back."""
    if mail_state in {"sent", "failed"}:
        return LetterState(mail_state)
    return LetterState.HELD if not_before and mail_state == "queued" else LetterState.ON_ITS_WAY


@dataclass(frozen=True, slots=True)
class Told:
    """The last letter to a candidate that was not taken back."""

    outcome: Outcome
    """What it tells: another decision may stand by now."""
    state: LetterState
    at: datetime | None
    """When it went out; of one that is held, when it will."""
    message_public_id: str
