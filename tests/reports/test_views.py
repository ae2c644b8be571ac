"""The dossier page and the reports on it: who reads what, and when."""

import re

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.decisions.rules import Outcome
from hiring.files.actions import keep_file
from hiring.files.downloads import current_folder
from hiring.jobs.models import Job
from hiring.openings.actions import withdraw
from hiring.openings.models import OpeningMember
from hiring.reports import actions, queries
from hiring.reports.models import Report
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.decisions import decided
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory
from tests.factories.reports import asked, scored, stated
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.postgres import on_both
from tests.watching import watching

PDF = b"%PDF-1.7 any bytes will do here"
#: To put a dossier together takes more statements.
FEWER_THAN_A_DOSSIER = 15


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _page(ready):
    return f"/applications/{ready.application.public_id}"


def _taken(reply) -> bytes:
    """Return what was downloaded, and let go of the file."""
    with reply:
        return reply.data


def _issued(session, ready, locale="id"):
    report = asked(ready, locale)
    kept = actions.keep_pdf(current_folder(), report.code, PDF)
    actions.issue(session, queries.report_by_id(session, report.id), kept)
    return report


@pytest.fixture
def ready(session):
    ready = scored()
    ready.hr.locale = ready.hiring_manager.locale = "en"
    return ready


# Who


@pytest.mark.parametrize("who", ["hr", "hiring_manager"])
def test_hr_and_hiring_manager_read_the_dossier_of_a_scored_candidate(signed_in, ready, who):
    page = signed_in(getattr(ready, who)).get(_page(ready))

    assert page.status_code == 200
    assert "Menyebut tanggal surat; T90 COMW dari A." in page.text


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_find_nothing(signed_in, session, ready, role):
    report = _issued(session, ready)
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(_page(ready)).status_code == 404
    assert stranger.send(f"{_page(ready)}/cv").status_code == 404
    assert stranger.get(f"/reports/{report.public_id}/state").status_code == 404
    assert stranger.send(f"/reports/{report.public_id}.pdf").status_code == 404
    assert stranger.send(f"/reports/{report.public_id}/try-again").status_code == 404
    ask = stranger.send(f"/applications/{ready.application.public_id}/reports", locale="id", operation_id="x")
    assert ask.status_code == 404
    assert session.scalars(select(AuditEntry).where(AuditEntry.event == "report.downloaded")).all() == []


def test_a_reviewer_of_the_panel_finds_neither_dossier_nor_report(signed_in, session, ready):
    report = _issued(session, ready)
    reviewer = signed_in(ready.reviewers[0])

    assert reviewer.get(_page(ready)).status_code == 404
    assert reviewer.send(f"/reports/{report.public_id}.pdf").status_code == 404


def test_nobody_reads_a_dossier_without_signing_in(client, ready):
    assert client.get(_page(ready)).status_code == 302


@pytest.mark.parametrize(
    "stage", ["invited", "consented", "sitting", "handed_in", "scoring", "withdrawn", "expired"]
)
def test_a_hiring_manager_finds_nobody_who_is_not_scored(signed_in, session, ready, stage):
    report = _issued(session, ready)
    ready.application.stage = stage

    assert signed_in(ready.hiring_manager).get(_page(ready)).status_code == 404
    assert signed_in(ready.hiring_manager).send(f"/reports/{report.public_id}.pdf").status_code == 404


def test_missing_and_forbidden_look_the_same(signed_in, ready):
    stranger = signed_in(UserFactory(roles=[Role.HR]))

    forbidden, missing = stranger.get(_page(ready)), stranger.get("/applications/nobody")

    assert (forbidden.status_code, missing.status_code) == (404, 404)
    same = forbidden.text.replace(ready.application.public_id, "nobody")
    assert re.sub(r'value="[^"]*"', "", same) == re.sub(r'value="[^"]*"', "", missing.text)


# What


