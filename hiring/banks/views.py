"""HR browses the banks and sees each task as the candidate will."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.banks import policy, queries
from hiring.banks.candidate_view import candidate_view
from hiring.banks.documents import task_from_json
from hiring.banks.models import BankItem
from hiring.banks.rubric import RubricText
from hiring.banks.rules import EXEMPLAR_NAMES, METHOD_NAMES
from hiring.banks.tasks import Task
from hiring.i18n.localised import Localised
from hiring.store import current_session

bp = Blueprint("banks", __name__)


@bp.get("/banks")
@guarded(policy.READ_BANKS)
def banks(actor: Actor) -> ResponseReturnValue:
    """List every bank with its tasks and forms."""
    return render_template(
        "banks/banks.html", contents=queries.all_contents(current_session()), METHOD_NAMES=METHOD_NAMES
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
        METHOD_NAMES=METHOD_NAMES,
        EXEMPLAR_NAMES=EXEMPLAR_NAMES,
    )


@bp.get("/banks/tasks/<string:public_id>/preview")
@guarded(policy.READ_BANKS, load=queries.task_item)
def preview(actor: Actor, item: BankItem) -> ResponseReturnValue:
    """Show a task exactly as the candidate will see it; nothing typed here is kept."""
    return render_template("banks/preview.html", item=item, task=candidate_view(task_from_json(item.content)))


def _competency_names(item: BankItem, document: Task) -> dict[str, Localised]:
    """Return the name of every competency the task measures, by code."""
    rubric = queries.current_rubric(current_session(), item.bank_id)
    found = {measure.competency: _name(rubric, measure.competency) for measure in document.measures}
    return found | {each.competency: _name(rubric, each.competency) for each in document.look_fors}


def _name(rubric: RubricText | None, code: str) -> Localised:
    competency = rubric.competency(code) if rubric else None
    return competency.name if competency else Localised(id=code, en=code)
