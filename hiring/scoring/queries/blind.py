"""What a reviewer may see. Built from columns: nothing here selects who the candidate is.

Neither name, address nor code of the candidate, nor when, from where or how fast the
answer came, nor what anybody else gave. What is not selected cannot be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from hiring.banks.kinds import kind_of
from hiring.banks.models import Bank, BankItem
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.banks.tasks import Task
from hiring.db.together import Together
from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised
from hiring.openings.judging import QuotesWanted
from hiring.openings.models import Application, Opening, OpeningMember
from hiring.openings.rules import UNDER_REVIEW, MemberRole, Stage, reviews_due
from hiring.rubrics.models import Competency
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.models import IS_LIVE_ANSWER, Rating, Review, ThirdReading
from hiring.scoring.queries.controls import control_parts
from hiring.scoring.queries.tasks import (
    CRITERIA,
    HANDED_IN,
    Criterion,
    HandedInPart,
    by_part,
    criteria_in,
    criteria_of_rubric,
    handed_in,
)
from hiring.scoring.rules import (
    OPEN,
    DraftRating,
    QueuePlace,
    ReviewState,
    open_parts,
    rated_competencies,
)
from hiring.scoring.scores import CELLS
from hiring.sittings.models import Sitting
from hiring.sittings.queries import read_task

_by_position = attrgetter("position")


@dataclass(frozen=True, slots=True)
class BlindPart:
    """One part of an answer that people rate, with neutral words for what says who wrote it."""

    part: PartOfTask
    values: Mapping[str, AnswerValue | None]
    """By language: what is masked is called so in the reader's. None where nothing was written."""

    def value(self, locale: str) -> AnswerValue | None:
        return self.values[locale]

    def words(self, locale: str) -> int:
        """Return how many words there are to read: those that were written would tell how long a name is."""
        value = self.values[locale]
        return 0 if value is None else kind_of(self.part).words(self.part, value) or 0


@dataclass(frozen=True, slots=True)
class BlindAnswer:
    """One answer as its reviewer may see it, with what the reviewer has put down so far."""

    public_id: str
    reviewer_id: int
    pseudonym: str
    state: ReviewState
    wanted: bool
    """False when the application no longer needs scores, or the review was taken back."""
    final: bool
    """False while the answer may still change."""
    masked: bool
    """False until what says who wrote it is masked: until then nobody reads it."""
    drafted_before: bool
    """What the reviewer has put down is about the answer as it was before it became final."""
    locked_at: datetime | None
    revision: int
    writer: str
    opening_title: Localised
    due: datetime | None
    """Until when it is to be rated."""
    zone: str
    by_cells: bool
    """The answer may show nothing of a competency; otherwise, as of old, there may be no evidence."""
    calibration_within: int | None
    """How near to an expert its reviewer comes before marking; None: at once."""
    quotes_wanted: QuotesWanted
    third: bool
    """Only some competencies are rated: those of a further reading. What others gave is not said."""
    task: Task
    task_hash: str
    """Of the task's content."""
    rules: tuple[Localised, ...]
    """What its bank says of every task."""
    criteria: tuple[Criterion, ...]
    of_task: tuple[str, ...]
    """All competencies that people rate in the task: on them its reviewer is calibrated."""
    parts: tuple[BlindPart, ...]
    ratings: tuple[DraftRating, ...]
    place: QueuePlace

    @property
    def open(self) -> bool:
        return self.wanted and self.state in OPEN

    def rating(self, code: str) -> DraftRating:
        return next((one for one in self.ratings if one.competency == code), DraftRating(code))


def review_by_public_id(session: Session, public_id: str) -> Review | None:
    """Return the review as a row to change, if its reviewer still sits in the panel."""
    return session.scalar(
        select(Review).join(OpeningMember, still_in_panel()).where(Review.public_id == public_id)
    )


def still_in_panel() -> ColumnElement[bool]:
    """Return the condition that the reviewer of a `Review` still sits in the panel of its opening."""
    return and_(
        OpeningMember.opening_id == Review.opening_id,
        OpeningMember.user_id == Review.reviewer_id,
        OpeningMember.role == MemberRole.REVIEWER,
    )


