"""An assessment of one task with one part: what tests of a kind of answer begin with."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from hiring.banks.documents import as_json
from hiring.openings.models import Opening
from hiring.sittings.models import AnswerRevision
from tests.banks.tasks import task_of
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankItemFactory
from tests.factories.openings import OpeningFactory


def opening_with(part: dict) -> Opening:
    item = BankItemFactory(content=as_json(replace(task_of(part), practice=True)))
    return OpeningFactory(assessment_version=AssessmentVersionFactory(sections=[[item]]))


def newest_answer(session: Session) -> Any:
    """Return the newest answer, and let go of the database at once: the server must be able to write."""
    session.rollback()
    newest = session.query(AnswerRevision).order_by(AnswerRevision.id.desc()).first()
    value = newest and newest.value
    session.rollback()
    return value
