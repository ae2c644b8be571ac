"""Find reports: for their readers, for the worker, and for whoever wants one verified."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, defer, joinedload

from hiring.jobs.models import Job
from hiring.openings.models import Application, Opening
from hiring.reports.models import OUT, Report, ReportState


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