_LAST_SAVED = (
    select(func.max(Rating.saved_at)).where(Rating.review_id == Review.id).correlate(Review).scalar_subquery()
)
#: What every page of marking asks: put together once, as to build it anew takes longer than to ask it.
_BLIND_ANSWER = (
    select(
        Review.id,
        Review.sitting_id,
        Review.control,
        Review.control_locale,
        Review.reviewer_id,
        Review.pseudonym,
        Review.state,
        Review.third,
        and_(
            or_(~IS_LIVE_ANSWER, Application.stage.in_(UNDER_REVIEW)), Review.state != ReviewState.RELEASED
        ).label("wanted"),
        or_(~IS_LIVE_ANSWER, Application.stage != Stage.SITTING).label("final"),
        (Sitting.handed_in_at > _LAST_SAVED).label("drafted_before"),
        Review.locked_at,
        Review.draft_revision,
        Review.draft_writer,
        Review.opening_id,
        Review.item_id,
        Review.shuffle,
        Opening.title,
        Opening.zone,
        Opening.reviews_due_at,
        Opening.closes_at,
        Opening.closed_at,
        Opening.rubric_version_id,
        Opening.score_rule,
        Opening.calibration_within,
        Opening.quotes_wanted,
        BankItem.content_hash,
        Bank.about,
    )
    .join(OpeningMember, still_in_panel())
    .join(Opening, Opening.id == Review.opening_id)
    .join(BankItem, BankItem.id == Review.item_id)
    .join(Bank, Bank.id == BankItem.bank_id)
    .outerjoin(Sitting, Sitting.id == Review.sitting_id)
    .outerjoin(Application, Application.id == Sitting.application_id)
    .where(Review.public_id == bindparam("public_id"), Review.state != ReviewState.CONFLICT)
)
_OWN_RATINGS = (
    select(
        Competency.code,
        Rating.level,
        Rating.no_evidence,
        Rating.reason,
        Rating.quote,
        Rating.nothing_shown,
        Rating.cannot_judge,
        Rating.nothing_to_quote,
        Competency.position,
    )
    .join(Competency, Competency.id == Rating.competency_id)
    .where(Rating.review_id == bindparam("review_id"))
    .order_by(Competency.position)
)
_BESIDE_ANSWER = Together(CRITERIA, HANDED_IN, _OWN_RATINGS)


def blind_answer(session: Session, public_id: str) -> BlindAnswer | None:
    """Return what the reviewer of this review may see, or None when there is no such review."""
    row = session.execute(_BLIND_ANSWER, {"public_id": public_id}).one_or_none()
    if row is None:
        return None
    task = read_task(session, row.item_id, row.content_hash)
    asked = {
        "rubric_version_id": row.rubric_version_id,
        "sitting_id": row.sitting_id,
        "item_id": row.item_id,
        "review_id": row.id,
    }
    rubric, given, ratings = _BESIDE_ANSWER.read(session, asked)
    answers: Mapping[str, HandedInPart] = by_part(given)
    if row.control is not None:
        answers = control_parts(task, row.content_hash, row.control, row.control_locale)
    of_task = _rated(criteria_in(sorted(rubric, key=_by_position)), task)
    return BlindAnswer(
        public_id=public_id,
        reviewer_id=row.reviewer_id,
        pseudonym=row.pseudonym,
        state=ReviewState(row.state),
        wanted=row.wanted,
        final=row.final,
        masked=_masked(task, answers),
        drafted_before=bool(row.drafted_before),
        locked_at=row.locked_at,
        revision=row.draft_revision,
        writer=row.draft_writer,
        opening_title=row.title,
        due=reviews_due(row.reviews_due_at, row.closes_at, row.closed_at),
        zone=row.zone,
        by_cells=row.score_rule == CELLS.name,
        calibration_within=row.calibration_within,
        quotes_wanted=QuotesWanted(row.quotes_wanted),
        task=task,
        task_hash=row.content_hash,
        rules=_rules_for_all(row.about),
        third=row.third,
        criteria=_read_again(session, row.sitting_id, row.item_id, of_task) if row.third else of_task,
        of_task=tuple(one.code for one in of_task),
        parts=_blind_parts(task, answers),
        ratings=tuple(_draft_rating(one) for one in sorted(ratings, key=_by_position)),
        place=QueuePlace(public_id, row.opening_id, row.item_id, row.shuffle),
    )


