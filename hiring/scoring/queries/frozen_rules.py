"""The rules that hold in an opening, those that held before, and what is proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from hiring.accounts.models import User
from hiring.audit.events import name_of
from hiring.audit.models import AuditDetail, AuditEntry
from hiring.audit.rules import PERSONAL
from hiring.db.keyset import AnyRow
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.judging import LevelsCombined, QuotesWanted
from hiring.openings.models import Opening
from hiring.scoring.events import RulesChanged
from hiring.scoring.frozen_rules import ChangeableRules, OpeningRules, names_all
from hiring.scoring.models import ApplicationScore, FrozenRules, RulesChange
from hiring.scoring.queries.tasks import criteria_of_rubric


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """Rules that hold or held, and since when."""

    number: int
    rules: ChangeableRules
    fingerprint: str
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """Other rules that somebody has proposed, while nobody has decided."""

    change_id: int
    public_id: str
    wanted: ChangeableRules
    reason: str
    proposer_id: int
    proposer: str
    proposed_at: datetime


#: Written out: an index holds only the changes of which this is true, and is found by these words.
CHANGE_WAITS = RulesChange.agreed.is_(None)


@dataclass(frozen=True, slots=True)
class ChangeToDecide:
    """An opening in which other rules of scoring wait for a second person."""

    public_id: str
    title: Localised
    change_id: str
    """The public one."""
    proposer: str


def changes_to_decide(session: Session, *, most: int) -> list[ChangeToDecide]:
    """Return the newest changes of rules that wait, of any opening: for administrators."""
    rows = session.execute(
        select(Opening.public_id, Opening.title, RulesChange.public_id, User.name)
        .join(Opening, Opening.id == RulesChange.opening_id)
        .join(User, User.id == RulesChange.proposer_id)
        .where(CHANGE_WAITS)
        .order_by(RulesChange.opening_id.desc())
        .limit(most)
    )
    return [ChangeToDecide(*row) for row in rows]


def rules_of(session: Session, opening: Opening) -> OpeningRules:
    """Return the rules that hold in an opening, naming what those name that were frozen last."""
    rubric = criteria_of_rubric(session, opening.rubric_version_id)
    frozen = select(FrozenRules.content).where(FrozenRules.opening_id == opening.id)
    newest = session.scalar(frozen.order_by(FrozenRules.number.desc()).limit(1))
    return OpeningRules(
        {one.code: one.weight for one in rubric},
        opening.raters_per_answer,
        opening.score_rule,
        opening.score_rule_version,
        opening.provisional_keys_count,
        QuotesWanted(opening.quotes_wanted),
        ChangeableRules(
            opening.tolerance,
            opening.third_reading,
            opening.third_reading_cut,
            LevelsCombined(opening.levels_combined),
        ),
        control_share=opening.control_share,
        names_all=names_all(newest),
    )


def frozen_versions(session: Session, opening_id: int) -> Sequence[FrozenVersion]:
    """Return the rules of an opening as they were frozen, those that hold first."""
    rows = session.scalars(
        select(FrozenRules).where(FrozenRules.opening_id == opening_id).order_by(FrozenRules.number.desc())
    )
    return [
        FrozenVersion(row.number, ChangeableRules.from_json(row.content), row.fingerprint, row.frozen_at)
        for row in rows
    ]


def frozen_after_scores(session: Session, opening_id: int) -> bool:
    """Say whether an opening had scores before its rules were first frozen: early ones only."""
    first = select(FrozenRules.frozen_at).where(FrozenRules.opening_id == opening_id, FrozenRules.number == 1)
    written = select(ApplicationScore.id).where(
        ApplicationScore.opening_id == opening_id, ApplicationScore.computed_at < first.scalar_subquery()
    )
    return session.scalar(written.limit(1)) is not None


def openings_never_frozen(session: Session, *, after: int, most: int) -> list[int]:
    """Return some openings with scores whose rules were never frozen, by their numbers."""
    frozen = select(FrozenRules.opening_id).where(FrozenRules.opening_id == ApplicationScore.opening_id)
    found = (
        select(ApplicationScore.opening_id)
        .where(ApplicationScore.opening_id > after, ~frozen.exists())
        .distinct()
        .order_by(ApplicationScore.opening_id)
        .limit(most)
    )
    return list(session.scalars(found))


def fingerprint_frozen(session: Session, opening_id: int) -> str | None:
    """Return the fingerprint of the rules that were frozen last, or None where none were."""
    newest = select(FrozenRules.fingerprint).where(FrozenRules.opening_id == opening_id)
    return session.scalar(newest.order_by(FrozenRules.number.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class AgreedChange:
    """That the rules of an opening were changed, by two people."""

    before: ChangeableRules
    now: ChangeableRules
    at: datetime
    reason: str
    """Of both; empty where it was taken out since."""
    proposer: str
    decider: str


def changes_of(opening_id: int) -> tuple[AnySelect, AnySelect, AnySelect]:
    """Return the statements for how the rules of an opening were changed; see `agreed_changes`."""
    proposer, decider = aliased(User), aliased(User)
    return (
        select(
            RulesChange.id,
            RulesChange.wanted,
            RulesChange.decided_at,
            proposer.name.label("proposer"),
            decider.name.label("decider"),
        )
        .join(proposer, proposer.id == RulesChange.proposer_id)
        .join(decider, decider.id == RulesChange.decider_id)
        .where(RulesChange.opening_id == opening_id, RulesChange.agreed.is_(True)),
        select(FrozenRules.number, FrozenRules.content).where(FrozenRules.opening_id == opening_id),
        select(AuditEntry.id, AuditDetail.content)
        .join(AuditDetail, and_(AuditDetail.entry_id == AuditEntry.id, AuditDetail.kind == PERSONAL))
        .where(AuditEntry.opening_id == opening_id, AuditEntry.event == name_of(RulesChanged)),
    )


def agreed_changes(
    changes: Iterable[AnyRow], held: Iterable[AnyRow], told: Iterable[AnyRow]
) -> list[AgreedChange]:
    """Return how rules were changed since they were frozen, the first change first.

    Each change froze the rules once more, and the trail has told it once.
    """
    reasons = [(row.content or {}).get("reason", "") for row in sorted(told, key=lambda row: row.id)]
    return [
        AgreedChange(
            ChangeableRules.from_json(before.content),
            ChangeableRules.from_json(row.wanted),
            row.decided_at,
            reason,
            row.proposer,
            row.decider,
        )
        for row, before, reason in zip(
            sorted(changes, key=lambda row: (row.decided_at, row.id)),
            sorted(held, key=lambda row: row.number),
            reasons,
            strict=False,
        )
    ]


def waiting_change(session: Session, opening_id: int) -> WaitingChange | None:
    """Return what a second person has to decide about the rules of an opening."""
    row: Any = session.execute(
        select(RulesChange, User.name)
        .join(User, User.id == RulesChange.proposer_id)
        .where(RulesChange.opening_id == opening_id, CHANGE_WAITS)
    ).one_or_none()
    if row is None:
        return None
    change = row.RulesChange
    return WaitingChange(
        change.id,
        change.public_id,
        ChangeableRules.from_json(change.wanted),
        change.reason,
        change.proposer_id,
        row.name,
        change.proposed_at,
    )
