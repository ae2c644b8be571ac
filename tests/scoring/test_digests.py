"""Reviewers are mailed once a day what waits for them, with the last day; HR sees who is late."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.i18n.localised import Localised
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings.rules import reviews_due
from hiring.scoring.actions.digests import DIGEST
from hiring.scoring.models import Review
from tests.factories.accounts import UserFactory
from tests.factories.scoring import a_panel, allocated, locked
from tests.page import words

CLOSED = datetime(2026, 12, 1, 16, 59, tzinfo=UTC)


@pytest.fixture
def reviewer(session):
    return UserFactory(roles=[Role.REVIEWER], name="Wahyu", email="wahyu@contoh.example", locale="en")


@pytest.fixture
def digest(on_day):
    return partial(on_day, DIGEST)


def mails(session):
    wanted = select(Message).where(Message.template == "reviewer_digest").order_by(Message.id)
    return session.scalars(wanted).all()


def panel_of(reviewer, answers=2, **values):
    panel = a_panel([reviewer], raters_per_answer=1, title=Localised(id="Petugas", en="Officer"), **values)
    for _ in range(answers):
        allocated(panel)
    return panel


def test_a_reviewer_is_mailed_once_a_day_what_waits_with_minutes_and_last_day(app, session, reviewer, digest):
    panel = panel_of(reviewer, closes_at=CLOSED)
    panel_of(reviewer, answers=1, reviews_due_at=datetime(2027, 1, 5, 16, 59, tzinfo=UTC))
    digest()
    digest()

    [mail] = mails(session)
    letter = write(app, mail, show_link=True)
    assert panel.opening.zone == "Asia/Jakarta"
    assert (mail.to_email, letter.subject) == ("wahyu@contoh.example", "3 answers for your rating")
    assert "– Officer: 2 answers, about 10 minutes, until 8 December 2026\n" in letter.text
    assert "– Officer: 1 answer, about 5 minutes, until 5 January 2027\n" in letter.text
    assert "http://127.0.0.1:8000/reviews\n" in letter.text
    digest(days=1)
    assert len(mails(session)) == 2


def test_nobody_is_mailed_when_nothing_waits_or_who_cannot_come_or_does_not_want_it(
    session, reviewer, digest
):
    panel = panel_of(reviewer)
    for review in session.scalars(select(Review).where(Review.opening_id == panel.opening.id)).all():
        locked(review)
    panel_of(UserFactory(roles=[Role.REVIEWER], active=False))
    panel_of(UserFactory(roles=[Role.REVIEWER], wants_digest=False))
    panel_of(UserFactory(roles=[Role.HR]))
    session.commit()
    digest()

    assert mails(session) == []


def test_staff_switch_the_daily_mail_off_and_on_on_their_own_page(session, signed_in, reviewer, digest):
    panel_of(reviewer)
    client = signed_in(reviewer)
    assert "It is switched on." in words(client.get("/account").text)
    client.send("/account/digest", wanted="off")
    client.send("/account/digest", wanted="off")
    assert "It is switched off." in words(client.get("/account").text)
    digest()
    assert mails(session) == []

    client.send("/account/digest", wanted="on")
    digest(days=1)
    assert len(mails(session)) == 1
    chosen = select(AuditEntry.details).where(AuditEntry.event == "user.digest_chosen")
    assert [each["choice"] for each in session.scalars(chosen.order_by(AuditEntry.id))] == ["off", "on"]


def test_something_else_than_on_or_off_changes_nothing(session, signed_in, reviewer):
    signed_in(reviewer).send("/account/digest", wanted="perhaps")

    assert session.scalars(select(User.wants_digest).where(User.id == reviewer.id)).one()


def test_who_gets_no_daily_mail_is_not_asked_about_it(signed_in):
    assert "/account/digest" not in signed_in(UserFactory(roles=[Role.ADMIN])).get("/account").text


@pytest.mark.parametrize(
    ("set_to", "closes_at", "closed_at", "due"),
    [
        (None, CLOSED, None, CLOSED + timedelta(days=7)),
        (None, CLOSED, CLOSED - timedelta(days=3), CLOSED + timedelta(days=4)),
        (None, CLOSED, CLOSED + timedelta(days=3), CLOSED + timedelta(days=7)),
        (CLOSED, CLOSED, None, CLOSED),
        (None, None, None, None),
    ],
)
def test_reviewers_have_a_week_from_closing_unless_hr_sets_another_day(set_to, closes_at, closed_at, due):
    assert reviews_due(set_to, closes_at, closed_at) == due


def test_the_last_day_stands_in_the_queue_and_beside_the_answer(session, signed_in, reviewer):
    panel = panel_of(reviewer, closes_at=clock.now() + timedelta(days=300))
    panel.opening.reviews_due_at = datetime(2031, 1, 5, 16, 59, tzinfo=UTC)
    session.commit()
    client = signed_in(reviewer)
    review = session.scalars(select(Review.public_id).where(Review.opening_id == panel.opening.id)).first()

    assert "last day: 5 January 2031" in words(client.get("/reviews").text)
    assert "last day: 5 January 2031" in words(client.get(f"/reviews/{review}").text)

    panel.opening.reviews_due_at = datetime(2020, 1, 5, 16, 59, tzinfo=UTC)
    session.commit()
    assert "late: the last day was 5 January 2020" in words(client.get("/reviews").text)


def test_hr_sees_who_is_late(session, signed_in, reviewer):
    panel = panel_of(reviewer, closes_at=clock.now() + timedelta(days=300))
    done = UserFactory(roles=[Role.REVIEWER], name="Rajin")
    panel.hr.locale = "en"
    page = f"/openings/{panel.opening.public_id}/scoring"
    client = signed_in(panel.hr)
    assert "late" not in client.get(page).text.split('id="reviewers"')[1]

    panel.opening.reviews_due_at = clock.now() - timedelta(days=1)
    session.commit()
    assert done.name not in client.get(page).text
    assert "■ late" in words(client.get(page).text)
