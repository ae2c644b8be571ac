"""The life of an interview and of the card that each interviewer fills in alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from hiring.i18n import N_
from hiring.openings.rules import MemberRole, Stage


class InterviewState(StrEnum):
    """A time is set; the candidate did not come; it was called off. From each a new time can be set."""

    ARRANGED = "arranged"
    MISSED = "missed"
    CALLED_OFF = "called_off"


INTERVIEW_STATE_NAMES = {
    InterviewState.ARRANGED: N_("Arranged"),
    InterviewState.MISSED: N_("The candidate did not come"),
    InterviewState.CALLED_OFF: N_("Called off"),
}


class CardState(StrEnum):
    """The life of one interviewer's card; locked and conflict are final."""

    OPEN = "open"
    LOCKED = "locked"
    CONFLICT = "conflict"
    RELEASED = "released"
    """Somebody else interviews instead, or the interview was called off."""


CARD_STATE_NAMES = {
    CardState.OPEN: N_("Not locked yet"),
    CardState.LOCKED: N_("Locked"),
    CardState.CONFLICT: N_("Conflict of interest"),
    CardState.RELEASED: N_("No longer interviews"),
}


class PanelNews(StrEnum):
    """What a mail tells an interviewer."""

    ARRANGED = "arranged"
    MOVED = "moved"
    CALLED_OFF = "called_off"


class WishKind(StrEnum):
    """What a candidate says about the interview they are invited to."""

    OTHER_TIME = "other_time"
    CANNOT_COME = "cannot_come"


WISH_KIND_NAMES = {
    WishKind.OTHER_TIME: N_("Asks for another time"),
    WishKind.CANNOT_COME: N_("Cannot come"),
}


class WishState(StrEnum):
    """What became of it; all but the first are final."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    KEPT = "kept"
    """HR keeps the time, and says why."""
    OVERTAKEN = "overtaken"
    """The interview was changed otherwise, missed or called off."""


WISH_STATE_NAMES = {
    WishState.WAITING: N_("HR has not answered yet"),
    WishState.ACCEPTED: N_("HR accepted one of the times"),
    WishState.KEPT: N_("HR keeps the time"),
    WishState.OVERTAKEN: N_("Overtaken by a later change"),
}

#: From here on the candidate has handed in; before, an interview could colour what is written.
MAY_BE_INTERVIEWED = frozenset({Stage.HANDED_IN, Stage.SCORING, Stage.SCORED})

#: One person alone cannot be compared with anybody.
SMALLEST_PANEL = 2
MOST_IN_PANEL = 20
MOST_INTERVIEWERS = 5
SHORTEST_MINUTES, LONGEST_MINUTES = 15, 180
#: Nobody is invited to a day further away.
LATEST = timedelta(days=366)
LONGEST_PLACE = 300
LONGEST_WORDS = 1_000
MOST_TIMES = 3
#: How long before the interview another time may still be proposed, and how often, unless HR says otherwise.
USUAL_NOTICE_HOURS, LONGEST_NOTICE_HOURS = 24, 336
USUAL_WISHES, MOST_WISHES = 1, 5
SHORTEST_NOTES, LONGEST_NOTES = 10, 4_000
SHORTEST_REASON, LONGEST_REASON = 10, 2_000
#: A competency measured by fewer tasks than this is pointed out where the questions are chosen.
ENOUGH_TASKS = 2
#: What was asked and not shown counts as this, as it does in tasks.
NOT_SHOWN_LEVEL = 1
#: Per cent of a competency that interviews give where tasks measure it as well, unless HR says otherwise.
HALF = 50
#: Where two methods measure a competency, each of them counts.
LEAST_SHARE, MOST_SHARE = 10, 90
WHOLE_SHARE = 100


@dataclass(frozen=True, slots=True)
class Slot:
    """When and where an interview is, and who holds it."""

    starts_at: datetime
    minutes: int
    place: str
    """A room with its address, or a link."""
    interviewers: frozenset[int]
    """Ids of members of staff."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked in every interview of an opening, and who may hold one."""

    questions: tuple[str, ...]
    """Codes, in the order in which they are asked."""
    panel: frozenset[int]
    shares: Mapping[str, int] = field(default_factory=dict)
    """Per cent that interviews give of each competency which tasks measure as well."""
    notice_hours: int = USUAL_NOTICE_HOURS
    """Until so many hours before it a candidate may propose another time."""
    wishes: int = USUAL_WISHES
    """So often."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a candidate asks for: other times, or not to have to come."""

    kind: WishKind
    times: tuple[datetime, ...]
    reason: str


class WishRefusal(StrEnum):
    """Why nothing can be asked any more, or not this."""

    BEGUN = "begun"
    TOO_LATE = "too_late"
    TOO_OFTEN = "too_often"
    NO_TIME = "no_time"
    TIME_PAST = "time_past"
    TIME_TOO_FAR = "time_too_far"
    SAME_TIME = "same_time"


WISH_REFUSALS = {
    WishRefusal.BEGUN: N_("The time of the interview has come, so nothing can be changed here any more."),
    WishRefusal.TOO_LATE: N_(
        "Another time can be proposed until %(hours)s hours before the interview, and that moment is over. "
        "You can still say that you cannot come."
    ),
    WishRefusal.TOO_OFTEN: N_(
        "You have proposed other times as often as it is possible here. You can still say that you cannot "
        "come."
    ),
    WishRefusal.NO_TIME: N_("Propose at least one other time."),
    WishRefusal.TIME_PAST: N_("Propose only times that are still to come."),
    WishRefusal.TIME_TOO_FAR: N_("Propose only times within the next year."),
    WishRefusal.SAME_TIME: N_("One of these times is the one that is set. Propose others."),
}


