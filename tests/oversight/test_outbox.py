"""HR reads the mails of her own openings, and nobody else does."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Role
from hiring.accounts.tokens import link_token
from hiring.i18n.localised import Localised
from hiring.jobs.models import Job
from hiring.mail import actions
from hiring.mail.actions import Recipient, SecretLink
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.mail.greeting import GREETING, greet_with
from tests.smtp import Mailbox, listening

LETTER = "Subject: Undangan {number}\n\nHalo {name},\n\n{link}\n"


FILLED_IN = {
    "number": lambda about: str(about.values["number"]),
    "name": lambda about: about.to_name,
    "link": lambda about: about.link,
}


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], name="Sari Wulan")


@pytest.fixture
def opening(hr):
    return OpeningFactory(hr=[hr])


@pytest.fixture
def send(app, contribute, session):
    greet_with(app, contribute, LETTER, FILLED_IN)

    def send(opening, number=1, name="Ayu Lestari", email="ayu@surel.example", template=GREETING):
        return actions.send(
            session,
            template,
            Recipient(name, email, "id"),
            key=f"{opening.id}:{number}:{email}",
            link=SecretLink("invitation", number, 1, "/i/{token}"),
            opening_id=opening.id,
            number=number,
        )

    return send


def use_server(app, url):
    settings = replace(app.extensions["settings"], mail_url=url)
    app.extensions["settings"] = app.jinja_env.globals["settings"] = settings


def test_hr_sees_the_mails_of_her_openings_and_of_no_other(session, signed_in, hr, opening, send):
    other = OpeningFactory(hr=[UserFactory(roles=[Role.HR])])
    mine, theirs = send(opening), send(other, name="Budi", email="budi@surel.example")

    client = signed_in(hr)
    page = client.get("/outbox").text

    assert "Undangan 1" in page
    assert "Ayu Lestari" in page
    assert "Menunggu dikirim" in page
    assert "Budi" not in page
    assert client.get(f"/outbox/{mine.public_id}").status_code == 200
    assert client.get(f"/outbox/{theirs.public_id}").status_code == 404
    assert client.send(f"/outbox/{theirs.public_id}/send-again").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMIN, Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_but_hr_finds_the_outbox(session, signed_in, opening, send, role):
    message = send(opening)

    client = signed_in(UserFactory(roles=[role]))

    assert client.get("/outbox").status_code == 404
    assert client.get(f"/outbox/{message.public_id}").status_code == 404


def test_without_a_mail_server_the_page_of_a_mail_leads_to_where_its_link_leads(
    app, session, signed_in, hr, opening, send, work
):
    message = send(opening, number=7)
    work()

    page = signed_in(hr).get(f"/outbox/{message.public_id}").text

    link = "http://127.0.0.1:8000/i/" + link_token(app.config["SECRET_KEY"], "invitation", 7, 1)
    assert page.count(link) == 2
    assert f'href="{link}"' in page
    assert "Terkirim" in page


def test_with_a_mail_server_the_secret_of_the_link_is_for_its_recipient_only(
    app, session, signed_in, hr, opening, send, work
):
    with listening(Mailbox()) as mailbox:
        use_server(app, mailbox.url)
        message = send(opening, number=7)
        work()

    page = signed_in(hr).get(f"/outbox/{message.public_id}").text

    secret = link_token(app.config["SECRET_KEY"], "invitation", 7, 1)
    assert secret in mailbox.received[0].get_content()
    assert secret not in page
    assert "http://127.0.0.1:8000/i/••••••••" in page


def test_a_mail_that_was_refused_says_why_and_is_sent_again(app, session, signed_in, hr, opening, send, work):
    with listening(Mailbox()) as mailbox:
        use_server(app, mailbox.url)
        mailbox.at_recipient.append("550 5.1.1 <script>no such user")
        message = send(opening)
        work()
        client = signed_in(hr)
        page = client.get(f"/outbox/{message.public_id}").text
        assert "Server email menolak email ini secara tetap." in page
        assert "550 5.1.1 &lt;script&gt;no such user" in page

        reply = client.send(f"/outbox/{message.public_id}/send-again")
        work()

    assert reply.location == f"/outbox/{message.public_id}"
    assert (message.state, len(mailbox.received)) == ("sent", 1)
    assert "Sari Wulan mengirim ulang email yang sebelumnya tidak terkirim." in client.get("/trail").text
    assert client.send(f"/outbox/{message.public_id}/send-again").status_code == 409


def test_the_list_is_filtered_by_state_and_turned_page_by_page(session, signed_in, hr, opening, send):
    messages = [send(opening, number, email=f"k{number}@surel.example") for number in range(1, 53)]
    messages[0].state = "sent"

    client = signed_in(hr)
    newest, sent = client.get("/outbox").text, client.get("/outbox?state=sent").text

    assert newest.count('<th scope="row"') == 50
    assert "Undangan 52<" in newest
    assert "Undangan 2<" not in newest
    older = client.get(f"/outbox?after={messages[2].id}").text
    assert [f"Undangan {number}<" in older for number in (1, 2, 3)] == [True, True, False]
    assert sent.count('<th scope="row"') == 1
    assert client.get("/outbox?state=nonsense&before=x").status_code == 200


def test_a_mail_whose_text_cannot_be_written_does_not_close_the_outbox(session, signed_in, hr, opening, send):
    message = send(opening, template="there-is-none")

    client = signed_in(hr)

    assert "Email yang gagal disusun" in client.get("/outbox").text
    assert "Email yang gagal disusun" in client.get(f"/outbox/{message.public_id}").text


def test_markup_in_a_name_is_shown_as_text(session, signed_in, hr, opening, send):
    send(opening, name="<script>alert(1)</script>")

    page = signed_in(hr).get("/outbox").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_the_administrator_who_starts_the_work_of_a_failed_mail_again_has_the_mail_sent(
    app, session, signed_in, send, opening, work
):
    mailbox = Mailbox()
    use_server(app, mailbox.url)
    mailbox.at_recipient.append("550 mailbox full")
    message = send(opening)
    with listening(mailbox):
        work()
        assert message.state == "failed"
        dead = session.scalars(select(Job).where(Job.state == "dead")).one()

        signed_in(UserFactory(roles=[Role.ADMIN])).send(f"/system/work/{dead.public_id}/run-again")
        work()

    assert (message.state, len(mailbox.received)) == ("sent", 1)


@pytest.fixture
def to_staff(session):
    """Two mails that belong to no opening: to a reviewer, and about an account."""
    digest = {"openings": [{"title": Localised("Petugas", "Officer"), "zone": "Asia/Jakarta", "number": 3}]}
    reviewer, newcomer = (
        Recipient("Wahyu", "wahyu@contoh.example", "en"),
        Recipient("Rini", "r@x.example", "en"),
    )
    sent = actions.send(session, "reviewer_digest", reviewer, key="digest", **digest)
    sent.state = "sent"
    link = SecretLink("password", 1, 1, "/password/{token}")
    waits = actions.send(session, "account_made", newcomer, key="account", link=link, until=clock.now())
    return sent, waits


def test_administrators_see_which_mails_of_no_opening_went_to_whom_and_not_what_they_say(
    session, signed_in, opening, send, to_staff
):
    send(opening)
    client = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))

    page = client.get("/staff-mails").text
    waiting = client.get("/staff-mails?state=queued&kind=account_made").text

    assert re.findall(r'<th scope="row" class="wrap">(.+?)</th>', page) == [
        "New account",
        "What is waiting for a reviewer",
    ]
    assert "wahyu@contoh.example" in page
    assert "Ayu Lestari" not in page
    assert "Officer" not in page
    assert "/password/" not in page
    assert re.findall(r'<th scope="row" class="wrap">(.+?)</th>', waiting) == ["New account"]
    assert [client.get(f"/outbox/{each.public_id}").status_code for each in to_staff] == [404, 404]


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_but_administrators_finds_the_mails_to_staff(signed_in, to_staff, role):
    client = signed_in(UserFactory(roles=[role]))

    assert client.get("/staff-mails").status_code == 404
    assert [client.get(f"/outbox/{each.public_id}").status_code for each in to_staff] == [404, 404]
