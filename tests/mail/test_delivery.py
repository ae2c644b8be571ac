"""Handing over a mail: one connection for a batch, nothing sent twice in a hurry, a silent one is spared."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.jobs.models import Job
from hiring.mail import connections
from hiring.mail.breaker import MOST_TIME_OUTS, PAUSE, Breaker
from hiring.mail.rules import is_hopeless, trouble_of, wait_when_unsure


@pytest.fixture
def through(app):
    """Return a function that has mails go through a server."""

    def through(url: str) -> None:
        app.extensions["settings"] = replace(app.extensions["settings"], mail_url=url)

    return through


def make_due(session):
    for job in session.scalars(select(Job).where(Job.state == "queued")):
        job.run_after = clock.now() - timedelta(seconds=1)
    session.commit()


@contextmanager
def silent() -> Iterator[str]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield f"smtp://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def dripping() -> Iterator[str]:
    """A server that says a letter every 20 ms and never comes to the end of its first line."""
    over = Event()

    def drip(server: socket.socket) -> None:
        while not over.is_set():
            with suppress(OSError), server.accept()[0] as guest:
                while not over.wait(0.02):
                    guest.sendall(b"2")

    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        server.settimeout(0.1)
        thread = Thread(target=drip, args=(server,))
        thread.start()
        yield f"smtp://127.0.0.1:{server.getsockname()[1]}"
        over.set()
        thread.join()


def test_a_batch_goes_through_one_connection_which_is_closed_after_it(session, send, work, mailbox, through):
    through(mailbox.url)
    messages = [send(email=f"{number}@surel.example") for number in range(5)]

    work()

    assert {message.state for message in messages} == {"sent"}
    assert len(mailbox.received) == 5
    assert mailbox.connections == 1
    assert mailbox.quits == 1


def test_a_connection_that_was_closed_between_two_mails_is_replaced(session, send, work, mailbox, through):
    through(mailbox.url)
    messages = [send(email=f"{number}@surel.example") for number in range(3)]
    mailbox.closes_after_each = True

    work()

    assert [message.state for message in messages] == ["sent"] * 3
    assert len(mailbox.received) == 3
    assert mailbox.connections == 3


def test_a_server_that_takes_only_some_mails_for_each_connection_gets_another(
    session, send, work, mailbox, through
):
    through(mailbox.url)
    messages = [send(email=f"{number}@surel.example") for number in range(3)]
    mailbox.at_recipient.extend(["250 OK", "421 too many mails in this connection"])

    work()

    assert [(message.state, message.attempts) for message in messages] == [("sent", 1)] * 3
    assert len(mailbox.received) == 3


def test_a_mail_whose_acceptance_was_lost_is_repeated_rarely_and_as_the_same_mail(
    session, send, work, mailbox, through
):
    through(mailbox.url)
    mailbox.cuts_after_content = True
    message, waits = send(), []

    for _ in range(4):
        make_due(session)
        before = clock.now()
        assert work() == 1
        waits.append(round((message.next_try_at - before).total_seconds() / 60))
        assert work() == 0, "it is not sent again at once"

    assert message.state == "retrying"
    assert message.last_error.startswith("unsure: ")
    assert waits == [15, 60, 240, 960]
    assert len(mailbox.received) == 4
    assert len({mail["Message-ID"] for mail in mailbox.received}) == 1


def test_a_mail_that_may_have_arrived_is_given_up_after_two_days(session, send, work, mailbox, through):
    through(mailbox.url)
    mailbox.cuts_after_content = True
    message = send()
    work()
    message.created_at = clock.now() - timedelta(hours=49)
    make_due(session)

    work()

    assert (message.state, message.attempts) == ("failed", 2)


@pytest.mark.parametrize(("attempts", "hours"), [(1, 0.25), (2, 1), (4, 16), (9, 16)])
def test_the_wait_of_a_mail_that_may_have_arrived_grows_to_a_limit(attempts, hours):
    assert wait_when_unsure(attempts) == timedelta(hours=hours)


def test_only_a_mail_that_may_have_arrived_is_given_up_after_few_tries():
    now = clock.now()
    assert is_hopeless(now - timedelta(hours=49), 2, now, unsure=True)
    assert not is_hopeless(now - timedelta(hours=49), 2, now)
    assert not is_hopeless(now - timedelta(hours=47), 20, now, unsure=True)


def test_after_three_time_outs_no_mail_is_tried_but_other_work_is_done(
    app, session, send, work, through, monkeypatch
):
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    with silent() as url:
        through(url)
        messages = [send(email=f"{number}@surel.example") for number in range(6)]
        session.add(Job(lane="clock", kind="test.unheard-of", key="other", payload={}))

        work()

    assert [message.state for message in messages] == ["retrying"] * 3 + ["queued"] * 3
    assert all(message.last_error.startswith("unreachable: ") for message in messages[:3])
    assert session.scalars(select(Job.state).where(Job.key == "other")).one() == "dead"


def test_a_server_that_drips_its_answer_is_waited_for_no_longer_than_a_silent_one(
    session, send, work, through, monkeypatch
):
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    with dripping() as url:
        through(url)
        message = send()

        work()

    assert message.state == "retrying"
    assert message.last_error.startswith("unreachable: ")


def test_an_answer_between_two_time_outs_counts_from_the_beginning():
    breaker = Breaker()
    for _ in range(MOST_TIME_OUTS - 1):
        assert breaker.note_time_out("a") is None
    breaker.note_answer("a")

    assert [breaker.note_time_out("a") for _ in range(4)] == [None, None, PAUSE, PAUSE]
    assert breaker.note_time_out("b") is None


def test_nothing_waits_longer_than_fifteen_seconds_for_a_server_that_is_silent():
    assert connections.PATIENCE <= 15


@pytest.mark.parametrize(
    "answer",
    [
        "530 5.7.0 Authentication Required",
        "550 5.7.1 <0@surel.example>... Relaying denied. Proper authentication required.",
        "554 5.7.1 <0@surel.example>: Relay access denied",
        "550 relay not permitted",
        "503 This mail server requires authentication before sending mail",
    ],
)
def test_a_server_that_lets_us_not_in_at_the_recipient_is_tried_again(
    session, send, work, mailbox, through, answer
):
    through(mailbox.url)
    message = send()
    mailbox.at_recipient.append(answer)
    work()
    assert (message.state, message.last_error) == ("retrying", f"not_for_us: {answer}")
    assert trouble_of(message.last_error)[0].startswith("The mail server passes no e-mails on for us")

    make_due(session)
    work()

    assert message.state == "sent"


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "552 5.2.2 mailbox full", "550 5.7.1 blocked"])
def test_a_recipient_that_is_refused_for_its_own_sake_is_given_up(send, work, mailbox, through, answer):
    through(mailbox.url)
    message = send()
    mailbox.at_recipient.append(answer)

    work()

    assert (message.state, message.last_error) == ("failed", f"refused: {answer}")
