"""What is asked in the interviews of an opening, and who may hold them."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from hiring.accounts import queries as accounts
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.assessments.models import Section, SectionTask
from hiring.assessments.queries import item_beside_tasks
from hiring.banks.documents import from_json, task_from_json
from hiring.banks.interview_guide import InterviewGuide, InterviewQuestion
from hiring.banks.measured import counted_by_key, rated_in
from hiring.banks.models import BankItem, ItemKind
from hiring.db.together import AnySelect
from hiring.interviews.models import Interview, Interviewer, InterviewPlan
from hiring.interviews.rules import MOST_IN_PANEL, Plan, sees_scores
from hiring.openings.models import Opening
from hiring.rubrics.models import Competency
from hiring.rubrics.rules import CompetencyContent


@dataclass(frozen=True, slots=True)
class QuestionToAsk:
    """A question in its place, with the competency it is rated on; None: it is noted only."""

    number: int
    question: InterviewQuestion
    competency: CompetencyContent | None

    @property
    def code(self) -> str:
        return self.question.code

    @property
    def rated(self) -> bool:
        return self.competency is not None


def current_guide(session: Session, opening: Opening) -> BankItem | None:
    """Return the interview guide of the bank from which the opening's tasks come."""
    return item_beside_tasks(session, opening.assessment_version_id, ItemKind.INTERVIEW_GUIDE)


def guide_of(item: BankItem) -> InterviewGuide:
    """Return the guide that an item of a bank holds."""
    return from_json(InterviewGuide, item.content)


def plan_of(session: Session, opening_id: int) -> InterviewPlan | None:
    """Return what is asked in the interviews of an opening, with its guide."""
    wanted = select(InterviewPlan).where(InterviewPlan.opening_id == opening_id)
    fresh = wanted.options(joinedload(InterviewPlan.item)).execution_options(populate_existing=True)
    return session.scalar(fresh)


def plan_as_value(plan: InterviewPlan | None, panel: frozenset[int]) -> Plan:
    """Return what is planned as a plain value; the usual where nothing is."""
    if plan is None:
        return Plan((), panel)
    return Plan(tuple(plan.questions), panel, plan.shares, plan.notice_hours, plan.wishes)


def panel_of(session: Session, opening_id: int) -> list[User]:
    """Return who may hold interviews of an opening, by name."""
    wanted = select(User).join(Interviewer, Interviewer.user_id == User.id)
    return list(
        session.scalars(wanted.where(Interviewer.opening_id == opening_id).order_by(User.name, User.id))
    )


def somebody_invited(session: Session, opening_id: int) -> bool:
    """Say whether a candidate of the opening has ever been invited: then the questions are fixed."""
    return bool(session.scalar(select(exists().where(Interview.opening_id == opening_id))))


def first_invited(opening_id: int) -> AnySelect:
    """Return the statement for the same, to be asked together with others: a row, or none."""
    return select(Interview.id).where(Interview.opening_id == opening_id).limit(1)


def _competencies(session: Session, opening: Opening) -> dict[str, CompetencyContent]:
    wanted = select(Competency).where(Competency.version_id == opening.rubric_version_id)
    found = session.scalars(wanted.order_by(Competency.position))
    return {each.code: each.content() for each in found}


def offered_questions(session: Session, opening: Opening, guide: InterviewGuide) -> list[QuestionToAsk]:
    """Return the questions of a guide that fit the opening: of competencies of its rubric, or of values."""
    known = _competencies(session, opening)
    fitting = [each for each in guide.questions if each.competency is None or each.competency in known]
    return [
        QuestionToAsk(number, each, known.get(each.competency or ""))
        for number, each in enumerate(fitting, 1)
    ]


def questions_of(session: Session, opening: Opening, plan: InterviewPlan) -> list[QuestionToAsk]:
    """Return what is asked, in its order."""
    known = _competencies(session, opening)
    texts = {each.code: each for each in guide_of(plan.item).questions}
    return [
        QuestionToAsk(number, texts[code], known.get(texts[code].competency or ""))
        for number, code in enumerate(plan.questions, 1)
    ]


def tasks_measuring(session: Session, opening: Opening) -> Counter[str]:
    """Return by how many tasks of the opening each competency is measured."""
    wanted = (
        select(BankItem.content)
        .join(SectionTask, SectionTask.item_id == BankItem.id)
        .join(Section, Section.id == SectionTask.section_id)
        .where(Section.version_id == opening.assessment_version_id)
    )
    provisional = opening.provisional_keys_count
    tasks = [task_from_json(content) for content in session.scalars(wanted)]
    return Counter(
        code for task in tasks for code in rated_in(task) | counted_by_key(task, provisional=provisional)
    )


def people_offered(
    session: Session, opening: Opening, there: Collection[User], chosen: Collection[int], search: str
) -> tuple[list[User], bool]:
    """Return whom to offer for the panel: who is `there` or `chosen`, then others; and if there are more."""
    new = set(chosen) - {user.id for user in there}
    first = {user.id: user for user in [*there, *may_interview(session, opening, new)]}
    found = accounts.staff_with_role(session, Role.REVIEWER, search=search, most=MOST_IN_PANEL + 1)
    blind = (user for user in found[:MOST_IN_PANEL] if not sees_scores(user.id, opening.members))
    others = [user for user in blind if user.id not in first]
    known = sorted(first.values(), key=lambda user: (user.name, user.id))
    return [*known, *others], len(found) > MOST_IN_PANEL


def may_interview(session: Session, opening: Opening, wanted: Iterable[int]) -> list[User]:
    """Return those who may be in the panel: active reviewers who see no scores of the opening."""
    ids = sorted(set(wanted))[:MOST_IN_PANEL]
    found = accounts.staff_among(session, Role.REVIEWER, ids) if ids else []
    return [user for user in found if not sees_scores(user.id, opening.members)]
