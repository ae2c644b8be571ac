"""The candidates' door: looking changes nothing, a button lets the owner in, everybody learns what to do."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.accounts.tokens import link_token
from hiring.audit.models import AuditEntry
from hiring.db.schema import all_metadata
from hiring.jobs.models import Job
from hiring.mail.models import Message
from hiring.openings import actions, queries
from hiring.openings.models import Application, Invitation
from tests.factories.openings import CandidateFactory, InvitationFactory, OpeningFactory


@pytest.fixture
def sent(opening):
    """An invitation that nobody has opened."""
    candidate = CandidateFactory(name="Rina Wati", email="rina@surel.example")
    return InvitationFactory(application__opening=opening, application__candidate=candidate, token="abc")


def count(session, model):
    return session.scalars(select(func.count()).select_from(model)).one()


def fresh_mails(session):
    return session.scalars(select(func.count()).where(Message.template == "fresh_link")).one()


def test_looking_at_a_link_changes_nothing(app, session, sent):
    for _ in range(5):
        scanner = app.test_client()
        assert scanner.get("/i/abc").status_code == 200
        assert scanner.head("/i/abc").status_code == 200

    assert (count(session, UserSession), count(session, AuditEntry), count(session, Job)) == (0, 0, 0)
    assert sent.state == "sent"
    assert app.test_client().send("/i/abc").status_code == 302, "a person's click still works"


def test_the_page_says_for_which_opening_and_names_nobody(client, sent):
    text = client.get("/i/abc").text

    assert "Petugas Komunitas, Bekasi" in text
    assert "PT Contoh Nusantara" in text
    assert "Rina" not in text
    assert "rina@surel.example" not in text


def test_the_page_speaks_the_language_of_the_invitation_until_another_is_chosen(client, sent, session):
    sent.application.locale = "en"
    assert '<html lang="en">' in client.get("/i/abc").text

    client.send("/language", locale="id", next="/i/abc")

    assert '<html lang="id">' in client.get("/i/abc").text


def test_an_opening_in_one_language_offers_no_other(client, sent, opening):
    opening.languages = ["id"]
    client.send("/language", locale="en", next="/i/abc")

    text = client.get("/i/abc").text

    assert '<html lang="id">' in text
    assert 'value="en"' not in text


def test_the_language_chosen_at_the_door_stays_inside(client, sent, session):
    client.send("/language", locale="en", next="/i/abc")

    client.send("/i/abc")

    assert '<html lang="en">' in client.get("/candidate").text
    assert session.get_one(Application, sent.application_id).locale == "en"


def test_no_secret_leaves_with_the_page(client, sent):
    reply = client.get("/i/abc")

    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert reply.headers["Cache-Control"] == "no-store, no-cache"
    assert "http" not in "".join(re.findall(r'(?:href|src)="([^"]*)"', reply.text))


def test_the_button_lets_the_candidate_in(client, session, sent):
    reply = client.send("/i/abc")

    assert reply.location == "/candidate"
    user_session = session.scalars(select(UserSession)).one()
    assert (user_session.audience, user_session.subject_id) == (Audience.CANDIDATE, sent.application_id)
    assert sent.state == "claimed"


def test_neither_browser_nor_network_address_is_kept(client, session, sent):
    client.environ_base |= {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Kenari/7.7"}
    client.send("/i/abc")
    client.get("/candidate")

    kept = {name: str(session.execute(select(table)).all()) for name, table in all_metadata().tables.items()}
    assert kept["user_session"] != "[]"
    assert [name for name, rows in kept.items() if "203.0.113.77" in rows or "Kenari" in rows] == []


def test_the_button_needs_the_security_token(client, session, sent):
    assert client.post("/i/abc").status_code == 400
    assert client.send("/i/abc", csrf_token="x").status_code == 400
    assert count(session, UserSession) == 0


def test_in_the_same_browser_the_link_leads_straight_on(client, session, sent):
    client.send("/i/abc")

    assert client.get("/i/abc").location == "/candidate"
    assert client.post("/i/abc", data={"csrf_token": csrf(client)}).location == "/candidate"
    assert count(session, UserSession) == 1


def csrf(client):
    """Return a security token from a page that candidates can open too."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/candidate/return/sent").text)
    return found.group(1)


def test_a_press_whose_answer_was_lost_can_be_repeated(client, session, sent):
    token = client.token()
    with client.session_transaction() as cookie:
        before = dict(cookie)
    client.send("/i/abc", csrf_token=token)
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(before)

    reply = client.send("/i/abc", csrf_token=token)

    assert reply.location == "/candidate"
    assert count(session, AuditEntry) == 1


def test_in_another_browser_a_used_link_offers_a_fresh_one(app, client, session, sent):
    client.send("/i/abc")
    other = app.test_client()

    text = other.get("/i/abc").text
    refused = other.send("/i/abc")

    assert "Tautan ini sudah dipakai" in text
    assert refused.status_code == 409
    assert count(session, UserSession) == 1
    assert other.send("/i/abc/fresh").location == "/candidate/return/sent"
    assert fresh_mails(session) == 1


def test_a_fresh_link_lets_a_second_device_in_and_both_work(app, client, session, sent):
    client.send("/i/abc")
    other = app.test_client()
    other.send("/i/abc/fresh")
    token = link_token(app.extensions["settings"].secret_key, "invitation", sent.application_id, 2)

    assert other.send(f"/i/{token}").location == "/candidate"
    assert client.get("/i/abc").location == "/candidate"
    assert app.test_client().get("/i/abc").status_code == 410


