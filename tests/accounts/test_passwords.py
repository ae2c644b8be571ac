"""Staff set their own password by a link that is mailed to them, and hear of a sign-in from elsewhere."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import KnownBrowser, PasswordLink, User, UserSession
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.jobs.actions import enqueue
from hiring.mail.models import Message
from tests.factories.accounts import PASSWORD, UserFactory
from tests.smtp import Mailbox, listening

NEW = "embun pagi di ladang jagung"


@pytest.fixture
def mailbox(app):
    with listening(Mailbox()) as mailbox:
        settings = replace(app.extensions["settings"], mail_url=mailbox.url)
        app.extensions["settings"] = app.jinja_env.globals["settings"] = settings
        yield mailbox


@pytest.fixture
def user(session):
    user = UserFactory(roles=[Role.HR], email="ratna@contoh.example", name="Ratna", locale="en")
    session.commit()
    return user


@pytest.fixture
def admin(session):
    admin = UserFactory(roles=[Role.ADMIN], email="admin@contoh.example", locale="en")
    session.commit()
    return admin


def path_in(mail) -> str:
    """Return the path of the link to set a password that a mail carries."""
    return re.findall(r"http://127\.0\.0\.1:8000(/password/[\w-]{43})", mail.get_content())[0]


def link_for(client, work, mailbox, address="ratna@contoh.example") -> str:
    """Ask for a link at the door, and return where it leads."""
    assert client.send("/password/forgotten", email=address).location == "/password/sent"
    work()
    return path_in(mailbox.received[-1])


def signs_in(app, password, email="ratna@contoh.example") -> bool:
    return app.test_client().send("/sign-in", email=email, password=password).status_code == 302


def test_a_forgotten_password_is_set_anew_by_the_mailed_link(app, client, session, user, work, mailbox):
    path = link_for(client, work, mailbox)

    assert "For the account of Ratna." in client.get(path).text
    reply = client.send(path, new_password=NEW)

    assert reply.location == "/sign-in"
    assert (signs_in(app, PASSWORD), signs_in(app, NEW)) == (False, True)
    assert session.scalar(select(func.count()).where(AuditEntry.event == "user.password_changed")) == 1


def test_setting_a_password_ends_every_open_session(app, client, session, user, work, mailbox, signed_in):
    inside = signed_in(user)
    assert inside.get("/account").status_code == 200

    client.send(link_for(client, work, mailbox), new_password=NEW)

    assert inside.get("/account").status_code == 302


def test_a_link_works_once(app, client, user, work, mailbox):
    path = link_for(client, work, mailbox)
    client.send(path, new_password=NEW)

    assert client.get(path).status_code == 410
    assert signs_in(app, NEW)


def test_looking_at_the_page_uses_nothing_up(client, user, work, mailbox):
    path = link_for(client, work, mailbox)

    assert [client.get(path).status_code for _ in range(3)] == [200] * 3


def test_a_link_ends_after_a_day(client, user, work, mailbox):
    path = link_for(client, work, mailbox)

    with time_machine.travel(clock.now() + timedelta(hours=24, seconds=1), tick=False):
        assert client.get(path).status_code == 410


def test_of_two_tabs_with_the_same_link_one_sets_the_password(app, client, user, work, mailbox):
    path = link_for(client, work, mailbox)
    first, second = app.test_client(), app.test_client()
    assert [tab.get(path).status_code for tab in (first, second)] == [200, 200]

    first.send(path, new_password=NEW)
    reply = second.send(path, csrf_token=second.token(), new_password="yang kedua terlambat")

    assert reply.status_code == 410
    assert signs_in(app, NEW)


def test_a_link_is_worthless_once_the_password_was_changed_in_another_way(
    client, user, work, mailbox, signed_in
):
    path = link_for(client, work, mailbox)

    signed_in(user).send("/account", password=PASSWORD, new_password=NEW)

    assert client.get(path).status_code == 410


def test_a_short_password_is_refused_and_the_link_stays(client, user, work, mailbox):
    path = link_for(client, work, mailbox)

    assert client.send(path, new_password="pendek").status_code == 422
    assert client.get(path).status_code == 200


def test_an_invented_link_is_refused_like_one_that_is_over(client, user, work, mailbox):
    over = link_for(client, work, mailbox)
    client.send(over, new_password=NEW)

    client.get("/sign-in")  # which says that the password is set
    invented, used = client.get("/password/" + "a" * 43), client.get(over)

    assert (invented.status_code, used.status_code) == (410, 410)
    assert _without_tokens(invented) == _without_tokens(used)


def test_the_door_answers_alike_for_known_and_unknown_addresses(app, session, user, work, mailbox):
    asked = [
        app.test_client().send("/password/forgotten", email=address)
        for address in ("ratna@contoh.example", "nobody@contoh.example")
    ]
    work()

    assert [(reply.status_code, reply.location) for reply in asked] == [(302, "/password/sent")] * 2
    assert mailbox.recipients == ["ratna@contoh.example"]


def test_a_closed_account_gets_no_link_and_its_links_are_over(client, session, user, work, mailbox):
    path = link_for(client, work, mailbox)
    session.get(User, user.id).active = False
    session.commit()

    assert client.get(path).status_code == 410
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        client.send("/password/forgotten", email=user.email)
        work()
    assert len(mailbox.received) == 1


def test_one_person_gets_three_links_an_hour_at_most(app, session, user, work, mailbox):
    start = clock.now()
    for minute in range(0, 50, 10):
        with time_machine.travel(start + timedelta(minutes=minute)):
            app.test_client().send("/password/forgotten", email=user.email)
            work()
    assert len(mailbox.received) == 3

    with time_machine.travel(start + timedelta(minutes=61)):
        app.test_client().send("/password/forgotten", email=user.email)
        work()
    assert len(mailbox.received) == 4


def test_asking_again_leaves_the_earlier_link_good(client, user, work, mailbox):
    start = clock.now()
    path = link_for(client, work, mailbox)

    with time_machine.travel(start + timedelta(minutes=2)):
        later = link_for(client, work, mailbox)

    assert later != path
    assert [client.get(each).status_code for each in (path, later)] == [200, 200]


@pytest.mark.parametrize(
    ("locale", "subject"),
    [("id", "Akun Anda di PT Contoh Nusantara"), ("en", "Your account at PT Contoh Nusantara")],
)
def test_a_new_member_of_staff_sets_the_first_password_by_link_in_their_language(
    app, session, admin, work, mailbox, signed_in, locale, subject
):
    page = signed_in(admin)
    assert 'name="password"' not in page.get("/users/new").text
    new = {"name": "Budi", "email": "budi@contoh.example", "roles": ["reviewer"], "locale": locale}

    reply = page.send("/users/new", **new)
    work()

    assert reply.location == "/users"
    assert not signs_in(app, "", "budi@contoh.example")
    assert subject in mailbox.received[0]["Subject"]
    app.test_client().send(path_in(mailbox.received[0]), new_password=NEW)
    assert signs_in(app, NEW, "budi@contoh.example")


def test_the_administrator_sees_that_no_password_is_set_and_mails_another_link(
    app, session, admin, work, mailbox, signed_in
):
    page = signed_in(admin)
    page.send("/users/new", name="Budi", email="budi@contoh.example", roles=["reviewer"])
    mailbox.at_recipient.append("550 5.1.1 no such user")
    work()
    budi = session.scalars(select(User).where(User.name == "Budi")).one()

    text = page.get(f"/users/{budi.public_id}").text
    assert "Budi has not set a password yet." in text
    assert "Not delivered" in text
    page.send(f"/users/{budi.public_id}/password-link")
    work()

    assert len(mailbox.received) == 1
    assert "Sent out" in page.get(f"/users/{budi.public_id}").text


def test_without_a_mail_server_the_administrator_sets_the_first_password(session, admin, client, signed_in):
    page = signed_in(admin)

    page.send("/users/new", name="Budi", email="budi@contoh.example", password=NEW, roles=["hr"])

    assert client.send("/sign-in", email="budi@contoh.example", password=NEW).status_code == 302
    assert session.scalars(select(Message)).all() == []


def test_without_a_mail_server_the_door_says_who_can_help(client):
    text = client.get("/password/forgotten").text

    assert "Server email belum diatur di sini, sehingga tautan tidak dapat dikirim." in text
    assert 'name="email"' not in text


def test_a_sign_in_from_another_browser_is_told_to_the_owner_of_the_account(
    app, session, user, work, mailbox
):
    at_home, elsewhere = app.test_client(), app.test_client()

    for browser in (at_home, at_home, elsewhere, elsewhere):
        assert browser.send("/sign-in", email=user.email, password=PASSWORD).status_code == 302
        browser.send("/sign-out")
    work()

    assert [mail["Subject"] for mail in mailbox.received] == ["A new sign-in to your account"]
    assert "http://127.0.0.1:8000/password/forgotten" in mailbox.received[0].get_content()
    assert session.scalar(select(func.count(KnownBrowser.id))) == 2


def test_a_refused_sign_in_makes_no_browser_known(app, session, user):
    assert not signs_in(app, "kata sandi yang salah")

    assert session.scalar(select(func.count(KnownBrowser.id))) == 0


def test_the_browsers_secret_goes_to_the_sign_in_page_only_and_is_kept_as_a_hash(app, session, user):
    client = app.test_client()
    client.send("/sign-in", email=user.email, password=PASSWORD)

    cookie = client.get_cookie("browser", path="/sign-in")

    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/sign-in")
    assert cookie.value not in repr(session.scalars(select(KnownBrowser.browser_hash)).all())


def test_once_a_day_what_is_long_over_is_forgotten(client, session, user, work, mailbox):
    from hiring.accounts.jobs import PURGE_SESSIONS

    start = clock.now()
    link_for(client, work, mailbox)
    with time_machine.travel(start + timedelta(minutes=2)):
        link_for(client, work, mailbox)
    session.add(KnownBrowser(user_id=user.id, browser_hash="0" * 64, seen_at=start - timedelta(days=180)))
    session.commit()

    with time_machine.travel(start + timedelta(days=9)):
        enqueue(session, PURGE_SESSIONS, key="now")
        work()

    assert session.scalars(select(PasswordLink.generation)).all() == [2]
    assert session.scalar(select(func.count(KnownBrowser.id))) == 0
    assert session.scalar(select(func.count(UserSession.id))) == 0


def _without_tokens(reply) -> str:
    return re.sub(r'name="(csrf_token|next)"[^>]*value="[^"]*"', "", reply.text)
