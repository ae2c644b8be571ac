"""What reviewers, referees and managers of the demo do."""

import uuid
from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.banks.rules import ReferenceKind
from hiring.decisions import actions as decisions
from hiring.decisions.rules import Outcome, Verdict
from hiring.demo.clock_steps import ClockStep, ClockSteps, Timeline, found
from hiring.demo.people import HR, MANAGER, Applicant, StoryMilestone, Witness
from hiring.demo.texts import DECISIONS, DECLINED, EXAMPLES, NOTHING_SHOWN, REASONS, STORY, SUPPORT
from hiring.dossiers.values import ReportLocale
from hiring.references import actions as references
from hiring.references import queries as reference_queries
from hiring.references.answers import Today
from hiring.references.models import ReferenceRequest
from hiring.references.questions import Question
from hiring.references.rules import OPEN_STATES
from hiring.reports import actions as reports
from hiring.reports.freezing import freeze_dossier
from hiring.scoring import actions as scoring
from hiring.scoring import queries as scoring_queries
from hiring.scoring.models import Review
from hiring.scoring.rules import DraftRating, ReviewDraft
from hiring.sittings import queries as sitting_queries

_LEVELS = {"weak": (1, 2), "medium": (3, 3), "strong": (5, 4)}
_SCORED = {StoryMilestone.SCORED, StoryMilestone.OFFERED, StoryMilestone.RESERVED, StoryMilestone.REJECTED}
_DECIDED = {StoryMilestone.OFFERED, StoryMilestone.RESERVED, StoryMilestone.REJECTED}
#: Whom HR has written to; the other one still waits for the letter.
_TOLD = {StoryMilestone.OFFERED, StoryMilestone.RESERVED}


def review_and_decide(steps: ClockSteps, applicant: Applicant, application_id: int, place: int) -> Timeline:
    """Have the panel score one candidate, and the manager decide, as far as the milestone says."""
    if applicant.milestone not in _SCORED | {StoryMilestone.SCORING}:
        return
    begun = steps.ago(days=4 - place * 0.3)
    session = yield ClockStep(begun)
    _review_answers(steps, session, applicant, application_id)
    yield ClockStep(begun + timedelta(minutes=5))  # the minute in which a lock can be taken back is over
    yield from _decide(steps, applicant, application_id, place)


def _review_answers(steps: ClockSteps, session: Session, applicant: Applicant, application_id: int) -> None:
    lots = lots_of(applicant)
    sitting = found(sitting_queries.sitting_of(session, application_id))
    reviews = session.scalars(
        select(Review).where(Review.sitting_id == sitting.id).order_by(Review.item_id, Review.id)
    ).all()
    emails = {user.id: email for email, user in steps.people.items()}
    for number, review in enumerate(reviews):
        reviewer = steps.actor(emails[review.reviewer_id])
        draft = _draft(session, applicant, review, number % 2, lots)
        if applicant.milestone is StoryMilestone.SCORING and number % 2:
            if number == 1:
                scoring.save_draft(session, review, draft, by=reviewer)
            continue
        scoring.lock_review(session, review, draft, by=reviewer)


def lots_of(applicant: Applicant) -> Random:
    """Return lots that fall the same way each time, whatever is played in between."""
    return Random(applicant.email)  # noqa: S311 (lots of a demo)


def _draft(session: Session, applicant: Applicant, review: Review, voice: int, lots: Random) -> ReviewDraft:
    frame = scoring_queries.frame_of_review(session, review)
    level = _LEVELS[applicant.quality.get(frame.task.code, "medium")][voice]
    return ReviewDraft(tuple(_rating(applicant, code, level, voice, lots) for code in frame.codes))


def _rating(applicant: Applicant, code: str, level: int, voice: int, lots: Random) -> DraftRating:
    if code == applicant.disputed:
        level = 5 if voice == 0 else 2
    elif lots.random() < 0.15:
        level = min(5, max(1, level + lots.choice((-1, 1))))
    if level == 1 and lots.random() < 0.3:
        return DraftRating(code, 1, nothing_shown=True, reason=NOTHING_SHOWN)
    return DraftRating(code, level, reason=REASONS[level][voice])


