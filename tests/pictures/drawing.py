"""Draws the pictures of docs/kinds-of-tasks.md anew, by `make pictures`, with what tests have at hand.

They show the candidate's page of a shipped task with its medium example, at a fixed hour.
"""

from datetime import timedelta

import pytest

from hiring.accounts.rules import Audience
from hiring.banks.documents import as_json
from hiring.banks.rules import ExemplarLevel
from hiring.i18n import LOCALES
from hiring.sittings.models import TaskStart
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, BankItemFactory
from tests.factories.openings import OpeningFactory
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.people import sign_in
from tests.pictures.conftest import NOW, TO_ITS_PLACE, small
from tests.pictures.wanted import FOLDER, SCREENS, Picture, shown_in, subjects


@pytest.fixture
def seat(session, shipped):
    """Return a function that seats a candidate of a language before a section with all the tasks."""

    def seat(locale):
        tasks = {task.code: task for task, _ in (shown_in(shipped.tasks, each) for each in subjects())}
        bank = BankFactory()
        items = [BankItemFactory(bank=bank, content=as_json(task)) for task in tasks.values()]
        opening = OpeningFactory(assessment_version=AssessmentVersionFactory(sections=[items], minutes=90))
        sitting = SittingFactory(
            application__opening=opening, application__locale=locale, closes_in=timedelta(minutes=52)
        )
        for item, task in zip(items, tasks.values(), strict=True):
            _answer(sitting, item, task, locale)
            if task.staged:
                session.add(TaskStart(sitting_id=sitting.id, item_id=item.id, second=0))
        session.commit()
        places = sitting.assessment_version.sections[0].tasks
        return sitting.application, {place.item.code: place.public_id for place in places}

    return seat


def _answer(sitting, item, task, locale):
    medium = next((each.parts for each in task.exemplars if each.level is ExemplarLevel.MEDIUM), {})
    for key, answer in medium.items():
        AnswerRevisionFactory(
            sitting=sitting, item=item, part=key, value=dict(answer.value(locale)), saved_at=NOW
        )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", SCREENS)
def draws_every_picture(app, session, window, seat, shipped, locale, width):
    application, addresses = seat(locale)
    cookie = sign_in(app, session, application, Audience.CANDIDATE).get_cookie("hiring")
    page = window(SCREENS[width], cookie)
    FOLDER.mkdir(parents=True, exist_ok=True)

    for subject in subjects():
        task, place = shown_in(shipped.tasks, subject)
        page.goto(f"/candidate/tasks/{addresses[task.code]}")
        page.evaluate(TO_ITS_PLACE, f"#{place}")
        picture = Picture(subject, locale, width)
        picture.path.write_bytes(small(page.screenshot()))
