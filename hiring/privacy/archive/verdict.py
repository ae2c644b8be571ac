"""What was decided about a candidate and how they scored: given once they have been told, not before."""

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.decisions.queries import told_of
from hiring.decisions.rules import KNOWN, OUTCOME_NAMES, Told
from hiring.i18n.choice import localised, number_text
from hiring.interviews.models import InterviewFigure, InterviewScore
from hiring.interviews.queries import joined_scores_of
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section
from hiring.rubrics.models import Competency
from hiring.scoring.models import ApplicationScore, CompetencyFigure


def sections_about_verdict(session: Session, application_id: int) -> Iterator[ArchiveSection]:
    """Yield the decision and the scores of an application; both empty while no letter has gone out."""
    told = told_of(session, application_id)
    gone = told is not None and told.state in KNOWN
    note = "" if gone else _("This is given once you have been told the decision.")
    yield section("decision", _("The decision"), [_decision(told)] if told and gone else [], note)
    yield section("scores", _("Your scores"), [_scores(session, application_id)] if gone else [], note)


def _decision(told: Told) -> list[HeldValue]:
    return [
        HeldValue("outcome", _("Decision"), _(OUTCOME_NAMES[told.outcome])),
        HeldValue("told_at", _("Told on"), told.at),
    ]


def _scores(session: Session, application_id: int) -> list[HeldValue]:
    newest = session.scalar(
        select(ApplicationScore)
        .where(ApplicationScore.application_id == application_id)
        .order_by(ApplicationScore.number.desc())
        .limit(1)
    )
    if newest is None:
        return []
    figures = session.execute(
        select(Competency.code, Competency.name, CompetencyFigure.score)
        .join(Competency, Competency.id == CompetencyFigure.competency_id)
        .where(CompetencyFigure.score_id == newest.id)
        .order_by(Competency.position)
    )
    return [
        HeldValue("total", _("Total"), _figure(newest.total)),
        *(HeldValue(row.code, localised(row.name), _figure(row.score)) for row in figures),
        *_scores_with_interviews(session, application_id),
    ]


def _scores_with_interviews(session: Session, application_id: int) -> list[HeldValue]:
    """Return the second total and what it is made of; nothing where there was no interview."""
    joined = joined_scores_of(session, application_id)
    if joined is None:
        return []
    names = {
        row.code: localised(row.name)
        for row in session.execute(
            select(Competency.code, Competency.name)
            .join(InterviewFigure, InterviewFigure.competency_id == Competency.id)
            .join(InterviewScore, InterviewScore.id == InterviewFigure.score_id)
            .where(InterviewScore.application_id == application_id)
        )
    }
    return [
        HeldValue(
            "total_with_interviews", _("Total after tasks and interviews"), _figure(joined.scores.total)
        ),
        *(
            HeldValue(
                f"{one.code}_with_interviews",
                _("%(competency)s, after tasks and interviews", competency=names[one.code]),
                _figure(one.score),
            )
            for one in joined.scores.competencies
        ),
    ]


def _figure(score: Decimal | None) -> str | None:
    return None if score is None else number_text(float(score), 2)
