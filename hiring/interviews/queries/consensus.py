"""What interviewers came to together, beside what each gave alone."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring.interviews.models import InterviewConsensus
from hiring.interviews.queries.plans import QuestionToAsk
from hiring.rubrics.rules import CompetencyContent


def consensus_of(session: Session, interview_id: int) -> dict[str, list[InterviewConsensus]]:
    """Return what was recorded for each competency, the newest first, with who did."""
    wanted = select(InterviewConsensus).where(InterviewConsensus.interview_id == interview_id)
    newest = wanted.order_by(InterviewConsensus.id.desc()).options(joinedload(InterviewConsensus.recorder))
    found: dict[str, list[InterviewConsensus]] = {}
    for row in session.scalars(newest):
        found.setdefault(row.competency, []).append(row)
    return found


def competencies_asked(questions: Sequence[QuestionToAsk]) -> dict[str, CompetencyContent]:
    """Return the competencies of what is asked, in its order, each once."""
    return {each.competency.code: each.competency for each in questions if each.competency}
