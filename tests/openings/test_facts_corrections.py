"""HR puts right what a candidate has stated: with a reason, told to the candidate, kept in the trail."""

import os
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.erasing import begin_erasure
from hiring.audit.models import AuditEntry
from hiring.audit.rules import about_application
from hiring.files.actions import SETTLING_TIME, keep_cv
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings.models import CandidateFacts
from tests.factories.accounts import UserFactory
from tests.factories.files import PLAIN_PDF, pdf
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.page import words

RIGHT = {"education": "S1 Komunikasi, 2019", "experience": "Relawan", "reason": "Tahun lulus keliru."}


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def application(session, hr):
    made = ApplicationFactory(
        opening=OpeningFactory(hr=[hr]),
        consented=True,
        stage="handed_in",
        facts_at=clock.now(),
        handed_in_at=clock.now(),
        locale="en",
    )
    session.flush()
    told = {"education": "S1 Komunikasi, 2091", "experience": "Relawan"}
    session.add(CandidateFacts(application_id=made.id, **told))
    session.commit()
    return made


@pytest.fixture
def page(application):
    return f"/applications/{application.public_id}/facts"


def test_what_was_stated_is_put_right_also_after_handing_in_and_the_candidate_is_told_why(
    app, application, page, hr, signed_in, session
):
    address = application.candidate.email

    assert signed_in(hr).edit(page, **RIGHT).status_code == 302

    session.expire_all()
    assert session.get(CandidateFacts, application.id).education == "S1 Komunikasi, 2019"
    mail = session.query(Message).one()
    letter = write(app, mail, show_link=True)
    assert (mail.template, mail.to_email) == ("facts_corrected", address)
    assert "Reason: Tahun lulus keliru.\n" in letter.text


def test_the_trail_says_who_why_and_what_was_there_before(application, page, hr, signed_in, session):
    signed_in(hr).edit(page, **RIGHT)

    history = words(signed_in(hr).get(f"/openings/{application.opening.public_id}/history").text)
    assert "had stated: Tahun lulus keliru. Before: S1 Komunikasi, 2091" in history


def test_without_a_reason_nothing_is_changed(page, hr, signed_in, session, application):
    reply = signed_in(hr).edit(page, **{**RIGHT, "reason": ""})

    session.expire_all()
    assert reply.status_code == 422
    assert session.get(CandidateFacts, application.id).education == "S1 Komunikasi, 2091"
    assert session.query(Message).count() == 0


def test_the_same_again_is_no_correction(page, hr, signed_in, session):
    same = {"education": "S1 Komunikasi, 2091", "experience": "Relawan", "reason": "Tidak ada."}

    client = signed_in(hr)
    assert client.edit(page, **same).status_code == 302
    assert "Nothing was changed." in client.get(page).text
    assert (session.query(AuditEntry).count(), session.query(Message).count()) == (0, 0)


def test_who_is_erased_is_not_corrected(application, page, hr, signed_in, session):
    client, opening_id = signed_in(hr), application.opening_id
    whose = about_application(application.id)
    begin_erasure(session, whose, opening_id=opening_id, application_id=application.id, by=SYSTEM)
    session.commit()

    assert client.edit(page, **RIGHT).status_code == 422


def test_where_nothing_was_stated_there_is_nothing_to_correct(hr, signed_in, session):
    other = ApplicationFactory(opening=OpeningFactory(hr=[hr]), consented=True)
    session.commit()

    assert signed_in(hr).get(f"/applications/{other.public_id}/facts").status_code == 302


def test_hr_of_another_opening_finds_nothing(page, signed_in):
    assert signed_in(UserFactory(roles=[Role.HR])).get(page).status_code == 404


def test_a_request_for_correction_leads_to_that_page(application, page, hr, signed_in):
    asks = PrivacyRequestFactory(application=application)

    assert f'href="{page}"' in signed_in(hr).get(f"/privacy-requests/{asks.public_id}").text


OF_ANOTHER = pdf(lambda made: made.add_blank_page())
NO_CHANGE = {"education": "S1 Komunikasi, 2091", "experience": "Relawan"}


@pytest.fixture
def wrong_cv(session, application, tmp_path):
    """The CV of somebody else was sent."""
    stored = keep_cv(FileFolder(tmp_path / "files"), BytesIO(OF_ANOTHER), name="cv-orang-lain.pdf")
    session.get(CandidateFacts, application.id).cv_file = stored
    session.commit()
    return stored.sha256


