"""Find an application with everything its dossier speaks of."""

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload

from hiring.assessments.models import AssessmentVersion
from hiring.openings.models import Application, CandidateFacts, Opening
from hiring.rubrics.models import RubricVersion

_ABOUT = ("candidate", "facts", "opening")
_OPENING = joinedload(Application.opening)
_WHOLE = (
    joinedload(Application.candidate),
    joinedload(Application.allowance),
    joinedload(Application.facts).joinedload(CandidateFacts.cv_file),
    _OPENING.selectinload(Opening.members),
    _OPENING.joinedload(Opening.assessment_version).joinedload(AssessmentVersion.assessment),
    _OPENING.joinedload(Opening.rubric_version).joinedload(RubricVersion.rubric),
)


def application_to_read(session: Session, public_id: str) -> Application | None:
    """Return an application with candidate, facts, and opening (members, assessment, rubric)."""
    return session.scalar(select(Application).where(Application.public_id == public_id).options(*_WHOLE))


def application_to_report_on(session: Session, application: Application) -> Application:
    """Return the application with all of the same, as it is now, whatever was loaded of it before."""
    session.flush()
    about = [thing for name in _ABOUT if (thing := vars(application).get(name)) is not None]
    for thing in (application, *about):
        session.expire(thing, [column.key for column in inspect(type(thing)).column_attrs])
    session.expire(application, _ABOUT)
    wanted = select(Application).where(Application.id == application.id).options(*_WHOLE)
    return session.scalars(wanted).one()


def applications_called(session: Session, code: str) -> list[Application]:
    """Return the applications with this short code; two openings may have given out the same."""
    found = session.scalars(select(Application).where(Application.code == code).options(*_WHOLE))
    return list(found.unique())
