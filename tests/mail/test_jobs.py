"""A mail goes out once, in order, and its row says truly what became of it."""

import ssl
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import event, select

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.accounts.tokens import link_token
from hiring.db import db, writing
from hiring.i18n.localised import Localised
from hiring.jobs import leases
from hiring.jobs.execution import perform
from hiring.jobs.lanes import MAIL
from hiring.jobs.models import Job
from hiring.mail import actions
from hiring.mail.models import Message
from tests.factories.accounts import UserFactory, actor_of
from tests.smtp import Mailbox, listening


def use_server(app, url):
    app.extensions["settings"] = replace(app.extensions["settings"], mail_url=url)


def make_due(session):
    """Let the time of every waiting job come."""
    for job in session.scalars(select(Job)):
        if job.state == "queued":
            job.run_after = clock.now() - timedelta(seconds=1)
    session.commit()


def files(app):
    return sorted((app.extensions["settings"].instance / "mail").glob("*.eml"))


def test_without_a_server_the_mail_lies_in_the_folder_in_its_readers_language(app, session, send, work):
    first, second = send(), send("Budi", "budi@surel.example", "en")

    assert work() == 2

    indonesian, english = (message_from_bytes(path.read_bytes(), policy=default) for path in files(app))
    link = "http://127.0.0.1:8000/i/" + link_token(app.config["SECRET_KEY"], "invitation", 7, 1)
    assert indonesian["Subject"] == "Beranda: Petugas Komunitas"
    assert english["Subject"] == "Home: Community Officer"
    assert indonesian["To"] == "Ayu Lestari <ayu@surel.example>"
    assert "Ayu Lestari, 27 Nov 2026, 23.59 WIB." in indonesian.get_content()
    assert "Budi, 27 Nov 2026, 23:59 WIB." in english.get_content()
    assert link in indonesian.get_content().splitlines()
    assert (first.state, second.state, first.attempts) == ("sent", "sent", 1)


def test_a_mail_tells_programs_that_it_is_automatic_and_in_which_language_it_is(
    app, session, send, work, mailbox
):
    use_server(app, mailbox.url)
    send(), send("Budi", "budi@surel.example", "en")

    work()

    told = [
        [mail[name] for name in ("From", "Auto-Submitted", "Content-Language", "Content-Type")]
        for mail in mailbox.received
    ]
    kind = 'text/plain; charset="utf-8"'
    sender = "Hiring <no-reply@localhost>"
    assert told == [
        [sender, "auto-generated", "id", kind],
        [sender, "auto-generated", "en", kind],
    ]


def test_each_mail_of_a_batch_is_written_down_in_one_transaction(app, session, send):
    for name in ("Ayu", "Budi", "Citra"):
        send(name, f"{name}@surel.example")
    session.commit()
    with writing(db.engine) as connection:
        [lease] = leases.take(connection, MAIL.name, 1, timedelta(minutes=1))
    begun = []

    def note_a_beginning(connection, cursor, statement, *_):
        stands_alone = statement.startswith("UPDATE") and not cursor.connection.in_transaction
        if stands_alone or statement == "BEGIN IMMEDIATE":
            begun.append(statement.split()[0])

    event.listen(db.engine, "before_cursor_execute", note_a_beginning)
    while lease is not None:
        lease = perform(app, lease, go_on=True).following
    event.remove(db.engine, "before_cursor_execute", note_a_beginning)

    assert begun == ["UPDATE", "BEGIN", "BEGIN", "BEGIN"]  # only the first is taken by itself
    assert [(each.state, each.attempts) for each in session.scalars(select(Message))] == [("sent", 1)] * 3


def test_the_secret_of_a_link_is_in_the_mail_and_nowhere_in_the_database(app, session, send, work):
    send()
    work()

    secret = link_token(app.config["SECRET_KEY"], "invitation", 7, 1)
    database = (app.extensions["settings"].instance / "hiring.sqlite3").read_bytes()
    assert files(app)[0].read_bytes().replace(b"=\r\n", b"").count(secret.encode()) == 1
    assert secret.encode() not in database


def test_a_name_made_of_line_breaks_and_links_adds_no_header_no_line_and_no_recipient(
    app, session, send, work, mailbox
):
    use_server(app, mailbox.url)
    send('Ayu"\r\nBcc: all@evil.example\r\n\r\n<a href="https://evil.example">x</a>')

    work()

    [mail] = mailbox.received
    assert mailbox.recipients == ["ayu@surel.example"]
    assert mail["Bcc"] is None
    assert mail["To"].addresses[0].display_name.startswith('Ayu" Bcc: all@evil.example')
    assert "https://evil.example" not in mail.get_content()
    assert 'Ayu" Bcc: all@evil. example <a href="https ://evil. example">x</a>, 27 Nov' in mail.get_content()


def test_asking_twice_with_one_key_sends_one_mail(app, session, send, work, mailbox):
    use_server(app, mailbox.url)
    assert send(key="one") is send(key="one")

    work()

    assert len(mailbox.received) == 1


def test_mail_written_while_the_server_is_down_arrives_once_and_in_order_when_it_is_back(
    app, session, send, work
):
    mailbox = Mailbox()
    use_server(app, mailbox.url)
    titles = [Localised(id=f"nomor {number}", en="") for number in range(3)]
    messages = [send(key=title.id, title=title) for title in titles]

    work()
    assert [message.state for message in messages] == ["retrying", "retrying", "retrying"]
    assert messages[0].last_error.startswith("unreachable: ")
    assert messages[0].next_try_at > clock.now()
    with listening(mailbox):
        for _ in range(3):
            make_due(session)
            work()

    assert mailbox.subjects() == ["Beranda: nomor 0", "Beranda: nomor 1", "Beranda: nomor 2"]
    assert [(message.state, message.last_error, message.next_try_at) for message in messages] == [
        ("sent", None, None)
    ] * 3


