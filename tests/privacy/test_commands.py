"""What HR does about personal data in the browser can be done on the command line, too."""

import json
import zipfile

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import select

from hiring.audit.models import AuditEntry
from hiring.mail.models import Message
from hiring.openings.models import Candidate
from hiring.privacy.commands import privacy
from hiring.privacy.models import PrivacyRequest, RetentionHold
from hiring.references.models import ReferenceRequest
from tests.factories.openings import ApplicationFactory, InvitationFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import ReferenceRequestFactory


@pytest.fixture
def application(session):
    made = ApplicationFactory(consented=True, locale="en")
    InvitationFactory(application=made)
    session.commit()
    return made


@pytest.fixture
def run(app, session):
    """Return a function that runs `hiring privacy ...` and returns what it says."""

    def run(*words, code=0):
        session.commit()
        result = CliRunner().invoke(privacy, words, obj=ScriptInfo(create_app=lambda: app))
        assert result.exit_code == code, result.output
        session.expire_all()
        return result.output

    return run


def events(session):
    return session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)).all()


def test_what_is_held_is_let_go(session, application, run):
    opening = application.opening.public_id
    assert run("release", opening, code=1) == "Error: There is no hold on this.\n"
    run("hold", opening, "--application", application.code, "--reason", "Ada sengketa.")
    run("hold", opening, "--reason", "Ada sengketa.", code=0)

    assert run("release", opening) == "No longer held: the whole opening.\n"
    held = select(RetentionHold.application_id).where(RetentionHold.ended_at.is_(None))
    assert session.scalars(held).all() == [application.id]
    assert run("release", opening, "--application", application.code).startswith("No longer held: ")
    assert events(session)[-2:] == ["privacy.retention_hold_ended"] * 2


def test_everything_held_is_written_into_a_file_and_stands_in_the_register(
    session, application, run, tmp_path
):
    file, address = tmp_path / "data.zip", application.candidate.email

    said = run("archive", application.code, str(file), "--came-by", "phone")

    asked = session.query(PrivacyRequest).one()
    assert said == (
        f"{file}: everything held about the candidate of {application.code} (request no. {asked.id}).\n"
    )
    with zipfile.ZipFile(file) as content:
        assert json.loads(content.read("data.json"))["person"][0]["email"] == address
    assert (asked.asks_for, asked.came_by, asked.state) == ("access", "phone", "done")
    assert events(session) == ["privacy.requested", "privacy.archive_ready", "privacy.archive_downloaded"]
    assert "exists already" in run("archive", application.code, str(file), code=1)


def test_a_candidates_name_and_address_are_put_right(session, application, run):
    said = run("correct", application.code, "--name", "Siti Rahmawati", "--email", "Siti@Surel.Example")

    person = session.get(Candidate, application.candidate_id)
    assert said == "Corrected. A new link is on its way.\n"
    assert (person.name, person.email) == ("Siti Rahmawati", "siti@surel.example")
    assert session.query(Message).one().to_email == "siti@surel.example"


def test_the_same_again_is_no_correction(session, application, run):
    person = session.get(Candidate, application.candidate_id)

    assert run("correct", application.code, "--name", person.name) == "Nothing was changed.\n"
    assert session.query(Message).count() == 0


def test_a_referees_name_is_put_right(session, application, run):
    request = ReferenceRequestFactory(application=application, sent=True, email="hadi@mitra.example")

    assert run("correct", application.code, "--referee", "hadi@mitra.example", "--name", "Hadi") == (
        "Corrected.\n"
    )
    assert session.get(ReferenceRequest, request.id).name == "Hadi"
    assert "no referee with the address lain@mitra.example" in run(
        "correct", application.code, "--referee", "lain@mitra.example", "--name", "Hadi", code=1
    )


def test_what_cannot_be_a_name_or_an_address_is_refused(application, run):
    assert "not valid" in run("correct", application.code, "--email", "nobody", code=1)
    assert "Say what to correct" in run("correct", application.code, code=2)


def test_one_referee_is_erased_alone(session, application, run):
    request = ReferenceRequestFactory(application=application, sent=True, email="hadi@mitra.example")

    said = run("erase", application.code, "--referee", "hadi@mitra.example", "--yes")

    assert said == f"A referee of {application.code} is erased.\n"
    assert session.get(ReferenceRequest, request.id).name == "–"
    assert session.get(Candidate, application.candidate_id).name != "–"


def test_a_request_is_answered_and_the_person_is_told(session, application, run):
    asked = PrivacyRequestFactory(application=application)
    session.commit()

    said = run("answer", str(asked.id), "--refuse", "--reason", " Nama di kartu Anda tertulis demikian. ")

    assert said == f"Request no. {asked.id} is answered: refused. The person is told by e-mail.\n"
    kept = session.get(PrivacyRequest, asked.id)
    assert (kept.state, kept.answer) == ("refused", "Nama di kartu Anda tertulis demikian.")
    assert (kept.answered_by, kept.answered_at is not None) == (None, True)
    assert session.query(Message).one().template == "privacy_answered"
    assert events(session) == ["privacy.request_answered"]


def test_a_request_is_answered_once(session, application, run):
    asked = PrivacyRequestFactory(application=application)
    session.commit()
    run("answer", str(asked.id), "--done", "--reason", "Sudah diperbaiki.")

    assert "is answered: done" in run("answer", str(asked.id), "--done", "--reason", "Sudah diperbaiki.")
    other = run("answer", str(asked.id), "--refuse", "--reason", "Tidak jadi.", code=1)

    assert "answered in the meantime" in other
    assert session.query(Message).count() == 1


def test_an_answer_must_say_which_request_how_it_ends_and_why(session, application, run):
    stopped = PrivacyRequestFactory(application=application, asks_for="restriction", words="")
    session.commit()
    number = str(stopped.id)

    assert "no request no. 999" in run("answer", "999", "--done", "--reason", "Sudah.", code=1)
    assert "cannot be refused" in run("answer", number, "--refuse", "--reason", "Tidak.", code=1)
    assert "--done or --refuse" in run("answer", number, "--reason", "Sudah.", code=2)
    assert "1 to 2000" in run("answer", number, "--done", "--reason", " ", code=2)
    assert "1 to 2000" in run("answer", number, "--done", "--reason", "x" * 2001, code=2)
    assert session.get(PrivacyRequest, stopped.id).state == "open"
