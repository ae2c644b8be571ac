"""The whole story in order: read it to see what the demo shows."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import OPERATOR
from hiring.banks.reading import read_bank
from hiring.demo import candidates, panel, setting
from hiring.demo.cast import APPLICANTS, DEMO_PASSWORD, HR, TOO_LATE, Applicant, Scene
from hiring.demo.scenes import Cue, Stage, Story, found
from hiring.openings import actions as openings
from hiring.openings.guests import Guest
from hiring.openings.queries import opening_by_id
from hiring.paths import QUESTION_BANKS
from hiring.store import begin_writing, current_session
from hiring.timekeeping.actions import confirm_clock


def is_empty() -> bool:
    """Say whether nobody has an account yet: only then may the demo be told."""
    return current_session().scalar(select(func.count(User.id))) == 0


def tell(app: Flask) -> None:
    """Fill an empty database with the demo. Everything goes through the actions that pages use."""
    stage = Stage(app, clock.now())
    password_hash = hash_password(DEMO_PASSWORD)
    bank = read_bank(QUESTION_BANKS / "community-officer")
    with stage.scene(stage.ago(days=45)) as session:
        setting.hire_staff(stage, session, password_hash)
        version_id = setting.publish_assessment(stage, session, bank).id
    _close_an_opening_unanswered(stage, version_id)
    with stage.scene(stage.ago(days=11)) as session:
        opening_id = setting.open_main_opening(stage, session, version_id).id
    first_day = [each for each in APPLICANTS if each.scene is not Scene.INVITED]
    applications = _invite(stage, opening_id, first_day, stage.ago(days=10))
    stage.play(
        [
            _second_opening(stage, version_id),
            _late_invitations(stage, opening_id),
            *(
                story
                for place, applicant in enumerate(first_day)
                for story in _of_one(stage, applicant, applications[applicant.email], place)
            ),
        ]
    )
    # The story ended yesterday; that is no time in which the machine was off.
    confirm_clock(begin_writing(), by=OPERATOR)
    current_session().commit()


def _close_an_opening_unanswered(stage: Stage, version_id: int) -> None:
    """Invite two people a month and a half ago; neither begins, and the opening closes by itself."""
    with stage.scene(stage.ago(days=44)) as session:
        opening_id = setting.open_earlier_opening(stage, session, version_id).id
    _invite(stage, opening_id, TOO_LATE, stage.ago(days=43))
    with stage.scene(stage.ago(days=29)):
        pass  # its closing moment has passed: the work that was waiting for it is done


def _second_opening(stage: Stage, version_id: int) -> Story:
    session = yield Cue(stage.ago(days=2))
    setting.begin_second_opening(stage, session, version_id)


def _late_invitations(stage: Stage, opening_id: int) -> Story:
    session = yield Cue(stage.ago(days=1))
    late = [each for each in APPLICANTS if each.scene is Scene.INVITED]
    _send_invitations(stage, session, opening_id, late)


def _of_one(stage: Stage, applicant: Applicant, application_id: int, place: int) -> Iterator[Story]:
    """Return what happens around one candidate: their own deeds, the panel's, the referees'."""
    yield candidates.come_this_far(stage, applicant, application_id, place)
    yield panel.review_and_decide(stage, applicant, application_id, place)
    yield panel.answer_references(stage, applicant, application_id, place)


def _invite(stage: Stage, opening_id: int, group: Sequence[Applicant], moment: datetime) -> dict[str, int]:
    """Invite a group; return application ids by address."""
    with stage.scene(moment) as session:
        invited = _send_invitations(stage, session, opening_id, group)
    return dict(zip([each.email for each in group], invited, strict=True))


def _send_invitations(
    stage: Stage, session: Session, opening_id: int, group: Sequence[Applicant]
) -> Sequence[int]:
    opening = found(opening_by_id(session, opening_id))
    guests = [Guest(each.name, each.email, each.locale) for each in group]
    return openings.invite_all(
        session, opening, guests, secret_key=stage.settings.secret_key, by=stage.actor(HR.email)
    )
