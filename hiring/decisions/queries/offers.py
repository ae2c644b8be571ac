"""How many candidates of an opening have which outcome, and who has an offer: counted along an index."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from hiring.decisions.rules import Outcome
from hiring.openings.models import Application, Candidate
from hiring.openings.rules import Stage

#: So many who have an offer are named.
_MOST_NAMED = 20
#: Who withdrew after the decision has no offer any more.
_DECIDED = Application.stage == Stage.DECIDED


@dataclass(frozen=True, slots=True)
class Offers:
    """How many have an offer, and the names of the first of them."""

    number: int
    names: Sequence[str]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.names)


def outcome_numbers(session: Session, opening_ids: Collection[int]) -> dict[tuple[int, Outcome], int]:
    """Return how many are decided on in each of a page's openings, by outcome."""
    rows = session.execute(
        select(Application.opening_id, Application.outcome, func.count())
        .where(Application.opening_id.in_(opening_ids), Application.outcome.is_not(None), _DECIDED)
        .group_by(Application.opening_id, Application.outcome)
    )
    return {(row[0], Outcome(row[1])): row[2] for row in rows if row[1] is not None}


def number_of_offers(session: Session, opening_id: int, *, but: Collection[int] = ()) -> int:
    """Return how many candidates of an opening have an offer, leaving out some applications."""
    counted = select(func.count()).select_from(Application)
    return session.scalars(counted.where(*_with_offer(opening_id), Application.id.not_in(but))).one()


def offers_of(session: Session, opening_id: int, *, but: Collection[int] = ()) -> Offers:
    """Return how many candidates of an opening have an offer, and who, leaving out some applications."""
    names = session.scalars(
        select(Candidate.name)
        .join(Application, Application.candidate_id == Candidate.id)
        .where(*_with_offer(opening_id), Application.id.not_in(but))
        .order_by(Application.listed_as, Application.id)
        .limit(_MOST_NAMED)
    ).all()
    return Offers(number_of_offers(session, opening_id, but=but), names)


def _with_offer(opening_id: int) -> tuple[ColumnElement[bool], ...]:
    return Application.opening_id == opening_id, Application.outcome == Outcome.OFFER, _DECIDED
