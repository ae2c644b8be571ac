"""The assessment that a question bank suggests: a draft, so that nobody begins with an empty page."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments import drafting, queries
from hiring.assessments.actions import create_assessment
from hiring.assessments.models import AssessmentVersion
from hiring.banks.bank import SuggestedAssessment
from hiring.banks.documents import from_json
from hiring.banks.models import Bank, BankItem, ItemKind
from hiring.rubrics.queries import newest_of_bank
from hiring.versions.actions import Editor


def begin_first_draft(session: Session, bank_id: int, *, by: Editor) -> AssessmentVersion | None:
    """Write the draft that a bank suggests, ready to be published, unless its tasks are in use.

    None where an assessment holds some of them already, or where the bank suggests nothing.
    """
    bank = session.get_one(Bank, bank_id)
    written, rubric = bank.about.get("assessment"), newest_of_bank(session, bank.code)
    if written is None or rubric is None or queries.uses_bank(session, bank.id):
        return None
    plan = from_json(SuggestedAssessment, written)
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
