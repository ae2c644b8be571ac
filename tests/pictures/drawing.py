"""Draws the pictures of docs/kinds-of-tasks.md anew, by `make pictures`, with what tests have at hand.

They show the candidate's page of a shipped task with its medium example, at a fixed hour.
"""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

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
from tests.pictures.wanted import FOLDER, SCREENS, Picture, shown_in, subjects

#: A Tuesday morning in Jakarta.
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
#: At once: a picture of a page on its way shows empty places.
TO_ITS_PLACE = "place => document.getElementById(place).scrollIntoView({behavior: 'instant'})"
#: A page is drawn with fewer; what is lost by that nobody sees.
COLOURS = 96


@pytest.fixture(autouse=True)
def the_same_hour(monkeypatch):
    """Let it be the same hour for every picture: what has not changed is drawn as it was."""
    monkeypatch.setattr("hiring.clock.now", lambda: NOW)


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
        page.evaluate(TO_ITS_PLACE, place)
        picture = Picture(subject, locale, width)
        picture.path.write_bytes(small(page.screenshot()))


def small(png: bytes) -> bytes:
    """Return a picture with few colours, as WebP without loss."""
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.convert("RGB").save(written, "WEBP", lossless=True, quality=100, method=4)
    return written.getvalue()
