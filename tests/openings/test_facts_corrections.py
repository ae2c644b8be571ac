"""HR puts right what a candidate has stated: with a reason, told to the candidate, kept in the trail."""

import pytest

from hiring import clock
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.erasing import begin_erasure
from hiring.audit.models import AuditEntry
from hiring.audit.rules import about_application
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings.models import CandidateFacts
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.page import words

RIGHT = {"education": "S1 Komunikasi, 2019", "experience": "Relawan", "reason": "Tahun lulus keliru."}


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def application(session, hr):
    made = ApplicationFactory(
        opening=OpeningFactory(hr=[hr]),
        consented=True,
        stage="handed_in",
        facts_at=clock.now(),
        handed_in_at=clock.now(),
        locale="en",
    )
    session.flush()
    told = {"education": "S1 Komunikasi, 2091", "experience": "Relawan"}
    session.add(CandidateFacts(application_id=made.id, **told))
    session.commit()
    return made


@pytest.fixture
def page(application):
    return f"/applications/{application.public_id}/facts"


def test_what_was_stated_is_put_right_also_after_handing_in_and_the_candidate_is_told_why(
    app, application, page, hr, signed_in, session
):
    address = application.candidate.email

    assert signed_in(hr).edit(page, **RIGHT).status_code == 302

    session.expire_all()
    assert session.get(CandidateFacts, application.id).education == "S1 Komunikasi, 2019"
    mail = session.query(Message).one()
    letter = write(app, mail, show_link=True)
    assert (mail.template, mail.to_email) == ("facts_corrected", address)
    assert "Reason: Tahun lulus keliru.\n" in letter.text


def test_the_trail_says_who_why_and_what_was_there_before(application, page, hr, signed_in, session):
    signed_in(hr).edit(page, **RIGHT)

    history = words(signed_in(hr).get(f"/openings/{application.opening.public_id}/history").text)
    assert "had stated: Tahun lulus keliru. Before: S1 Komunikasi, 2091" in history


def test_without_a_reason_nothing_is_changed(page, hr, signed_in, session, application):
    reply = signed_in(hr).edit(page, **{**RIGHT, "reason": ""})

    session.expire_all()
    assert reply.status_code == 422
    assert session.get(CandidateFacts, application.id).education == "S1 Komunikasi, 2091"
    assert session.query(Message).count() == 0


def test_the_same_again_is_no_correction(page, hr, signed_in, session):
    same = {"education": "S1 Komunikasi, 2091", "experience": "Relawan", "reason": "Tidak ada."}

    client = signed_in(hr)
    assert client.edit(page, **same).status_code == 302
    assert "Nothing was changed." in client.get(page).text
    assert (session.query(AuditEntry).count(), session.query(Message).count()) == (0, 0)


def test_who_is_erased_is_not_corrected(application, page, hr, signed_in, session):
    client, opening_id = signed_in(hr), application.opening_id
    whose = about_application(application.id)
    begin_erasure(session, whose, opening_id=opening_id, application_id=application.id, by=SYSTEM)
    session.commit()

    assert client.edit(page, **RIGHT).status_code == 422


def test_where_nothing_was_stated_there_is_nothing_to_correct(hr, signed_in, session):
    other = ApplicationFactory(opening=OpeningFactory(hr=[hr]), consented=True)
    session.commit()

    assert signed_in(hr).get(f"/applications/{other.public_id}/facts").status_code == 302


def test_hr_of_another_opening_finds_nothing(page, signed_in):
    assert signed_in(UserFactory(roles=[Role.HR])).get(page).status_code == 404


def test_a_request_for_correction_leads_to_that_page(application, page, hr, signed_in):
    asks = PrivacyRequestFactory(application=application)

    assert f'href="{page}"' in signed_in(hr).get(f"/privacy-requests/{asks.public_id}").text