def cv_of(session, application):
    session.expire_all()
    stored = session.get(CandidateFacts, application.id).cv_file_id
    return stored and session.get(StoredFile, stored)


@pytest.mark.process
def test_hr_puts_another_cv_in_place_of_a_wrong_one_and_the_wrong_file_goes(
    session, application, page, hr, signed_in, wrong_cv, work, tmp_path
):
    folder, history = FileFolder(tmp_path / "files"), f"/openings/{application.opening.public_id}/history"

    reply = signed_in(hr).edit(
        page, **NO_CHANGE, reason="Berkasnya tertukar.", cv=(BytesIO(PLAIN_PDF), "cv.pdf")
    )

    kept = cv_of(session, application)
    assert (reply.status_code, kept.original_name) == (302, "cv.pdf")
    assert folder.read(kept.sha256)
    assert session.scalars(select(StoredFile.sha256)).all() == [kept.sha256]
    assert session.query(Message).one().template == "facts_corrected"
    told = words(signed_in(hr).get(history).text)
    assert "had stated: Berkasnya tertukar. Before: CV: cv-orang-lain.pdf" in told
    os.utime(folder.path_of(wrong_cv), (0, 0))
    with clock.held_at(clock.now() + SETTLING_TIME * 2):
        work()
    assert not folder.path_of(wrong_cv).exists()


@pytest.mark.process
def test_hr_takes_out_a_cv_that_is_not_the_candidates(session, application, page, hr, signed_in, wrong_cv):
    reply = signed_in(hr).edit(page, **NO_CHANGE, without_cv="y", reason="Milik orang lain.")

    assert (reply.status_code, cv_of(session, application)) == (302, None)
    assert session.query(StoredFile).count() == 0


@pytest.mark.process
def test_the_same_file_again_is_no_correction(session, application, page, hr, signed_in, wrong_cv):
    sent = {**NO_CHANGE, "cv": (BytesIO(OF_ANOTHER), "cv.pdf"), "reason": "Sama saja."}

    assert signed_in(hr).edit(page, **sent).status_code == 302
    assert cv_of(session, application).original_name == "cv-orang-lain.pdf"
    assert session.query(Message).count() == 0


@pytest.mark.process
@pytest.mark.parametrize("content", [b"no PDF", pdf(encryption=pikepdf.Encryption(owner="x", user="x"))])
def test_hr_is_told_at_the_field_why_a_file_is_not_taken(
    session, application, page, hr, signed_in, wrong_cv, content
):
    sent = {**NO_CHANGE, "cv": (BytesIO(content), "cv.pdf"), "reason": "Berkasnya tertukar."}

    reply = signed_in(hr).edit(page, **sent)

    assert reply.status_code == 422
    assert "Berkasnya tertukar." in reply.text
    assert cv_of(session, application).original_name == "cv-orang-lain.pdf"


@pytest.mark.process
def test_the_cv_of_who_is_erased_is_not_replaced(application, page, hr, signed_in, session, wrong_cv):
    client, opening_id = signed_in(hr), application.opening_id
    shown = client.hidden(page)
    whose = about_application(application.id)
    begin_erasure(session, whose, opening_id=opening_id, application_id=application.id, by=SYSTEM)
    session.commit()
    sent = {**NO_CHANGE, "cv": (BytesIO(PLAIN_PDF), "cv.pdf"), "reason": "Berkasnya tertukar."}

    assert client.send(page, **shown, **sent).status_code == 422
    assert cv_of(session, application).original_name == "cv-orang-lain.pdf"


@pytest.mark.process
def test_who_replaces_a_cv_that_somebody_else_has_replaced_is_told(
    application, page, hr, signed_in, session, wrong_cv
):
    client = signed_in(hr)
    shown = client.hidden(page)
    reason = {**NO_CHANGE, "reason": "Berkasnya tertukar."}
    assert client.send(page, **shown, **reason, cv=(BytesIO(PLAIN_PDF), "first.pdf")).status_code == 302
    third = pdf(lambda made: (made.add_blank_page(), made.add_blank_page()))

    reply = client.send(page, **shown, **reason, cv=(BytesIO(third), "second.pdf"))

    assert reply.status_code == 409
    assert cv_of(session, application).original_name == "first.pdf"
