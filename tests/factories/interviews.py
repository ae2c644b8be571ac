"""An opening whose bank holds the shipped guide, a panel that may interview, a candidate who has handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from factory import Sequence, SubFactory
from sqlalchemy import select

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import Actor, Audience, Role
from hiring.banks.documents import as_json
from hiring.banks.models import BankItem
from hiring.i18n.localised import Localised
from hiring.interviews import actions, queries
from hiring.interviews.models import Interview, InterviewCard
from hiring.interviews.rules import AskedQuestion, CardDraft, Slot
from hiring.openings.models import Application, Opening
from hiring.scoring import actions as scoring
from hiring.scoring.models import Review
from hiring.sittings.models import Sitting
from tests.factories import ModelFactory
from tests.factories.accounts import UserFactory
from tests.factories.banks import BankFactory, shipped_bank
from tests.factories.made_once import made_once
from tests.factories.openings import ApplicationFactory
from tests.factories.scoring import Panel, a_panel, handed_in, locked, session_of

GUIDE = as_json(shipped_bank().interview)
COMPETENCIES = (("COMW", 40), ("NETW", 40), ("COMO", 20))
PLACE = "Jl. Melati 7, Bekasi"
NOTES = "Menyebut tiga pihak dan siapa yang menentang."


class InterviewGuideFactory(ModelFactory):
    """The shipped guide."""

    class Meta:
        model = BankItem

    bank = SubFactory(BankFactory)
    kind = "interview_guide"
    code = "interview"
    title = Localised.from_json(GUIDE["title"])
    content = GUIDE
    content_hash = Sequence(lambda n: f"{n:063x}f")


def staff(user: User, role: Role = Role.REVIEWER) -> Actor:
    """Return a member of staff as the one who acts."""
    return Actor(Audience.STAFF, user.id, user.name, user.locale, frozenset({role}))


@dataclass
class Interviewing:
    """An opening whose interviews are planned, and a candidate who may be invited."""

    panel: Panel
    interviewers: list[User]
    application: Application

    @property
    def opening(self) -> Opening:
        return self.panel.opening

    @property
    def hr(self) -> Actor:
        return staff(self.panel.hr, Role.HR)


@made_once
def with_guide(**values: object) -> Interviewing:
    """Return an opening with a guide, three reviewers who are not in it, and somebody who has handed in."""
    panel = a_panel(competencies=COMPETENCIES, **values)
    InterviewGuideFactory(bank=panel.letters[0].bank)
    people = [UserFactory(roles=[Role.REVIEWER], name=name) for name in ("Dewi", "Agus", "Budi")]
    application = ApplicationFactory(
        opening=panel.opening, consented=True, stage="handed_in", candidate__name="Sari Wulandari"
    )
    handed_in(panel, application=application)
    session_of(panel.opening).commit()
    return Interviewing(panel, people, application)


def planned(**values: object) -> Interviewing:
    """Return the same with its questions and its panel chosen."""
    interviewing = with_guide(**values)
    session, opening = session_of(interviewing.opening), interviewing.opening
    people = frozenset(user.id for user in interviewing.interviewers)
    seen = actions.plan_mark(actions.planned(session, opening.id))
    actions.choose_plan(session, opening, frozenset({"I-COMO2"}), people, seen=seen, by=interviewing.hr)
    return interviewing


def slot_of(interviewing: Interviewing, starts_at: datetime | None = None, **changes: object) -> Slot:
    """Return a slot in two days, held by the first two."""
    people = frozenset(user.id for user in interviewing.interviewers[:2])
    values = {"minutes": 60, "place": PLACE, "interviewers": people} | changes
    return Slot(starts_at or (clock.now() + timedelta(days=2)).replace(microsecond=0), **values)


def arranged(interviewing: Interviewing | None = None, **changes: object) -> tuple[Interviewing, Interview]:
    """Return an interview that is arranged for the candidate."""
    interviewing = interviewing or planned()
    session = session_of(interviewing.opening)
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    there = queries.interview_of(session, application.id)
    slot = slot_of(interviewing, **changes)
    actions.arrange(session, application, slot, "", seen=actions.interview_mark(there), by=interviewing.hr)
    return interviewing, queries.interview_of(session, application.id)


def card_of(interview: Interview, user: User) -> InterviewCard:
    """Return the card of one interviewer, as a page loads it."""
    session = session_of(interview)
    public_id = next(card.public_id for card in interview.cards if card.interviewer_id == user.id)
    card = queries.card_by_public_id(session, public_id)
    assert card is not None
    return card


def filled_in(card: InterviewCard, level: int = 3, **changes: object) -> CardDraft:
    """Return a whole card with one level for every question that takes one."""
    session = session_of(card)
    questions = queries.questions_of(
        session, card.interview.opening, queries.plan_of(session, card.interview.opening_id)
    )
    given = [
        AskedQuestion(each.code, asked=True, level=level if each.rated else None, notes=NOTES)
        for each in questions
    ]
    return CardDraft(tuple(given), **({"seen": card.draft_revision} | changes))


def locked_card(interview: Interview, user: User, level: int = 3) -> InterviewCard:
    """Lock one interviewer's card, once the interview has begun."""
    card = card_of(interview, user)
    with clock.held_at(interview.starts_at + timedelta(minutes=30)):
        return actions.lock_card(session_of(interview), card, filled_in(card, level), by=staff(user))


def scored(interviewing: Interviewing, *levels: int | None, sitting: Sitting | None = None) -> None:
    """Have the candidate's answers be marked with these levels and scored, or those of another sitting."""
    session = session_of(interviewing.opening)
    own = select(Sitting).where(Sitting.application_id == interviewing.application.id)
    sitting = sitting or session.scalars(own).one()
    scoring.allocate_reviews(session, sitting.id)
    reviews = session.scalars(select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id))
    for review, level in zip(reviews.all(), levels, strict=True):
        locked(review, level)
    assert scoring.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))


def interviewed(*levels: int, by_tasks: tuple[int | None, ...] = (4, 3)) -> tuple[Interviewing, Interview]:
    """Return an interview whose interviewers have locked these levels, of a candidate whose tasks are scored."""
    interviewing, interview = arranged()
    scored(interviewing, *by_tasks)
    for user, level in zip(interviewing.interviewers, levels, strict=False):
        locked_card(interview, user, level)
    return interviewing, interview
