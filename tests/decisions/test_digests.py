"""Hiring managers hear once that candidates are ready, and once more before decisions are due."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Role
from hiring.decisions.actions.digests import DIGEST
from hiring.decisions.rules import Outcome, must_be_reminded, must_be_told, need_not_wait_for_others
from hiring.i18n.localised import Localised
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings.models import Application
from tests.factories.accounts import UserFactory
from tests.factories.decisions import decided
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.page import words

NOON = datetime(2026, 12, 8, 5, tzinfo=UTC)


@pytest.fixture
def manager(session):
    return UserFactory(roles=[Role.HIRING_MANAGER], name="Maya", email="maya@contoh.example", locale="en")


@pytest.fixture
def digest(on_day):
    return partial(on_day, DIGEST)


def closed(manager, scored=2, **values):
    usual = {"state": "closed", "closed_at": clock.now(), "hr": [UserFactory(roles=[Role.HR])]}
    named = {"title": Localised(id="Petugas", en="Officer"), "place": "Bekasi"}
    opening = OpeningFactory(hiring_managers=[manager], **{**usual, **named, **values})
    for _ in range(scored):
        ApplicationFactory(opening=opening, stage="scored", consented=True)
    return opening


def mails(session):
    wanted = select(Message).where(Message.template == "manager_digest").order_by(Message.id)
    return session.scalars(wanted).all()


def test_managers_hear_once_that_candidates_are_ready_all_openings_in_one_mail(app, session, manager, digest):
    closed(manager)
    closed(manager, scored=1, title=Localised(id="Juru", en="Clerk"), place="")
    digest()

    [mail] = mails(session)
    letter = write(app, mail, show_link=True)
    assert (mail.to_email, letter.subject) == ("maya@contoh.example", "3 candidates for your decision")
    assert "– Officer, Bekasi: 2 candidates\n– Clerk: 1 candidate\n" in letter.text
    assert "http://127.0.0.1:8000/shortlists\n" in letter.text
    digest(days=1)
    assert len(mails(session)) == 1


def test_they_hear_again_of_somebody_who_is_scored_later(session, manager, digest):
    opening = closed(manager)
    digest()
    with clock.held_at(clock.now() + timedelta(hours=2)):
        ApplicationFactory(opening=opening, stage="scored", consented=True, stage_at=clock.now())
    session.commit()
    digest(days=1)

    assert [mail.values["openings"][0]["number"] for mail in mails(session)] == [2, 3]


@pytest.mark.parametrize("stage", ["handed_in", "scoring", "sitting"])
def test_nothing_is_said_while_somebody_is_still_to_be_scored(session, manager, digest, stage):
    opening = closed(manager)
    ApplicationFactory(opening=opening, stage=stage, consented=True)
    session.commit()
    digest()

    assert mails(session) == []


@pytest.mark.parametrize("stage", ["handed_in", "scoring", "sitting"])
def test_who_is_late_keeps_the_others_back_for_three_days_at_most(session, manager, digest, stage):
    opening = closed(manager)
    ApplicationFactory(opening=opening, stage=stage, consented=True)
    session.commit()

    digest(days=2)
    assert mails(session) == []
    digest(days=3)
    [mail] = mails(session)
    assert mail.values["openings"][0]["number"] == 2
    digest(days=9)
    assert len(mails(session)) == 1


def test_nothing_is_said_before_decisions_may_be_taken(session, manager, digest):
    closed(manager, state="open", closed_at=None, decide_before_closing=False)
    session.commit()
    digest()

    assert mails(session) == []


def test_they_are_reminded_once_two_days_before_the_last_day(app, session, manager, digest):
    opening = closed(manager, decisions_due_at=clock.now() + timedelta(days=5))
    for days in (0, 1, 3, 4, 6):
        digest(days=days)

    found = mails(session)
    assert len(found) == 2
    assert opening.decisions_reminded_at is not None
    until = write(app, found[1], show_link=True).text.split("Officer, Bekasi: ")[1].split("\n")[0]
    assert until.startswith("2 candidates, until ")


def test_nobody_is_reminded_once_all_are_decided_on(session, manager, digest):
    opening = closed(manager, scored=1, decisions_due_at=clock.now() + timedelta(days=5))
    digest()
    decided(opening_application(session, opening), manager, Outcome.OFFER)
    session.commit()
    digest(days=4)

    assert len(mails(session)) == 1


def opening_application(session, opening):
    return session.scalars(select(Application).where(Application.opening_id == opening.id)).one()


def test_who_switched_it_off_or_may_not_come_in_is_not_mailed_and_a_later_one_hears(session, manager, digest):
    manager.wants_digest = False
    opening = closed(manager)
    closed(UserFactory(roles=[Role.HIRING_MANAGER], active=False))
    session.commit()
    digest()
    assert mails(session) == []
    assert opening.managers_told_at is None

    manager.wants_digest = True
    session.commit()
    digest(days=1)
    assert len(mails(session)) == 1


def test_the_last_day_stands_on_the_managers_list(session, signed_in, manager):
    opening = closed(manager, decisions_due_at=datetime(2031, 2, 1, 16, 59, tzinfo=UTC))
    client = signed_in(manager)
    assert "last day: 1 February 2031" in words(client.get("/shortlists").text)

    opening.decisions_due_at = datetime(2020, 2, 1, 16, 59, tzinfo=UTC)
    session.commit()
    assert "late: the last day was 1 February 2020" in words(client.get("/shortlists").text)


def test_when_managers_are_told_and_reminded():
    day = timedelta(days=1)
    assert must_be_told(NOON, None)
    assert must_be_told(NOON, NOON - day)
    assert not must_be_told(NOON, NOON)
    assert need_not_wait_for_others(NOON - 3 * day, NOON)
    assert not need_not_wait_for_others(NOON - 3 * day + timedelta(seconds=1), NOON)
    assert must_be_reminded(NOON, None, NOON - 2 * day)
    assert not must_be_reminded(NOON, None, NOON - 2 * day - timedelta(seconds=1))
    assert must_be_reminded(NOON, None, NOON + day)
    assert not must_be_reminded(NOON, NOON - day, NOON)
    assert not must_be_reminded(None, None, NOON)
