"""The interview as the dossier shows it: interviewers are numbers, and each stands beside the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hiring.dossiers.assembly.language import Language, language_of
from hiring.dossiers.beside_tasks import (
    AgreedLevel,
    AskedInInterview,
    DossierInterview,
    InterviewerFigure,
    InterviewerNote,
    JoinedCompetency,
)
from hiring.interviews.models import InterviewConsensus
from hiring.interviews.queries.cards import QuestionRated
from hiring.interviews.scores import JoinedScore, JoinedScores
from hiring.scoring.queries.tasks import Criterion


@dataclass(frozen=True, slots=True)
class Interviewed:
    """What interviewers gave, and the second total made of it."""

    held_at: datetime
    numbers: Mapping[int, str]
    """What each interviewer is called, by user id, in an order that says nothing about who it is."""
    locales: Mapping[int, str]
    """In which language each of them works."""
    questions: Sequence[QuestionRated]
    scores: JoinedScores
    tolerance: int
    consensus: Mapping[str, InterviewConsensus]
    """The last that was recorded for each competency, with who recorded it."""


def interview(
    found: Interviewed | None, criteria: Sequence[Criterion], language: Language
) -> DossierInterview | None:
    """Return the interview, where the candidate was measured by one."""
    if found is None:
        return None
    names = {one.code: language.text(one.name) for one in criteria}
    return DossierInterview(
        held_at=found.held_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        interviewers=tuple(sorted(found.numbers.values())),
        total=found.scores.total,
        weight_covered=found.scores.weight_covered,
        competencies=tuple(_joined(one, names, found) for one in found.scores.competencies),
        questions=tuple(_asked(each, names, found, language) for each in found.questions),
    )


def _joined(one: JoinedScore, names: Mapping[str, str], found: Interviewed) -> JoinedCompetency:
    agreed = found.consensus.get(one.code)
    means = (InterviewerFigure(found.numbers[each.interviewer], each.mean) for each in one.interviewers)
    return JoinedCompetency(
        names[one.code],
        one.score,
        one.tasks,
        one.interviews,
        one.share,
        tuple(sorted(means, key=lambda each: each.interviewer)),
        _agreed(agreed) if agreed else None,
    )


def _agreed(recorded: InterviewConsensus) -> AgreedLevel:
    return AgreedLevel(recorded.level, recorded.reason, language_of(recorded.recorder.locale))


def _asked(
    one: QuestionRated, names: Mapping[str, str], found: Interviewed, language: Language
) -> AskedInInterview:
    notes = (
        InterviewerNote(
            found.numbers[each.user_id],
            each.given.asked,
            each.given.level,
            each.given.not_shown,
            each.given.notes,
            language_of(found.locales[each.user_id]),
        )
        for each in one.given
    )
    return AskedInInterview(
        one.asked.number,
        language.text(one.asked.question.text),
        names[one.asked.competency.code] if one.asked.competency else None,
        tuple(sorted(notes, key=lambda each: each.interviewer)),
        differs=one.apart >= found.tolerance,
    )
