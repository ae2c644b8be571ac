"""The assessment that a question bank suggests: a draft, so that nobody begins with an empty page."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments import drafting, queries
from hiring.assessments.actions import create_assessment
from hiring.assessments.models import AssessmentVersion
from hiring.banks.models import Bank, BankItem, ItemKind
from hiring.i18n.localised import Localised
from hiring.rubrics.queries import newest_of_bank
from hiring.versions.actions import Editor


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section as it is suggested: its title, its minutes, the codes of its tasks."""

    title: Localised
    minutes: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedAssessment:
    """An assessment as it is suggested for the bank with a code."""

    title: Localised
    sections: tuple[PlannedSection, ...]


PLANS: Mapping[str, PlannedAssessment] = {
    "community-officer": PlannedAssessment(
        Localised(id="Asesmen community officer", en="Community officer assessment"),
        (
            PlannedSection(
                Localised(id="Menulis kepada warga dan mitra", en="Writing to residents and partners"),
                65,
                ("T01", "T05"),
            ),
            PlannedSection(
                Localised(id="Situasi yang berubah", en="Situations that change"), 25, ("T04", "T07")
            ),
            PlannedSection(Localised(id="Memeriksa anggaran", en="Checking a budget"), 35, ("T02",)),
        ),
    )
}


def begin_first_draft(session: Session, bank_id: int, *, by: Editor) -> AssessmentVersion | None:
    """Write the draft that is suggested for a bank, ready to be published, unless its tasks are in use.

    None where an assessment holds some of them already, or where nothing is suggested for this bank.
    """
    bank = session.get_one(Bank, bank_id)
    plan, rubric = PLANS.get(bank.code), newest_of_bank(session, bank.code)
    if plan is None or rubric is None or queries.uses_bank(session, bank.id):
        return None
    tasks = BankItem.kind == ItemKind.TASK
    found = select(BankItem).where(BankItem.bank_id == bank.id, tasks, BankItem.current)
    items = {item.code: item for item in session.scalars(found)}
    version = create_assessment(session, plan.title, rubric, by=by)
    places, sections = {}, {}
    for planned in plan.sections:
        section = drafting.add_section(session, version, by=by)
        wanted = [items[code] for code in planned.codes if code in items]
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
