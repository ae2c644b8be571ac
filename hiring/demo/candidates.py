"""What the candidates of the demo do: come in, agree, state facts, name referees, work, hand in."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.banks.kinds.aids_declaration.shape import AidsDeclaration
from hiring.banks.tasks import Task
from hiring.demo.clock_steps import ClockStep, ClockSteps, Timeline, as_candidate, found
from hiring.demo.people import Applicant, StoryMilestone
from hiring.demo.texts import DECLARED_AIDS, OWN_WORDS
from hiring.openings import actions as openings
from hiring.openings.models import Invitation
from hiring.openings.queries import application_by_id
from hiring.openings.statements import Post, StatedFacts
from hiring.privacy import actions as privacy
from hiring.privacy.notice_text import notice_of
from hiring.references import actions as references
from hiring.references.rules import NamedReferee, Relationship
from hiring.sittings import actions as sittings
from hiring.sittings import queries

#: Milestones at which somebody has begun to work on the tasks.
_WORKING = {StoryMilestone.SITTING}
_DONE = {
    StoryMilestone.HANDED_IN,
    StoryMilestone.SCORING,
    StoryMilestone.SCORED,
    StoryMilestone.OFFERED,
    StoryMilestone.RESERVED,
    StoryMilestone.REJECTED,
}
_CONSENTED = {StoryMilestone.CONSENTED, StoryMilestone.WITHDRAWN} | _WORKING | _DONE


def come_this_far(steps: ClockSteps, applicant: Applicant, application_id: int, place: int) -> Timeline:
    """Have one candidate do everything up to their milestone; `place` spreads them over the days."""
    began = steps.ago(minutes=25) if applicant.milestone in _WORKING else steps.ago(days=9 - place * 0.4)
    session = yield ClockStep(began - timedelta(hours=3))
    _claim(session, application_id)
    if applicant.milestone in _CONSENTED:
        session = yield ClockStep(began - timedelta(hours=2))
        _prepare(steps, session, applicant, application_id)
    if applicant.milestone is StoryMilestone.WITHDRAWN:
        session = yield ClockStep(began)
        application = found(application_by_id(session, application_id))
        openings.withdraw(session, application, by=as_candidate(application_id, applicant))
    if applicant.milestone in _WORKING | _DONE:
        yield from _work(steps, applicant, application_id, began, place)


def _claim(session: Session, application_id: int) -> None:
    invitation = session.scalars(select(Invitation).where(Invitation.application_id == application_id)).one()
    application = found(queries.application_of(session, application_id))
    invitation.application = application
    openings.claim_invitation(session, invitation, browser=uuid.uuid4().hex)


def _prepare(steps: ClockSteps, session: Session, applicant: Applicant, application_id: int) -> None:
    application = found(application_by_id(session, application_id))
    who = as_candidate(application_id, applicant)
    _agree(steps, session, application_id, applicant)
    posts = (Post(*applicant.post),) if applicant.post else ()
    stated = StatedFacts(applicant.education, applicant.experience, posts, applicant.links)
    openings.state_facts(session, application, stated, by=who)
    named = [
        NamedReferee(
            witness.name,
            witness.email,
            witness.organisation,
            Relationship(witness.relationship),
            "id",
        )
        for witness in applicant.witnesses
    ]
    if named:
        references.name_referees(session, application, named, secret_key=steps.settings.secret_key, by=who)


def _agree(steps: ClockSteps, session: Session, application_id: int, applicant: Applicant) -> None:
    """Tick every box under the notice, in the candidate's language."""
    application = found(queries.application_of(session, application_id))
    with steps.app.test_request_context(), force_locale(applicant.locale):
        notice = notice_of(session, application, steps.settings)
    privacy.give_consent(session, application, notice, by=as_candidate(application_id, applicant))


def _work(
    steps: ClockSteps, applicant: Applicant, application_id: int, began: datetime, place: int
) -> Timeline:
    """Sit section by section; the one who is still at it has begun the first."""
    moment = began
    who = as_candidate(application_id, applicant)
    session = yield ClockStep(moment, follow=False)
    sections = queries.sections_of(found(queries.application_of(session, application_id)))
    for section in sections:
        session = yield ClockStep(moment)
        application = found(queries.application_of(session, application_id))
        sittings.begin_section(session, application, section, grace=_grace(steps), by=who)
        moment += timedelta(minutes=section.minutes * (0.3 if applicant.milestone in _WORKING else 0.6))
        for task in section.tasks:
            session = yield ClockStep(moment, follow=False)
            _answer(steps, session, applicant, application_id, task.public_id, task.item_id, place)
            if applicant.milestone in _WORKING:
                return
        session = yield ClockStep(moment, follow=False)
        sitting = found(queries.sitting_of(session, application_id))
        sittings.finish_section(session, sitting, section, by=who)
        moment += timedelta(minutes=2)
    session = yield ClockStep(moment)
    sitting = found(queries.sitting_of(session, application_id))
    sittings.hand_in(session, sitting, by=who)


def _answer(
    steps: ClockSteps,
    session: Session,
    applicant: Applicant,
    application_id: int,
    task_id: str,
    item_id: int,
    place: int,
) -> None:
    task = queries.read_task_of(session, item_id)
    level = applicant.quality.get(task.code, "medium")
    sitting = found(queries.sitting_of(session, application_id))
    for part, value in example(task, level, applicant.locale, place).items():
        sent = sittings.SentAnswer(task_id, part, str(uuid.uuid4()), 0, value)
        sittings.save_answer(session, sitting.id, sent, arrived=clock.now(), grace=_grace(steps))
    user_sessions = update(UserSession).where(
        UserSession.audience == Audience.CANDIDATE, UserSession.subject_id == application_id
    )
    session.execute(user_sessions.values(seen_at=clock.now()))


def example(task: Task, level: str, locale: str, place: int) -> dict[str, Any]:
    """Return the example answer of `level`, with a sentence of the candidate's own in each text."""
    exemplar = next(each for each in task.exemplars if each.level == level)
    answer: dict[str, Any] = {}
    for part in task.parts:
        if isinstance(part, AidsDeclaration):
            answer[part.key] = DECLARED_AIDS[place % len(DECLARED_AIDS)]
        if part.key not in exemplar.parts:
            continue
        value = dict(exemplar.parts[part.key].value(locale))
        if "text" in value:
            value["text"] = f"{value['text']}\n\n{OWN_WORDS[place % len(OWN_WORDS)]}"
        answer[part.key] = value
    return answer


def _grace(steps: ClockSteps) -> timedelta:
    return timedelta(seconds=steps.settings.grace_seconds)