def test_before_settlement_hr_reads_answers_and_no_rating(signed_in, session):
    ready = scored(settled=False)
    ready.hr.locale = "en"
    ReferenceRequestFactory(application=ready.application, sent=True, name="Ibu Lastri")

    page = signed_in(ready.hr).get(_page(ready)).text

    assert "Ratings and scores are shown once every answer has all of its ratings" in page
    assert "Terima kasih atas surat Ibu tanggal 3 November." in page
    assert "Ibu Lastri" in page
    assert 'id="summary"' not in page
    assert "competency-1" not in page
    assert "A report can be issued once every answer is scored." in page


def test_before_hand_in_there_are_no_answers(signed_in, session):
    ready = scored(settled=False)
    ready.hr.locale = "en"
    ready.sitting.state, ready.sitting.handed_in_at, ready.sitting.receipt_code = "running", None, None
    ready.application.stage = "sitting"

    page = signed_in(ready.hr).get(_page(ready)).text

    assert "the candidate is working on the tasks" in page
    assert "The candidate has not handed in. Answers stand here after that." in page
    assert "Terima kasih atas surat" not in page


def test_both_reasons_stand_side_by_side_where_raters_differ(signed_in, ready):
    page = signed_in(ready.hiring_manager).get(_page(ready)).text

    assert page.count("rated-apart") == 1
    apart = page.split("rated-apart")[1].split('class="rated"')[0]
    assert "2 levels apart" in apart
    assert "T90 COMW dari A." in apart
    assert "T90 COMW dari B." in apart


def test_the_first_line_says_what_is_to_be_done(signed_in, session, ready):
    manager = signed_in(ready.hiring_manager)
    assert "To do: read the dossier and record a decision." in manager.get(_page(ready)).text

    decided(ready.application, ready.hr, Outcome.RESERVE)

    assert "Decided: Reserve." in words(manager.get(_page(ready)).text)


def test_no_name_of_a_rater_reaches_a_hiring_manager(signed_in, session, ready):
    for number, reviewer in enumerate(ready.reviewers):
        reviewer.name = f"Kanari Penilai {number}"
        reviewer.email = f"kanari{number}@contoh.example"

    for address in (_page(ready), f"/openings/{ready.panel.opening.public_id}/shortlist", "/", "/shortlists"):
        assert "anari" not in signed_in(ready.hiring_manager).get(address).text


def test_hiring_managers_see_neither_progress_nor_history_nor_who_was_asked(signed_in, session, ready):
    ReferenceRequestFactory(application=ready.application, sent=True, name="Ibu Lastri")

    page = signed_in(ready.hiring_manager).get(_page(ready)).text

    assert "Ibu Lastri" not in page
    hrs = signed_in(ready.hr).get(_page(ready)).text
    for place in ('id="history"', 'id="progress"', ready.application.candidate.email):
        assert place not in page
        assert place in hrs


def test_hr_alone_reads_what_came_too_late(signed_in, session, ready):
    AnswerRevisionFactory(
        sitting=ready.sitting,
        item=ready.panel.letters[0],
        part="a",
        revision=7,
        value={"text": "Tertahan di jalan <i>lama</i>."},
        late=True,
    )

    assert "Tertahan" not in signed_in(ready.hiring_manager).get(_page(ready)).text
    page = signed_in(ready.hr).get(_page(ready)).text
    assert 'id="late"' in page
    assert "Tertahan di jalan &lt;i&gt;lama&lt;/i&gt;." in page


def test_before_hand_in_not_even_late_text_is_shown(signed_in, session):
    sitting = SittingFactory(application__consented=True)
    place = sitting.assessment_version.sections[0].tasks[0]
    AnswerRevisionFactory(sitting=sitting, item=place.item, value={"text": "Tertahan."}, late=True)
    hr = UserFactory(roles=[Role.HR])
    session.add(OpeningMember(opening_id=sitting.application.opening_id, user_id=hr.id, role="hr"))

    page = signed_in(hr).get(f"/applications/{sitting.application.public_id}")

    assert page.status_code == 200
    assert "Tertahan" not in page.text


def test_the_history_is_told_in_sentences_of_the_readers_language(signed_in, session, ready):
    ready.hr.name = "Ratna"
    decided(ready.application, ready.hr, Outcome.OFFER)

    english = words(signed_in(ready.hr).get(_page(ready)).text)
    ready.hr.locale = "id"
    indonesian = words(signed_in(ready.hr).get(_page(ready)).text)

    assert "Ratna recorded a decision: Offer." in english
    assert "Ratna mencatat keputusan: Penawaran kerja." in indonesian