def why_not_to_ask(
    kind: WishKind, starts_at: datetime, plan: Plan, *, asked: int, now: datetime
) -> WishRefusal | None:
    """Say why a candidate can no longer say this about the interview; None where it can be said.

    That somebody cannot come is worth knowing until the last moment, however often times were proposed.

    >>> from datetime import UTC
    >>> at, plan = datetime(2031, 3, 3, 3, tzinfo=UTC), Plan((), frozenset())
    >>> why_not_to_ask(WishKind.OTHER_TIME, at, plan, asked=0, now=at - timedelta(hours=24)) is None
    True
    >>> why_not_to_ask(WishKind.OTHER_TIME, at, plan, asked=0, now=at - timedelta(hours=23))
    <WishRefusal.TOO_LATE: 'too_late'>
    """
    if now >= starts_at:
        return WishRefusal.BEGUN
    if kind is WishKind.CANNOT_COME:
        return None
    if asked >= plan.wishes:
        return WishRefusal.TOO_OFTEN
    return WishRefusal.TOO_LATE if now > starts_at - timedelta(hours=plan.notice_hours) else None


def fault_of_times(times: Sequence[datetime], starts_at: datetime, *, now: datetime) -> WishRefusal | None:
    """Say what is wrong with proposed times; None where nothing is."""
    if not times:
        return WishRefusal.NO_TIME
    if any(each <= now for each in times):
        return WishRefusal.TIME_PAST
    if any(each > now + LATEST for each in times):
        return WishRefusal.TIME_TOO_FAR
    return WishRefusal.SAME_TIME if starts_at in times else None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is recorded for one competency once all have rated alone; no level: they did not come to one."""

    competency: str
    level: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What one interviewer put down for one question.

    `level` and `not_shown` are for questions that belong to a competency; others are noted only.
    """

    code: str
    asked: bool = False
    level: int | None = None
    not_shown: bool = False
    notes: str = ""

    @property
    def counted(self) -> int | None:
        """The level that enters the score: asked and not shown is 1, so that leaving out raises nothing."""
        return NOT_SHOWN_LEVEL if self.not_shown else self.level

    @property
    def empty(self) -> bool:
        return self == AskedQuestion(self.code)


@dataclass(frozen=True, slots=True)
class CardDraft:
    """A card as it was sent; `seen` and `writer` say which draft it is based on, and which page sent it."""

    questions: tuple[AskedQuestion, ...]
    seen: int
    writer: str = ""


class CardLack(StrEnum):
    """What is missing before a card can be locked."""

    NOTHING_ASKED = "nothing_asked"
    ASKED = "asked"
    LEVEL = "level"
    NOTES = "notes"


CARD_LACK_SENTENCES = {
    CardLack.NOTHING_ASKED: N_("Tick at least one question as asked."),
    CardLack.ASKED: N_("Question %(number)s: there is a level, so tick that it was asked."),
    CardLack.LEVEL: N_("Question %(number)s was asked: choose a level, or “not shown”."),
    CardLack.NOTES: N_(
        "Question %(number)s: write down what the candidate said that speaks for the level, at least "
        "%(length)s characters."
    ),
}


def card_lacks(questions: Sequence[AskedQuestion], rated: Mapping[str, bool]) -> list[tuple[str, CardLack]]:
    """Return what each question still lacks before the card is final; `rated` says which ask for a level.

    >>> card_lacks([AskedQuestion("A")], {"A": True})
    [('A', <CardLack.NOTHING_ASKED: 'nothing_asked'>)]
    >>> card_lacks([AskedQuestion("A", asked=True, level=3, notes="Jembatan warga.")], {"A": True})
    []
    """
    if questions and not any(each.asked or each.level or each.not_shown for each in questions):
        return [(questions[0].code, CardLack.NOTHING_ASKED)]
    return [(each.code, lack) for each in questions if (lack := _lack(each, rated[each.code]))]


def _lack(question: AskedQuestion, rated: bool) -> CardLack | None:
    judged = question.level is not None or question.not_shown
    if judged and not question.asked:
        return CardLack.ASKED
    if question.asked and rated and not judged:
        return CardLack.LEVEL
    # Where nothing was shown there may be nothing to write down.
    if question.level is not None and len(question.notes) < SHORTEST_NOTES:
        return CardLack.NOTES
    return None


class HasRole(Protocol):
    """A member of staff in an opening, in one role."""

    @property
    def user_id(self) -> int: ...
    @property
    def role(self) -> MemberRole: ...


def sees_scores(user_id: int, members: Iterable[HasRole]) -> bool:
    """Say whether somebody can see task scores of the opening in which these people work."""
    return any(each.user_id == user_id and each.role != MemberRole.REVIEWER for each in members)


def widest_difference(levels: Sequence[int]) -> int:
    """Return how many levels lie between the highest and the lowest.

    >>> widest_difference([2, 5, 4]), widest_difference([3]), widest_difference([])
    (3, 0, 0)
    """
    return max(levels) - min(levels) if levels else 0


def shares_of_interviews(
    asked: Iterable[str], by_tasks: Collection[str], chosen: Mapping[str, int]
) -> dict[str, int]:
    """Return how many per cent of each competency `asked` about the interviews give.

    Half unless HR has chosen otherwise; all of it where no task measures the competency.

    >>> shares_of_interviews(["COMO", "NETW", "COMW"], {"NETW", "COMW"}, {"COMW": 30})
    {'COMO': 100, 'NETW': 50, 'COMW': 30}
    """
    return {code: chosen.get(code, HALF) if code in by_tasks else WHOLE_SHARE for code in asked}
