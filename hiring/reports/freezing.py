"""What a report will say, put together before anybody is kept from writing for it."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.queries import last_entry_of_application
from hiring.dossiers.assembly.whole import dossier_of
from hiring.dossiers.canonical import content_hash, dossier_as_json
from hiring.dossiers.queries import application_to_report_on, record_of
from hiring.dossiers.values import SOFTWARE, ReportLocale
from hiring.openings.dossier_panel import ApplicationReader
from hiring.openings.models import Application, Opening
from hiring.reports.codes import new_code
from hiring.reports.queries import is_code_taken


@dataclass(frozen=True, slots=True)
class FrozenDossier:
    """A dossier under the code of its report, and as of when it was true."""

    locale: ReportLocale
    organisation: str
    logo: str | None
    code: str
    at: datetime
    dossier: str
    """Canonical JSON."""
    dossier_hash: str
    as_of: Hashable
    """`standing_of` the application before it was read."""


def freeze_dossier(
    session: Session,
    application: Application,
    locale: ReportLocale,
    *,
    organisation: str,
    logo: str | None = None,
) -> FrozenDossier:
    """Put the dossier of an application together, under a code that no report has.

    It takes long: do it before `begin_writing()`.
    """
    as_of = standing_of(session, application)
    code, at = _unused_code(session), clock.now()
    whole = application_to_report_on(session, application)  # what was loaded may be older than `as_of`
    dossier = dossier_of(
        record_of(ApplicationReader(session, whole), locale),
        locale=locale,
        code=code,
        generated_at=at,
        organisation=organisation,
        software=SOFTWARE,
        logo=logo,
    )
    return FrozenDossier(
        locale=locale,
        organisation=organisation,
        logo=logo,
        code=code,
        at=at,
        dossier=dossier_as_json(dossier),
        dossier_hash=content_hash(dossier),
        as_of=as_of,
    )


def standing_of(session: Session, application: Application) -> Hashable:
    """Return what is another as soon as a dossier of the application would say something else.

    Whatever happens to an application stands in the trail; of its opening a dossier says
    the title, the place and when it closes.
    """
    texts = select(Opening.title, Opening.place, Opening.closes_at)
    said = session.execute(texts.where(Opening.id == application.opening_id)).one()
    return last_entry_of_application(session, application.id), *said


def _unused_code(session: Session) -> str:
    while is_code_taken(session, code := new_code()):
        pass
    return code
