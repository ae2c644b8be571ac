"""The life of a reference request: its states, how long it lives, when a referee is reminded."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hiring.i18n import N_
from hiring.openings.quotas import RefereeKind, RefereeQuotas
from hiring.openings.rules import ENDED, Stage


class RequestState(StrEnum):
    """Final: answered, declined, expired, cancelled, no_contact. Any of them may be stopped."""

    DRAFTED = "drafted"
    SENT = "sent"
    OPENED = "opened"
    ANSWERED = "answered"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NO_CONTACT = "no_contact"
    """Its reader has asked not to be contacted, about any candidate, perhaps when asked about another one."""
    STOPPED = "stopped"
    """The referee wants what was written to be used no more, and alone undoes it."""


REQUEST_STATE_NAMES = {
    RequestState.DRAFTED: N_("Not yet sent"),
    RequestState.SENT: N_("Sent"),
    RequestState.OPENED: N_("Opened"),
    RequestState.ANSWERED: N_("Answered"),
    RequestState.DECLINED: N_("Declined"),
    RequestState.EXPIRED: N_("Expired"),
    RequestState.CANCELLED: N_("Cancelled"),
    RequestState.NO_CONTACT: N_("Has asked not to be contacted"),
    RequestState.STOPPED: N_("Not used"),
}
#: What somebody reads who comes to a request that has ended: heading and sentence.
ENDED_WORDS = {
    RequestState.ANSWERED: (
        N_("Thank you, your answers have been sent"),
        N_("There is nothing more to do. The answers can no longer be changed."),
    ),
    RequestState.DECLINED: (
        N_("You have declined"),
        N_("Thank you for telling us. What you had written is removed, and we will not write again."),
    ),
    RequestState.EXPIRED: (
        N_("The time for this request is over"),
        N_(
            "The link no longer works. If you still want to answer, please write to us and ask for a new one."
        ),
    ),
    RequestState.CANCELLED: (
        N_("This request has been taken back"),
        N_("A reference is no longer needed. Thank you for being willing to give one; nothing more is sent."),
    ),
    RequestState.NO_CONTACT: (
        N_("We will not contact you again"),
        N_(
            "As you asked, no request and no reminder will reach you from us, about any candidate. If you "
            "change your mind, please write to us."
        ),
    ),
    RequestState.STOPPED: (
        N_("Your data are no longer used"),
        N_("As you asked, nobody reads what you have written, and we will not write to you about it again."),
    ),
}
#: The same where HR has written the answers down while the referee told them.
TAKEN_BY_TELEPHONE = (
    N_("Your answers were taken by telephone"),
    N_(
        "Somebody from HR has written down what you told on the telephone and read it back to you. These "
        "answers stay as they are. If something in them is wrong, please write to us."
    ),
)
OPEN_STATES = frozenset({RequestState.DRAFTED, RequestState.SENT, RequestState.OPENED})
#: The referee has a link and may still answer.
WAITING_STATES = frozenset({RequestState.SENT, RequestState.OPENED})
#: Nothing will come of these: the candidate may name somebody else.
LOST_STATES = frozenset(
    {
        RequestState.DECLINED,
        RequestState.EXPIRED,
        RequestState.CANCELLED,
        RequestState.NO_CONTACT,
        RequestState.STOPPED,
    }
)


class Relationship(StrEnum):
    """How a referee knows the candidate."""

    LINE_MANAGER = "line_manager"
    COLLEAGUE = "colleague"
    SUBORDINATE = "subordinate"
    PARTNER = "partner"
    CLIENT = "client"
    OTHER = "other"


RELATIONSHIP_NAMES = {
    Relationship.LINE_MANAGER: N_("Line manager"),
    Relationship.COLLEAGUE: N_("Colleague"),
    Relationship.SUBORDINATE: N_("Direct report"),
    Relationship.PARTNER: N_("Partner (community, NGO, government, vendor)"),
    Relationship.CLIENT: N_("Client"),
    Relationship.OTHER: N_("Other"),
}

#: On which side of the work each stands.
KIND_OF = {
    Relationship.LINE_MANAGER: RefereeKind.BOSS,
    Relationship.COLLEAGUE: RefereeKind.COLLEAGUE,
    Relationship.SUBORDINATE: RefereeKind.COLLEAGUE,
    Relationship.PARTNER: RefereeKind.COMMUNITY,
    Relationship.CLIENT: RefereeKind.COMMUNITY,
    Relationship.OTHER: RefereeKind.OTHER,
}


def kinds_missing(
    quotas: RefereeQuotas, named: Iterable[Relationship | str], excused: Collection[RefereeKind | str] = ()
) -> dict[RefereeKind, int]:
    """Return how many people of which kind are still to be named; none of a kind that is `excused`.

    >>> kinds_missing(RefereeQuotas(bosses=1, community=2), ["line_manager", "client"])
    {<RefereeKind.COMMUNITY: 'community'>: 1}
    >>> kinds_missing(RefereeQuotas(bosses=1, community=2), ["colleague"], {"community"})
    {<RefereeKind.BOSS: 'boss'>: 1}
    """
    there = [KIND_OF[Relationship(each)] for each in named]
    missing = {kind: number - there.count(kind) for kind, number in quotas.by_kind.items()}
    return {kind: number for kind, number in missing.items() if number > 0 and kind not in excused}


class ExcuseState(StrEnum):
    """What has become of a candidate's word that nobody of a kind can be named."""

    STATED = "stated"
    ACCEPTED = "accepted"
    ASKED_AGAIN = "asked_again"


