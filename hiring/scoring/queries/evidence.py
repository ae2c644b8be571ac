"""What was rated in a few applications, by competency, for whoever compares them: one statement for all."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.banks.models import BankItem
from hiring.i18n.localised import Localised
from hiring.rubrics.models import Competency
from hiring.scoring.models import Rating, Review, Settlement
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting
from hiring.text import letter_of


@dataclass(frozen=True, slots=True)
class GivenLevel:
    """What one reviewer gave. `reviewer` is the letter that the dossier calls the same one."""

    reviewer: str
    level: int | None
    nothing_shown: bool
    reason: str
    quote: str
    nothing_to_quote: str


@dataclass(frozen=True, slots=True)
class TaskEvidence:
    """What all reviewers gave for one competency in one task."""

    title: Localised
    given: Sequence[GivenLevel]

    @property
    def apart(self) -> int:
        """How many levels lie between the lowest and the highest."""
        levels = [one.level for one in self.given if one.level is not None]
        return max(levels) - min(levels) if levels else 0


#: (application, competency) -> task by task.
Evidence = Mapping[tuple[int, str], Sequence[TaskEvidence]]


def evidence_of(session: Session, application_ids: Collection[int]) -> Evidence:
    """Return what was rated in few applications that are settled; of others there is nothing."""
    rows = session.execute(
        select(
            Sitting.application_id,
            Review.id,
            Review.reviewer_id,
            Review.item_id,
            BankItem.title,
            Competency.code,
            Rating.level,
            Rating.nothing_shown,
            Rating.reason,
            Rating.quote,
            Rating.nothing_to_quote,
        )
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Settlement, Settlement.sitting_id == Sitting.id)
        .join(BankItem, BankItem.id == Review.item_id)
        .outerjoin(Rating, Rating.review_id == Review.id)
        .outerjoin(Competency, Competency.id == Rating.competency_id)
        .where(
            Sitting.application_id.in_(application_ids),
            Settlement.settled_at.is_not(None),
            Review.state == ReviewState.LOCKED,
        )
        .order_by(Review.id)
    ).all()
    letters: dict[int, dict[int, str]] = defaultdict(dict)
    found: dict[tuple[int, str], dict[int, tuple[Localised, list[GivenLevel]]]] = defaultdict(dict)
    for row in rows:  # in the order in which the lot fell, as the dossier has it
        known = letters[row.application_id]
        letter = known.setdefault(row.reviewer_id, letter_of(len(known)))
        if row.code is not None:
            by_task = found[row.application_id, row.code]
            _title, given = by_task.setdefault(row.item_id, (row.title, []))
            said = row.reason, row.quote, row.nothing_to_quote
            given.append(GivenLevel(letter, row.level, row.nothing_shown, *said))
    return {
        key: [TaskEvidence(title, given) for _item, (title, given) in sorted(by_task.items())]
        for key, by_task in found.items()
    }
