"""What a candidate told, what is to be counted, and what was counted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload

from hiring import clock
from hiring.assessments.models import Section, SectionTask
from hiring.banks.bank import Notices
from hiring.banks.documents import from_json
from hiring.banks.models import BankItem, ItemKind
from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome
from hiring.fairness.models import GroupAnswers, OpeningFairness
from hiring.fairness.rules import (
    COUNTED_AFTER,
    Counts,
    FairnessFigures,
    GroupQuestion,
    SelectionStep,
    StepCounts,
    fairness_from,
)
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening
from hiring.openings.rules import ENDED, OpeningState, Stage
from hiring.scoring.models import ApplicationScore


def own_application(session: Session, application_id: int) -> Application | None:
    """Return the application of whoever asks, with its opening."""
    return session.scalar(
        select(Application).where(Application.id == application_id).options(joinedload(Application.opening))
    )


def told_by(session: Session, application_id: int) -> GroupAnswers | None:
    """Return what a candidate told: for this person alone."""
    return session.get(GroupAnswers, application_id)


def is_counted(session: Session, opening_id: int) -> bool:
    return session.scalar(select(exists().where(OpeningFairness.opening_id == opening_id))) or False


def notice_about_groups(session: Session, assessment_version_id: int) -> Localised | None:
    """Return what the notices of the bank promise about such answers; None where it has no notices."""
    banks = (
        select(BankItem.bank_id)
        .join(SectionTask, SectionTask.item_id == BankItem.id)
        .join(Section, Section.id == SectionTask.section_id)
        .where(Section.version_id == assessment_version_id)
    )
    content = session.scalar(
        select(BankItem.content)
        .where(BankItem.bank_id.in_(banks), BankItem.kind == ItemKind.NOTICES, BankItem.current)
        .order_by(BankItem.bank_id, BankItem.id.desc())
        .limit(1)
    )
    return None if content is None else from_json(Notices, content).voluntary_group_data


@dataclass(frozen=True, slots=True)
class FairnessNow:
    """What was counted of an opening, and when."""

    figures: FairnessFigures
    counted_at: datetime


def fairness_now(session: Session, opening_id: int) -> FairnessNow | None:
    """Return what was counted of an opening; None before."""
    row = session.get(OpeningFairness, opening_id)
    return None if row is None else FairnessNow(fairness_from(row.figures), row.counted_at)


def openings_to_count(session: Session) -> list[int]:
    """Return the closed openings in which everybody is decided on for a while, and nothing was counted."""
    waiting = exists().where(Application.opening_id == Opening.id, Application.stage.not_in(ENDED))
    last = (
        select(func.max(Decision.decided_at))
        .join(Application, Application.id == Decision.application_id)
        .where(Application.opening_id == Opening.id)
        .scalar_subquery()
    )
    counted = exists().where(OpeningFairness.opening_id == Opening.id)
    found = select(Opening.id).where(
        Opening.state == OpeningState.CLOSED, ~counted, ~waiting, last <= clock.now() - COUNTED_AFTER
    )
    return list(session.scalars(found.order_by(Opening.id)))


def openings_with_late_answers(session: Session) -> list[int]:
    """Return the openings in which somebody told something while it was being counted."""
    counted = select(OpeningFairness.opening_id)
    late = select(GroupAnswers.opening_id).where(GroupAnswers.opening_id.in_(counted)).distinct()
    return list(session.scalars(late.order_by(GroupAnswers.opening_id)))


def counts_of(session: Session, opening_id: int) -> dict[SelectionStep, StepCounts]:
    """Count who was chosen; whoever withdrew, was removed or has no score is compared with nobody."""
    told = {
        one.application_id: one
        for one in session.scalars(select(GroupAnswers).where(GroupAnswers.opening_id == opening_id))
    }
    outcomes, totals = _outcomes(session, opening_id), _totals(session, opening_id)
    middle = median(totals.values()) if totals else 0
    chosen = {
        SelectionStep.SCORE: {who: total > middle for who, total in totals.items()},
        SelectionStep.OFFER: {who: outcome == Outcome.OFFER for who, outcome in outcomes.items()},
    }
    return {step: _counted(of_step, told) for step, of_step in chosen.items()}


def _counted(chosen: Mapping[int, bool], told: Mapping[int, GroupAnswers]) -> StepCounts:
    groups: dict[GroupQuestion, dict[str, Counts]] = {}
    for question in GroupQuestion:
        members = defaultdict[str, list[bool]](list)
        for who, was_chosen in chosen.items():
            answer = getattr(told[who], question) if who in told else None
            if answer is not None:
                members[answer].append(was_chosen)
        groups[question] = {name: (sum(each), len(each)) for name, each in sorted(members.items())}
    return StepCounts((sum(chosen.values()), len(chosen)), groups)


def _outcomes(session: Session, opening_id: int) -> dict[int, str]:
    """Return by application what was decided last."""
    rows = session.execute(
        select(Decision.application_id, Decision.outcome)
        .join(Application, Application.id == Decision.application_id)
        .where(Application.opening_id == opening_id, Application.stage == Stage.DECIDED)
        .order_by(Decision.id)
    )
    return {row.application_id: row.outcome for row in rows}


def _totals(session: Session, opening_id: int) -> dict[int, int]:
    """Return by application the total that stands, in hundredths."""
    rows = session.execute(
        select(ApplicationScore.application_id, ApplicationScore.total)
        .join(Application, Application.id == ApplicationScore.application_id)
        .where(ApplicationScore.opening_id == opening_id, Application.stage == Stage.DECIDED)
        .order_by(ApplicationScore.application_id, ApplicationScore.number)
    )
    last = {row.application_id: row.total for row in rows}
    return {who: int(total.scaleb(2)) for who, total in last.items() if total is not None}
