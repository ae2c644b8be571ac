"""Which frozen versions an opening judges with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments.models import Section, SectionTask
from hiring.banks.models import Bank, BankItem
from hiring.dossiers.assembly.sources import Rules, Sources, SourceVersion
from hiring.openings.judging import LevelsCombined
from hiring.openings.models import Opening
from hiring.scoring.scores import CELLS

#: A bank that was loaded again since: its present hash is not that of the tasks used here.
_NOT_KEPT = "–"


def sources_of(session: Session, opening: Opening) -> Sources:
    """Return the versions; `opening` must carry its assessment and rubric version.

    Tasks have no numbers: a version of a task is its content, so the hash names it.
    """
    rubric, assessment = opening.rubric_version, opening.assessment_version
    if rubric is None or assessment is None:
        raise LookupError("an opening with applications has an assessment and a rubric")
    rows = session.execute(
        select(
            BankItem.title,
            BankItem.code,
            BankItem.content_hash,
            BankItem.current,
            Bank.title.label("bank_title"),
            Bank.code.label("bank_code"),
            Bank.content_hash.label("bank_hash"),
        )
        .join(Bank, Bank.id == BankItem.bank_id)
        .join(SectionTask, SectionTask.item_id == BankItem.id)
        .join(Section, Section.id == SectionTask.section_id)
        .where(Section.version_id == assessment.id)
        .order_by(Section.position, SectionTask.position)
    ).all()
    moved_on = {row.bank_code for row in rows if not row.current}
    banks = {
        row.bank_code: SourceVersion(
            row.bank_title, row.bank_code, _NOT_KEPT if row.bank_code in moved_on else row.bank_hash
        )
        for row in rows
    }
    return Sources(
        rubric=SourceVersion(rubric.title, str(rubric.number), rubric.content_hash or ""),
        assessment=SourceVersion(
            assessment.assessment.title, str(assessment.number), assessment.content_hash or ""
        ),
        banks=tuple(banks.values()),
        tasks=tuple(SourceVersion(row.title, row.code, row.content_hash) for row in rows),
        rules=Rules(
            opening.raters_per_answer,
            opening.tolerance,
            by_cells=opening.score_rule == CELLS.name,
            provisional_keys=opening.provisional_keys_count,
            levels_combined="median" if opening.levels_combined == LevelsCombined.MEDIAN else "mean",
            third_reading=opening.third_reading,
        ),
    )
