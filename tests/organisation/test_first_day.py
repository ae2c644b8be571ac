"""What an installation needs before its first opening: a list until it is there, and no opening before."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from hiring import clock
from hiring.accounts.rules import Role
from hiring.db import installation
from hiring.errors import NotReady
from hiring.mail.actions import Recipient, send
from hiring.mail.models import Message, MessageState
from hiring.openings import actions as openings
from hiring.openings.queries import opening_by_public_id
from hiring.organisation import queries
from hiring.organisation.models import Organisation
from hiring.organisation.rules import (
    Basis,
    MailStanding,
    OpeningObstacle,
    TrialMail,
    is_local,
    mail_standing,
    obstacles,
)
from hiring.organisation.standing import basis
from hiring.settings import settings_of
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.banks import BankFactory
from tests.factories.openings import OpeningFactory
from tests.page import words


@pytest.fixture
def bare(session):
    """An installation on its first day: nobody has said anything yet."""
    session.execute(delete(Organisation))
    session.commit()


def open_steps(text):
    return re.findall(r"Still to do:</span> (?:<a [^>]*>)?([^<]+)", text)


def test_an_administrator_reads_what_is_to_be_done_and_goes_there(session, signed_in, bare):
    text = signed_in(UserFactory(roles=[Role.ADMIN], locale="en")).get("/").text

    assert open_steps(text) == [
        "Name the organisation",
        "Say whom people with a question can write to",
        "Give the server an address that others can reach",
        "See whether e-mails reach people",
        "Load a question bank",
        "Add an account for somebody from HR",
        "Add accounts for two reviewers",
        "Add an account for a hiring manager",
        "Make a backup",
    ]
    for address in ("/organisation", "/organisation/mail", "/users/new"):
        assert f'href="{address}"' in text


def test_hr_reads_the_same_and_who_does_it_and_that_hr_does_not_mark(session, signed_in, bare):
    text = signed_in(UserFactory(roles=[Role.HR], locale="en")).get("/").text

    assert "HR sees names and so does not mark answers" in text
    assert "Add an account for somebody from HR" not in open_steps(text)
    assert 'href="/organisation"' not in text
    assert text.count("An administrator does this.") == 4


def test_nobody_else_reads_it(session, signed_in, bare):
    assert "Hari pertama" not in signed_in(UserFactory(roles=[Role.REVIEWER])).get("/").text


def test_it_goes_away_once_everything_is_there(app, session, signed_in, bare):
    hr = UserFactory(roles=[Role.HR], locale="en")
    for role in (Role.REVIEWER, Role.REVIEWER, Role.HIRING_MANAGER):
        UserFactory(roles=[role])
    session.add(Organisation(name="PT A", contact_email="a@b.example", links_by_hand=True))
    installation.note_key(session, "s" * 32)
    installation.note_backup(session.connection(), clock.now())
    BankFactory()
    session.commit()
    client = signed_in(hr)

    assert open_steps(client.get("/").text) == ["Give the server an address that others can reach"]


def test_an_administrator_puts_it_away(session, signed_in, bare):
    client = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))

    assert client.send("/organisation/first-day/over").status_code == 302

    assert "First day" not in words(client.get("/").text)
    assert "The organisation has not been named" in words(client.get("/system").text)


# Opening


@pytest.fixture
def ready_draft(session):
    hr = UserFactory(roles=[Role.HR], locale="en")
    reviewers = [UserFactory(roles=[Role.REVIEWER]) for _ in range(2)]
    manager = UserFactory(roles=[Role.HIRING_MANAGER])
    return hr, OpeningFactory(hr=[hr], draft=True, reviewers=reviewers, hiring_managers=[manager])


def test_no_opening_opens_before_the_organisation_is_named_and_mails_arrive(
    session, signed_in, bare, ready_draft
):
    hr, opening = ready_draft
    page = f"/openings/{opening.public_id}"
    client = signed_in(hr)

    text = words(client.get(page).text)

    assert "The organisation has not been named" in text
    assert "No e-mail has shown yet that invitations arrive." in text
    assert 'href="/organisation/mail"' in client.get(page).text
    assert client.send(f"{page}/open").status_code == 302
    opening = opening_by_public_id(session, opening.public_id)
    assert opening.state == "draft"
    with pytest.raises(NotReady):
        openings.open_opening(session, opening, by=actor_of(hr))
    assert "A draft lacks 2 things" in client.get("/").text


def test_an_administrator_confirms_that_links_are_sent_by_hand_and_takes_it_back(session, signed_in, bare):
    admin = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))

    admin.send("/organisation/mail/by-hand")
    assert (
        "An administrator has confirmed that links are sent by hand" in admin.get("/organisation/mail").text
    )
    assert queries.obstacles_now(session) == (OpeningObstacle.UNNAMED,)

    admin.send("/organisation/mail/by-mail")
    session.expire_all()
    assert queries.obstacles_now(session) == (OpeningObstacle.UNNAMED, OpeningObstacle.UNTRIED_MAIL)


def test_hr_does_not_confirm_it(session, signed_in, bare):
    client = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    assert client.send("/organisation/mail/by-hand").status_code == 404
    assert "/organisation/mail/by-hand" not in client.get("/organisation/mail").text


# Mail


def test_whoever_asks_gets_a_mail_once_a_minute_and_reads_what_became_of_it(session, signed_in, work):
    hr = UserFactory(roles=[Role.HR], locale="en")
    client = signed_in(hr)

    client.send("/organisation/mail/trial")
    client.send("/organisation/mail/trial")

    [message] = session.scalars(select(Message)).all()
    assert (message.template, message.to_email) == ("trial", hr.email)
    work()
    assert "Sent" in words(client.get("/organisation/mail").text)


def test_a_mail_that_failed_is_explained(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR], locale="en"))
    client.send("/organisation/mail/trial")
    message = session.scalars(select(Message)).one()
    message.state, message.last_error = MessageState.FAILED, "refused: 550 unknown"
    session.commit()

    text = words(client.get("/organisation/mail").text)

    assert "The mail server refused this e-mail for good." in text
    assert "550 unknown" in text


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def trial(state, *, by_server=True):
    return TrialMail(state, by_server=by_server, asked_at=NOON)


@pytest.mark.parametrize(
    ("sends_mail", "tried", "standing"),
    [
        (False, None, MailStanding.NO_SERVER),
        (False, trial("sent", by_server=False), MailStanding.NO_SERVER),
        (True, None, MailStanding.UNTRIED),
        (True, trial("sent", by_server=False), MailStanding.UNTRIED),
        (True, trial("queued"), MailStanding.ON_ITS_WAY),
        (True, trial("retrying"), MailStanding.ON_ITS_WAY),
        (True, trial("failed"), MailStanding.FAILED),
        (True, trial("sent"), MailStanding.WORKS),
    ],
)
def test_only_a_mail_that_a_server_took_shows_that_mails_arrive(sends_mail, tried, standing):
    assert mail_standing(sends_mail=sends_mail, tried=tried) is standing


@pytest.mark.parametrize(
    ("tried", "taken_at", "standing"),
    [
        (None, NOON, MailStanding.WORKS),
        (trial("queued"), NOON - timedelta(days=1), MailStanding.WORKS),
        (trial("failed"), NOON + timedelta(hours=1), MailStanding.WORKS),
        (trial("failed"), NOON - timedelta(hours=1), MailStanding.FAILED),
    ],
)
def test_any_mail_that_a_server_took_lately_shows_it_as_well(tried, taken_at, standing):
    assert mail_standing(sends_mail=True, tried=tried, taken_at=taken_at) is standing


@pytest.mark.parametrize(
    ("days", "by_server", "arrives"),
    [(29, None, True), (29, True, True), (29, False, False), (31, True, False), (31, None, False)],
)
def test_an_installation_that_was_brought_up_to_date_is_asked_for_no_trial(
    session, bare, work, days, by_server, arrives
):
    """Before the column was there nothing said how a mail went out: it counts while it is recent."""
    to = Recipient("Sari", "sari@surel.example", "id")
    message = send(session, "trial", to, key="invitation:7", opening_id=OpeningFactory().id)
    work()
    message.sent_at, message.by_server = clock.now() - timedelta(days=days), by_server
    session.commit()

    found = queries.installation(session, Basis(sends_mail=True))

    assert (found.mail is MailStanding.WORKS) is arrives
    assert queries.installation(session, Basis()).mail is MailStanding.NO_SERVER


def test_a_mail_that_staff_got_by_themselves_is_no_trial(session, bare, work):
    message = send(session, "trial", Recipient("Sari", "sari@surel.example", "id"), key="sign-in:7")
    work()
    message.by_server = True
    session.commit()

    assert queries.installation(session, Basis(sends_mail=True)).mail is MailStanding.UNTRIED


def test_a_mail_that_became_a_file_says_so(session, work):
    message = send(session, "trial", Recipient("Sari", "sari@surel.example", "id"), key="invitation:7")
    work()

    assert (message.state, message.by_server) == (MessageState.SENT, False)


def test_what_keeps_openings_from_opening():
    well, by_hand = MailStanding.WORKS, MailStanding.NO_SERVER
    nothing = {"named": False, "links_by_hand": False, "assessed": False}

    assert obstacles(named=True, mail=well, links_by_hand=False, assessed=True) == ()
    assert obstacles(named=True, mail=by_hand, links_by_hand=True, assessed=True) == ()
    assert obstacles(mail=MailStanding.FAILED, **nothing) == tuple(OpeningObstacle)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("https://rekrutmen.sinar.example", False),
        ("https://localhost.sinar.example", False),
    ],
)
def test_an_address_is_local_where_nobody_else_can_reach_it(address, local):
    assert is_local(address) is local


def test_what_the_settings_say_counts(app, session, bare):
    settings = settings_of(app)
    named = replace(settings, organisation="PT Sinar", contact="a@b.example", mail_url="smtp://localhost:25")

    assert basis(settings) == queries.basis_of(session) == Basis()
    assert basis(named) == Basis(named=True, contact=True, sends_mail=True)
    assert queries.installation(session, basis(named)).named
