"""HR puts a referee's name or address right: the old link ends, the new address gets one."""

import pytest

from hiring.accounts.rules import SYSTEM, Audience, Role
from hiring.audit.erasing import begin_erasure
from hiring.audit.models import AuditEntry
from hiring.audit.rules import about_referee
from hiring.mail.models import Message
from hiring.privacy.models import Consent
from hiring.references.models import ReferenceRequest
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import ReferenceRequestFactory, token_of
from tests.page import words

RIGHT = {"name": "Hadi Wijaya", "email": "hadi@mitra.example"}


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def application(session, hr):
    made = ApplicationFactory(opening=OpeningFactory(hr=[hr], references_wanted=2), consented=True)
    session.flush()
    given = {"purpose": "references", "given": True, "notice_version": "1", "notice_hash": "0" * 64}
    session.add(Consent(application_id=made.id, notice_text="...", locale="en", **given))
    return made


def asked(application, **values):
    usual = {"name": "Hadi Wijya", "email": "hadi@mitar.example", "locale": "en"}
    return ReferenceRequestFactory(application=application, **{"sent": True, **usual, **values})


def page_of(request):
    return f"/reference-requests/{request.public_id}/person"


def test_another_address_gets_a_new_link_and_the_old_one_ends(application, hr, signed_in, session, client):
    request = asked(application, opened=True)
    old, inside = token_of(request), signed_in(request, Audience.REFEREE)

    reply = signed_in(hr).edit(page_of(request), **RIGHT)

    session.expire_all()
    assert reply.location == f"/applications/{application.public_id}/references"
    assert (request.name, request.email, request.generation) == ("Hadi Wijaya", "hadi@mitra.example", 2)
    mail = session.query(Message).one()
    assert (mail.template, mail.to_name, mail.to_email) == (
        "reference_request",
        "Hadi Wijaya",
        "hadi@mitra.example",
    )
    assert client.get(f"/r/{old}").status_code == 404
    assert inside.get("/reference").status_code != 200


def test_another_name_keeps_the_link_and_is_mailed_to_nobody(application, hr, signed_in, session, client):
    request = asked(application)

    signed_in(hr).edit(page_of(request), name="Hadi Wijaya", email=request.email)

    assert client.get(f"/r/{token_of(request)}").status_code == 200
    assert session.query(Message).count() == 0


def test_the_same_again_is_no_correction(application, hr, signed_in, session):
    request, client = asked(application), signed_in(hr)

    told = client.get(client.edit(page_of(request), name=request.name, email=request.email).location).text

    assert "Nothing was changed." in told
    assert session.query(Message).count() == 0


def test_whoever_is_not_written_to_yet_is_written_to_at_the_right_address(
    application, hr, signed_in, session
):
    request = asked(application, sent=False)

    signed_in(hr).edit(page_of(request), **RIGHT)

    session.expire_all()
    assert (request.email, request.state, session.query(Message).count()) == (
        "hadi@mitra.example",
        "drafted",
        0,
    )


def test_whoever_has_answered_gets_no_new_request(application, hr, signed_in, session, client):
    request = asked(application, agreed=True, state="answered")
    old = token_of(request)

    signed_in(hr).edit(page_of(request), **RIGHT)

    session.expire_all()
    assert (request.state, session.query(Message).count()) == ("answered", 0)
    assert client.get(f"/r/{old}").status_code == 404
    assert client.get(f"/r/{token_of(request)}").status_code == 200


def test_the_trail_says_what_was_corrected_and_keeps_nothing_of_before(application, hr, signed_in, session):
    request = asked(application)
    signed_in(hr).edit(page_of(request), **RIGHT)

    entry = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (entry.event, entry.details["what"]) == ("reference.referee_corrected", "both")
    history = signed_in(hr).get(f"/openings/{application.opening.public_id}/history").text
    assert "corrected who a referee is: name and address." in words(history)
    assert "mitar.example" not in history


def test_an_address_of_another_referee_of_the_candidate_is_refused(application, hr, signed_in, session):
    request, other = asked(application), asked(application, email="lain@mitra.example")

    reply = signed_in(hr).edit(page_of(request), name="Hadi", email=other.email)

    assert reply.status_code == 422
    assert "has named somebody else under this address" in reply.text


def test_who_is_erased_is_not_corrected(application, hr, signed_in, session):
    request = asked(application)
    client, page = signed_in(hr), page_of(request)
    shown = client.get(page)
    opening_id = application.opening_id
    whose = about_referee(request.id)
    begin_erasure(session, whose, opening_id=opening_id, application_id=application.id, by=SYSTEM)
    session.commit()

    assert shown.status_code == 200
    assert client.edit(page, **RIGHT).status_code == 422
    assert session.get(ReferenceRequest, request.id).email == "hadi@mitar.example"


def test_hr_of_another_opening_finds_nothing(application, signed_in):
    other = signed_in(UserFactory(roles=[Role.HR]))

    assert other.get(page_of(asked(application))).status_code == 404


def test_a_request_for_correction_leads_to_that_page(application, hr, signed_in):
    request = asked(application)
    asks = PrivacyRequestFactory(application=application, reference_request=request)

    assert f'href="{page_of(request)}"' in signed_in(hr).get(f"/privacy-requests/{asks.public_id}").text
