"""The archive of everything that is held about one person, and nothing about anybody else."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.audit.models import AuditEntry
from hiring.db import Base
from hiring.decisions.models import Decision, DecisionLetter
from hiring.files.models import StoredFile
from hiring.jobs.actions import enqueue
from hiring.jobs.models import Job
from hiring.mail.actions import Recipient, send
from hiring.mail.models import Message
from hiring.openings import actions as openings
from hiring.openings.models import CandidateFacts
from hiring.privacy.actions import PURGE_ARCHIVES
from hiring.privacy.holdings import GIVEN, REASONS_OF_CANDIDATE, WITHHELD
from hiring.privacy.models import PrivacyRequest
from tests.factories.accounts import UserFactory
from tests.factories.decisions import decided
from tests.factories.files import PLAIN_PDF
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import SITUATION, ReferenceFactory, ReferenceRequestFactory, sent_answers
from tests.factories.reports import scored

#: What other people wrote or are called, in the world of `whole`: no archive of the candidate may hold it.
OF_OTHERS = ("Penilai Rahasia", "alasan rahasia", "tulisan saksi", "saksi@mitra.example")


def opened(reply) -> tuple[str, dict, list[str]]:
    """Return page, JSON and names of what was downloaded."""
    content = reply.data
    reply.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        return archive.read("index.html").decode(), json.loads(archive.read("data.json")), names


@pytest.fixture
def whole(session):
    """A candidate who has done everything, was rated and decided about, and whose referee has answered."""
    ready = scored(reason="alasan rahasia {task} {competency} {rater}", quote="surat Ibu tanggal 3 November")
    for reviewer in ready.reviewers:
        reviewer.name = "Penilai Rahasia"
    ready.application.locale = "en"
    request = ReferenceRequestFactory(
        application=ready.application,
        agreed=True,
        state="answered",
        name="Bambang Hartono",
        email="saksi@mitra.example",
        locale="en",
    )
    ReferenceFactory(request=request, answers={"RX2": {"value": None, "text": "tulisan saksi"}})
    decided(ready.application, ready.hiring_manager, reason="alasan rahasia")
    session.commit()
    return ready, request


def asked(client, work, address="/candidate/rights"):
    assert client.edit(address, right="access").status_code == 302
    work()
    return re.search(r'action="([^"]+/archive)"', client.get(address).text).group(1)


def test_every_table_about_a_person_is_given_or_withheld_for_a_reason():
    roots = {"candidate", "application", "reference_request"}
    about = set(roots)
    while True:
        found = {
            table.name
            for table in Base.metadata.tables.values()
            if {key.column.table.name for key in table.foreign_keys} & about
            or {"application_id", "subject_id"} & set(table.columns.keys())
        }
        if found <= about:
            break
        about |= found

    assert about - GIVEN.keys() - WITHHELD.keys() == set(), "give or withhold them in holdings.py"
    assert GIVEN.keys() & WITHHELD.keys() == set()
    assert set(WITHHELD.values()) <= set(REASONS_OF_CANDIDATE)


def test_a_candidate_gets_everything_and_nothing_of_others(whole, signed_in, work):
    ready, _request = whole
    client = signed_in(ready.application, Audience.CANDIDATE)

    reply = client.send(asked(client, work))

    page, plain, names = opened(reply)
    assert reply.mimetype == "application/zip"
    assert names[:2] == ["index.html", "data.json"]
    assert plain["person"][0]["name"] == "Siti Rahmawati"
    assert plain["person"][0]["email"] == ready.application.candidate.email
    assert any("3 November" in answer["text"] for answer in plain["answers"])
    assert [each["name"] for each in plain["referees"]] == ["Bambang Hartono"]
    assert [each["subject"] for each in plain["mails"]] == ["Your request no. 1 about your data"]
    assert plain["requests"][0]["right"] == "See what is held"
    assert plain["trail"]
    assert len(plain["withheld"]) == len(REASONS_OF_CANDIDATE)
    everything = page + json.dumps(plain, ensure_ascii=False)
    assert [words for words in OF_OTHERS if words in everything] == []
    assert "application.decided" not in everything


@pytest.mark.parametrize(
    ("allowed", "words_given", "sums_given"),
    [("yes", True, True), ("summary_only", False, True), ("no", False, False)],
)
def test_the_archive_holds_what_a_referee_wrote_as_far_as_the_referee_allows_it(
    session, signed_in, work, allowed, words_given, sums_given
):
    ready = scored()
    request = ReferenceRequestFactory(
        application=ready.application, agreed=True, state="answered", locale="en"
    )
    answers = {**sent_answers(R1a=4, R1b=2), "R0b": {"value": allowed, "text": ""}}
    ReferenceFactory(request=request, answers=answers)
    session.commit()
    client = signed_in(ready.application, Audience.CANDIDATE)

    page, plain, _names = opened(client.send(asked(client, work)))

    everything = page + json.dumps(plain, ensure_ascii=False)
    assert (SITUATION in everything) is words_given
    assert [each["COMW"] for each in plain["allowed"]] == (["4,00"] if sums_given else [])


def test_nothing_a_referee_wrote_is_given_before_the_assessment_is_scored(session, signed_in, work):
    application = ApplicationFactory(consented=True, locale="en", stage="handed_in")
    request = ReferenceRequestFactory(application=application, agreed=True, state="answered", locale="en")
    answers = {**sent_answers(), "R0b": {"value": "yes", "text": ""}}
    ReferenceFactory(request=request, answers=answers)
    session.commit()
    client = signed_in(application, Audience.CANDIDATE)

    assert opened(client.send(asked(client, work)))[1]["allowed"] == []


def test_decision_and_scores_are_given_once_the_letter_has_gone_out(whole, signed_in, work, session):
    application = whole[0].application
    client = signed_in(application, Audience.CANDIDATE)
    before = opened(client.send(asked(client, work)))[1]
    decision = session.query(Decision).one()
    letter = send(
        session, "receipt", Recipient("Siti", "siti@surel.example", "en"), key="letter", title={}, code="X"
    )
    letter.state, letter.sent_at = "sent", clock.now()
    told = {"application_id": application.id, "decision_id": decision.id, "message_id": letter.id}
    session.add(DecisionLetter(**told, confirmed_by=whole[0].hr.id))

    after = opened(client.send(asked(client, work)))[1]

    assert (before["decision"], before["scores"]) == ([], [])
    assert [each["outcome"] for each in after["decision"]] == ["Offer"]
    assert after["scores"] == [{"total": "3.50", "COMW": "3.50", "NETW": None, "EVNT": None}]


def test_sections_of_the_archive_are_those_that_the_tables_are_said_to_be_in(whole, signed_in, work):
    client = signed_in(whole[0].application, Audience.CANDIDATE)

    _page, plain, _names = opened(client.send(asked(client, work)))

    assert set(GIVEN.values()) <= plain.keys()


def test_the_cv_lies_in_the_archive(session, app, signed_in, work):
    from hiring.files.actions import keep_file
    from hiring.files.downloads import current_folder

    application = ApplicationFactory(consented=True, locale="en")
    cv = keep_file(
        current_folder(), PLAIN_PDF, name="cv.pdf", media_type="application/pdf", purpose="cv", largest=10**6
    )
    session.add(CandidateFacts(application_id=application.id, education="S1 Komunikasi", cv_file=cv))
    client = signed_in(application, Audience.CANDIDATE)

    page, _plain, names = opened(client.send(asked(client, work)))

    assert names[2:] == ["files/cv.pdf"]
    assert "S1 Komunikasi" in page


def test_what_people_typed_is_text_on_the_page_of_the_archive(session, signed_in, work):
    application = ApplicationFactory(consented=True, locale="en")
    session.add(CandidateFacts(application_id=application.id, education="<script>alert(1)</script>"))
    client = signed_in(application, Audience.CANDIDATE)

    page = opened(client.send(asked(client, work)))[0]

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_referee_gets_their_own_words_and_nothing_of_the_candidate_but_the_name(whole, signed_in, work):
    ready, request = whole
    client = signed_in(request, Audience.REFEREE)

    page, plain, _names = opened(client.send(asked(client, work, "/reference/rights")))

    assert plain["person"][0]["email"] == "saksi@mitra.example"
    assert [each["text"] for each in plain["answers"]] == ["tulisan saksi"]
    everything = page + json.dumps(plain)
    assert ready.application.candidate.email not in everything
    assert "3 November" not in everything
    assert "alasan rahasia" not in everything


def test_the_archive_is_in_the_language_of_the_person(whole, signed_in, work):
    application = whole[0].application
    application.locale = "id"
    client = signed_in(application, Audience.CANDIDATE)

    page = opened(client.send(asked(client, work)))[0]

    assert "<h1>Data yang disimpan PT Contoh Nusantara tentang Anda</h1>" in page


def test_asking_answers_itself_tells_the_person_and_keeps_who_downloaded(whole, signed_in, work, session):
    client = signed_in(whole[0].application, Audience.CANDIDATE)
    address = asked(client, work)
    client.send(address).close()

    request = session.query(PrivacyRequest).one()
    assert (request.state, request.answered_by) == ("done", None)
    assert request.archive_until - request.answered_at == timedelta(days=7)
    assert session.query(Message).order_by(Message.id.desc()).first().template == "privacy_archive"
    events = [each.event for each in session.query(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)]
    assert events == ["privacy.archive_downloaded", "privacy.archive_ready"]


def test_after_seven_days_the_archive_is_gone_and_can_be_asked_for_again(whole, signed_in, work, session):
    client = signed_in(whole[0].application, Audience.CANDIDATE)
    address = asked(client, work)
    sha256 = session.query(StoredFile).filter_by(purpose="archive").one().sha256

    with clock.held_at(clock.now() + timedelta(days=7, minutes=1)):
        client = signed_in(whole[0].application, Audience.CANDIDATE)
        late = client.send(address)
        enqueue(session, PURGE_ARCHIVES, key="now")
        work()
        left = session.query(StoredFile).filter_by(purpose="archive").count()
        again = client.edit("/candidate/rights", right="access")

    assert late.status_code == 410
    assert left == 0
    assert again.status_code == 302
    assert session.query(PrivacyRequest).filter_by(archive_id=None).count() == 2
    assert session.query(Job).filter(Job.key.contains(sha256)).count() == 1


def test_nobody_else_downloads_it(whole, signed_in, work):
    ready, request = whole
    address = asked(signed_in(ready.application, Audience.CANDIDATE), work)
    public_id = address.split("/")[3]

    another = ApplicationFactory(opening=ready.application.opening, consented=True)
    for who, audience, path in (
        (another, Audience.CANDIDATE, address),
        (request, Audience.REFEREE, f"/reference/rights/{public_id}/archive"),
        (ready.hr, Audience.STAFF, f"/privacy-requests/{public_id}/archive"),
        (ready.hiring_manager, Audience.STAFF, f"/privacy-requests/{public_id}/archive"),
    ):
        assert signed_in(who, audience).send(path).status_code == 404, path


def test_hr_hands_on_what_was_asked_for_by_mail_once_the_answers_may_be_read(session, signed_in, work):
    from hiring.accounts.rules import SYSTEM
    from hiring.privacy import actions
    from hiring.privacy.rules import CameBy, Right

    hr = UserFactory(roles=[Role.HR], locale="en")
    opening = OpeningFactory(hr=[hr])
    writing, over = (ApplicationFactory(opening=opening, consented=True) for _ in range(2))
    openings.withdraw(session, over, by=SYSTEM)
    made = [
        actions.ask_about_data(session, each, Right.ACCESS, "", came_by=CameBy.MAIL, by=SYSTEM)
        for each in (writing, over)
    ]
    work()
    client = signed_in(hr)

    replies = [client.send(f"/privacy-requests/{each.public_id}/archive") for each in made]

    assert [each.status_code for each in replies] == [404, 200]
    replies[1].close()
    assert "Download the file" in client.get(f"/privacy-requests/{made[1].public_id}").text
    assert "Download the file" not in client.get(f"/privacy-requests/{made[0].public_id}").text


def test_a_request_that_was_answered_meanwhile_is_not_answered_again(session, app, work):
    from hiring.privacy import actions, queries

    request = PrivacyRequestFactory(asks_for="access", state="refused", answered_at=clock.now())
    session.commit()
    from hiring.files.downloads import current_folder

    stored = actions.keep_archive(current_folder(), request.id, b"PK")

    actions.deliver_archive(session, queries.privacy_request_by_id(session, request.id), stored)

    assert (request.state, request.archive_id) == ("refused", None)
