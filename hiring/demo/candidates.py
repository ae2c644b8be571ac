"""What the candidates of the demo do: come in, agree, state facts, name referees, work, hand in."""

import uuid
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from flask_babel import force_locale
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.demo.clock_steps import ClockStep, ClockSteps, Timeline, as_candidate, found
from hiring.demo.own_words import answer_of
from hiring.demo.people import Applicant, StoryMilestone
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
from hiring.sittings.paper import PaperSection, PaperTask

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


#: What share of the first section is over when the one who is still sitting writes the first answer.
_SO_FAR = 0.3


def come_this_far(steps: ClockSteps, applicant: Applicant, application_id: int) -> Timeline:
    """Have one candidate do everything up to their milestone."""
    working = applicant.milestone in _WORKING
    began = steps.ago(minutes=25) if working else steps.day(*applicant.came)
    lots = lots_of(applicant.email)
    came = began - timedelta(minutes=lots.randint(40, 150))
    session = yield ClockStep(came)
    _claim(session, application_id)
    if applicant.milestone in _CONSENTED:
        session = yield ClockStep(came + timedelta(seconds=lots.randint(500, 1900)))
        _prepare(steps, session, applicant, application_id)
    if applicant.milestone is StoryMilestone.WITHDRAWN:
        session = yield ClockStep(began)
        application = found(application_by_id(session, application_id))
        openings.withdraw(session, application, by=as_candidate(application_id, applicant))
    if working:
        yield from _begin_working(steps, applicant, application_id, began)
    if applicant.milestone in _DONE:
        yield from _work(steps, applicant, application_id, began, lots)


def lots_of(email: str) -> Random:
    """Return lots that fall the same way each time, whatever is played in between."""
    return Random(email)  # noqa: S311 (lots of a demo)


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
        references.name_referees(
            session,
            application,
            named,
            secret_key=steps.settings.secret_key,
            excuses={"community": why} if (why := applicant.nobody_of_community) else {},
            achievements=applicant.achievements,
            by=who,
        )


def _agree(steps: ClockSteps, session: Session, application_id: int, applicant: Applicant) -> None:
    """Tick every box under the notice, in the candidate's language."""
    application = found(queries.application_of(session, application_id))
    with steps.app.test_request_context(), force_locale(applicant.locale):
        notice = notice_of(session, application, steps.settings)
    privacy.give_consent(session, application, notice, by=as_candidate(application_id, applicant))


def _begin_working(steps: ClockSteps, applicant: Applicant, application_id: int, began: datetime) -> Timeline:
    """Begin the first section and write its first answer; that is how far this one has come."""
    session = yield ClockStep(began)
    application = found(queries.application_of(session, application_id))
    section = queries.sections_of(application)[0]
    by = as_candidate(application_id, applicant)
    sittings.begin_section(session, application, section, grace=_grace(steps), by=by)
    session = yield ClockStep(began + timedelta(minutes=section.minutes * _SO_FAR), follow=False)
    _answer(steps, session, applicant, application_id, section.tasks[0])


def _work(
    steps: ClockSteps, applicant: Applicant, application_id: int, moment: datetime, lots: Random
) -> Timeline:
    """Sit section by section, each at the candidate's own pace, with short breaks; hand in."""
    who = as_candidate(application_id, applicant)
    session = yield ClockStep(moment, follow=False)
    sections = queries.sections_of(found(queries.application_of(session, application_id)))
    for section, share in zip(sections, applicant.pace, strict=True):
        session = yield ClockStep(moment)
        application = found(queries.application_of(session, application_id))
        sittings.begin_section(session, application, section, grace=_grace(steps), by=who)
        used = timedelta(minutes=section.minutes * min(1, share))
        moments = _moments(session, section, moment, used)
        for link, written in zip(section.tasks, moments, strict=True):
            session = yield ClockStep(written, follow=False)
            _answer(steps, session, applicant, application_id, link)
        moment += used
        if share < 1:
            session = yield ClockStep(moment, follow=False)
            sitting = found(queries.sitting_of(session, application_id))
            sittings.finish_section(session, sitting, section, by=who)
        else:  # nobody finishes it: the clock does, once what was on its way has arrived
            moment += _grace(steps) + timedelta(seconds=1)
            yield ClockStep(moment)
        moment += timedelta(seconds=lots.randint(70, 480))
    session = yield ClockStep(moment)
    sitting = found(queries.sitting_of(session, application_id))
    sittings.hand_in(session, sitting, by=who)


def _moments(session: Session, section: PaperSection, began: datetime, used: timedelta) -> list[datetime]:
    """Return when each task of a section is answered: each takes what its author thought of the time used."""
    minutes = list(accumulate(queries.read_task_of(session, each.item_id).minutes for each in section.tasks))
    return [began + used * (until / minutes[-1]) - timedelta(seconds=20) for until in minutes]


def _answer(
    steps: ClockSteps, session: Session, applicant: Applicant, application_id: int, link: PaperTask
) -> None:
    task = queries.read_task_of(session, link.item_id)
    level = applicant.quality.get(task.code, "medium")
    sitting = found(queries.sitting_of(session, application_id))
    for part, value in answer_of(applicant.email, task, level, applicant.locale).items():
        sent = sittings.SentAnswer(link.public_id, part, str(uuid.uuid4()), 0, value)
        sittings.save_answer(session, sitting.id, sent, arrived=clock.now(), grace=_grace(steps))
    user_sessions = update(UserSession).where(
        UserSession.audience == Audience.CANDIDATE, UserSession.subject_id == application_id
    )
    session.execute(user_sessions.values(seen_at=clock.now()))


def _grace(steps: ClockSteps) -> timedelta:
    return timedelta(seconds=steps.settings.grace_seconds)
