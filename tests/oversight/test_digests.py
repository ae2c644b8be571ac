"""HR is mailed once a day what waits; a request about data that a person must answer is mailed at once."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.adjustments.models import AdjustmentRequest
from hiring.i18n.localised import Localised
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.oversight.digests import DIGEST
from hiring.privacy.rules import Right
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.page import words


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], name="Ratna", email="ratna@contoh.example", locale="en")


@pytest.fixture
def opening(session, hr):
    return OpeningFactory(hr=[hr], title=Localised(id="Petugas", en="Officer"), place="Bekasi")


@pytest.fixture
def digest(on_day):
    return partial(on_day, DIGEST)


def mails(session, template="hr_digest"):
    return session.scalars(select(Message).where(Message.template == template).order_by(Message.id)).all()


def asked(opening, **values):
    application = ApplicationFactory(opening=opening, consented=True)
    return PrivacyRequestFactory(application=application, **values)


def lost_mail(session, opening, at):
    session.add(
        Message(
            key=f"lost:{at}",
            template="invitation",
            values={},
            to_name="Budi",
            to_email="budi@contoh.example",
            locale="id",
            opening_id=opening.id,
            state="failed",
            created_at=at,
        )
    )


def test_hr_is_mailed_once_a_day_what_waits_with_the_hours_left(app, session, opening, digest):
    now = clock.now()
    asked(opening, asked_at=now - timedelta(hours=41, minutes=30))
    overdue = asked(opening, asks_for="erasure", asked_at=now - timedelta(hours=80))
    wishing = ApplicationFactory(opening=opening, consented=True)
    session.flush()
    session.add(AdjustmentRequest(opening_id=opening.id, application_id=wishing.id, wish="Waktu"))
    lost_mail(session, opening, now)
    session.commit()
    digest()
    digest()

    [mail] = mails(session)
    letter = write(app, mail, show_link=True)
    assert (mail.to_email, letter.subject) == ("ratna@contoh.example", "4 things wait for HR")
    lines = [line for line in letter.text.splitlines() if line.startswith("–")]
    assert f"no. {overdue.id} about personal data is overdue since" in lines[0]
    assert lines[0].endswith(": Delete the data")
    assert lines[1].startswith("– Officer, Bekasi: Request no. ")
    assert lines[1].endswith(", 30 hours are left: Correct something")
    assert lines[2:] == [
        "– Officer, Bekasi: 1 candidate asks for an adjustment and waits for your answer",
        "– Officer, Bekasi: 1 e-mail could not be delivered",
    ]
    digest(days=1)
    assert len(mails(session)) == 2


def test_hr_is_mailed_of_data_that_are_deleted_within_a_week(app, session, opening, digest):
    ApplicationFactory(opening=opening, consented=True)
    opening.closes_at = clock.now() - timedelta(days=365 - 6)
    session.commit()
    digest()

    [mail] = mails(session)
    assert "– Officer: The data of 1 application are deleted on " in write(app, mail, show_link=True).text


def test_nobody_is_mailed_when_nothing_waits_or_who_cannot_come_or_does_not_want_it(session, hr, digest):
    OpeningFactory(hr=[hr])
    asked(OpeningFactory(hr=[UserFactory(roles=[Role.HR], active=False)]))
    asked(OpeningFactory(hr=[UserFactory(roles=[Role.HR], wants_digest=False)]))
    session.commit()
    digest()

    assert mails(session) == []


def test_hr_is_not_mailed_of_other_openings_nor_of_what_is_answered(session, hr, opening, digest):
    asked(OpeningFactory(hr=[UserFactory(roles=[Role.HR], email="lain@contoh.example")]))
    asked(opening, state="done", answer="Sudah.", answered_at=clock.now())
    session.commit()
    digest()

    assert [mail.to_email for mail in mails(session)] == ["lain@contoh.example"]


def test_a_mail_that_was_lost_is_named_for_a_week(session, opening, digest):
    lost_mail(session, opening, clock.now())
    session.commit()

    for days in (0, 6, 8):
        digest(days=days)
    assert len(mails(session)) == 2


def test_a_request_that_a_person_must_answer_is_mailed_to_hr_at_once_also_without_the_daily_mail(
    app, session, opening, signed_in
):
    off = UserFactory(roles=[Role.HR], wants_digest=False, locale="en", email="off@contoh.example")
    application = ApplicationFactory(opening=OpeningFactory(hr=[off]), consented=True)
    session.commit()
    signed_in(application, Audience.CANDIDATE).edit("/candidate/rights", right=Right.CORRECTION, words="Nama")

    [mail] = mails(session, "privacy_to_answer")
    letter = write(app, mail, show_link=True)
    assert (mail.to_email, mail.application_id) == ("off@contoh.example", None)
    assert "Correct something" in letter.text
    assert "/privacy-requests/" in letter.text
    assert application.candidate.name not in letter.text


def test_hr_is_not_mailed_at_once_of_what_a_worker_answers(session, opening, signed_in):
    application = ApplicationFactory(opening=opening, consented=True)
    session.commit()
    signed_in(application, Audience.CANDIDATE).edit("/candidate/rights", right=Right.ACCESS, words="")

    assert mails(session, "privacy_to_answer") == []


def test_hr_switches_the_daily_mail_off_on_the_page_of_the_account(signed_in, hr):
    client = signed_in(hr)
    client.send("/account/digest", wanted="off")

    said = words(client.get("/account").text)
    assert "It is switched off." in said
    assert "HR is told once a day" in said
    assert "answers wait for your rating" not in said
