"""Reports about several candidates: asked for one by one by a worker, taken away together as a ZIP."""

import zipfile
from collections.abc import Collection, Sequence
from typing import IO

from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer, record_all
from hiring.errors import HiringError, NotReady
from hiring.files.folder import FileFolder
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import REPORTS
from hiring.openings.models import Opening
from hiring.reports import events, queries
from hiring.reports.actions import ask_report, file_name
from hiring.reports.freezing import FrozenDossier
from hiring.reports.models import BundledReport, Report, ReportBundle

ASK_FOR_BUNDLE = JobKind("reports.ask_for_bundle", REPORTS, N_("Ask for reports about several candidates"))


class NothingToTake(HiringError):
    """No report of the bundle is there, or may be seen any more."""

    sentence = N_("None of these reports can be downloaded now.")


def ask_bundle(
    session: Session,
    opening: Opening,
    application_ids: Collection[int],
    locale: str,
    *,
    operation_id: str,
    by: Actor,
) -> ReportBundle:
    """Have a worker ask for a report about each of these applications; the same `operation_id` asks once."""
    known = queries.bundle_by_operation(session, operation_id)
    if known is not None:
        return known
    bundle = ReportBundle(opening_id=opening.id, operation_id=operation_id, locale=locale, asked_by=by.id)
    session.add(bundle)
    session.flush()
    session.add_all(BundledReport(bundle_id=bundle.id, application_id=each) for each in application_ids)
    session.flush()
    enqueue(session, ASK_FOR_BUNDLE, key=f"{ASK_FOR_BUNDLE}:{bundle.id}", bundle_id=bundle.id)
    return bundle


def ask_one(session: Session, bundled: BundledReport, frozen: FrozenDossier, *, by: Doer) -> None:
    """Ask for the report of one candidate of a bundle, or leave it out where none is possible any more."""
    application = queries.application_in_bundle(session, bundled.application_id)
    try:
        operation = f"bundle:{bundled.bundle_id}"
        report = ask_report(session, application, frozen, by=by, operation_id=operation)
    except NotReady:
        bundled.left_out = True
    else:
        bundled.report_id = report.id
    session.flush()


def note_bundle_taken(session: Session, opening_id: int, reports: Sequence[Report], *, by: Doer) -> None:
    """Keep of each report who takes it away."""
    taken = [events.ReportDownloaded(opening_id, each.application_id, each.code) for each in reports]
    record_all(session, taken, by=by)


def write_zip(folder: FileFolder, reports: Sequence[Report], target: IO[bytes]) -> None:
    """Write the PDFs of issued reports into one ZIP, as they are: they are compressed already."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for report in reports:
            if report.file is not None:
                archive.write(folder.path_of(report.file.sha256), file_name(report))
