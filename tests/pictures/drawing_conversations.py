"""Draws the pictures of the pages about interviews and references anew, for `make pictures` alone.

They show an interviewer's card and the questions to a referee, at a fixed hour.
"""

from datetime import timedelta

import pytest

from hiring.accounts.rules import Audience, Role
from hiring.i18n import LOCALES
from hiring.interviews import actions as interviews
from tests.factories.accounts import UserFactory
from tests.factories.interviews import arranged, card_of, filled_in, locked_card, staff
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.references import ReferenceRequestFactory
from tests.pictures.pages import CONVERSATIONS
from tests.pictures.wanted import SCREENS, Picture
from tests.references.test_telephone import NUMBER


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

    place = f"#{draft.questions[0].code}-title"
    draw(Picture("interview-card", locale, width, CONVERSATIONS), one, address, place=place)
    locked_card(interview, one, 4)
    locked_card(interview, two, 3)
    draw(Picture("interview-together", locale, width, CONVERSATIONS), one, address)


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

    form = Picture("reference-form", locale, width, CONVERSATIONS)
    draw(form, writes, "/reference/comw", audience=Audience.REFEREE)
    draw(Picture("reference-telephone", locale, width, CONVERSATIONS), hr, call)