def answer_references(steps: ClockSteps, applicant: Applicant, application_id: int, place: int) -> Timeline:
    """Have the referees of one candidate answer, decline, or leave the request lying."""
    witnesses = {witness.email: witness for witness in applicant.witnesses}
    session = yield ClockStep(steps.ago(days=3 - place * 0.2))
    lots = lots_of(applicant)
    requests = session.scalars(
        select(ReferenceRequest).where(ReferenceRequest.application_id == application_id)
    ).all()
    open_ids = [each.id for each in requests if each.state in OPEN_STATES]
    for request_id in open_ids:
        request = found(reference_queries.request_by_id(session, request_id))
        witness = witnesses[request.email]
        if witness.declines:
            references.decline(session, request, DECLINED, by=_referee(request))
        elif witness.answers:
            _answer(session, request, witness, lots)


def _answer(session: Session, request: ReferenceRequest, witness: Witness, lots: Random) -> None:
    references.open_request(session, request, locale="id")
    who = _referee(request)
    questionnaire = reference_queries.questionnaire_of(request)
    typed = {code: said_about(question, witness, lots) for code, question in questionnaire.questions.items()}
    references.agree(session, request, typed, notice=str(questionnaire.form.title.id), by=who)
    references.keep_draft(session, request, typed, by=who)
    now = clock.now()
    references.give_reference(session, request, Today(now.year, now.month), by=who)


def said_about(question: Question, witness: Witness, lots: Random) -> dict[str, object]:
    """Return a plausible answer to one question of the reference form."""
    item = question.item
    match item.kind:
        case ReferenceKind.FREQUENCY:
            level = min(5, max(1, witness.level + lots.choice((-1, 0, 0, 0))))
            level = 6 - level if item.reversed else level
            example = EXAMPLES["high" if level > 3 else "low"]
            return {"value": str(level), "text": example if level in {1, 2, 5} else ""}
        case ReferenceKind.PERCENTILE:
            return {"value": {facet.key: str(45 + 9 * witness.level) for facet in item.facets}, "text": ""}
        case ReferenceKind.PERIOD:
            months = {"from-month": "2", "from-year": "2020", "to-month": "11", "to-year": "2025"}
            return {"value": months | {"often": item.options[1].key}, "text": ""}
        case ReferenceKind.CHOICE:
            return {"value": _choice(question, witness), "text": ""}
        case ReferenceKind.CONSENT:
            return {"value": "yes", "text": ""}
        case _:
            return {"value": "", "text": _text(item.code, witness)}


def _text(code: str, witness: Witness) -> str:
    own = {"R0c": f"{witness.organisation}; surel kantor: {witness.email}", "RX2": STORY}
    return own.get(code, SUPPORT)


def _choice(question: Question, witness: Witness) -> str:
    item = question.item
    keys = [option.key for option in item.options]
    wanted = {"R0d": witness.relationship, "R0f": "no", "RX5": "no"}.get(item.code, keys[0])
    return wanted if wanted in keys else keys[0]


def _referee(request: ReferenceRequest) -> Actor:
    from hiring.references.actions.answering import referee

    return referee(request)


def _decide(steps: ClockSteps, applicant: Applicant, application_id: int, place: int) -> Timeline:
    """Have the manager decide, HR tell it, and a report issued, where the milestone says so."""
    if applicant.milestone not in _DECIDED | {StoryMilestone.SCORED}:
        return
    manager = steps.actor(MANAGER.email)
    if applicant.milestone in _DECIDED:
        outcome, reason = DECISIONS[applicant.milestone.value]
        decided_at = steps.ago(days=1 - place * 0.05)
        session = yield ClockStep(decided_at)
        application = found(sitting_queries.application_of(session, application_id))
        verdict = Verdict(Outcome(outcome), reason, operation_id=str(uuid.uuid4()))
        decisions.decide(session, application, verdict, by=manager)
        if applicant.milestone in _TOLD:
            session = yield ClockStep(decided_at + timedelta(hours=1))
            _tell(steps, session, application_id, Outcome(outcome))
    if applicant.milestone is not StoryMilestone.REJECTED:
        session = yield ClockStep(steps.ago(days=0.5 - place * 0.02), follow=False)
        application = found(sitting_queries.application_of(session, application_id))
        locale: ReportLocale = "en" if applicant.locale == "en" else "id"
        organisation = steps.settings.organisation
        frozen = freeze_dossier(session, application, locale, organisation=organisation)
        reports.ask_report(session, application, frozen, by=manager)


def _tell(steps: ClockSteps, session: Session, application_id: int, outcome: Outcome) -> None:
    application = found(sitting_queries.application_of(session, application_id))
    decisions.send_letters(
        session,
        application.opening,
        outcome,
        [application.public_id],
        settings=steps.settings,
        by=steps.actor(HR.email),
    )
