"""What reviewers, referees and managers of the demo do."""

import uuid
from datetime import time, timedelta

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.decisions import actions as decisions
from hiring.decisions.rules import Outcome, Verdict
from hiring.demo.candidates import lots_of
from hiring.demo.clock_steps import ClockStep, ClockSteps, Timeline, found
from hiring.demo.judgements import judgements
from hiring.demo.people import HR, MANAGER, Applicant, StoryMilestone, Witness
from hiring.demo.testimonies import said_about, testimonies
from hiring.demo.texts import CALLED_NUMBER, DECISIONS, DECLINED, NOT_ANSWERED
from hiring.dossiers.values import ReportLocale
from hiring.mail.contacts import whatsapp_number
from hiring.references import actions as references
from hiring.references import queries as reference_queries
from hiring.references.actions.answering import referee
from hiring.references.answers import Today
from hiring.references.models import ReferenceRequest
from hiring.references.rules import CallOutcome
from hiring.references.views.notice import notice_sentences
from hiring.reports import actions as reports
from hiring.reports.freezing import freeze_dossier
from hiring.scoring import actions as scoring
from hiring.scoring import queries as scoring_queries
from hiring.scoring.models import Review
from hiring.scoring.rules import DraftRating, ReviewDraft
from hiring.sittings import queries as sitting_queries

_SCORED = {StoryMilestone.SCORED, StoryMilestone.OFFERED, StoryMilestone.RESERVED, StoryMilestone.REJECTED}
#: On the last working day the manager decides, one after the other; then HR writes, then reports are issued.
_DECIDED_AT = {
    StoryMilestone.OFFERED: time(10, 15),
    StoryMilestone.RESERVED: time(10, 32),
    StoryMilestone.REJECTED: time(10, 51),
}
#: Whom HR has written to; the other one still waits for the letter.
_TOLD_AT = {StoryMilestone.OFFERED: time(13, 24), StoryMilestone.RESERVED: time(13, 31)}
_REPORTS_FROM = time(15, 4)


def review_and_decide(steps: ClockSteps, applicant: Applicant, application_id: int, place: int) -> Timeline:
    """Have the panel score one candidate, and the manager decide, as far as the milestone says."""
    if applicant.milestone not in _SCORED | {StoryMilestone.SCORING}:
        return
    yield from _review_answers(steps, applicant, application_id)
    yield from _decide(steps, applicant, application_id)
    if applicant.milestone in _SCORED - {StoryMilestone.REJECTED}:
        session = yield ClockStep(steps.working_day(1, _REPORTS_FROM) + timedelta(minutes=7 * place))
        _issue_report(steps, session, applicant, application_id)


def _review_answers(steps: ClockSteps, applicant: Applicant, application_id: int) -> Timeline:
    """Lock one review after the other, some minutes apart; where scoring goes on, only every first one."""
    lots = lots_of(applicant.email)
    moment = steps.working_day(*applicant.reviewed)
    session = yield ClockStep(moment, follow=False)
    sitting = found(sitting_queries.sitting_of(session, application_id))
    in_order = select(Review.id).where(Review.sitting_id == sitting.id).order_by(Review.item_id, Review.id)
    for number, review_id in enumerate(session.scalars(in_order).all()):
        first = number % 2 == 0
        if applicant.milestone is StoryMilestone.SCORING and not first and number > 1:
            continue
        moment += timedelta(seconds=lots.randint(370, 650))
        session = yield ClockStep(moment, follow=False)
        review = session.get_one(Review, review_id)
        reviewer = _reviewer(steps, review)
        draft = _draft(session, applicant, review, reviewer, number % 2)
        if applicant.milestone is StoryMilestone.SCORING and not first:
            scoring.save_draft(session, review, draft, by=reviewer)
        else:
            scoring.lock_review(session, review, draft, by=reviewer)
    yield ClockStep(moment + timedelta(minutes=2))  # the minute in which a lock can be taken back is over


def _reviewer(steps: ClockSteps, review: Review) -> Actor:
    return steps.actor(next(email for email, user in steps.people.items() if user.id == review.reviewer_id))


