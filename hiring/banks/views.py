"""HR browses the banks and sees each task as the candidate will."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.banks import policy, queries
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems
from hiring.banks.candidate_view import candidate_view
from hiring.banks.documents import task_from_json
from hiring.banks.kinds import kind_of
from hiring.banks.models import Bank, BankItem
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.banks.rubric import RubricText
from hiring.banks.rules import EXEMPLAR_NAMES, FACT_NAMES, METHOD_NAMES
from hiring.banks.tasks import Task
from hiring.banks.working_time import working_minutes
from hiring.db import current_session
from hiring.db.keyset import Cursor
from hiring.i18n.localised import Localised
from hiring.rubrics.views.standards import ShownStandard, ShownUnit
from hiring.web.paging import cursor_in

bp = Blueprint("banks", __name__)


@bp.get("/banks")
@guarded(policy.READ_BANKS)
def banks(actor: Actor) -> ResponseReturnValue:
    """List the banks; where there is one only, show what it holds."""
    page = queries.banks_page(current_session(), cursor_in(request.args))
    if page.total == 1:
        return _contents(page.rows[0].bank, Cursor())
    return render_template("banks/banks.html", page=page)


@bp.get("/banks/<string:public_id>")
@guarded(policy.READ_BANKS, load=queries.bank_by_public_id)
def bank(actor: Actor, bank: Bank) -> ResponseReturnValue:
    """Show what a bank holds: its tasks, its forms."""
    return _contents(bank, cursor_in(request.args))


def _contents(bank: Bank, cursor: Cursor) -> str:
    contents = queries.contents_of(current_session(), bank, cursor)
    return render_template("banks/bank.html", contents=contents, METHOD_NAMES=METHOD_NAMES)


@bp.get("/banks/<string:public_id>/coverage")
@guarded(policy.READ_BANKS, load=queries.bank_by_public_id)
def coverage(actor: Actor, bank: Bank) -> ResponseReturnValue:
    """Show, for each thing that the role asks for, what measures it, and what nothing measures yet."""
    return render_template(
        "banks/coverage.html",
        bank=bank,
        coverage=queries.coverage_of(bank),
        texts=queries.measure_texts(current_session(), bank),
        uses=queries.uses_of(bank),
        FACT_NAMES=FACT_NAMES,
    )


@bp.get("/banks/tasks/<string:public_id>")
@guarded(policy.READ_BANKS, load=queries.task_item)
def task(actor: Actor, item: BankItem) -> ResponseReturnValue:
    """Show a task whole: what it measures, its key, what to look for, example answers."""
    document = task_from_json(item.content)
    return render_template(
        "banks/task.html",
        item=item,
        task=document,
        names=_competency_names(item, document),
        working_minutes=round(working_minutes(document)),
        METHOD_NAMES=METHOD_NAMES,
        EXEMPLAR_NAMES=EXEMPLAR_NAMES,
    )


@bp.get("/banks/tasks/<string:public_id>/preview")
@guarded(policy.READ_BANKS, load=queries.task_item)
def preview(actor: Actor, item: BankItem) -> ResponseReturnValue:
    """Show a task as the candidate will see it, a story as far as it was followed; nothing is kept."""
    document = task_from_json(item.content)
    values = {part.key: _as_tried(part) for part in document.parts}
    return render_template(
        "banks/preview.html", item=item, task=candidate_view(document, values), values=values
    )


def _as_tried(part: PartOfTask) -> AnswerValue:
    """Return what the address says of a part: a story is followed by a button that sends the page's form."""
    kind = kind_of(part)
    before = kind.steps_in_form(part, request.args.getlist)
    value = kind.after_step(kind.in_form(part, request.args), before)
    return {} if answer_problems(part, value) else kind.kept(part, value, TextCleaner())


def standards_of_rubric(session: Session, rubric_code: str) -> list[ShownStandard]:
    """Return the standards of the bank with which a rubric came, for the rubric's own page."""
    found = queries.standards_for(session, rubric_code)
    if found is None:
        return []
    return [
        ShownStandard(
            each.title,
            each.source,
            [ShownUnit(u.code, u.title, u.competencies) for u in found.units if u.standard == each.key],
        )
        for each in found.standards
    ]


def _competency_names(item: BankItem, document: Task) -> dict[str, Localised]:
    """Return the name of every competency the task measures, by code."""
    rubric = queries.current_rubric(current_session(), item.bank_id)
    found = {measure.competency: _name(rubric, measure.competency) for measure in document.measures}
    return found | {each.competency: _name(rubric, each.competency) for each in document.look_fors}


def _name(rubric: RubricText | None, code: str) -> Localised:
    competency = rubric.competency(code) if rubric else None
    return competency.name if competency else Localised(id=code, en=code)
