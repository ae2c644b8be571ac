"""Further readings of answers on which reviewers differ, for HR: why, who holds each, who else could."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.accounts.models import User
from hiring.assessments.models import Section, SectionTask
from hiring.banks.models import BankItem
from hiring.db.keyset import AnyRow, Key, OrderedList, read_whole
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate
from hiring.openings.rules import UNDER_REVIEW
from hiring.scoring.models import IS_LIVE_ANSWER, AnswerToRate, Rating, Review, ThirdReading
from hiring.scoring.queries.allocation import knowing_whose, open_load, panel_ids, reviewers_of_sitting
from hiring.scoring.rules import LIVE, ReviewState
from hiring.scoring.third_readings import RatedTwice, WhyThird
from hiring.sittings.models import Sitting


@dataclass(frozen=True, slots=True)
class WaitingThirdReading:
    """A further reading that is not locked. What was given is not in it: HR reads that once it is settled."""

    reading_id: int
    reading_public_id: str
    asked_at: datetime
    public_id: str
    """Of the application."""
    code: str
    candidate: str
    task_title: Localised
    criteria: Mapping[str, WhyThird]
    """By the code of the competency."""
    holder: str | None
    """Who reads it; None: nobody has been found."""
    held_since: datetime | None
    begun: bool


@dataclass(frozen=True, slots=True)
class PossibleReader:
    """Somebody who could read an answer once more, and how many open answers they have."""

    id: int
    name: str
    load: int


def possible_readers(
    session: Session, application: Application, sitting_id: int, item_id: int
) -> dict[int, int]:
    """Return who could read an answer, each with how many open answers they have.

    Nobody who has had it before, stepped aside from it, or knows whose it is.
    """
    knowing, had = knowing_whose(session, application.id), reviewers_of_sitting(session, sitting_id)
    panel = panel_ids(session, application.opening_id)
    return open_load(session, [one for one in panel if one not in knowing and (item_id, one) not in had])


def readers_by_name(session: Session, reading: ThirdReading) -> list[PossibleReader]:
    """Return who could read it, the least loaded first."""
    application = session.scalars(
        select(Application)
        .join(Sitting, Sitting.application_id == Application.id)
        .where(Sitting.id == reading.sitting_id)
    ).one()
    load = possible_readers(session, application, reading.sitting_id, reading.item_id)
    names = session.execute(select(User.id, User.name).where(User.id.in_(load)).order_by(User.name, User.id))
    return sorted((PossibleReader(row.id, row.name, load[row.id]) for row in names), key=lambda one: one.load)


@dataclass(frozen=True, slots=True)
class AskedThirdReading:
    """That competencies of an answer were to be read once more, and why."""

    item_id: int
    criteria: Mapping[str, WhyThird]
    waived: bool


def third_readings_of(sitting_id: int) -> AnySelect:
    """Return the statement for what of a sitting was to be read once more; see `asked_readings`."""
    return select(ThirdReading.id, ThirdReading.item_id, ThirdReading.criteria, ThirdReading.waived_at).where(
        ThirdReading.sitting_id == sitting_id
    )


def asked_readings(rows: Iterable[AnyRow]) -> list[AskedThirdReading]:
    """Return what was to be read once more, in the order in which that was asked for."""
    return [
        AskedThirdReading(
            row.item_id,
            {code: WhyThird(why) for code, why in row.criteria.items()},
            row.waived_at is not None,
        )
        for row in sorted(rows, key=lambda row: row.id)
    ]


def waiting_third_readings(opening_id: int) -> OrderedList[WaitingThirdReading]:
    """Return the list of further readings that scores wait for, the longest waiting first."""
    return OrderedList(
        _waiting(opening_id), (Key(ThirdReading.id, read_whole),), lambda _session, rows: _read(rows)
    )


def waiting_third_reading(session: Session, opening_id: int, public_id: str) -> WaitingThirdReading | None:
    """Return one of them, while scores wait for it."""
    statement = _waiting(opening_id).where(ThirdReading.public_id == public_id)
    return next(iter(_read(session.execute(statement))), None)


def _waiting(opening_id: int) -> AnySelect:
    holds = (
        (Review.sitting_id == ThirdReading.sitting_id)
        & (Review.item_id == ThirdReading.item_id)
        & Review.third
        & Review.state.in_(LIVE)
    )
    return (
        select(
            ThirdReading.id,
            ThirdReading.public_id.label("reading_public_id"),
            ThirdReading.asked_at,
            ThirdReading.criteria,
            Application.public_id,
            Application.code,
            Candidate.name.label("candidate"),
            BankItem.title,
            User.name.label("holder"),
            Review.allocated_at,
            Review.state,
        )
        .select_from(ThirdReading)
        .join(
            AnswerToRate,
            (AnswerToRate.sitting_id == ThirdReading.sitting_id)
            & (AnswerToRate.item_id == ThirdReading.item_id),
        )
        .join(Sitting, Sitting.id == ThirdReading.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(BankItem, BankItem.id == ThirdReading.item_id)
        .outerjoin(Review, holds)
        .outerjoin(User, User.id == Review.reviewer_id)
        .where(
            ThirdReading.opening_id == opening_id,
            AnswerToRate.thirds > 0,
            Application.stage.in_(UNDER_REVIEW),
            Review.state.is_(None) | (Review.state != ReviewState.LOCKED),
        )
    )


def _read(rows: Iterable[AnyRow]) -> list[WaitingThirdReading]:
    return [
        WaitingThirdReading(
            row.id,
            row.reading_public_id,
            row.asked_at,
            row.public_id,
            row.code,
            row.candidate,
            row.title,
            {code: WhyThird(why) for code, why in row.criteria.items()},
            row.holder,
            row.allocated_at,
            row.state == ReviewState.DRAFT,
        )
        for row in rows
    ]


#: So many of the newest reviews are looked at for what a rule would have meant.
_NEWEST = 5_000


def rated_twice(session: Session, assessment_version_id: int | None) -> list[RatedTwice]:
    """Count what several reviewers have last rated of the tasks of an assessment, whatever the opening.

    Further readings are left out: they come of the differences that are counted here.
    """
    tasks = (
        select(SectionTask.item_id)
        .join(Section, Section.id == SectionTask.section_id)
        .where(Section.version_id == assessment_version_id)
    )
    newest = (
        select(Review.id, Review.sitting_id, Review.item_id)
        .where(
            Review.item_id.in_(tasks),
            Review.state == ReviewState.LOCKED,
            Review.third.is_(False),
            IS_LIVE_ANSWER,
        )
        .order_by(Review.id.desc())
        .limit(_NEWEST)
        .subquery()
    )
    each = (
        select(func.min(Rating.level).label("lowest"), func.max(Rating.level).label("highest"))
        .join(newest, newest.c.id == Rating.review_id)
        .where(Rating.level.is_not(None))
        .group_by(newest.c.sitting_id, newest.c.item_id, Rating.competency_id)
        .having(func.count() > 1)
        .subquery()
    )
    rows = session.execute(
        select(each.c.lowest, each.c.highest, func.count())
        .group_by(each.c.lowest, each.c.highest)
        .order_by(each.c.lowest, each.c.highest)
    )
    return [RatedTwice(*row) for row in rows]
