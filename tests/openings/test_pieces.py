"""What is done to thousands is done in pieces: between two of them everybody else can write."""

import pytest
from sqlalchemy import event, func, select, update
from sqlalchemy.exc import IntegrityError

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.models import AuditEntry
from hiring.db import NotWriting, Writing, begin_writing, db, let_others_write, set_writing
from hiring.jobs.models import Job
from hiring.openings import actions
from hiring.openings.actions import openings as closing
from hiring.openings.actions.many import AT_ONCE
from hiring.openings.models import Application
from tests.chain import chain_break
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.openings.test_views_invitations import at, preview, sealed


def test_a_long_list_is_invited_a_piece_at_a_time(app, session, signed_in, hr, opening, work):
    page = signed_in(hr)
    people = "\n".join(f"Orang {number}, orang{number}@surel.example" for number in range(2 * AT_ONCE + 7))
    confirmed, sizes = sealed(preview(page, opening, "lines", lines=people)), []

    def count(connection, cursor, statement, parameters, context, many):
        if statement.startswith("INSERT INTO application ("):
            sizes.append(len(parameters) if many else statement.count("(?"))

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        page.send(at(opening, "/invite"), invitees=confirmed)
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", count)

    assert session.scalar(select(func.count(Application.id))) == 2 * AT_ONCE + 7
    assert max(sizes) <= AT_ONCE
    assert chain_break(session) is None


@pytest.fixture
def in_threes(monkeypatch):
    """Have pages and workers send links to three at a time."""
    monkeypatch.setattr("hiring.openings.views.applications.AT_ONCE", 3)
    monkeypatch.setattr("hiring.openings.jobs.AT_ONCE", 3)


def test_many_are_invited_again_a_piece_at_a_time(app, session, signed_in, hr, opening, work, in_threes):
    people = [ApplicationFactory(opening=opening) for _ in range(7)]
    signed_in(hr).send(at(opening, "/invite-again"), who=" ".join(one.public_id for one in people))
    sizes = []

    def count(connection, cursor, statement, parameters, context, many):
        if statement.startswith("INSERT INTO invitation"):
            sizes.append(len(parameters) if many else 1)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", count)

    assert sizes == [3, 3, 1]
    assert invited_again(session) == [one.id for one in people]
    assert chain_break(session) is None


def test_what_ends_the_sending_of_links_leaves_those_that_were_sent_and_the_rest_follows(
    app, session, signed_in, hr, opening, work, in_threes
):
    """Somebody else sends one of the second piece a link at that very moment."""
    people, page, pieces = [ApplicationFactory(opening=opening) for _ in range(5)], signed_in(hr), []
    page.send(at(opening, "/invite-again"), who=" ".join(one.public_id for one in people))

    def somebody_is_quicker(connection, cursor, statement, parameters, context, many):
        if statement.startswith("INSERT INTO invitation"):
            pieces.append(statement)
            if len(pieces) == 2:
                raise IntegrityError(statement, parameters, Exception("the link is there already"))

    event.listen(db.engine, "before_cursor_execute", somebody_is_quicker)
    try:
        work()
        sent = invited_again(session)
        session.execute(update(Job).where(Job.state == "queued").values(run_after=clock.now()))
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", somebody_is_quicker)

    assert sent == [one.id for one in people[:3]]
    assert invited_again(session) == [one.id for one in people]


def invited_again(session):
    again = select(AuditEntry.application_id).where(AuditEntry.event == "invitation.sent_again")
    return sorted(session.scalars(again))


def test_who_had_not_begun_expires_a_piece_at_a_time(app, session, work, monkeypatch):
    monkeypatch.setattr(closing, "AT_ONCE", 3)
    opening = OpeningFactory(hr=[UserFactory()])
    ApplicationFactory.create_batch(8, opening=opening)
    actions.close_opening(session, opening, by=SYSTEM)
    session.commit()
    first = session.scalar(select(func.count(Application.id)).where(Application.stage == "expired"))
    work()
    expired = select(func.count(AuditEntry.id)).where(AuditEntry.event == "application.expired")

    assert first == 3
    assert session.scalar(select(func.count(Application.id)).where(Application.stage == "expired")) == 8
    assert (session.scalar(expired), chain_break(session)) == (8, None)


def test_nobody_pauses_inside_a_transaction(app, session):
    session.commit()
    set_writing(Writing.ASKED)
    begin_writing()

    with pytest.raises(NotWriting, match="commit a piece"):
        let_others_write(session)
