"""HR corrects a candidate's name or address: the old link ends, the new address gets one."""

import pytest

from hiring.accounts.rules import SYSTEM, Audience, Role
from hiring.audit.erasing import begin_erasure
from hiring.audit.models import AuditEntry
from hiring.audit.rules import about_application
from hiring.mail.models import Message
from hiring.openings.models import Candidate
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, CandidateFactory, InvitationFactory, OpeningFactory
from tests.page import hidden_fields


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def application(hr):
    candidate = CandidateFactory(name="Siti Rahmawti", email="siti@surle.example")
    made = ApplicationFactory(opening=OpeningFactory(hr=[hr]), candidate=candidate)
    InvitationFactory(application=made, token="the-old-link")
    return made


@pytest.fixture
def page(application):
    return f"/applications/{application.public_id}/person"


RIGHT = {"name": "Siti Rahmawati", "email": "siti@surel.example"}


def test_another_address_gets_a_new_link_and_the_old_one_ends(
    application, page, hr, signed_in, session, client
):
    inside = signed_in(application, Audience.CANDIDATE)

    assert signed_in(hr).edit(page, **RIGHT).status_code == 302

    session.expire_all()
    person = session.get(Candidate, application.candidate_id)
    assert (person.name, person.email) == ("Siti Rahmawati", "siti@surel.example")
    assert application.listed_as.startswith("siti rahmawati siti@surel.example")
    mail = session.query(Message).one()
    assert (mail.template, mail.to_email, mail.link["generation"]) == ("invitation", "siti@surel.example", 2)
    assert client.send("/i/the-old-link").status_code != 302
    assert inside.get("/candidate").status_code == 302


def test_a_misspelt_domain_is_pointed_out_once_and_not_refused(application, page, hr, signed_in, session):
    client, typed = signed_in(hr), {"name": "Siti", "email": "siti@yaho.co.id"}

    asked = client.edit(page, **typed)
    again = client.send(page, **{**hidden_fields(asked.text), **typed})

    session.expire_all()
    assert (asked.status_code, again.status_code) == (422, 302)
    assert "perhaps siti@yahoo.co.id?" in asked.text
    assert session.get(Candidate, application.candidate_id).email == "siti@yaho.co.id"


def test_what_was_there_before_stands_only_in_the_trail(application, page, hr, signed_in, session):
    signed_in(hr).edit(page, **RIGHT)

    assert [each.event for each in session.query(AuditEntry)][-1] == "candidate.corrected"
    assert session.query(Candidate).filter_by(email="siti@surle.example").count() == 0
    history = signed_in(hr).get(f"/openings/{application.opening.public_id}/history").text
    assert "Before: Siti Rahmawti, siti@surle.example." in history


def test_another_name_keeps_the_link_and_tells_the_person(application, page, hr, signed_in, session, client):
    signed_in(hr).edit(page, name="Siti Rahmawati", email="siti@surle.example")

    assert client.get("/i/the-old-link").status_code == 200
    mail = session.query(Message).one()
    assert (mail.template, mail.to_name) == ("person_corrected", "Siti Rahmawati")


def test_the_same_again_is_no_correction_and_nobody_is_said_to_be_told(page, hr, signed_in, session):
    client = signed_in(hr)

    told = client.get(client.edit(page, name="Siti Rahmawti", email="siti@surle.example").location).text

    assert "Nothing was changed." in told
    assert session.query(Message).count() == 0


def test_other_openings_keep_what_their_hr_wrote(application, page, hr, signed_in, session):
    elsewhere = ApplicationFactory(candidate=application.candidate)

    signed_in(hr).edit(page, **RIGHT)

    session.expire_all()
    names = [session.get(Candidate, each.candidate_id).name for each in (application, elsewhere)]
    assert names == ["Siti Rahmawati", "Siti Rahmawti"]


def test_somebody_known_under_that_name_and_address_is_one_person(application, page, hr, signed_in, session):
    known = CandidateFactory(**RIGHT)

    signed_in(hr).edit(page, **RIGHT)

    assert application.candidate_id == known.id
    assert session.query(Candidate).count() == 1


def test_the_address_of_somebody_else_in_the_opening_is_refused(application, page, hr, signed_in, session):
    ApplicationFactory(opening=application.opening, candidate=CandidateFactory(email="siti@surel.example"))

    reply = signed_in(hr).edit(page, **RIGHT)

    assert (reply.status_code, "Somebody else has been invited" in reply.text) == (422, True)
    assert 'value="siti@surel.example"' in reply.text
    assert session.query(Message).count() == 0


def test_nobody_gives_a_name_back_to_who_is_erased(application, page, hr, signed_in, session):
    session.flush()
    whose, opening_id = about_application(application.id), application.opening_id
    begin_erasure(session, whose, opening_id=opening_id, application_id=application.id, by=SYSTEM)
    session.commit()

    reply = signed_in(hr).edit(page, **RIGHT)

    assert (reply.status_code, "The data of this person have been erased" in reply.text) == (422, True)
    session.expire_all()
    assert session.get(Candidate, application.candidate_id).name == "Siti Rahmawti"


@pytest.mark.parametrize("values", [{"email": "siti@"}, {"email": ""}, {"name": ""}, {"name": "a\u202eb"}])
def test_what_is_no_name_or_no_address_is_refused(application, page, hr, signed_in, session, values):
    reply = signed_in(hr).edit(page, **{**RIGHT, **values})

    assert reply.status_code == 422
    assert application.candidate.name == "Siti Rahmawti"


def test_who_has_handed_in_loses_the_old_links_and_is_told(application, page, hr, signed_in, session, client):
    application.stage = "handed_in"

    signed_in(hr).edit(page, **RIGHT)

    assert [each.template for each in session.query(Message)] == ["person_corrected"]
    assert session.query(Message).one().to_email == "siti@surel.example"


def test_nobody_but_hr_of_the_opening_corrects(application, page, signed_in):
    for other in (UserFactory(roles=[Role.HR]), UserFactory(roles=[Role.ADMIN, Role.HIRING_MANAGER])):
        assert signed_in(other).get(page).status_code == 404