def test_a_link_of_another_kind_opens_nothing_here(app, client, session, sent):
    secret = app.extensions["settings"].secret_key
    for purpose in ("reference", "invitation ", "Invitation"):
        token = link_token(secret, purpose, sent.application_id, 1)
        assert client.get(f"/i/{token}").status_code == 404
        assert client.send(f"/i/{token}").status_code == 404


@pytest.mark.parametrize("token", ["xyz", "abc%00", "a" * 2000, "%F0%9F%98%80", "..%2f..", "abc "])
def test_an_unknown_link_says_what_to_do(client, sent, token):
    reply = client.get(f"/i/{token}")

    assert reply.status_code == 404
    assert client.send(f"/i/{token}/fresh").status_code == 404


def test_an_unknown_link_leads_to_the_page_for_returning(client):
    text = client.get("/i/xyz").text

    assert "Tautan ini tidak dikenal" in text
    assert 'href="/candidate/return"' in text


@pytest.mark.parametrize(
    ("change", "title", "can_ask"),
    [
        ({"revoked": True}, "Tautan ini sudah diganti", True),
        ({"expired": True}, "Tautan ini sudah kedaluwarsa", True),
        ({"application__stage": "removed"}, "Lamaran ini sudah berakhir", True),
        ({"application__stage": "expired"}, "Lowongan ini sudah ditutup", True),
    ],
)
def test_a_link_that_works_no_longer_says_why(client, session, opening, change, title, can_ask):
    InvitationFactory(application__opening=opening, token="abc", **change)

    for reply in (client.get("/i/abc"), client.send("/i/abc")):
        assert reply.status_code == 410
        assert title in reply.text
        assert ("/i/abc/fresh" in reply.text) == can_ask
    assert count(session, UserSession) == 0


def test_the_link_of_a_closed_opening_says_so(client, session, sent, opening):
    opening.closes_at = clock.now() - timedelta(minutes=1)

    reply = client.get("/i/abc")

    assert reply.status_code == 410
    assert "Lowongan ini sudah ditutup" in reply.text
    assert "Sampai saat itu lamaran dengan tautan ini belum dimulai" in reply.text
    assert client.send("/i/abc").status_code == 410
    client.send("/i/abc/fresh")
    assert fresh_mails(session) == 0


def test_staff_who_try_a_link_are_warned_that_they_leave(sent, hr, signed_in):
    assert "Ratna Dewi" in signed_in(hr).get("/i/abc").text


def test_staff_who_go_on_with_a_link_leave_their_own_pages_in_this_browser(sent, hr, signed_in):
    client = signed_in(hr)

    client.send("/i/abc")

    assert client.get("/candidate").status_code == 200
    assert client.get("/openings").status_code != 200
    assert hr.name not in client.get("/candidate").text


def test_coming_back_answers_alike_for_known_and_unknown_addresses(app, session, sent, work):
    asked = [
        app.test_client().send("/candidate/return", email=address)
        for address in (" Rina@Surel.example", "nobody@surel.example")
    ]

    assert [reply.location for reply in asked] == ["/candidate/return/sent"] * 2
    assert fresh_mails(session) == 0, "whether anybody is known is looked up later, by the worker"
    assert session.scalars(select(Job.kind)).all() == ["openings.mail_fresh_links"] * 2
    work()
    assert fresh_mails(session) == 1


def test_asking_many_times_is_asking_once(app, session, sent):
    for _ in range(4):
        app.test_client().send("/candidate/return", email="rina@surel.example")

    assert count(session, Job) == 1


def test_every_running_application_gets_its_link(session, hr, opening, secret, work):
    candidate = CandidateFactory(email="rina@surel.example")
    second = OpeningFactory(hr=[hr])
    closed = OpeningFactory(hr=[hr], state="closed")
    for each, stage in ((opening, "invited"), (second, "sitting"), (closed, "invited")):
        InvitationFactory(
            application__opening=each, application__candidate=candidate, application__stage=stage
        )

    actions.ask_for_links(session, "rina@surel.example")
    work()

    mailed = session.scalars(select(Message.opening_id).where(Message.template == "fresh_link")).all()
    assert sorted(mailed) == sorted([opening.id, second.id])


@pytest.mark.parametrize("address", ["", " ", "x" * 255, "a\x00@b.example"])
def test_the_page_for_returning_wants_an_address(client, address):
    assert client.send("/candidate/return", email=address).status_code == 422


def test_one_address_cannot_have_mails_sent_without_end(app, sent):
    from hiring.web.limits import limiter

    client = app.test_client()
    token = csrf(client)
    limiter.enabled = True
    try:
        asked = [
            client.post("/candidate/return", data={"csrf_token": token, "email": f"a{n}@surel.example"})
            for n in range(6)
        ]
    finally:
        limiter.reset()
        limiter.enabled = False

    assert [reply.status_code for reply in asked] == [302] * 5 + [429]
    assert asked[-1].headers["Retry-After"] == "60"


def test_a_candidate_who_is_inside_needs_no_new_link(client, sent):
    client.send("/i/abc")

    assert client.get("/candidate/return").location == "/candidate"


def test_who_lost_the_session_is_sent_to_the_page_for_returning(client, sent):
    client.send("/i/abc")
    with client.session_transaction() as cookie:
        cookie.clear()

    assert client.get("/candidate/facts").location == "/candidate/return?next=/candidate/facts"


def test_revoking_by_hr_beats_a_link_in_the_mailbox(client, session, sent, opening, by, secret):
    session.commit()
    session.expunge_all()
    application = queries.application_by_id(session, sent.application_id)
    actions.invite_again(session, application, secret_key=secret, by=by)

    assert client.send("/i/abc").status_code == 410
    assert session.scalars(select(Invitation.state).order_by(Invitation.generation)).all() == [
        "revoked",
        "sent",
    ]
