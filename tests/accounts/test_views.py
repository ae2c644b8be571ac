"""Coming in, going out, and who may look after accounts."""

import re
import time

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience, Role
from hiring.audit.models import AuditEntry
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.openings import ApplicationFactory
from tests.factories.references import ReferenceRequestFactory
from tests.factories.reports import scored
from tests.factories.sittings import SittingFactory
from tests.page import hidden_fields
from tests.trail import told


def test_sign_in_with_the_right_password_opens_the_home_page(client, session):
    user = UserFactory(roles=[Role.HR])
    session.commit()

    reply = client.send("/sign-in", email=user.email, password=PASSWORD)

    assert (reply.status_code, reply.location) == (302, "/")


def test_sign_in_answers_alike_for_a_wrong_password_and_an_unknown_address(client, session):
    user = UserFactory(roles=[Role.HR])
    session.commit()
    token = client.token()

    wrong = client.send("/sign-in", email=user.email, password="x" * 20, csrf_token=token)
    unknown = client.send("/sign-in", email="nobody@contoh.example", password="x" * 20, csrf_token=token)

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert _page(wrong, user.email) == _page(unknown, "nobody@contoh.example")


def _page(reply, email: str) -> str:
    """Return the page without the address typed, and without the token: it holds the time of its making."""
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "", reply.text.replace(email, ""))


def test_a_cookie_copied_before_signing_out_opens_nothing_afterwards(app, client, session, signed_in):
    user = UserFactory(roles=[Role.HR])
    client = signed_in(user)
    with client.session_transaction() as cookie:
        copied = dict(cookie)
    assert client.get("/account").status_code == 200

    client.send("/sign-out")
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(copied)

    assert thief.get("/account").status_code == 302


def test_the_page_after_signing_out_speaks_the_language_of_the_one_before(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    reply = client.send("/sign-out")

    assert '<html lang="en"' in client.get(reply.location).text


def test_changed_roles_end_the_sessions_of_that_person(session, signed_in):
    admin, user = UserFactory(roles=[Role.ADMIN]), UserFactory(roles=[Role.HR])
    theirs, mine = signed_in(user), signed_in(admin)

    reply = mine.edit(f"/users/{user.public_id}", roles=["reviewer"], active="y")

    assert reply.location == "/users"
    assert theirs.get("/account").status_code == 302


def test_a_reviewer_finds_no_page_of_accounts(session, signed_in):
    reviewer = signed_in(UserFactory(roles=[Role.REVIEWER]))

    assert reviewer.get("/users").status_code == 404


def test_the_chosen_language_stays_with_the_person(session, signed_in):
    user = UserFactory(roles=[Role.HR])
    client = signed_in(user)
    assert '<html lang="id">' in client.get("/account").text

    client.send("/language", locale="en", next="/account")

    assert '<html lang="en">' in signed_in(user).get("/account").text


def test_the_chosen_language_stays_with_a_browser_in_which_nobody_is_signed_in(client):
    assert '<html lang="id">' in client.get("/sign-in").text

    client.send("/language", locale="en", next="/sign-in")

    assert '<html lang="en">' in client.get("/sign-in").text


def test_the_menu_names_what_one_may_do_and_marks_where_one_is(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.ADMIN]))

    assert '<a href="/users" aria-current="page">' in client.get("/users").text
    assert '<a href="/users">' in client.get("/account").text


def test_the_menu_marks_the_section_on_the_pages_within_it(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.ADMIN]))
    somebody = UserFactory(roles=[Role.HR])
    session.commit()

    page = client.get(f"/users/{somebody.public_id}").text

    assert page.count('<a href="/users" aria-current="true">') == 2, "once for each width"
    assert '" aria-current="page">' not in page


def test_the_menu_marks_a_section_on_every_page_about_an_opening(session, signed_in):
    ready = scored()
    opening, application = ready.panel.opening.public_id, ready.application.public_id
    referee = ReferenceRequestFactory(application=ready.application, sent=True).public_id
    session.commit()
    of_hr = ["", "/about", "/shortlist", "/reports"]
    seen_by_hr = [f"/openings/{opening}{page}" for page in of_hr]
    seen_by_hr += [f"/applications/{application}", f"/reference-requests/{referee}/person"]
    seen_by_manager = [f"/openings/{opening}/shortlist", f"/applications/{application}"]

    hr, manager = signed_in(ready.hr), signed_in(ready.hiring_manager)
    for client, line, pages in (hr, "/openings", seen_by_hr), (manager, "/shortlists", seen_by_manager):
        for page in pages:
            assert client.get(page).text.count(f'<a href="{line}" aria-current="true">') == 2, page


