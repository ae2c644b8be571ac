"""Ask for a report, issue it, and note what becomes of it."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import SYSTEM, Actor, Audience
from hiring.audit.actions import Doer
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_application
from hiring.decisions.rules import may_be_decided
from hiring.errors import HiringError, NotReady
from hiring.files.actions import keep_file
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.i18n import N_
from hiring.jobs.actions import enqueue, run_again
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import REPORTS
from hiring.openings.models import Application
from hiring.reports import events, queries
from hiring.reports.freezing import FrozenDossier, freeze_dossier, standing_of
from hiring.reports.models import OUT, Report, ReportState
from hiring.reports.sealing import seals_of

RENDER = JobKind("reports.render", REPORTS, N_("Write a report"))

LARGEST_REPORT = 15 * 1024 * 1024

NOT_SCORED = N_(
    "A report can be issued once every answer is scored, and no longer after an application was withdrawn."
)


ERASED = N_("The data of this person have been erased, so no report can be issued any more.")


class NotIssued(HiringError):
    """There is no PDF of this report."""

    sentence = N_(
        "This report is not ready to be downloaded. Please look at its state in the candidate file."
    )


def ask_report(
    session: Session,
    application: Application,
    frozen: FrozenDossier,
    *,
    by: Doer,
    operation_id: str | None = None,
) -> Report:
    """Keep the frozen dossier and have a worker make its PDF; return the queued report.

    Where something has happened since, the dossier is frozen anew. A second call with the same
    `operation_id` returns the report of the first. Raises NotReady while the application is not
    scored.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    operation_id = operation_id or str(uuid.uuid4())
    known = queries.report_by_operation(session, application.id, operation_id)
    if known is not None:
        return known
    if not may_be_decided(application.stage):
        raise NotReady(NOT_SCORED, missing=[])
    if erasure_of(session, about_application(application.id)) is not None:
        raise NotReady(ERASED, missing=[])
    if standing_of(session, application) != frozen.as_of:
        frozen = freeze_dossier(
            session, application, frozen.locale, organisation=frozen.organisation, logo=frozen.logo
        )
    report = Report(
        application_id=application.id,
        operation_id=operation_id,
        code=frozen.code,
        locale=frozen.locale,
        dossier=frozen.dossier,
        dossier_hash=frozen.dossier_hash,
        asked_by=by.id if isinstance(by, Actor) and by.audience is Audience.STAFF else None,
        asked_at=frozen.at,
    )
    session.add(report)
    session.flush()
    asked = events.ReportAsked(application.opening_id, application.id, frozen.code, frozen.dossier_hash)
    audit.record(session, asked, by=by)
    enqueue(session, RENDER, key=queries.job_key(report.id), report_id=report.id)
    return report


def keep_pdf(folder: FileFolder, code: str, pdf: bytes) -> StoredFile:
    """Keep the PDF of the report called `code`, before the transaction that issues it."""
    return keep_file(
        folder,
        pdf,
        name=_file_name(code),
        media_type="application/pdf",
        purpose="report",
        largest=LARGEST_REPORT,
    )


def issue(session: Session, report: Report, stored: StoredFile) -> None:
    """Issue the report with its kept PDF; the earlier one in this language is superseded.

    A report that is issued already stays as it is. When a later one was issued meanwhile,
    this one is superseded from the start. Needs `application` loaded.
    """
    application_id, opening_id = report.application_id, report.application.opening_id
    session.execute(
        select(Application.id).where(Application.id == application_id).with_for_update(key_share=True)
    )
    session.refresh(report, ["state"], with_for_update={"key_share": True})
    if report.state != ReportState.QUEUED:
        return
    now = clock.now()
    report.file, report.pdf_sha256, report.issued_at, report.error = stored, stored.sha256, now, None
    in_force = queries.report_in_force(session, application_id, report.locale)
    older, newer = (report, in_force) if in_force and in_force.id > report.id else (in_force, report)
    if older is not None:
        older.state, older.superseded_at = ReportState.SUPERSEDED, now
        session.flush()  # before the other: only one report in a language may be in force
    newer.state = ReportState.ISSUED
    session.flush()
    issued = events.ReportIssued(opening_id, application_id, report.code, stored.sha256, report.dossier_hash)
    audit.record(session, issued, by=SYSTEM, seals=seals_of(report))
    if older is not None:
        superseded = events.ReportSuperseded(opening_id, application_id, older.code, newer.code)
        audit.record(session, superseded, by=SYSTEM)


def note_failed_try(report: Report, reason: str) -> None:
    """Keep why no PDF came out this time; another try follows."""
    if report.state == ReportState.QUEUED:
        report.tries, report.error = report.tries + 1, reason


def give_up(session: Session, report: Report, reason: str) -> None:
    """Note that no PDF comes out: a person must look. Needs `application` loaded."""
    session.refresh(report, ["state"], with_for_update={"key_share": True})
    if report.state != ReportState.QUEUED:
        return
    report.state, report.tries, report.error = ReportState.FAILED, report.tries + 1, reason
    session.flush()
    event = events.ReportFailed(report.application.opening_id, report.application_id, report.code, reason)
    audit.record(session, event, by=SYSTEM)


def try_again(session: Session, report: Report, *, by: Doer) -> None:
    """Have a failed report made once more, from the same frozen dossier. Needs `application` loaded."""
    session.refresh(report, ["state"], with_for_update={"key_share": True})
    if report.state != ReportState.FAILED:
        return
    report.state, report.tries, report.error = ReportState.QUEUED, 0, None
    session.flush()
    job = enqueue(session, RENDER, key=queries.job_key(report.id), report_id=report.id)
    run_again(session, job)
    event = events.ReportAskedAgain(report.application.opening_id, report.application_id, report.code)
    audit.record(session, event, by=by)


def note_download(session: Session, report: Report, *, by: Doer) -> None:
    """Keep who takes the report away. Raises NotIssued. Needs `application` loaded."""
    if report.state not in OUT or report.file is None:
        raise NotIssued
    opening_id = report.application.opening_id
    audit.record(session, events.ReportDownloaded(opening_id, report.application_id, report.code), by=by)


def note_one_page(session: Session, report: Report, *, by: Doer) -> None:
    """Keep who reads the report on one page. Raises NotIssued. Needs `application` loaded."""
    if report.state not in OUT:
        raise NotIssued
    opening_id = report.application.opening_id
    audit.record(session, events.ReportShownOnOnePage(opening_id, report.application_id, report.code), by=by)


def file_name(report: Report) -> str:
    """Return what the PDF is called when it is saved: its code, and nobody's name."""
    return _file_name(report.code)


def _file_name(code: str) -> str:
    return f"{code}.pdf"
