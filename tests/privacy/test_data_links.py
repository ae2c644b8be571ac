"""Whoever can go on no longer still comes in to ask about their data, by a link that opens nothing else."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import OPERATOR, Audience, Role
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings import actions
from hiring.openings.models import Invitation
from hiring.privacy import erasing
from hiring.privacy.actions import ask_about_data
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import Right
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, InvitationFactory, OpeningFactory, candidate_actor
from tests.openings.test_leaving import A_REASON


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def application(session, hr):
    made = ApplicationFactory(opening=OpeningFactory(hr=[hr]), consented=True, locale="en")
    InvitationFactory(application=made, token="abc")
    session.commit()
    return made


def remove(session, application, hr):
    actions.remove(session, application, A_REASON, by=actor_of(hr))


def expire(session, application, hr):
    application.stage = "expired"
    actions.close_opening(session, application.opening, by=actor_of(hr))


def withdraw_and_close(session, application, hr):
    actions.withdraw(session, application, by=candidate_actor(application))
    actions.close_opening(session, application.opening, by=actor_of(hr))


def never_begin(session, application, hr):
    application.stage, application.consented_at = "invited", None
    actions.close_opening(session, application.opening, by=actor_of(hr))


def link_in(app, session, template):
    """Return the path that the newest mail of a kind carries."""
    mail = session.scalars(select(Message).where(Message.template == template).order_by(Message.id)).all()[-1]
    [address] = re.findall(r"https?://\S+/d/\S+", write(app, mail, show_link=True).text)
    return urlsplit(address).path


@pytest.mark.parametrize("end", [remove, expire, withdraw_and_close, never_begin])
def test_whoever_can_go_on_no_longer_has_a_link_mailed_asks_and_downloads(
    app, session, application, hr, client, work, end
):
    end(session, application, hr)
    session.commit()
    client.send("/candidate/return", email=application.candidate.email)
    work()

    link = link_in(app, session, "data_link")
    looked = client.get(link)
    client.send(link)
    asked = client.edit("/candidate/rights", right="access")
    work()

    request = session.scalars(select(PrivacyRequest)).one()
    archive = client.send(f"/candidate/rights/{request.public_id}/archive")
    assert application.candidate.name not in looked.text
    assert asked.location == "/candidate/rights"
    assert (archive.status_code, archive.mimetype) == (200, "application/zip")
    archive.close()


def test_the_link_of_the_invitation_offers_it_too(app, session, application, hr, client):
    remove(session, application, hr)
    session.commit()

    page = client.get("/i/abc")
    client.send("/i/abc/fresh")

    assert "Send me a link to my data" in page.text
    assert client.get(link_in(app, session, "data_link")).status_code == 200


def test_it_opens_that_page_and_nothing_else_until_the_candidate_comes_in_otherwise(
    app, session, application, client
):
    ask_about_data(session, application, Right.CORRECTION, "Nama saya.", by=OPERATOR)
    session.commit()
    client.send(link_in(app, session, "privacy_received"))

    page = client.get("/candidate/rights").text

    assert "/candidate/status" not in page
    for other in ("/candidate", "/candidate/status", "/candidate/consent", "/candidate/withdraw"):
        assert client.get(other).location.startswith("/candidate/return"), other
    assert client.send("/candidate/withdraw").status_code == 401
    assert client.get("/candidate/return").status_code == 200
    client.send("/i/abc")
    assert client.get("/candidate/status").status_code == 200


def test_who_is_inside_by_the_invitation_stays_so(app, session, application, signed_in):
    ask_about_data(session, application, Right.CORRECTION, "Nama saya.", by=OPERATOR)
    session.commit()
    inside, link = signed_in(application, Audience.CANDIDATE), link_in(app, session, "privacy_received")

    assert inside.get(link).location == "/candidate/rights"
    assert inside.get("/candidate/status").status_code == 200


def test_it_ends_after_two_weeks_with_another_address_and_with_the_data(app, session, application, client):
    ask_about_data(session, application, Right.CORRECTION, "Nama saya.", by=OPERATOR)
    session.commit()
    link = link_in(app, session, "privacy_received")
    assert client.get(link).status_code == 200

    with clock.held_at(clock.now() + timedelta(days=16)):
        assert client.get(link).status_code == 410
    for wrong in (link[:-1], f"{link}A", link.replace(application.public_id, "A" * 22)):
        assert client.get(wrong).status_code == 410
    was, application.candidate.email = application.candidate.email, "lain@surel.example"
    session.commit()
    assert client.get(link).status_code == 410
    application.candidate.email = was
    session.commit()
    erasing.begin_application(session, application, by=OPERATOR)
    session.commit()
    erasing.erase_application(session, application.id)
    session.commit()
    assert client.get(link).status_code == 410


def test_each_mail_about_data_carries_it(app, session, application, work):
    request = ask_about_data(session, application, Right.ACCESS, "", by=OPERATOR)
    session.commit()
    work()

    assert request.answered_at is not None
    for template in ("privacy_received", "privacy_archive"):
        assert f"/d/{application.public_id}/" in link_in(app, session, template)
    assert session.scalars(select(Invitation.state)).all() == ["sent"], "no link was replaced"


def test_who_came_in_by_it_stops_the_use_of_the_data_and_takes_that_back(app, session, application, client):
    ask_about_data(session, application, Right.CORRECTION, "Nama saya.", by=OPERATOR)
    session.commit()
    client.send(link_in(app, session, "privacy_received"))

    client.edit("/candidate/rights", right="restriction")
    request = session.scalars(select(PrivacyRequest).order_by(PrivacyRequest.id)).all()[-1]
    stopped = application.stage
    taken_back = client.send(f"/candidate/rights/{request.public_id}/take-back")

    session.expire_all()
    assert (stopped, application.stage) == ("stopped", "consented")
    assert taken_back.location == "/candidate/rights"
