"""Sessions of candidates end where somebody wants them ended, and refused links are counted."""

import pytest
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience, Role
from hiring.accounts.tokens import link_token
from hiring.audit.models import AuditEntry, Refusal
from hiring.openings.queries import presence_of
from tests.factories.accounts import UserFactory
from tests.factories.openings import InvitationFactory
from tests.postgres import on_both


@pytest.fixture
def sent(opening):
    """An invitation that nobody has opened."""
    return InvitationFactory(application__opening=opening, token="abc")


@pytest.fixture
def inside(sent, signed_in):
    """The candidate in two browsers."""
    return [signed_in(sent.application, Audience.CANDIDATE) for _ in range(2)]


def events(session):
    return list(session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)))


def dossier(application, page=""):
    return f"/applications/{application.public_id}{page}"


def signed_out(clients):
    return [client.get("/candidate").location or "" for client in clients]


OUT = ["/candidate/return?next=/candidate"] * 2


def test_hr_ends_the_sessions_of_a_candidate_in_every_browser(session, sent, inside, hr, signed_in):
    page, application = signed_in(hr), sent.application
    assert "2 browser" in page.get(dossier(application)).text
    assert "2 browser" in page.get(dossier(application, "/end-sessions")).text

    reply = page.send(dossier(application, "/end-sessions"))

    assert reply.location == dossier(application)
    assert signed_out(inside) == OUT
    assert events(session) == ["candidate.signed_out"]
    assert "/end-sessions" not in page.get(dossier(application)).text


def test_whoever_was_signed_out_comes_in_again_with_a_new_link(app, sent, hr, signed_in, client, work):
    client.send("/i/abc")
    signed_in(hr).send(dossier(sent.application, "/end-sessions"))
    assert signed_out([client]) == OUT[:1]

    client.send("/candidate/return", email=sent.application.candidate.email)
    work()

    token = link_token(app.config["SECRET_KEY"], "invitation", sent.application_id, 2)
    assert client.send(f"/i/{token}").location == "/candidate"
    assert client.get("/candidate").status_code == 200


def test_ending_what_has_ended_changes_nothing(session, sent, hr, signed_in):
    reply = signed_in(hr).send(dossier(sent.application, "/end-sessions"))

    assert reply.status_code == 302
    assert events(session) == []


@pytest.mark.parametrize("role", list(Role))
def test_only_hr_of_the_opening_ends_sessions(session, sent, inside, signed_in, role):
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(dossier(sent.application, "/end-sessions")).status_code == 404
    assert stranger.send(dossier(sent.application, "/end-sessions")).status_code == 404
    assert inside[0].send(dossier(sent.application, "/end-sessions")).status_code == 401
    assert inside[0].get("/candidate").status_code == 200


def test_inviting_again_ends_the_sessions_that_earlier_links_opened(session, sent, inside, hr, signed_in):
    address = f"/openings/{sent.application.opening.public_id}/invite-again"

    signed_in(hr).send(address, who=sent.application.public_id)

    assert signed_out(inside) == OUT


def test_asking_for_a_fresh_link_ends_nobodys_session(session, sent, inside, client, work):
    client.send("/candidate/return", email=sent.application.candidate.email)
    work()

    assert inside[0].get("/candidate").status_code == 200


def test_hr_who_removes_a_candidate_ends_their_sessions(session, sent, inside, hr, signed_in):
    signed_in(hr).send(dossier(sent.application, "/remove"), reason="Salah orang.")

    assert signed_out(inside) == OUT


def test_a_candidate_who_withdraws_is_signed_out_everywhere_else(session, sent, inside):
    mine, other = inside
    with mine.session_transaction() as cookie:
        copied = dict(cookie)

    reply = mine.send("/candidate/withdraw")

    assert mine.get(reply.location).status_code == 200
    assert signed_out([other, other]) == OUT
    with other.session_transaction() as cookie:
        cookie.update(copied)
    assert signed_out([other, other]) == OUT, "a copied cookie opens nothing either"


def test_what_is_typed_meanwhile_is_given_back(session, sent, inside):
    session.execute(UserSession.__table__.update().values(ended_at=clock.now()))

    reply = inside[0].post(
        "/candidate/facts",
        data={
            "csrf_token": inside[0].token(),
            "education": "S1 Ilmu Komunikasi, Universitas Indonesia, 2015",
        },
    )

    assert reply.status_code == 401
    assert "S1 Ilmu Komunikasi, Universitas Indonesia, 2015" in reply.text


def test_a_second_browser_that_claims_a_used_link_is_refused_and_shown_to_hr(
    app, session, sent, hr, signed_in
):
    app.test_client().send("/i/abc")

    assert app.test_client().send("/i/abc").status_code == 409
    assert app.test_client().send("/i/abc").status_code == 409

    assert events(session) == ["invitation.claimed", "invitation.second_browser_refused"]
    assert presence_of(session, sent.application_id).refused.number == 2
    page = signed_in(hr).get(dossier(sent.application)).text
    assert "Tautan yang ditolak" in page
    assert "2 kali" in page


def test_a_further_browser_that_comes_in_by_a_newer_link_is_told_to_hr(app, session, sent, hr, signed_in):
    app.test_client().send("/i/abc")
    InvitationFactory(application=sent.application, generation=2, token="def")

    app.test_client().send("/i/def")

    assert events(session) == [
        "invitation.claimed",
        "invitation.claimed",
        "invitation.further_browser_admitted",
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [({"state": "revoked"}, "revoked"), ({"expires_at": clock.now()}, "expired")],
)
def test_a_link_that_no_longer_works_is_counted_when_it_is_looked_at(client, session, sent, change, why):
    for name, value in change.items():
        setattr(sent, name, value)

    for _ in range(3):
        assert client.get("/i/abc").status_code == 410

    [entry] = session.scalars(select(AuditEntry))
    assert (entry.event, entry.details["why"], entry.application_id) == (
        "invitation.link_refused",
        why,
        sent.application_id,
    )
    assert presence_of(session, sent.application_id).refused.number == 3


@on_both
def test_a_stranger_who_tries_links_fills_neither_trail_nor_table(client, session, opening):
    for number in range(30):
        client.get(f"/i/forged-{number}")
        client.get(f"/r/forged-{number}")
        client.send(f"/i/forged-{number}", csrf_token=client.token() if number == 0 else "x")

    counted = dict(
        session.execute(select(Refusal.what, func.sum(Refusal.number)).group_by(Refusal.what)).all()
    )
    assert counted == {"invitation.unknown_link_refused": 31, "reference.unknown_link_refused": 30}
    assert sorted(events(session)) == ["invitation.unknown_link_refused", "reference.unknown_link_refused"]


def test_the_administrator_sees_what_was_refused(client, session, signed_in):
    client.get("/i/forged")
    client.get("/i/forged")

    page = signed_in(UserFactory(roles=[Role.ADMIN])).get("/system").text

    assert "<dt>Tautan undangan yang bukan milik kami</dt><dd>2</dd>" in page
