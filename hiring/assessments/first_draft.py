"""The assessments that a question bank suggests: drafts, so that nobody begins with an empty page."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments import drafting, queries
from hiring.assessments.actions import create_assessment
from hiring.assessments.models import AssessmentVersion
from hiring.banks.bank import RoleTemplate, SuggestedAssessment
from hiring.banks.documents import from_json
from hiring.banks.models import Bank, BankItem, ItemKind
from hiring.banks.rules import template_code
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import newest_of_bank
from hiring.versions.actions import Editor


def begin_first_drafts(session: Session, bank_id: int, *, by: Editor) -> list[AssessmentVersion]:
    """Write the drafts that a bank suggests, ready to be published, and return them.

    One for each of its role templates, unless an assessment measures against the template's rubric
    already; and last, so that it is the newest, its own one, unless an assessment holds some of its tasks.
    """
    bank = session.get_one(Bank, bank_id)
    return [_draft(session, bank, plan, rubric, by) for plan, rubric in [*_wanted(session, bank)]]


def _wanted(session: Session, bank: Bank) -> Iterator[tuple[SuggestedAssessment, RubricVersion]]:
    """Yield each suggestion that nobody has taken up yet, with the rubric that it goes by."""
    for each in bank.about.get("templates", ()):
        template = from_json(RoleTemplate, each)
        rubric = newest_of_bank(session, template_code(bank.code, template.key))
        if rubric is not None and not queries.measures_against(session, rubric.rubric_id):
            yield template.assessment, rubric
    written, rubric = bank.about.get("assessment"), newest_of_bank(session, bank.code)
    if written is not None and rubric is not None and not queries.uses_bank(session, bank.id):
        yield from_json(SuggestedAssessment, written), rubric


def _draft(
    session: Session, bank: Bank, plan: SuggestedAssessment, rubric: RubricVersion, by: Editor
) -> AssessmentVersion:
    tasks = BankItem.kind == ItemKind.TASK
    found = select(BankItem).where(BankItem.bank_id == bank.id, tasks, BankItem.current)
    items = {item.code: item for item in session.scalars(found)}
    version = create_assessment(session, plan.title, rubric, by=by)
    places, sections = {}, {}
    for planned in plan.sections:
        section = drafting.add_section(session, version, by=by)
        wanted = [items[code] for code in planned.tasks if code in items]
        drafting.add_tasks(session, section, wanted, by=by)
        for task in section.tasks:
            drafting.keep_as_notes(session, task, by=by)
            places[task.public_id] = section.public_id
        sections[section.public_id] = drafting.SentSection(planned.title, planned.minutes)
    mark = drafting.draft_mark(version)
    drafting.save_draft(
        session, version, drafting.SentDraft(plan.title, rubric, sections, places, mark), by=by
    )
    return version
