"""Draws the pictures of the pages about interviews and references anew, for `make pictures` alone.

They show an interviewer's card and the questions to a referee, at a fixed hour.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience, Role
from hiring.i18n import LOCALES
from hiring.interviews import actions as interviews
from hiring.rubrics.models import Competency
from tests.factories.accounts import UserFactory
from tests.factories.banks import shipped_bank
from tests.factories.interviews import arranged, card_of, filled_in, locked_card, staff
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.references import ReferenceRequestFactory
from tests.people import sign_in
from tests.pictures.conversations import FOLDER
from tests.pictures.drawing import TO_ITS_PLACE, small, the_same_hour  # noqa: F401  (the hour is asked for by itself)
from tests.pictures.wanted import SCREENS, Picture
from tests.references.test_telephone import NUMBER


def speaks_of_what_is_shipped(session):
    """Let what is measured be called as in the rubric that is shipped."""
    rubric = shipped_bank().rubric
    texts = {each.code: each for each in (*rubric.competencies, *rubric.other_competencies)}
    for each in session.scalars(select(Competency)):
        shipped = texts[each.code]
        each.name, each.definition = shipped.name, shipped.definition
        each.anchors = {str(level): anchor.as_json() for level, anchor in shipped.anchors.items()}


@pytest.fixture
def draw(app, session, window):
    """Return a function that draws what somebody sees of a page, from one place on."""

    def draw(picture, who, address, *, audience=None, place=None):
        speaks_of_what_is_shipped(session)
        page = window(SCREENS[picture.width], sign_in(app, session, who, audience).get_cookie("hiring"))
        session.commit()  # what is only read holds the database, too
        page.goto(address)
        if place is not None:
            page.evaluate(TO_ITS_PLACE, place)
        FOLDER.mkdir(parents=True, exist_ok=True)
        picture.path.write_bytes(small(page.screenshot()))

    return draw


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", SCREENS)
def draws_an_interviewers_card_while_it_is_filled_in_and_once_all_have_locked(session, draw, locale, width):
    interviewing, interview = arranged()
    one, two = interviewing.interviewers[:2]
    one.locale = locale
    interview.starts_at -= timedelta(days=2, minutes=20)
    card = card_of(interview, one)
    draft = filled_in(card, 4)
    interviews.save_card(session, card, draft, by=staff(one))
    address = f"/interviews/{card.public_id}"

    place = f"{draft.questions[0].code}-title"
    draw(Picture("interview-card", locale, width, FOLDER), one, address, place=place)
    locked_card(interview, one, 4)
    locked_card(interview, two, 3)
    draw(Picture("interview-together", locale, width, FOLDER), one, address)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", SCREENS)
def draws_the_questions_to_a_referee_by_link_and_on_the_telephone(session, draw, locale, width):
    hr = UserFactory(name="Ratna", roles=[Role.HR], locale=locale)
    application = ApplicationFactory(
        opening=OpeningFactory(hr=[hr]), consented=True, candidate__name="Sari Wulandari"
    )
    asked = {"application": application, "locale": locale}
    writes = ReferenceRequestFactory(**asked, agreed=True)
    is_called = ReferenceRequestFactory(**asked, sent=True, name="Pak Darto", email="", phone=NUMBER)
    call = f"/reference-requests/{is_called.public_id}/telephone/consent"

    draw(
        Picture("reference-form", locale, width, FOLDER), writes, "/reference/comw", audience=Audience.REFEREE
    )
    draw(Picture("reference-telephone", locale, width, FOLDER), hr, call)
