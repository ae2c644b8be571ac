"""Find reports: for their readers, for the worker, and for whoever wants one verified."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, defer, joinedload

from hiring.decisions.rules import DECIDABLE, DecisionFilter
from hiring.jobs.models import Job
from hiring.jobs.progress import WorkProgress
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage
from hiring.reports.models import OUT, BundledReport, Report, ReportBundle, ReportState

#: So many bundles are listed.
_MOST_BUNDLES = 10


def report_by_public_id(session: Session, public_id: str) -> Report | None:
    """Return a report with its file, application and opening with members."""
    return session.scalar(select(Report).where(Report.public_id == public_id).options(*_WHOLE))


def report_by_id(session: Session, report_id: int) -> Report | None:
    return session.scalar(select(Report).where(Report.id == report_id).options(*_WHOLE))


_WHOLE = (
    joinedload(Report.file),
    joinedload(Report.application).joinedload(Application.opening).selectinload(Opening.members),
)


def report_by_operation(session: Session, application_id: int, operation_id: str) -> Report | None:
    return session.scalar(
        select(Report).where(Report.application_id == application_id, Report.operation_id == operation_id)
    )


def is_code_taken(session: Session, code: str) -> bool:
    return session.scalar(select(Report.id).where(Report.code == code)) is not None


def reports_of_application(session: Session, application_id: int) -> list[Report]:
    """Return the reports about one application, newest first, without what they say."""
    return list(
        session.scalars(
            select(Report)
            .where(Report.application_id == application_id)
            .options(defer(Report.dossier), joinedload(Report.file))
            .order_by(Report.id.desc())
        )
    )


def report_in_force(session: Session, application_id: int, locale: str) -> Report | None:
    """Return the one report in this language that no later one has superseded."""
    return session.scalar(
        select(Report).where(
            Report.application_id == application_id,
            Report.locale == locale,
            Report.state == ReportState.ISSUED,
        )
    )


def job_id_of(session: Session, report_id: int) -> int:
    """Return the job in which a report is made."""
    return session.scalars(select(Job.id).where(Job.key == job_key(report_id))).one()


def job_key(report_id: int) -> str:
    """Return the key under which the making of a report is asked for: once."""
    return f"report:{report_id}"


@dataclass(frozen=True, slots=True)
class KnownReport:
    """What anybody may learn about an issued report: nothing about who it is about."""

    code: str
    locale: str
    pdf_sha256: str | None
    issued_at: datetime | None
    superseded_at: datetime | None


def known_by_code(session: Session, code: str) -> KnownReport | None:
    return _known(session, Report.code == code)


def known_by_pdf(session: Session, sha256: str) -> KnownReport | None:
    """Return the report whose PDF has exactly these bytes."""
    return _known(session, Report.pdf_sha256 == sha256)


def _known(session: Session, which: ColumnElement[bool]) -> KnownReport | None:
    row = session.execute(
        select(Report.code, Report.locale, Report.pdf_sha256, Report.issued_at, Report.superseded_at)
        .where(which, Report.state.in_(OUT))
        .order_by(Report.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else KnownReport(*row)


@dataclass(frozen=True, slots=True)
class BundleCounts:
    """How far a bundle is, and what became of its reports."""

    progress: WorkProgress
    issued: int
    failed: int
    left_out: int


def bundle_by_public_id(session: Session, public_id: str) -> ReportBundle | None:
    """Return a bundle with its opening and members."""
    wanted = select(ReportBundle).where(ReportBundle.public_id == public_id)
    return session.scalar(wanted.options(joinedload(ReportBundle.opening).selectinload(Opening.members)))


def bundle_by_operation(session: Session, operation_id: str) -> ReportBundle | None:
    return session.scalar(select(ReportBundle).where(ReportBundle.operation_id == operation_id))


def next_in_bundle(session: Session, bundle_id: int) -> BundledReport | None:
    """Return the next candidate of a bundle whose report has not been asked for."""
    waiting = BundledReport.report_id.is_(None), ~BundledReport.left_out
    wanted = select(BundledReport).where(BundledReport.bundle_id == bundle_id, *waiting)
    return session.scalar(wanted.order_by(BundledReport.application_id).limit(1))


def application_in_bundle(session: Session, application_id: int) -> Application:
    wanted = select(Application).where(Application.id == application_id)
    return session.scalars(wanted.options(joinedload(Application.candidate))).one()


def bundle_counts(session: Session, bundle_id: int) -> BundleCounts:
    """Return how far the reports of a bundle are, in one statement."""
    over = Report.state.in_((*OUT, ReportState.FAILED)) | BundledReport.left_out
    row = session.execute(
        select(
            func.count(),
            func.count().filter(over),
            func.count().filter(Report.state.in_(OUT)),
            func.count().filter(Report.state == ReportState.FAILED),
            func.count().filter(BundledReport.left_out),
        )
        .select_from(BundledReport)
        .outerjoin(Report, Report.id == BundledReport.report_id)
        .where(BundledReport.bundle_id == bundle_id)
    ).one()
    return BundleCounts(WorkProgress(row[1], row[0]), issued=row[2], failed=row[3], left_out=row[4])


def reports_in_bundle(session: Session, bundle_id: int) -> list[Report]:
    """Return the issued reports of a bundle about candidates who are scored, with their files."""
    return list(
        session.scalars(
            select(Report)
            .join(BundledReport, BundledReport.report_id == Report.id)
            .join(Application, Application.id == Report.application_id)
            .where(
                BundledReport.bundle_id == bundle_id,
                Report.state.in_(OUT),
                Application.stage.in_(DECIDABLE),
            )
            .options(defer(Report.dossier), joinedload(Report.file))
            .order_by(Report.id)
        )
    )


def bundles_of(session: Session, opening_id: int) -> list[ReportBundle]:
    """Return the newest bundles of an opening."""
    wanted = select(ReportBundle).where(ReportBundle.opening_id == opening_id)
    return list(session.scalars(wanted.order_by(ReportBundle.id.desc()).limit(_MOST_BUNDLES)))


def applications_shown(
    session: Session, opening_id: int, shown: DecisionFilter | None, *, most: int
) -> list[int]:
    """Return the scored candidates of an opening that a choice of the shortlist shows, `most` at most."""
    wanted = select(Application.id).where(
        Application.opening_id == opening_id, Application.stage.in_(DECIDABLE)
    )
    if shown is DecisionFilter.WAITING:
        wanted = wanted.where(Application.stage == Stage.SCORED)
    elif shown is not None:
        wanted = wanted.where(Application.outcome == shown.value)
    return list(session.scalars(wanted.order_by(Application.id).limit(most)))
