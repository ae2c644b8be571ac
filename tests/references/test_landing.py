"""The link in a referee's mail, in every state it can be in."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.audit.models import AuditEntry
from hiring.openings.rules import Stage
from hiring.references import queries
from hiring.references.models import ReferenceRequest
from tests.factories.references import ReferenceRequestFactory, token_of


@pytest.fixture
def request_(session, application):
    return ReferenceRequestFactory(application=application, sent=True, name="Bambang Hartono")


@pytest.fixture
def link(request_):
    return f"/r/{token_of(request_)}"


def rows(session):
    counted = select(
        select(func.count(UserSession.id)).scalar_subquery(),
        select(func.count(AuditEntry.id)).scalar_subquery(),
    )
    return tuple(session.execute(counted).one())


def test_looking_at_the_link_says_who_asks_and_changes_nothing(session, client, request_, link):
    request_.application.kept_until = datetime(2031, 3, 10, 4, tzinfo=UTC)
    deleted = "Jawaban dihapus paling lambat pada 10 Maret 2031"
    for _ in range(20):
        page = client.get(link)
        FlaskClient.open(client, link, method="HEAD")

    assert page.status_code == 200
    for words in ("PT Contoh Nusantara", "Sari Wulandari", "Petugas Komunitas, Bekasi", deleted):
        assert words in page.text
    assert (request_.state, request_.opened_at, rows(session)) == ("sent", None, (0, 0))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "_user_id" not in client.get_cookie("hiring").decoded_value


def test_beginning_lets_the_referee_in_and_leaves_the_secret_behind(session, client, request_, link):
    reply = client.send(f"{link}/begin")
    page = client.get(reply.location, follow_redirects=True)

    assert reply.location == "/reference"
    assert page.request.path == "/reference/consent"
    assert token_of(request_) not in page.text
    assert request_.state == "opened"


def test_the_same_link_lets_the_referee_in_again_from_another_device(app, client, request_, link):
    client.send(f"{link}/begin")
    other = app.test_client()

    assert other.send(f"{link}/begin").location == "/reference"
    assert client.get("/reference").status_code == other.get("/reference").status_code == 302


def test_beginning_needs_the_security_token(session, client, request_, link):
    assert client.post(f"{link}/begin").status_code == 400
    assert request_.state == "sent"


def test_another_site_cannot_begin(client, link):
    reply = client.post(
        f"{link}/begin", data={"csrf_token": client.token()}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert reply.status_code == 403


def test_whoever_declines_is_thanked_in_the_language_of_the_request(session, client, request_, link):
    request_.locale = "en"
    session.commit()

    reply = client.send(f"{link}/decline")

    assert "You have declined" in client.get(reply.location).text


def test_declining_takes_one_click(session, client, request_, link):
    reply = client.send(f"{link}/decline")
    page = client.get(reply.location)

    assert (request_.state, request_.decline_reason) == ("declined", "")
    assert "Anda menyatakan tidak bersedia" in page.text
    assert "Anda menyatakan tidak bersedia" in client.get(link).text
    assert client.get(link).status_code == 200


def test_a_reason_may_be_given_and_is_kept_as_text(session, client, request_, link):
    client.send(f"{link}/decline", reason="<b>Tidak</b> sempat\r\n" + "x" * 900)

    assert request_.decline_reason.startswith("<b>Tidak</b> sempat")
    assert len(request_.decline_reason) == 500


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        ("answered", 200, "jawaban Anda telah terkirim"),
        ("declined", 200, "Anda menyatakan tidak bersedia"),
        ("expired", 410, "Waktu untuk permintaan ini telah berakhir"),
        ("cancelled", 410, "Permintaan ini telah dibatalkan"),
    ],
)
def test_an_ended_request_says_so_and_opens_nothing(session, client, request_, link, state, status, words):
    request_.state = state

    page, begun = client.get(link), client.send(f"{link}/begin")

    assert (page.status_code, words in page.text) == (status, True)
    assert begun.status_code == (410 if status == 410 else 409)
    assert words in begun.text
    assert rows(session)[0] == 0


def test_a_link_expires_by_the_clock_alone(session, client, request_, link):
    request_.sent_at = clock.now() - timedelta(days=21, seconds=1)

    assert client.get(link).status_code == 410
    assert client.send(f"{link}/begin").status_code == 410
    assert request_.state == "sent"


def test_a_withdrawn_application_closes_the_link_at_once(session, client, request_, link):
    request_.application.stage = Stage.WITHDRAWN

    assert "Permintaan ini telah dibatalkan" in client.get(link).text
    assert client.send(f"{link}/decline").status_code == 410


@pytest.mark.parametrize("token", ["x", "a" * 43, "ä", "%00", "a" * 99])
def test_an_unknown_link_is_explained(client, token):
    page = client.get(f"/r/{token}")

    assert page.status_code == 404
    assert "Tautan ini tidak berlaku" in page.text
    assert client.send(f"/r/{token}/begin").status_code == 404
    assert client.send(f"/r/{token}/decline").status_code == 404


def test_an_endless_token_is_a_plain_404(client):
    assert client.get("/r/" + "a" * 5000).status_code == 404


def test_the_token_of_another_purpose_opens_nothing(session, client, request_, secret_key):
    from hiring.accounts.tokens import link_token

    other = link_token(secret_key, "invitation", request_.id, 1)

    assert client.get(f"/r/{other}").status_code == 404


def test_a_replaced_link_is_unknown(session, client, request_, link):
    request_.generation = 2
    from hiring.accounts.tokens import token_hash

    request_.token_hash = token_hash(token_of(request_))

    assert client.get(link).status_code == 404


def test_the_page_speaks_the_language_of_the_mail_until_another_is_chosen(session, client, request_, link):
    request_.locale = "en"
    first = client.get(link).text
    client.send("/language", locale="id", next=link)
    second = client.get(link).text
    client.send(f"{link}/begin")

    assert ('<html lang="en">' in first, '<html lang="id">' in second) == (True, True)
    assert request_.locale == "id"


def test_the_language_chosen_inside_stays_with_the_referee(session, client, request_, link):
    client.send(f"{link}/begin")
    client.send("/language", locale="en", next="/reference/consent")

    assert request_.locale == "en"
    assert "I have read who asks" in client.get("/reference/consent").text


def test_names_that_look_like_markup_are_shown_as_text(session, client, request_, link):
    request_.name = '<img src=x onerror="alert(1)">'
    request_.application.candidate.name = "<script>alert(2)</script>"

    page = client.get(link).text

    assert "<script>alert(2)" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(2)" in page


def test_a_referee_without_a_session_is_told_to_use_the_mail(client):
    reply = client.get("/reference/review", follow_redirects=True)

    assert reply.request.path == "/reference/entrance"
    assert "Gunakanlah tautan di email Anda" in reply.text


def test_a_referee_reaches_no_page_of_candidates_or_staff(app, application, request_, signed_in):
    referee = signed_in(request_, Audience.REFEREE)
    pages = [
        rule.rule.replace("<string:public_id>", application.public_id)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not re.match(r"/(reference|r/|assets|language|sign-in)", rule.rule)
        and rule.rule.count("<") == rule.rule.count("<string:public_id>")
        and not getattr(app.view_functions[rule.endpoint], "public_because", "")
    ]

    assert len(pages) > 10
    assert {page: referee.get(page).status_code for page in pages} == dict.fromkeys(pages, 302)


def test_no_token_lies_in_the_database(session, application, secret_key, work):
    from hiring.references import actions

    request = ReferenceRequestFactory(application=application)
    actions.ask_referees(session, application.id, secret_key=secret_key)
    work()
    token = token_of(session.get_one(ReferenceRequest, request.id))

    dump = "\n".join(session.connection().connection.iterdump())
    assert token not in dump
    assert queries.request_by_id(session, request.id).token_hash in dump
