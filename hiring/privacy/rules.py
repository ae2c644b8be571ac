"""What a candidate is asked to agree to, each by a tick, and what people may ask about their data."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from hiring.i18n import N_
from hiring.i18n.localised import Localised


class Purpose(StrEnum):
    """What one box is about."""

    ASSESSMENT = "assessment"
    """Answers and facts are used for this application."""
    REFERENCES = "references"
    """The people the candidate names are asked."""
    HONESTY = "honesty"
    """A statement, not a consent: the answers are the candidate's own."""


def purposes_asked(references_wanted: int) -> tuple[Purpose, ...]:
    """Return which boxes stand on the page; all of them are needed to take part."""
    asked_for_references = (Purpose.REFERENCES,) if references_wanted else ()
    return (Purpose.ASSESSMENT, *asked_for_references, Purpose.HONESTY)


class Right(StrEnum):
    """What a person may ask about the data held of them (Indonesian Law 27/2022, articles 5 to 13)."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    """To stop using them, without deleting them."""


RIGHT_NAMES = {
    Right.ACCESS: N_("See what is held"),
    Right.CORRECTION: N_("Correct something"),
    Right.ERASURE: N_("Delete the data"),
    Right.RESTRICTION: N_("Stop using the data"),
}


class CameBy(StrEnum):
    """By which way a request reached us."""

    PAGE = "page"
    MAIL = "mail"
    PHONE = "phone"
    IN_PERSON = "in_person"


CAME_BY_NAMES = {
    CameBy.PAGE: N_("On the person's own page"),
    CameBy.MAIL: N_("By e-mail or letter"),
    CameBy.PHONE: N_("By telephone or message"),
    CameBy.IN_PERSON: N_("In person"),
}


class PrivacyRequestState(StrEnum):
    """open -> done or refused, which are final and carry an answer.

    Whoever wanted the data to be used no more may take that back, also after the answer.
    """

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


PRIVACY_REQUEST_STATE_NAMES = {
    PrivacyRequestState.OPEN: N_("Waiting for an answer"),
    PrivacyRequestState.DONE: N_("Done"),
    PrivacyRequestState.REFUSED: N_("Refused"),
    PrivacyRequestState.TAKEN_BACK: N_("Taken back"),
}

#: The time the law leaves for an answer, counted from the request.
ANSWER_WITHIN = timedelta(hours=72)
#: From then on HR's first page says that it is urgent.
WARN_AFTER = timedelta(hours=48)
#: So long can a personal archive be downloaded.
ARCHIVE_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Retention:
    """When data go: those of who agreed on the day they were told, all others so many days after closing."""

    days: int

    def day(self, agreed: datetime | None, closes_at: datetime) -> datetime:
        """Return the day for one application; `agreed` is None where nobody has agreed to one."""
        return agreed or closes_at + timedelta(days=self.days)

    def closed_by(self, moment: datetime) -> datetime:
        """Return when an opening closed whose data go at `moment`, where nobody agreed to a day."""
        return moment - timedelta(days=self.days)


#: So many firms process data for an organisation at a time: its record of processing names every one of them.
MOST_PROCESSORS = 200
#: So long before the data of an opening are erased HR is told.
TOLD_AHEAD = timedelta(days=7)
#: So far behind their day HR is still told of what is not erased yet.
RETENTION_WINDOW = timedelta(days=14)


#: An answer to a request is no longer, and neither are the words of one.
LONGEST_ANSWER = 2000


class Pressure(StrEnum):
    """How much time is left for an answer."""

    NONE = "none"
    SOON = "soon"
    OVER = "over"


def pressure_of(asked_at: datetime, now: datetime) -> Pressure:
    """Return how urgent a request has become that was made at `asked_at` and waits."""
    waited = now - asked_at
    if waited >= ANSWER_WITHIN:
        return Pressure.OVER
    return Pressure.SOON if waited >= WARN_AFTER else Pressure.NONE


def outcomes_of(right: Right) -> tuple[PrivacyRequestState, ...]:
    """Return how a request may be answered: that data be used no more is not refused."""
    if right is Right.RESTRICTION:
        return (PrivacyRequestState.DONE,)
    return PrivacyRequestState.DONE, PrivacyRequestState.REFUSED


def share_words(one: str, other: str) -> bool:
    """Say whether two reasons have a part in common: that of who proposed it, or of who agreed.

    >>> share_words("Soal salah cetak. / Setuju.", "Soal salah cetak.")
    True
    >>> share_words("Setuju.", "Soal salah cetak.")
    False
    """
    parts = ({part.strip() for part in text.split(" / ")} - {""} for text in (one, other))
    return not next(parts).isdisjoint(next(parts))


def hours_left(due_at: datetime, now: datetime) -> int:
    """Return how many whole hours are left until `due_at`; less than 0 once it is over.

    >>> hours_left(datetime(2026, 12, 4), datetime(2026, 12, 1, 0, 1))
    71
    >>> hours_left(datetime(2026, 12, 4), datetime(2026, 12, 4, 0, 1))
    -1
    """
    return (due_at - now) // timedelta(hours=1)


class ConcernedData(StrEnum):
    """Which kinds of personal data an incident concerns."""

    NAMES = "names"
    FACTS = "facts"
    ANSWERS = "answers"
    RATINGS = "ratings"
    REFERENCES = "references"
    ADJUSTMENTS = "adjustments"
    ACCOUNTS = "accounts"


CONCERNED_DATA_NAMES = {
    ConcernedData.NAMES: N_("Names and e-mail addresses"),
    ConcernedData.FACTS: N_("What candidates state about themselves, and their CVs"),
    ConcernedData.ANSWERS: N_("Answers to tasks"),
    ConcernedData.RATINGS: N_("Ratings, scores, decisions and their reasons"),
    ConcernedData.REFERENCES: N_("What referees wrote"),
    ConcernedData.ADJUSTMENTS: N_("Requests for an adjustment, which may tell of somebody’s health"),
    ConcernedData.ACCOUNTS: N_("Accounts of staff, with their passwords in a form that cannot be read back"),
}


#: The country in which data need no ground to be: ISO 3166.
INDONESIA = "ID"


class TransferGround(StrEnum):
    """Why personal data may be in another country (Law 27 of 2022, article 56)."""

    EQUAL_PROTECTION = "equal"
    SAFEGUARDS = "safeguards"
    CONSENT = "consent"


TRANSFER_GROUND_NAMES = {
    TransferGround.EQUAL_PROTECTION: N_(
        "That country protects personal data as well as Indonesia, or better"
    ),
    TransferGround.SAFEGUARDS: N_("A contract or other safeguards bind the recipient to protect the data"),
    TransferGround.CONSENT: N_("The people concerned have agreed to the transfer"),
}


@dataclass(frozen=True, slots=True)
class ProcessorFacts:
    """What is known of somebody who processes personal data for the organisation."""

    name: str
    purpose: str
    data: tuple[str, ...]
    """`ConcernedData`."""
    country: str
    """ISO 3166, two letters."""
    transfer_ground: str
    """A `TransferGround` where the country is not Indonesia, else empty."""
    contract: str
    """By what the contract is found; empty = there is none yet."""
    contract_on: date | None
    contact: str
    since: date


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom an incident concerns: everybody, or whoever these accounts, openings and applications lead to."""

    everybody: bool
    accounts: tuple[int, ...] = ()
    openings: tuple[int, ...] = ()
    applications: tuple[int, ...] = ()

    def as_json(self) -> dict[str, list[int]]:
        """Return the numbers, as they stand in a row."""
        return {
            "accounts": list(self.accounts),
            "openings": list(self.openings),
            "applications": list(self.applications),
        }

    @property
    def nobody(self) -> bool:
        """Say whether nothing at all was named."""
        return not (self.everybody or self.accounts or self.openings or self.applications)


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """What is known of an incident."""

    noticed_at: datetime
    began_at: datetime
    ended_at: datetime | None
    """None: it goes on, or nobody knows."""
    happened: Localised
    data: tuple[str, ...]
    """`ConcernedData`."""
    measures: Localised
    concerned: Concerned