def test_not_now_is_tried_again_later_and_later_and_costs_no_attempt_of_the_job(
    app, session, send, work, mailbox
):
    use_server(app, mailbox.url)
    mailbox.at_recipient.extend(["451 greylisted, come back"] * 7)
    message, waits = send(), []

    for _ in range(7):
        make_due(session)
        before = clock.now()
        work()
        waits.append(round((message.next_try_at - before).total_seconds() / 60))
    assert (message.state, message.last_error) == ("retrying", "not_now: 451 greylisted, come back")
    assert waits == [1, 2, 4, 8, 8, 8, 8]
    make_due(session)
    work()

    assert (message.state, message.attempts, len(mailbox.received)) == ("sent", 8, 1)


@pytest.mark.parametrize("step", ["at_recipient", "at_content"])
def test_a_refusal_for_good_fails_at_once_and_stays(app, session, send, work, mailbox, step):
    use_server(app, mailbox.url)
    getattr(mailbox, step).append("550 5.1.1 no such user")
    message = send()

    work()
    make_due(session)
    work()

    job = session.scalars(select(Job)).one()
    assert (message.state, message.last_error) == ("failed", "refused: 550 5.1.1 no such user")
    assert (job.state, job.error) == ("dead", "refused: 550 5.1.1 no such user")
    assert mailbox.received == []


def test_a_failed_mail_is_sent_again_when_somebody_asks(app, session, send, work, mailbox):
    use_server(app, mailbox.url)
    mailbox.at_recipient.append("550 mailbox full")
    message, hr = send(), UserFactory()
    work()

    actions.send_again(session, message, by=actor_of(hr))
    work()

    assert (message.state, len(mailbox.received)) == ("sent", 1)
    with pytest.raises(actions.NotFailed):
        actions.send_again(session, message, by=actor_of(hr))


def test_a_mail_sent_twice_after_a_crash_has_the_same_id_and_the_same_link(app, session, send, work, mailbox):
    use_server(app, mailbox.url)
    message = send()
    work()
    job = session.scalars(select(Job)).one()
    job.state, job.lease_until, message.state = "running", clock.now() - timedelta(seconds=1), "sending"
    work()

    first, second = mailbox.received
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content() == second.get_content()
    assert message.state == "sent"


def test_a_mail_taken_back_is_not_sent(app, session, send, work, mailbox):
    use_server(app, mailbox.url)
    message = send()
    actions.take_back(session, Message.id == message.id)

    assert work() == 0

    assert (message.state, mailbox.received) == ("cancelled", [])


def test_what_has_gone_out_cannot_be_taken_back(app, session, send, work, mailbox):
    use_server(app, mailbox.url)
    message = send()
    work()

    actions.take_back(session, Message.id == message.id)

    assert message.state == "sent"


def test_a_failed_mail_that_was_taken_back_is_not_sent_again(app, session, send, work, mailbox):
    use_server(app, mailbox.url)
    message = send(email="not an address")
    work()
    assert message.state == "failed"

    actions.take_back(session, Message.id == message.id)

    assert message.state == "cancelled"
    with pytest.raises(actions.NotFailed):
        actions.send_again(session, message, by=SYSTEM)


def test_an_address_nobody_can_write_to_fails_at_once(app, session, send, work, mailbox):
    use_server(app, mailbox.url)
    message = send(email="not an address")

    work()

    assert message.state == "failed"
    assert message.last_error.startswith("bad_address: ")


def test_a_mail_that_asks_for_what_nobody_gave_fails_readably_and_others_go_on(app, session, send, work):
    broken, whole = send("Budi", "budi@surel.example"), send()
    broken.values = {"title": broken.values["title"]}

    for _ in range(5):
        work()
        make_due(session)

    assert (broken.state, whole.state) == ("failed", "sent")
    assert broken.last_error == "Unwritable: KeyError: 'closes_at'"


def test_a_password_never_travels_over_an_open_line(app, session, send, work):
    with listening(Mailbox(), sign_in=True) as mailbox:
        use_server(app, mailbox.url.replace("//", "//hr:rahasia@"))
        message = send()
        work()

    assert (message.state, mailbox.received) == ("retrying", [])
    assert message.last_error == "no_encryption: STARTTLS is not offered"


def test_a_certificate_that_cannot_be_checked_stops_the_mail(app, session, send, work, own_certificate):
    with listening(Mailbox(), tls=own_certificate) as mailbox:
        use_server(app, mailbox.url.replace("//", "//hr:rahasia@"))
        message = send()
        work()

    assert (message.state, mailbox.received) == ("retrying", [])
    assert message.last_error.startswith("no_encryption: [SSL: CERTIFICATE_VERIFY_FAILED]")


def test_a_server_whose_certificate_is_known_gets_user_name_password_and_mail(
    app, session, send, work, own_certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate.path))
    with listening(Mailbox(), tls=own_certificate, sign_in=True) as mailbox:
        use_server(app, mailbox.url.replace("//", "//hr:rahasia@"))
        message = send()
        work()

    assert (message.state, len(mailbox.received)) == ("sent", 1)


@pytest.fixture
def own_certificate(tmp_path):
    """A server's side of TLS with a certificate that it signed itself."""
    from tests.certificates import CERTIFICATE, KEY

    class Context(ssl.SSLContext):
        path = tmp_path / "certificate.pem"

    Context.path.write_text(CERTIFICATE + KEY)
    context = Context(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Context.path)
    return context
