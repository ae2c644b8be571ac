"""The whole story in order: read it to see what the demo shows."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import OPERATOR
from hiring.banks.reading import read_bank
from hiring.db import begin_writing, current_session
from hiring.demo import candidates, interviews, organisation, staff_actions
from hiring.demo.clock_steps import ClockStep, ClockSteps, Timeline, found
from hiring.demo.judgements import judgements
from hiring.demo.own_words import own_words_of_all
from hiring.demo.people import APPLICANTS, DEMO_PASSWORD, HR, TOO_LATE, Applicant, StoryMilestone
from hiring.demo.testimonies import testimonies
from hiring.lawful_wording import findings
from hiring.openings import actions as openings
from hiring.openings.invitees import Invitee
from hiring.openings.queries import opening_by_id
from hiring.paths import QUESTION_BANKS
from hiring.timekeeping.actions import confirm_clock


def is_empty() -> bool:
    """Say whether nobody has an account yet: only then may the demo be told."""
    return current_session().scalar(select(func.count(User.id))) == 0


def seed_demo(app: Flask) -> None:
    """Fill an empty database with the demo. Everything goes through the actions that pages use."""
    steps = ClockSteps(app, clock.now())
    password_hash = hash_password(DEMO_PASSWORD)
    bank = read_bank(QUESTION_BANKS / "community-officer")
    for written in (judgements, own_words_of_all, testimonies, interviews.interviews_written):
        written()  # files are read before anybody is kept from writing, and only once
    findings("")  # reads its rules likewise
    with steps.step(steps.working_day(34, time(9, 20))) as session:
        organisation.end_first_day(session)
        organisation.hire_staff(steps, session, password_hash)
        organisation.load_the_bank(session, bank)
        organisation.sign_the_impact_assessment(steps, session)
    with steps.step(steps.working_day(33, time(14, 35))) as session:
        version_id = organisation.publish_assessment(steps, session).id
    _close_an_opening_unanswered(steps, version_id)
    with steps.step(steps.working_day(8, time(10, 10))) as session:
        opening_id = organisation.open_main_opening(steps, session, version_id).id
    first_day = [each for each in APPLICANTS if each.milestone is not StoryMilestone.INVITED]
    applications = _invite(steps, opening_id, first_day, steps.working_day(7, time(9, 45)))
    steps.run(
        [
            _second_opening(steps, version_id),
            _late_invitations(steps, opening_id),
            interviews.plan_interviews(steps, opening_id),
            _mornings(steps),
            *(
                timeline
                for place, applicant in enumerate(first_day)
                for timeline in _of_one(steps, applicant, applications[applicant.email], place)
            ),
        ]
    )
    # It ended yesterday; that is no time in which the machine was off.
    confirm_clock(begin_writing(), by=OPERATOR)
    current_session().commit()


def _close_an_opening_unanswered(steps: ClockSteps, version_id: int) -> None:
    """Invite two people a month and a half ago; neither begins, and the opening closes by itself."""
    with steps.step(steps.working_day(32, time(11, 5))) as session:
        opening_id = organisation.open_earlier_opening(steps, session, version_id).id
    _invite(steps, opening_id, TOO_LATE, steps.working_day(31, time(10, 40)))
    with steps.step(steps.day(29, time(7, 30))):
        pass  # its closing moment has passed: the work that was waiting for it is done


def _second_opening(steps: ClockSteps, version_id: int) -> Timeline:
    session = yield ClockStep(steps.working_day(2, time(15, 10)))
    organisation.begin_second_opening(steps, session, version_id)


def _mornings(steps: ClockSteps) -> Timeline:
    """Let what is due by itself, such as reminders, be done on every day of the story."""
    for days in range(9, 0, -1):
        yield ClockStep(steps.day(days, time(7, 15)))


def _late_invitations(steps: ClockSteps, opening_id: int) -> Timeline:
    session = yield ClockStep(steps.working_day(1, time(11, 40)))
    late = [each for each in APPLICANTS if each.milestone is StoryMilestone.INVITED]
    _send_invitations(steps, session, opening_id, late)


def _of_one(steps: ClockSteps, applicant: Applicant, application_id: int, place: int) -> Iterator[Timeline]:
    """Return what happens around one candidate: their own deeds, the panel's, the referees'."""
    yield candidates.come_this_far(steps, applicant, application_id)
    yield staff_actions.review_and_decide(steps, applicant, application_id, place)
    yield interviews.interview(steps, applicant.email, application_id)
    for witness in applicant.witnesses:
        yield staff_actions.hear_referee(steps, witness, application_id)


def _invite(
    steps: ClockSteps, opening_id: int, group: Sequence[Applicant], moment: datetime
) -> dict[str, int]:
    """Invite a group; return application ids by address."""
    with steps.step(moment) as session:
        invited = _send_invitations(steps, session, opening_id, group)
    return dict(zip([each.email for each in group], invited, strict=True))


def _send_invitations(
    steps: ClockSteps, session: Session, opening_id: int, group: Sequence[Applicant]
) -> Sequence[int]:
    opening = found(opening_by_id(session, opening_id))
    invitees = [Invitee(each.name, each.email, each.locale) for each in group]
    return openings.invite_all(
        session, opening, invitees, secret_key=steps.settings.secret_key, by=steps.actor(HR.email)
    )