def test_markup_is_shown_as_text_wherever_it_was_typed(signed_in, session):
    attack = "<script>alert(1)</script>{{ 7*7 }}"
    ready = scored(name=attack, text=attack, reason=attack.replace("{", "{{").replace("}", "}}"), quote="")
    stated(
        ready.application,
        education=attack,
        experience=attack,
        links=["https://contoh.example/<b>"],
        claims=[{"title": attack, "organisation": attack, "start": "", "end": ""}],
    )
    ReferenceFactory(request__application=ready.application, request__name=attack)
    decided(ready.application, ready.hr, reason=attack + " dan cukup panjang")

    page = signed_in(ready.hr).get(_page(ready)).text

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}") >= 8


def test_earlier_decisions_stay_on_the_page_as_superseded(signed_in, session, ready):
    first = decided(ready.application, ready.hr, Outcome.RESERVE, reason="Dahulu cadangan saja, menunggu.")
    decided(ready.application, ready.hr, Outcome.OFFER, seen=first.public_id)

    page = words(signed_in(ready.hiring_manager).get(_page(ready)).text)

    assert page.index("Offer") < page.index("Reserve superseded Dahulu cadangan saja, menunggu.")


def test_the_cv_is_called_by_the_code_and_not_by_the_name(signed_in, session, ready):
    cv = keep_file(
        current_folder(),
        b"%PDF-1.4 cv",
        name="Siti.pdf",
        media_type="application/pdf",
        purpose="cv",
        largest=1000,
    )
    session.add(cv)
    session.flush()
    stated(ready.application, cv_file_id=cv.id)

    reply = signed_in(ready.hiring_manager).send(f"{_page(ready)}/cv")

    assert _taken(reply) == b"%PDF-1.4 cv"
    assert reply.headers["Content-Disposition"] == f"attachment; filename=CV-{ready.application.code}.pdf"
    (taken,) = session.scalars(select(AuditEntry).where(AuditEntry.event == "application.cv_downloaded"))
    assert taken.application_id == ready.application.id


# Reports


def test_a_hiring_manager_asks_for_a_report_and_sees_it_being_made(signed_in, session, ready):
    manager = signed_in(ready.hiring_manager)
    page = manager.get(_page(ready)).text
    operation = re.search(r'/reports">.*?name="operation_id" value="([^"]+)"', page, re.DOTALL)[1]
    address = f"/applications/{ready.application.public_id}/reports"

    replies = [manager.send(address, locale="en", operation_id=operation) for _ in range(2)]

    assert [reply.location for reply in replies] == [f"{_page(ready)}#reports"] * 2
    report = session.scalars(select(Report)).one()
    assert (report.locale, report.state) == ("en", "queued")
    waiting = manager.get(_page(ready)).text
    assert f'data-waiting="/reports/{report.public_id}/state"' in waiting
    assert "The PDF is being made; that takes a few seconds." in waiting
    assert manager.get(f"/reports/{report.public_id}/state").json == {"state": "queued"}


@on_both
def test_the_dossier_of_a_report_is_put_together_before_anybody_is_kept_from_writing(
    signed_in, session, ready
):
    address = f"/applications/{ready.application.public_id}/reports"
    manager = signed_in(ready.hiring_manager)
    with watching() as seen:
        manager.send(address, locale="id", operation_id="once")

    assert len(session.scalars(select(Report)).all()) == 1
    assert max(seen.asked) < FEWER_THAN_A_DOSSIER


def test_a_report_in_a_language_we_do_not_speak_is_not_asked_for(signed_in, session, ready):
    address = f"/applications/{ready.application.public_id}/reports"

    reply = signed_in(ready.hr).send(address, locale="fr", operation_id="x")

    assert reply.status_code == 302
    assert session.scalars(select(Report)).all() == []


