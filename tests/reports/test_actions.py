import hashlib
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hiring.audit.models import AuditEntry
from hiring.dossiers.canonical import content_hash, dossier_from_json
from hiring.errors import NotReady
from hiring.files.downloads import current_folder
from hiring.jobs.models import Job
from hiring.reports import actions, queries
from hiring.reports.codes import code_typed
from hiring.reports.models import Report, ReportState
from tests.chain import chain_break
from tests.factories.accounts import actor_of
from tests.factories.decisions import decided
from tests.factories.reports import asked, frozen, scored
from tests.postgres import on_both

PDF = b"%PDF-1.7 any bytes will do here"


@pytest.fixture
def ready(session):
    return scored()


def _issued(session, report, pdf=PDF):
    kept = actions.keep_pdf(current_folder(), report.code, pdf)
    actions.issue(session, queries.report_by_id(session, report.id), kept)
    return report


def _events(session, *names):
    rows = session.scalars(select(AuditEntry).where(AuditEntry.event.in_(names)).order_by(AuditEntry.id))
    return [(entry.event, entry.details["code"]) for entry in rows]


def test_a_report_freezes_the_dossier_as_it_stands(session, ready):
    report = asked(ready)
    decided(ready.application, ready.hr)

    kept = dossier_from_json(report.dossier)

    assert (kept.code, kept.locale, kept.decision) == (report.code, "id", None)
    assert kept.candidate.name == "Siti Rahmawati"
    assert report.dossier_hash == content_hash(kept)
    assert code_typed(report.code) == report.code
    assert (report.state, report.asked_by) == (ReportState.QUEUED, ready.hr.id)


@on_both
def test_what_happens_while_a_report_is_asked_for_stands_in_it(session, ready):
    before = frozen(ready)
    decided(ready.application, ready.hr)
    session.commit()

    report = actions.ask_report(session, ready.application, before, by=actor_of(ready.hr))

    assert dossier_from_json(before.dossier).decision is None
    assert dossier_from_json(report.dossier).decision.reason
    assert report.dossier_hash == content_hash(dossier_from_json(report.dossier))


@on_both
def test_a_closing_moved_while_a_report_is_asked_for_stands_in_it(session, ready):
    before = frozen(ready)
    moved = ready.application.opening.closes_at + timedelta(days=3)
    ready.application.opening.closes_at = moved
    session.commit()

    report = actions.ask_report(session, ready.application, before, by=actor_of(ready.hr))

    closes_at = dossier_from_json(report.dossier).opening.closes_at
    assert datetime.fromisoformat(closes_at) == moved.replace(microsecond=0)


@on_both
def test_nothing_is_read_again_where_nothing_has_happened(session, ready):
    before = frozen(ready)
    session.commit()

    report = actions.ask_report(session, ready.application, before, by=actor_of(ready.hr))

    assert (report.code, report.dossier, report.asked_at) == (before.code, before.dossier, before.at)


def test_asking_twice_with_one_button_asks_once(session, ready):
    first = asked(ready, operation_id="op")

    assert asked(ready, operation_id="op") is first
    assert session.scalars(select(Job.kind).where(Job.kind == "reports.render")).all() == ["reports.render"]
    assert _events(session, "report.asked") == [("report.asked", first.code)]


@pytest.mark.parametrize("stage", ["handed_in", "scoring", "withdrawn"])
def test_no_report_before_scores_stand_or_after_withdrawal(session, ready, stage):
    ready.application.stage = stage
    session.flush()

    with pytest.raises(NotReady):
        asked(ready)

    assert session.scalars(select(Report)).all() == []


def test_an_issued_report_keeps_its_bytes_and_tells_both_hashes_to_the_trail(session, ready):
    report = _issued(session, asked(ready))

    assert (report.state, report.superseded_at) == (ReportState.ISSUED, None)
    assert report.pdf_sha256 == hashlib.sha256(PDF).hexdigest()
    assert current_folder().read(report.pdf_sha256) == PDF
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.event == "report.issued"))
    assert entry.details == {
        "opening_id": ready.application.opening_id,
        "application_id": ready.application.id,
        "code": report.code,
        "pdf_sha256": report.pdf_sha256,
        "dossier_hash": report.dossier_hash,
    }
    assert chain_break(session) is None


def test_issuing_again_changes_nothing(session, ready):
    report = _issued(session, asked(ready))

    _issued(session, report, b"%PDF- other bytes")

    assert report.pdf_sha256 == hashlib.sha256(PDF).hexdigest()
    assert _events(session, "report.issued") == [("report.issued", report.code)]


@on_both
def test_a_later_report_supersedes_the_earlier_one_in_its_language_only(session, ready):
    first, english = _issued(session, asked(ready)), _issued(session, asked(ready, "en"), PDF + b"en")

    second = _issued(session, asked(ready), PDF + b"2")

    assert (first.state, second.state, english.state) == ("superseded", "issued", "issued")
    assert first.superseded_at == second.issued_at
    assert first.pdf_sha256 == hashlib.sha256(PDF).hexdigest()
    assert _events(session, "report.superseded") == [("report.superseded", first.code)]


def test_a_report_that_is_overtaken_by_a_later_one_is_superseded_from_the_start(session, ready):
    slow, quick = asked(ready), asked(ready)
    _issued(session, quick, PDF + b"quick")

    _issued(session, slow)

    assert (slow.state, quick.state) == ("superseded", "issued")
    assert slow.issued_at is not None
    assert queries.report_in_force(session, ready.application.id, "id") is quick


@on_both
def test_the_database_itself_keeps_two_reports_from_being_in_force(session, ready):
    first = _issued(session, asked(ready))
    _issued(session, asked(ready), PDF + b"2")

    first.state = "issued"
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_only_a_failed_report_is_made_again_and_from_the_same_dossier(session, ready):
    report = asked(ready)
    before = report.dossier
    whole = queries.report_by_id(session, report.id)

    actions.try_again(session, whole, by=_hr(session, ready))
    assert _events(session, "report.asked_again") == []
    actions.give_up(session, whole, "The report took longer than 60 seconds to render.")
    actions.try_again(session, whole, by=_hr(session, ready))

    assert (report.state, report.tries, report.error, report.dossier) == ("queued", 0, None, before)
    assert _events(session, "report.failed", "report.asked_again") == [
        ("report.failed", report.code),
        ("report.asked_again", report.code),
    ]


def test_giving_up_on_an_issued_report_changes_nothing(session, ready):
    report = _issued(session, asked(ready))

    actions.give_up(session, queries.report_by_id(session, report.id), "late")

    assert (report.state, report.error) == ("issued", None)


def test_a_report_that_is_not_there_yet_cannot_be_downloaded(session, ready):
    report = asked(ready)

    with pytest.raises(actions.NotIssued):
        actions.note_download(session, queries.report_by_id(session, report.id), by=_hr(session, ready))

    assert _events(session, "report.downloaded") == []


def _hr(session, ready):
    session.refresh(ready.hr, ["roles"])
    return actor_of(ready.hr)
