"""A closed opening in which everybody is decided on, and what the candidates told about their groups."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Role
from hiring.decisions.models import Decision
from hiring.fairness.models import GroupAnswers
from hiring.openings.models import Application, Opening
from hiring.scoring.models import ApplicationScore
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.sittings import SittingFactory

#: So long ago that everything is counted that can be.
LONG_AGO = timedelta(days=8)
#: What one candidate told, whether there was an offer, and the total.
Told = tuple[Mapping[str, str], bool, str]


def people(number: int, told: Mapping[str, str], offers: int, total: str = "3.00") -> list[Told]:
    """Return so many who told the same, of whom the first `offers` have an offer."""
    return [(told, at < offers, total) for at in range(number)]


def decided_opening(session: Session, crowd: Sequence[Told], *, ago: timedelta = LONG_AGO) -> Opening:
    """Return a closed opening in which the last decision was taken so long `ago`."""
    hr = UserFactory(roles=[Role.HR], locale="en")
    opening = OpeningFactory(
        hr=[hr], state="closed", closed_at=clock.now() - ago, closes_at=clock.now() - ago
    )
    session.flush()
    for told, offered, total in crowd:
        one_decided(session, opening, told, offered=offered, total=total, ago=ago)
    session.commit()
    return opening


def one_decided(
    session: Session,
    opening: Opening,
    told: Mapping[str, str],
    *,
    offered: bool,
    total: str = "3.00",
    ago: timedelta = LONG_AGO,
) -> Application:
    """Return one more candidate who was decided on; who told nothing has no row."""
    application = ApplicationFactory(opening=opening, consented=True, stage="decided", locale="en")
    sitting = SittingFactory(
        handed_in=True, application=application, assessment_version=opening.assessment_version
    )
    session.flush()
    session.add(_decision(opening, application, offered=offered, ago=ago))
    session.add(_score(opening, application, sitting.id, total))
    if told:
        tell(session, application, told)
    session.flush()
    return application


def tell(session: Session, application: Application, told: Mapping[str, str]) -> GroupAnswers:
    """Return what a candidate told, with the words that were ticked."""
    row = GroupAnswers(
        application_id=application.id, opening_id=application.opening_id, agreed_to="Saya setuju.", **told
    )
    session.add(row)
    session.flush()
    return row


def _decision(opening: Opening, application: Application, *, offered: bool, ago: timedelta) -> Decision:
    return Decision(
        application_id=application.id,
        operation_id=str(application.id),
        outcome="offer" if offered else "reject",
        reason="Jawaban dan referensi sama-sama kuat.",
        decided_by=opening.members[0].user_id,
        decided_at=clock.now() - ago,
    )


def _score(opening: Opening, application: Application, sitting_id: int, total: str) -> ApplicationScore:
    value = Decimal(total)
    return ApplicationScore(
        sitting_id=sitting_id,
        application_id=application.id,
        opening_id=opening.id,
        number=1,
        rule="cells",
        rule_version=1,
        policy={},
        input_hash="0" * 64,
        total=value,
        falling=-int(value * 100),
        rising=int(value * 100),
        weight_covered=Decimal(100),
        n_ratings=4,
        n_differences=0,
        widest=0,
    )
