"""An opening with a panel, handed-in answers, and reviews on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from factory import Sequence as Counter
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.assessments.models import AssessmentVersion
from hiring.banks.models import BankItem
from hiring.db.keyset import Cursor
from hiring.openings.models import Application, Opening
from hiring.scoring import actions
from hiring.scoring.models import Rating, Review
from hiring.scoring.queries import UnallocatedAnswer, frame_of_review, unallocated_in
from hiring.scoring.rules import DraftRating, ReviewDraft
from hiring.sittings.models import Sitting
from tests.factories import ModelFactory
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, _letter, letter, scenario, with_declaration
from tests.factories.made_once import made_once
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.rubrics import RubricVersionFactory
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory

REASON = "Menyebut tanggal surat dan langkah berikutnya."
LETTER = "Terima kasih atas surat Ibu tanggal 3 November."


def session_of(thing: object) -> Session:
    session = object_session(thing)
    assert session is not None
    return session


@dataclass
class Panel:
    """One opening whose assessment holds two letters and a closed scenario."""

    opening: Opening
    version: AssessmentVersion
    hr: User
    reviewers: list[User]
    letters: list[BankItem]
    scenario: BankItem


class ReviewFactory(ModelFactory):
    """`ReviewFactory(opening_id=..., sitting=..., item=..., reviewer_id=...)`."""

    class Meta:
        model = Review

    pseudonym = Counter(lambda n: f"A-{n:04d}")
    shuffle = Counter(lambda n: n)


class RatingFactory(ModelFactory):
    class Meta:
        model = Rating

    level = 3
    reason = REASON


@made_once
def a_panel(
    reviewers: int | Sequence[User] = 2,
    *,
    letters: int = 1,
    key_confirmed: bool = False,
    key_provisional: bool = False,
    competencies: Sequence[tuple[str, int]] = (("COMW", 60), ("NETW", 40)),
    aids_declared: bool = False,
    **values: object,
) -> Panel:
    """Return an opening with `reviewers` in its panel and `letters` tasks to rate (T90, T91, ...).

    The key of the closed scenario counts for COMW where it is confirmed, or provisional and the
    opening says that such keys count. With `aids_declared` every letter has a part "aids" in which AI aids
    are declared.
    """
    bank = BankFactory()
    document = with_declaration(_letter()) if aids_declared else _letter()
    items = [letter(bank=bank, content=document | {"code": f"T{90 + number}"}) for number in range(letters)]
    closed = scenario(bank=bank, code="T80", confirmed=key_confirmed, provisional=key_provisional)
    version = AssessmentVersionFactory(
        sections=[[*items, closed]], rubric_version=RubricVersionFactory(competencies=competencies)
    )
    people = (
        [UserFactory(roles=[Role.REVIEWER]) for _ in range(reviewers)]
        if isinstance(reviewers, int)
        else list(reviewers)
    )
    hr = UserFactory(roles=[Role.HR])
    opening = OpeningFactory(assessment_version=version, hr=[hr], reviewers=people, **values)
    return Panel(opening, version, hr, people, items, closed)


def handed_in(panel: Panel, text: str | None = LETTER, *, application: Application | None = None) -> Sitting:
    """Return a handed-in sitting in which every letter says `text`, or is left empty."""
    application = application or ApplicationFactory(opening=panel.opening, consented=True, stage="handed_in")
    sitting = SittingFactory(handed_in=True, application=application, assessment_version=panel.version)
    for item in panel.letters:
        if text is not None:
            AnswerRevisionFactory(sitting=sitting, item=item, value={"text": text})
    return sitting


def allocated(panel: Panel, text: str | None = LETTER, **values: object) -> Sitting:
    """Return a handed-in sitting whose answers have reached the panel."""
    sitting = handed_in(panel, text, **values)
    actions.allocate_reviews(session_of(sitting), sitting.id)
    return sitting


def draft(review: Review, level: int | None = 3, **changes: object) -> ReviewDraft:
    """Return a complete draft with one level for every competency (None: nothing shown, or no evidence)."""
    frame = frame_of_review(session_of(review), review)
    instead = {"cannot_judge", "no_evidence"} & changes.keys()
    chosen = {} if instead else given(level, by_cells=frame.by_cells)
    values = chosen | {"reason": REASON, "quote": ""} | changes
    return ReviewDraft(tuple(DraftRating(code, **values) for code in frame.codes), seen=review.draft_revision)


def given(level: int | None, *, by_cells: bool = True) -> dict[str, object]:
    """Return what a reviewer gives; None is what the opening's rule knows below the levels."""
    if level is not None:
        return {"level": level}
    return {"level": 1, "nothing_shown": True} if by_cells else {"no_evidence": True}


def locked(review: Review, level: int | None = 3, **changes: object) -> Review:
    """Lock the review with one level for every competency."""
    session = session_of(review)
    reviewer = session.get_one(User, review.reviewer_id)
    session.refresh(reviewer, ["roles"])
    return actions.lock_review(session, review, draft(review, level, **changes), by=actor_of(reviewer))


def waiting_answers(session: Session, panel: Panel) -> list[UnallocatedAnswer]:
    """Return what HR is shown of answers without enough reviewers."""
    return list(unallocated_in(panel.opening.id).page(session, Cursor(), size=50).rows)


def settled(panel: Panel, *levels: int | None) -> Sitting:
    """Return a sitting whose reviews got these levels, in order (None: as `given` has it), settled."""
    sitting = allocated(panel)
    session = session_of(sitting)
    reviews = session.scalars(select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id))
    for review, level in zip(reviews.all(), levels, strict=True):
        locked(review, level)
    assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    return sitting
