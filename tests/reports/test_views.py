"""The reports on an application: who asks for them and reads them, and when."""

import re

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.files.downloads import current_folder
from hiring.jobs.models import Job
from hiring.openings.actions import withdraw
from hiring.reports import actions, queries
from hiring.reports.models import Report
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.decisions import decided
from tests.factories.reports import asked, scored
from tests.page import words
from tests.postgres import on_both
from tests.watching import watching

PDF = b"%PDF-1.7 any bytes will do here"
#: To put a dossier together takes more statements.
FEWER_THAN_A_DOSSIER = 15


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


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_find_no_report(signed_in, session, ready, role):
    report = _issued(session, ready)
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(f"/reports/{report.public_id}/state").status_code == 404
    assert stranger.send(f"/reports/{report.public_id}.pdf").status_code == 404
    assert stranger.send(f"/reports/{report.public_id}/try-again").status_code == 404
    ask = stranger.send(f"/applications/{ready.application.public_id}/reports", locale="id", operation_id="x")
    assert ask.status_code == 404
    assert session.scalars(select(AuditEntry).where(AuditEntry.event == "report.downloaded")).all() == []


def test_a_reviewer_of_the_panel_finds_no_report(signed_in, session, ready):
    report = _issued(session, ready)
    reviewer = signed_in(ready.reviewers[0])

    assert reviewer.send(f"/reports/{report.public_id}.pdf").status_code == 404


@pytest.mark.parametrize(
    "stage", ["invited", "consented", "sitting", "handed_in", "scoring", "withdrawn", "expired"]
)
def test_a_hiring_manager_finds_no_report_on_somebody_who_is_not_scored(signed_in, session, ready, stage):
    report = _issued(session, ready)
    ready.application.stage = stage
    manager = signed_in(ready.hiring_manager)

    assert manager.send(f"/reports/{report.public_id}.pdf").status_code == 404
    assert manager.get(f"/reports/{report.public_id}/state").status_code == 404
    asked_for = manager.send(
        f"/applications/{ready.application.public_id}/reports", locale="id", operation_id="x"
    )
    assert asked_for.status_code == 404
    assert session.scalars(select(Report)).all() == [report]


# What


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


@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
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
    assert reply.headers["Cache-Control"] == "no-store, no-cache"
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

    assert "the candidate withdrew the application" in page
    assert "Issue a report" not in page
    assert _taken(signed_in(ready.hr).send(f"/reports/{report.public_id}.pdf")) == PDF


# One page to print


def test_an_issued_report_is_shown_on_one_page_to_print_in_its_own_language(signed_in, session, ready):
    report = _issued(session, ready, "id")
    session.commit()
    client = signed_in(ready.hr)

    dossier = client.get(_page(ready)).text
    page = client.send(f"/reports/{report.public_id}/one-page")

    assert f'action="/reports/{report.public_id}/one-page"' in dossier
    shown = words(page.text)
    assert '<html lang="id">' in page.text
    for said in (
        "Ringkasan satu halaman",
        ready.application.candidate.name,
        "Belum ada keputusan yang tercatat saat laporan ini dibuat.",
        "Skor per kompetensi",
        "Penilai A",
        report.code,
        f"/verify/{report.code}",
        report.dossier_hash,
    ):
        assert said in shown


def test_who_may_not_download_a_report_finds_no_page_to_print(signed_in, session, ready):
    first = _issued(session, ready)
    second = _issued(session, ready)
    waiting = asked(ready, "en")
    session.commit()

    def answer(who, report):
        return signed_in(who).send(f"/reports/{report.public_id}/one-page").status_code

    assert answer(ready.hiring_manager, second) == 200
    assert answer(ready.hiring_manager, first) == 404
    assert answer(ready.hr, waiting) == 409
    assert answer(UserFactory(roles=[Role.HR]), second) == 404
    superseded = signed_in(ready.hr).send(f"/reports/{first.public_id}/one-page")
    assert "Laporan ini sudah digantikan" in superseded.text


def test_who_reads_a_report_on_one_page_is_noted_and_a_link_cannot_open_it(signed_in, session, ready):
    report = _issued(session, ready)
    session.commit()
    client, address = signed_in(ready.hiring_manager), f"/reports/{report.public_id}/one-page"

    assert client.get(address).status_code == 405
    assert client.send(address).status_code == 200

    [noted] = session.scalars(select(AuditEntry).where(AuditEntry.event == "report.shown_on_one_page"))
    assert (noted.actor, noted.details["code"]) == (f"staff:{ready.hiring_manager.id}", report.code)
    history = words(signed_in(ready.hr).get(_page(ready)).text)
    assert f"opened the summary on one page of the report {report.code}." in history
