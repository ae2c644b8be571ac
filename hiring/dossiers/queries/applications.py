"""Find an application with everything its dossier speaks of."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from hiring.assessments.models import AssessmentVersion
from hiring.openings.models import Application, CandidateFacts, Opening
from hiring.rubrics.models import RubricVersion

_OPENING = joinedload(Application.opening)
_WHOLE = (
    joinedload(Application.candidate),
    joinedload(Application.facts).joinedload(CandidateFacts.cv_file),
    _OPENING.selectinload(Opening.members),
    _OPENING.joinedload(Opening.assessment_version).joinedload(AssessmentVersion.assessment),
    _OPENING.joinedload(Opening.rubric_version).joinedload(RubricVersion.rubric),
)


def application_to_read(session: Session, public_id: str) -> Application | None:
    """Return an application with candidate, facts, and opening (members, assessment, rubric)."""
    return _application(session, Application.public_id == public_id)


def application_to_report_on(session: Session, application_id: int) -> Application | None:
    return _application(session, Application.id == application_id)


def applications_called(session: Session, code: str) -> list[Application]:
    """Return the applications with this short code; two openings may have given out the same."""
    found = session.scalars(select(Application).where(Application.code == code).options(*_WHOLE))
    return list(found.unique())


def _application(session: Session, which: ColumnElement[bool]) -> Application | None:
    return session.scalar(select(Application).where(which).options(*_WHOLE))
