"""The interview of an application and its second total, and the standards that speak of its rubric."""

from hashlib import sha256

from hiring.banks.queries import standards_for
from hiring.dossiers.assembly.interviews import Interviewed
from hiring.dossiers.assembly.standards import UnitOfStandard
from hiring.interviews import queries as interviews
from hiring.interviews.models import Interview
from hiring.interviews.rules import CardState
from hiring.openings.dossier_panel import ApplicationReader


def interviewed(reader: ApplicationReader) -> Interviewed | None:
    """Return what interviewers gave and the second total; None where there is none."""
    joined = reader.once(interviews.joined_scores_of)
    there = reader.once(interviews.interview_of) if joined else None
    if joined is None or there is None:
        return None
    session, opening = reader.session, reader.application.opening
    plan = interviews.plan_of(session, opening.id)
    questions = interviews.questions_of(session, opening, plan) if plan else []
    locked = [card for card in there.cards if card.state == CardState.LOCKED]
    return Interviewed(
        held_at=there.starts_at,
        numbers=_numbers(there, [card.interviewer_id for card in locked]),
        locales={card.interviewer_id: card.interviewer.locale for card in locked},
        questions=interviews.read_cards(there, questions) or [],
        scores=joined.scores,
        tolerance=opening.tolerance,
        consensus={code: rows[0] for code, rows in interviews.consensus_of(session, there.id).items()},
    )


def _numbers(interview: Interview, interviewers: list[int]) -> dict[int, str]:
    """Return a number for each interviewer, drawn anew for every interview and the same at every reading."""
    by_lot = sorted(interviewers, key=lambda who: sha256(f"{interview.public_id}:{who}".encode()).digest())
    return {who: str(number) for number, who in enumerate(by_lot, 1)}


def standards_of(reader: ApplicationReader) -> dict[str, list[UnitOfStandard]]:
    """Return the units that speak of each competency, where the rubric came with a bank that knows some."""
    version = reader.application.opening.rubric_version
    code = version.rubric.bank_code if version is not None else None
    found = standards_for(reader.session, code) if code is not None else None
    if found is None:
        return {}
    titles = {each.key: each.title for each in found.standards}
    return {
        competency: [UnitOfStandard(unit.code, unit.title, titles[unit.standard]) for unit in units]
        for competency, units in found.by_competency().items()
    }
