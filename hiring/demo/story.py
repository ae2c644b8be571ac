"""The whole story in order: read it to see what the demo shows."""

from collections.abc import Sequence
from datetime import datetime

from flask import Flask
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import OPERATOR
from hiring.banks.reading import read_bank
from hiring.demo import candidates, panel, setting
from hiring.demo.cast import APPLICANTS, DEMO_PASSWORD, HR, TOO_LATE, Applicant, Scene
from hiring.demo.scenes import Stage, found
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
    with stage.scene(stage.ago(days=2)) as session:
        setting.begin_second_opening(stage, session, version_id)
    applications = _invite_everybody(stage, opening_id)
    for place, applicant in enumerate(APPLICANTS):
        application_id = applications[applicant.email]
        candidates.come_this_far(stage, applicant, application_id, place)
        panel.review_answers(stage, applicant, application_id, place)
        panel.answer_references(stage, applicant, application_id, place)
        panel.decide(stage, applicant, application_id, place)
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


def _invite_everybody(stage: Stage, opening_id: int) -> dict[str, int]:
    """Invite all but the last on the first day; return application ids by address."""
    early = [each for each in APPLICANTS if each.scene is not Scene.INVITED]
    late = [each for each in APPLICANTS if each.scene is Scene.INVITED]
    return _invite(stage, opening_id, early, stage.ago(days=10)) | _invite(
        stage, opening_id, late, stage.ago(days=1)
    )


def _invite(stage: Stage, opening_id: int, group: Sequence[Applicant], moment: datetime) -> dict[str, int]:
    with stage.scene(moment) as session:
        opening = found(opening_by_id(session, opening_id))
        guests = [Guest(each.name, each.email, each.locale) for each in group]
        invited = openings.invite_all(
            session,
            opening,
            guests,
            secret_key=stage.settings.secret_key,
            by=stage.actor(HR.email),
        )
    return dict(zip([each.email for each in group], invited, strict=True))