def test_of_two_lines_one_below_the_other_only_the_page_itself_is_marked(session, signed_in):
    application = ApplicationFactory(consented=True, stage="handed_in")
    SittingFactory(application=application, handed_in=True)

    status = signed_in(application, Audience.CANDIDATE).get("/candidate/status").text

    assert '<a href="/candidate/status" aria-current="page">' in status
    assert '<a href="/candidate">' in status


def test_whoever_changes_something_is_told_that_it_is_done(session, signed_in):
    user = UserFactory(name="Budi", roles=[Role.HR])
    client = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))
    new = {"name": "Sri", "email": "sri@contoh.example", "password": "embun pagi di ladang"}

    def told(reply):
        assert reply.status_code == 302
        return client.get(reply.location).text

    assert "The account of Sri is ready." in told(client.send("/users/new", **new, roles=["hr"]))
    roles = client.edit(f"/users/{user.public_id}", roles=["reviewer"], active="y")
    assert "The roles of Budi are changed." in told(roles)
    password = client.send("/account", password=PASSWORD, new_password="embun pagi di ladang")
    assert "Your password is changed. Every other session has ended." in told(password)


@pytest.mark.parametrize("address", ["/users/new", "/users/{id}", "/account"])
def test_a_page_that_nothing_was_sent_to_is_no_refusal(session, signed_in, address):
    admin = UserFactory(roles=[Role.ADMIN])

    assert signed_in(admin).get(address.format(id=admin.public_id)).status_code == 200


def test_the_page_of_signing_in_is_no_refusal(client):
    assert client.get("/sign-in").status_code == 200


def test_sign_in_never_leads_to_another_site(client, session):
    user = UserFactory(roles=[Role.HR])
    session.commit()

    reply = client.send("/sign-in", email=user.email, password=PASSWORD, next="//evil.example/x")

    assert reply.location == "/"


def test_a_member_of_staff_saved_unchanged_stays_signed_in_and_leaves_no_line(session, signed_in):
    admin, user = UserFactory(roles=[Role.ADMIN]), UserFactory(roles=[Role.HR, Role.REVIEWER])
    theirs, mine = signed_in(user), signed_in(admin)

    reply = mine.edit(f"/users/{user.public_id}", roles=["reviewer", "hr"], active="y")

    assert reply.location == "/users"
    assert "Tidak ada yang diubah." in mine.get("/users").text
    assert theirs.get("/account").status_code == 200
    assert _events(session) == []


def test_roles_saved_in_a_second_window_are_shown_and_not_undone(session, signed_in):
    admin, user = UserFactory(roles=[Role.ADMIN]), UserFactory(roles=[Role.HR], locale="id")
    mine, address = signed_in(admin), f"/users/{user.public_id}"
    mine.send("/language", locale="en", next="/")
    old = mine.hidden(address)
    mine.edit(address, roles=["hr", "reviewer"], active="y")

    reply = mine.send(address, roles=["hiring_manager"], active="y", **old)

    assert reply.status_code == 409
    assert "This was saved in another window or by somebody else" in reply.text
    assert "HR, Reviewer</p>" in reply.text
    assert "checked" in reply.text.split('value="hiring_manager"')[0].rsplit("<", 1)[1]
    assert _events(session) == ["user.roles_changed"]

    again = mine.send(address, roles=["hiring_manager"], active="y", **hidden_fields(reply.text))

    assert again.location == "/users"
    session.refresh(user, ["roles"])
    assert [role.role for role in user.roles] == ["hiring_manager"]


def test_the_address_typed_at_a_failed_sign_in_is_kept_nowhere(client, session):
    user = UserFactory(roles=[Role.HR], name="Rina Wati")
    session.commit()
    typed = "Typed-Into-The-Wrong-Field-9"

    client.send("/sign-in", email=typed, password="x" * 20)
    client.send("/sign-in", email=user.email, password="x" * 20)

    assert [(event, details) for event, _, details in told(session)] == [
        ("sign_in.refused_unknown", {}),
        ("user.sign_in_refused", {"user_id": user.id, "name": "Rina Wati"}),
    ]


@pytest.mark.parametrize("seconds", [-30, -2, 4 * 24 * 3600])
def test_a_clock_that_is_set_signs_nobody_out(client, session, monkeypatch, seconds):
    user = UserFactory(roles=[Role.HR])
    session.commit()
    client.send("/sign-in", email=user.email, password=PASSWORD)
    token = client.token()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + seconds)

    assert client.get("/account").status_code == 200
    assert client.send("/language", locale="en", next="/account", csrf_token=token).location == "/account"


def _events(session) -> list[str]:
    return list(session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)))