def _draft(
    session: Session, applicant: Applicant, review: Review, reviewer: Actor, voice: int
) -> ReviewDraft:
    frame = scoring_queries.frame_of_review(session, review)
    said = judgements()[applicant.email][frame.task.code][voice]
    return ReviewDraft(
        tuple(
            DraftRating(
                code,
                said[code].level,
                reason=said[code].reason_in(reviewer.locale),
                quote=said[code].quote,
                nothing_shown=said[code].nothing_shown,
                nothing_to_quote=said[code].nothing_to_quote,
            )
            for code in frame.codes
        )
    )


def hear_referee(steps: ClockSteps, witness: Witness, application_id: int) -> Timeline:
    """Have one referee answer or decline, some days after being asked, or leave the request lying."""
    if not (witness.answers or witness.declines or witness.called):
        return
    lots = lots_of(witness.email)
    opened = steps.working_day(lots.choice((2, 3)), time(lots.randint(8, 16), lots.randint(0, 59)))
    yield ClockStep(opened - timedelta(minutes=lots.randint(20, 50)))  # a reminder that was due comes before
    session = yield ClockStep(opened)
    asked = select(ReferenceRequest.id).where(
        ReferenceRequest.application_id == application_id, ReferenceRequest.email == witness.email
    )
    request_id = session.scalars(asked).one()
    request = found(reference_queries.request_by_id(session, request_id))
    if witness.called:
        number = whatsapp_number(CALLED_NUMBER) or ""
        hr = steps.actor(HR.email)
        references.note_call(session, request, number, CallOutcome.NO_ANSWER, NOT_ANSWERED, by=hr)
        return
    if witness.declines:
        references.decline(session, request, DECLINED, by=referee(request))
        return
    references.open_request(session, request, locale="id")
    session = yield ClockStep(opened + timedelta(seconds=lots.randint(60, 200)))
    _agree(steps, session, found(reference_queries.request_by_id(session, request_id)), witness)
    session = yield ClockStep(opened + timedelta(seconds=lots.randint(600, 1500)))
    request, now = found(reference_queries.request_by_id(session, request_id)), clock.now()
    references.give_reference(session, request, Today(now.year, now.month), by=referee(request))


def _agree(steps: ClockSteps, session: Session, request: ReferenceRequest, witness: Witness) -> None:
    """Agree under the notice as it stands on the page, and write everything down."""
    questions = reference_queries.questionnaire_of(request).questions
    testimony = testimonies()[witness.email]
    typed = {code: said_about(question, witness, testimony) for code, question in questions.items()}
    with steps.app.test_request_context(), force_locale("id"):
        notice = "\n".join(notice_sentences(request, steps.settings))
    references.agree(session, request, typed, notice=notice, by=referee(request))


def _decide(steps: ClockSteps, applicant: Applicant, application_id: int) -> Timeline:
    """Have the manager decide and HR tell it, where the milestone says so."""
    if applicant.milestone not in _DECIDED_AT:
        return
    outcome, reason = DECISIONS[applicant.milestone.value]
    session = yield ClockStep(steps.working_day(1, _DECIDED_AT[applicant.milestone]))
    application = found(sitting_queries.application_of(session, application_id))
    verdict = Verdict(Outcome(outcome), reason, operation_id=str(uuid.uuid4()))
    decisions.decide(session, application, verdict, by=steps.actor(MANAGER.email))
    if applicant.milestone in _TOLD_AT:
        session = yield ClockStep(steps.working_day(1, _TOLD_AT[applicant.milestone]))
        _tell(steps, session, application_id, Outcome(outcome))


def _issue_report(steps: ClockSteps, session: Session, applicant: Applicant, application_id: int) -> None:
    application = found(sitting_queries.application_of(session, application_id))
    locale: ReportLocale = "en" if applicant.locale == "en" else "id"
    frozen = freeze_dossier(session, application, locale, organisation=steps.settings.organisation)
    reports.ask_report(session, application, frozen, by=steps.actor(MANAGER.email))


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