def _rules_for_all(about: Mapping[str, Any]) -> tuple[Localised, ...]:
    """Return the rules for every task that stand with a bank; one that was loaded long ago has fewer."""
    named = (about.get("rules_for_all_tasks"), about.get("never_scored"))
    return tuple(Localised.from_json(each) for each in named if each)


@dataclass(frozen=True, slots=True)
class ReviewFrame:
    """What a review is about: what is rated in it, in the order of the rubric, its task, and how."""

    criteria: tuple[Criterion, ...]
    task: Task
    by_cells: bool
    calibration_within: int | None
    quotes_wanted: QuotesWanted
    of_task: tuple[str, ...]
    """All competencies that people rate in the task, also where this review is about some of them."""

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.criteria]


def frame_of_review(session: Session, review: Review) -> ReviewFrame:
    """Return what this review is about."""
    row = session.execute(
        select(
            Opening.rubric_version_id,
            Opening.score_rule,
            Opening.calibration_within,
            Opening.quotes_wanted,
            BankItem.content_hash,
        )
        .select_from(Review)
        .join(Opening, Opening.id == Review.opening_id)
        .join(BankItem, BankItem.id == Review.item_id)
        .where(Review.id == review.id)
    ).one()
    task = read_task(session, review.item_id, row.content_hash)
    of_task = _rated(criteria_of_rubric(session, row.rubric_version_id), task)
    third = review.third
    criteria = _read_again(session, review.sitting_id, review.item_id, of_task) if third else of_task
    codes = tuple(one.code for one in of_task)
    by_cells, quotes = row.score_rule == CELLS.name, QuotesWanted(row.quotes_wanted)
    return ReviewFrame(criteria, task, by_cells, row.calibration_within, quotes, codes)


def answer_to_quote(session: Session, review: Review, task: Task) -> str:
    """Return the candidate's words in this answer as its reviewer reads them, for checking a quote.

    In both languages, one after the other: what is masked is called otherwise in each.
    """
    if review.control is not None:
        hashed = session.scalars(select(BankItem.content_hash).where(BankItem.id == review.item_id)).one()
        given = control_parts(task, hashed, review.control, review.control_locale or "")
    else:
        given = handed_in(session, review.sitting_id, review.item_id)
    parts = _blind_parts(task, given)
    return "\n".join(words_to_quote(each.part, each.value(locale)) for locale in LOCALES for each in parts)


def own_ratings(session: Session, review_id: int) -> tuple[DraftRating, ...]:
    """Return what the reviewer has put down in one review."""
    rows = session.execute(_OWN_RATINGS, {"review_id": review_id})
    return tuple(_draft_rating(row) for row in rows)


def _draft_rating(row: Any) -> DraftRating:
    return DraftRating(*row[:-1])  # behind it stands its place in the rubric


def _read_again(
    session: Session, sitting_id: int, item_id: int, of_task: tuple[Criterion, ...]
) -> tuple[Criterion, ...]:
    """Return what a further reading of an answer is about; why it is read again is not selected."""
    wanted = select(ThirdReading.criteria).filter_by(sitting_id=sitting_id, item_id=item_id)
    codes = set(session.scalars(wanted).one())
    return tuple(one for one in of_task if one.code in codes)


def _rated(rubric: tuple[Criterion, ...], task: Task) -> tuple[Criterion, ...]:
    codes = rated_competencies(task, [criterion.code for criterion in rubric])
    return tuple(criterion for criterion in rubric if criterion.code in codes)


def _blind_parts(task: Task, given: Mapping[str, HandedInPart]) -> tuple[BlindPart, ...]:
    return tuple(_blind_part(part, given.get(part.key)) for part in open_parts(task))


def _blind_part(part: PartOfTask, given: HandedInPart | None) -> BlindPart:
    values = {locale: given.covered(part, locale) if given else None for locale in LOCALES}
    return BlindPart(part, values)


def _masked(task: Task, given: Mapping[str, HandedInPart]) -> bool:
    """Say whether everything that people rate was looked through."""
    return all(given[part.key].masks is not None for part in open_parts(task) if part.key in given)
