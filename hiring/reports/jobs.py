"""Make the PDF of a report in a child of the worker, and issue it."""

from datetime import datetime

from sqlalchemy.orm import Session

from hiring.accounts.queries import actor_of_user
from hiring.db import begin_writing, let_others_write
from hiring.dossiers.values import ReportLocale
from hiring.files.downloads import current_folder
from hiring.files.models import StoredFile
from hiring.jobs.kinds import GiveUp, TryLater, job
from hiring.organisation.standing import logo_to_print
from hiring.reports import actions, bundles, queries
from hiring.reports.actions import RENDER
from hiring.reports.bundles import ASK_FOR_BUNDLE
from hiring.reports.freezing import freeze_dossier
from hiring.reports.models import Report, ReportBundle, ReportState
from hiring.reports.pdf import RenderFailed, render_in_child
from hiring.reports.verification import verify_url
from hiring.settings import current_settings

#: So often is a report tried before a person must look.
MOST_TRIES = 3


def _render(session: Session, *, report_id: int) -> StoredFile | None:
    """Make the PDF and keep it as a file; None when there is nothing to be made any more."""
    report = _report(session, report_id)
    if report.state != ReportState.QUEUED:
        return None
    dossier, code, tries = report.dossier, report.code, report.tries + 1
    session.commit()  # rendering takes seconds: nobody must wait for this transaction
    settings = current_settings()
    try:
        pdf = render_in_child(dossier, verify_url=verify_url(settings.base_url, code))
    except RenderFailed as error:
        if tries >= MOST_TRIES:
            raise GiveUp(error.reason) from error
        raise TryLater(error.reason) from error
    return actions.keep_pdf(current_folder(), code, pdf)


def _note_retry(session: Session, reason: str, next_try: datetime, *, report_id: int) -> None:
    actions.note_failed_try(_report(session, report_id), reason)


def _note_failure(session: Session, reason: str, *, report_id: int) -> None:
    actions.give_up(session, _report(session, report_id), reason)


@job(RENDER, first=_render, put_off=_note_retry, given_up=_note_failure)
def issue_report(session: Session, pdf: StoredFile | None, *, report_id: int) -> None:
    """Issue the report with the PDF that was made."""
    if pdf is not None:
        actions.issue(session, _report(session, report_id), pdf)


def _ask_in_turn(session: Session, *, bundle_id: int) -> None:
    """Ask for one report after the other: each dossier is put together while others can write."""
    bundle = session.get_one(ReportBundle, bundle_id)
    locale: ReportLocale = "en" if bundle.locale == "en" else "id"
    by = actor_of_user(session, bundle.asked_by)
    while (bundled := queries.next_in_bundle(session, bundle_id)) is not None:
        application = queries.application_in_bundle(session, bundled.application_id)
        frozen = freeze_dossier(
            session,
            application,
            locale,
            organisation=current_settings().organisation,
            logo=logo_to_print(),
        )
        bundles.ask_one(begin_writing(), bundled, frozen, by=by)
        session.commit()
        let_others_write(session)


@job(ASK_FOR_BUNDLE, first=_ask_in_turn)
def ask_for_bundle(session: Session, found: None, *, bundle_id: int) -> None:
    """Ask for the reports of a bundle; what a broken try has left is done by the next."""


def _report(session: Session, report_id: int) -> Report:
    report = queries.report_by_id(session, report_id)
    if report is None:
        raise LookupError(f"there is no report {report_id}")
    return report