EXCUSE_STATE_NAMES = {
    ExcuseState.STATED: N_("Waits for HR"),
    ExcuseState.ACCEPTED: N_("Accepted"),
    ExcuseState.ASKED_AGAIN: N_("Asked again"),
}

#: A request in one of these may be sent again; somebody who declined is left alone.
RENEWABLE_STATES = frozenset(
    {RequestState.SENT, RequestState.OPENED, RequestState.EXPIRED, RequestState.CANCELLED}
)

#: As many rows as the candidate's page has.
MOST_REFEREES = 6
#: By hand or by the clock: nobody is written to more often than this after the request.
MOST_REMINDERS = 2
#: A link that was not used for this long stops working.
LIFE_OF_A_LINK = timedelta(days=21)
#: HR is told about a referee who has been silent for longer than this.
SILENT_AFTER = timedelta(days=7)
#: Candidate and referee in one browser are a hint where no more time than this lies between them.
BESIDE_WITHIN = timedelta(minutes=30)

#: From here on the candidate has handed in, and named referees are asked without further ado.
ASKED_BY_ITSELF = frozenset({Stage.HANDED_IN, Stage.SCORING, Stage.SCORED})
#: From here on the assessment scores are locked, and what referees wrote may be read.
OPENED_TO_READERS = frozenset({Stage.SCORED, Stage.DECIDED})


def may_be_asked(stage: str) -> bool:
    """Say whether referees of an application at `stage` may still be written to."""
    return stage not in ENDED and stage != Stage.INVITED


def accepts_answers(state: str, stage: str, sent_at: datetime | None, now: datetime) -> bool:
    """Say whether a referee may still answer: asked, not too old, and the application still runs."""
    return (
        state in WAITING_STATES and stage not in ENDED and sent_at is not None and now < link_ends_at(sent_at)
    )


def state_now(state: str, stage: str, sent_at: datetime | None, now: datetime) -> RequestState:
    """Return the state a request truly is in, also before the worker has written it down."""
    known = RequestState(state)
    if known not in WAITING_STATES or accepts_answers(state, stage, sent_at, now):
        return known
    return RequestState.CANCELLED if stage in ENDED else RequestState.EXPIRED


def link_ends_at(sent_at: datetime) -> datetime:
    return sent_at + LIFE_OF_A_LINK


def reminder_moments(sent_at: datetime, after_days: Sequence[int], already: int) -> dict[int, datetime]:
    """Return when which reminder is due: the number it is -> its moment.

    `already` counts the reminders that went out under an earlier link; together there
    are never more than two.

    >>> sent = datetime(2026, 11, 2)
    >>> [(number, moment.day) for number, moment in reminder_moments(sent, (3, 7, 12), 0).items()]
    [(1, 5), (2, 9)]
    >>> [(number, moment.day) for number, moment in reminder_moments(sent, (3, 7), 1).items()]
    [(2, 9)]
    """
    days = list(after_days)[:MOST_REMINDERS]
    return {
        number: sent_at + timedelta(days=day)
        for number, day in enumerate(days, 1)
        if number > already and day < LIFE_OF_A_LINK.days
    }


@dataclass(frozen=True, slots=True)
class NamedReferee:
    """Whom a candidate names; the address is in its one spelling."""

    name: str
    email: str
    organisation: str
    relationship: Relationship
    locale: str
    phone: str = ""
    """For somebody who is asked by telephone or messenger; then `email` may be empty."""

    @property
    def known_by(self) -> str:
        """What tells this person from the others whom the candidate names."""
        return self.email or self.phone


class CallOutcome(StrEnum):
    """What came of a call."""

    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    DONE = "done"


CALL_OUTCOME_NAMES = {
    CallOutcome.NO_ANSWER: N_("Nobody answered"),
    CallOutcome.REFUSED: N_("Does not want to answer"),
    CallOutcome.DONE: N_("Answered on the telephone"),
}


class Corrected(StrEnum):
    """What of a referee HR has put right."""

    NAME = "name"
    ADDRESS = "address"
    BOTH = "both"


CORRECTED_NAMES = {
    Corrected.NAME: N_("the name"),
    Corrected.ADDRESS: N_("the address"),
    Corrected.BOTH: N_("name and address"),
}


class FlagKind(StrEnum):
    """What about a referee HR is to look at; `flags` says why and what may be behind it."""

    SAME_MAILBOX = "same_mailbox"
    SAME_NAME = "same_name"
    CANDIDATE_NAME = "candidate_name"
    STAFF = "staff"
    FREE_MAIL = "free_mail"
    LIKE_REFEREE = "like_referee"
    LIKE_CANDIDATE = "like_candidate"
    SAME_BROWSER = "same_browser"


FLAG_NAMES = {
    FlagKind.SAME_MAILBOX: N_("the candidate’s own mailbox"),
    FlagKind.SAME_NAME: N_("the same name before the @"),
    FlagKind.CANDIDATE_NAME: N_("the candidate’s name in the address"),
    FlagKind.STAFF: N_("an address of your own organisation"),
    FlagKind.FREE_MAIL: N_("free e-mail for somebody at a firm"),
    FlagKind.LIKE_REFEREE: N_("the same text as another referee"),
    FlagKind.LIKE_CANDIDATE: N_("the same text as the candidate"),
    FlagKind.SAME_BROWSER: N_("the same browser as the candidate"),
}