def test_asking_before_scores_stand_is_refused_in_a_sentence(signed_in, session):
    ready = scored(settled=False)
    ready.hr.locale = "en"

    reply = signed_in(ready.hr).send(
        f"/applications/{ready.application.public_id}/reports", locale="id", operation_id="x"
    )

    assert reply.status_code == 409
    assert "A report can be issued once every answer is scored" in reply.text


def test_a_download_is_an_attachment_without_a_name_in_it_and_is_noted(signed_in, session, ready):
    report = _issued(session, ready)

    reply = signed_in(ready.hiring_manager).send(f"/reports/{report.public_id}.pdf")

    assert (reply.status_code, _taken(reply), reply.mimetype) == (200, PDF, "application/pdf")
    assert reply.headers["Content-Disposition"] == f"attachment; filename={report.code}.pdf"
    assert reply.headers["Cache-Control"] == "no-store"
    [noted] = session.scalars(select(AuditEntry).where(AuditEntry.event == "report.downloaded"))
    assert (noted.actor, noted.details["code"]) == (f"staff:{ready.hiring_manager.id}", report.code)


def test_a_superseded_report_can_still_be_read_and_is_marked(signed_in, session, ready):
    first = _issued(session, ready)
    _issued(session, ready)

    page = words(signed_in(ready.hr).get(_page(ready)).text)

    assert re.search(rf"{first.code} · Bahasa Indonesia ○ Superseded", page)
    assert _taken(signed_in(ready.hr).send(f"/reports/{first.public_id}.pdf")) == PDF


def test_a_hiring_manager_takes_the_report_in_force_and_no_superseded_one(signed_in, session, ready):
    first, second = _issued(session, ready), _issued(session, ready)
    manager = signed_in(ready.hiring_manager)

    page = manager.get(_page(ready)).text

    assert (f"/reports/{first.public_id}.pdf" in page, f"/reports/{second.public_id}.pdf" in page) == (
        False,
        True,
    )
    assert manager.send(f"/reports/{first.public_id}.pdf").status_code == 404
    assert _taken(manager.send(f"/reports/{second.public_id}.pdf")) == PDF
    assert first.code in manager.get(f"/verify/{first.code}").text


def test_a_report_that_is_not_made_yet_is_no_download(signed_in, session, ready):
    report = asked(ready)

    reply = signed_in(ready.hr).send(f"/reports/{report.public_id}.pdf")

    assert reply.status_code == 409
    assert "This report is not ready to be downloaded." in reply.text


def test_a_download_is_never_a_get(signed_in, session, ready):
    report = _issued(session, ready)

    assert signed_in(ready.hr).get(f"/reports/{report.public_id}.pdf").status_code == 405


def test_a_failed_report_says_why_and_can_be_tried_again(signed_in, session, ready):
    report = asked(ready)
    session.get_one(Job, queries.job_id_of(session, report.id)).state = "dead"
    actions.give_up(
        session,
        queries.report_by_id(session, report.id),
        "The process that renders reports was stopped by SIGKILL.",
    )
    ready.hr.locale = "id"
    hr = signed_in(ready.hr)

    page = words(hr.get(_page(ready)).text)
    reply = hr.send(f"/reports/{report.public_id}/try-again")

    assert "Bagian sistem yang membuat PDF dihentikan dari luar (SIGKILL)." in page
    assert reply.location == f"{_page(ready)}#reports"
    assert (report.state, report.error) == ("queued", None)


def test_after_a_decision_the_page_points_out_that_the_report_is_older(signed_in, session, ready):
    _issued(session, ready)
    decided(ready.application, ready.hr)

    page = words(signed_in(ready.hiring_manager).get(_page(ready)).text)

    assert "The last report was written before this decision: issue a new one if it is still needed." in page


def test_a_withdrawn_application_keeps_its_reports_for_hr_and_offers_no_more(signed_in, session, ready):
    report = _issued(session, ready)
    session.refresh(ready.hr, ["roles"])
    withdraw(session, ready.application, by=actor_of(ready.hr))

    page = signed_in(ready.hr).get(_page(ready)).text

    assert "this application was withdrawn" in page
    assert "Issue a report" not in page
    assert _taken(signed_in(ready.hr).send(f"/reports/{report.public_id}.pdf")) == PDF
