"""What the trail seals of an issued report: its dossier and the hash of its PDF."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hiring.audit.binding import Binding, Bound
from hiring.i18n import N_
from hiring.reports.models import OUT, Report


def seals_of(report: Report) -> tuple[Bound, ...]:
    """Return an issued report as the entry that tells of it seals it."""
    return (Bound(REPORT.kind, report.id, _content(report)),)


def _content(report: Report) -> list[Any]:
    at = report.issued_at.isoformat() if report.issued_at else None
    dossier = hashlib.sha256(report.dossier.encode()).hexdigest()
    said = [report.application_id, report.code, report.locale, report.dossier_hash, report.pdf_sha256]
    return [*said, at, dossier]


def _reports(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    wanted = select(Report).where(Report.id.in_(ids), Report.state.in_(OUT))
    found = session.scalars(wanted.execution_options(populate_existing=True))
    return {each.id: _content(each) for each in found}


def _sealed_since(since: datetime | None) -> Select[int, int]:
    wanted = select(Report.id, Report.application_id).where(Report.state.in_(OUT))
    return wanted if since is None else wanted.where(Report.issued_at > since)


REPORT = Binding(
    "report",
    N_("the report that entry %(number)s seals was changed"),
    N_("report number %(row)s was issued from outside: no entry seals it"),
    _reports,
    _sealed_since,
    erasable=True,
)
