"""What a person may decide about an application, and what such a decision must say."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
    Outcome.REJECT: N_("Not taken further"),
}
#: What each outcome means, beside the choice itself.
OUTCOME_MEANINGS = {
    Outcome.OFFER: N_("This candidate is to be offered the position."),
    Outcome.RESERVE: N_("Suitable; to be asked if an offer is declined or another position becomes free."),
    Outcome.REJECT: N_("This candidate is not taken further for this position."),
}
OUTCOME_TONES = {Outcome.OFFER: "good", Outcome.RESERVE: "active", Outcome.REJECT: "quiet"}


class ScoreTable(StrEnum):
    """What can be taken away of an opening's scores."""

    CANDIDATES = "candidates"
    CELLS = "cells"


#: A table of so many candidates is written while the page waits, in a second and a half at most; a worker
#: writes longer ones.
MOST_AT_ONCE = 200
#: So long lies a table that a worker has written.
SCORE_FILE_KEPT = timedelta(hours=24)


class ScoreFileState(StrEnum):
    """asked -> ready -> gone; or gone before it was ready, when somebody in it is erased meanwhile."""

    ASKED = "asked"
    READY = "ready"
    GONE = "gone"


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
    `order_reason` = why it is decided otherwise than the bands say, where the sender was asked.
    """

    outcome: Outcome
    reason: str
    operation_id: str
    seen: str = ""
    offers_known: int | None = None
    order_reason: str = ""


def asks_about_offers(*, positions: int, others: int, more: int = 1, known: int | None = None) -> bool:
    """Say whether somebody must be asked before `more` offers: there would be more than positions.

    `others` have an offer already; whoever was shown so many (`known`) has been asked. None: nobody was.
    """
    return others + more > positions and (known is None or others > known)


@dataclass(frozen=True, slots=True)
class OrderAround:
    """What a computing says of those about whom nothing is decided now: by bands, the highest is 1."""

    bands: int
    """How many bands there are."""
    positions: int
    best_not_chosen: int | None = None
    """The highest band with somebody who has no offer; None where everybody has one."""
    left_in_first: int = 0
    """How many of the highest band have an offer or wait for a decision."""


def goes_against_order(outcome: Outcome, band: int | None, around: OrderAround) -> bool:
    """Say whether an outcome for somebody in `band` asks for a reason of its own.

    An offer does while somebody in a higher band has none. Not choosing somebody in the highest does where
    fewer of that band are left than there are positions. Within a band there is no order.

    >>> around = OrderAround(bands=2, positions=1, best_not_chosen=1, left_in_first=1)
    >>> goes_against_order(Outcome.OFFER, 2, around), goes_against_order(Outcome.OFFER, 1, around)
    (True, False)
    >>> goes_against_order(Outcome.REJECT, 1, around)
    False
    """
    if band is None:
        return False
    if outcome is Outcome.OFFER:
        return around.best_not_chosen is not None and around.best_not_chosen < band
    return band == 1 and around.bands > 1 and around.left_in_first < around.positions


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


#: So long before the last day for decisions hiring managers are reminded of it.
REMINDED_BEFORE = timedelta(days=2)


#: So long after the newest score hiring managers hear of it, even if others are not scored yet.
NOT_LONGER_FOR_OTHERS = timedelta(days=3)


def need_not_wait_for_others(newest_scored: datetime, now: datetime) -> bool:
    """Say whether scored candidates have waited long enough for those who are not scored yet."""
    return now >= newest_scored + NOT_LONGER_FOR_OTHERS


def must_be_told(newest_scored: datetime, told_at: datetime | None) -> bool:
    """Say whether hiring managers are to hear that candidates are ready: somebody is new to them."""
    return told_at is None or newest_scored > told_at


def must_be_reminded(due_at: datetime | None, reminded_at: datetime | None, now: datetime) -> bool:
    """Say whether hiring managers are to be reminded that decisions are due: once for each date."""
    return due_at is not None and reminded_at is None and now >= due_at - REMINDED_BEFORE


class LetterState(StrEnum):
    """What became of a letter that tells a decision."""

    HELD = "held"
    ON_ITS_WAY = "on_its_way"
    SENT = "sent"
    FAILED = "failed"
    OTHERWISE = "otherwise"
    """No letter: HR has noted that the candidate was told by other means."""


LETTER_STATE_NAMES = {
    LetterState.HELD: N_("Letter held"),
    LetterState.ON_ITS_WAY: N_("Letter on its way"),
    LetterState.SENT: N_("Told"),
    LetterState.FAILED: N_("Letter not delivered"),
    LetterState.OTHERWISE: N_("Told another way"),
}
LETTER_STATE_TONES = {
    LetterState.HELD: "active",
    LetterState.ON_ITS_WAY: "active",
    LetterState.SENT: "good",
    LetterState.FAILED: "danger",
    LetterState.OTHERWISE: "good",
}


def letter_state(mail_state: str, not_before: datetime | None) -> LetterState:
    """Say what became of a letter, by the state of its mail, which was not taken back."""
    if mail_state in {"sent", "failed"}:
        return LetterState(mail_state)
    return LetterState.HELD if not_before and mail_state == "queued" else LetterState.ON_ITS_WAY


#: The candidate knows: what told it cannot be called back.
KNOWN = frozenset({LetterState.SENT, LetterState.OTHERWISE})


class WayOfTelling(StrEnum):
    """By which other means than a letter somebody was told."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    CHAT = "chat"
    LETTER = "letter"
    OTHER = "other"


WAYS_OF_TELLING = {
    WayOfTelling.PHONE: N_("by phone"),
    WayOfTelling.IN_PERSON: N_("in person"),
    WayOfTelling.CHAT: N_("by WhatsApp or another chat"),
    WayOfTelling.LETTER: N_("by e-mail or post of one's own"),
    WayOfTelling.OTHER: N_("in some other way"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """How a candidate was told last: by a letter that was not taken back, or otherwise."""

    outcome: Outcome
    """What it tells: another decision may stand by now."""
    state: LetterState
    at: datetime | None
    """When it went out; of one that is held, when it will."""
    message_public_id: str = ""
    """Of the letter, if there is one."""
    way: WayOfTelling | None = None
    """By which other means, if no letter did it."""
