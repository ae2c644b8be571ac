"""Once a day the end of the trail is written into a file and mailed to those who look after the system."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit import record
from hiring.audit.heads import Head, read_heads
from hiring.audit.queries import head_of_the_chain
from hiring.jobs.actions import enqueue
from hiring.mail.models import Message
from hiring.openings.events import OpeningClosed
from hiring.oversight.jobs import WRITE_HEAD
from hiring.settings import current_settings
from tests.factories.accounts import UserFactory


def test_the_head_goes_into_the_file_and_to_every_administrator_in_their_language(app, session, work):
    UserFactory(roles=[Role.ADMIN], name="Wira", email="wira@contoh.example", locale="id")
    UserFactory(roles=[Role.ADMIN], name="Ann", email="ann@contoh.example", locale="en")
    UserFactory(roles=[Role.ADMIN], active=False)
    UserFactory(roles=[Role.HR])
    record(session, OpeningClosed(None, "x"), by=SYSTEM)
    enqueue(session, WRITE_HEAD, key="today")
    work()

    number, seal = head_of_the_chain(session)
    [head] = read_heads(current_settings().audit_heads_file)
    assert (head.entry_id, head.seal) == (number, seal)
    assert clock.now() - head.at < timedelta(minutes=1)
    sent = session.scalars(select(Message).where(Message.template == "audit_head").order_by(Message.id))
    assert [each.to_email for each in sent] == ["wira@contoh.example", "ann@contoh.example"]
    written = {
        str(mail["To"].addresses[0].addr_spec): (path, mail["Subject"])
        for path in (current_settings().instance / "mail").glob("*.eml")
        for mail in [message_from_bytes(path.read_bytes(), policy=default)]
    }
    assert written["wira@contoh.example"][1] == f"Jejak audit sampai catatan {number}"
    assert written["ann@contoh.example"][1] == f"The audit trail up to entry {number}"
    # A saved mail does as a file.
    assert read_heads(written["ann@contoh.example"][0]) == [head]


def test_an_empty_trail_has_no_head_to_write(app, session, work):
    UserFactory(roles=[Role.ADMIN])
    enqueue(session, WRITE_HEAD, key="today")
    work()

    assert not current_settings().audit_heads_file.exists()
    assert session.scalars(select(Message.id)).all() == []


def test_a_file_that_cannot_be_written_waits_for_another_try(app, session, work):
    current_settings().audit_heads_file.mkdir()
    record(session, OpeningClosed(None, "x"), by=SYSTEM)
    job = enqueue(session, WRITE_HEAD, key="today")
    work()

    assert (job.state, job.error is not None) == ("queued", True)


def test_a_head_is_read_as_it_was_written():
    head = Head(clock.now().replace(microsecond=0), 12, "ab" * 32)

    assert str(head).split() == [head.at.isoformat(), "12", "ab" * 32]
