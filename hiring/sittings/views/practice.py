"""How it works, and a practice task whose answers are kept nowhere."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.banks.candidate_view import candidate_view, practised
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.banks.tasks import Task
from hiring.db import current_session
from hiring.sittings import policy, queries
from hiring.sittings.candidate_progress import CandidateProgress
from hiring.sittings.normalising import as_kept, refusal
from hiring.sittings.status_panel import HOW_IT_WORKS_PANELS, panels_at
from hiring.sittings.views.blueprint import bp, home, own_journey


@bp.get("/how-it-works")
@guarded(policy.TAKE_ASSESSMENT)
def how_it_works(actor: Actor) -> ResponseReturnValue:
    """Explain clock, saving, reloading and devices before any clock runs."""
    journey = own_journey(actor)
    return render_template(
        "sittings/how_it_works.html",
        journey=journey,
        practice=_practice(journey) is not None,
        panels=panels_at(HOW_IT_WORKS_PANELS, current_session(), journey.application),
    )


@bp.route("/practice", methods=["GET", "POST"])
@guarded(policy.TAKE_ASSESSMENT)
def practice(actor: Actor) -> ResponseReturnValue:
    """Show the practice task as far as the assessment needs it, and what was sent; nothing is stored."""
    journey = own_journey(actor)
    task = _practice(journey)
    if task is None:
        return home()
    task = practised(
        task, {each.part.kind for each in queries.paper_of(current_session(), journey.application)}
    )
    values = {part.key: _as_sent(part) for part in task.parts} if request.method == "POST" else {}
    return render_template(
        "sittings/practice.html",
        journey=journey,
        task=candidate_view(task, values),
        values=values,
        tried=request.method == "POST",
    )


def _practice(journey: CandidateProgress) -> Task | None:
    banks = {task.bank_id for line in journey.sections for task in line.tasks}
    return queries.practice_task(current_session(), banks)


def _as_sent(part: PartOfTask) -> AnswerValue:
    kind = kind_of(part)
    before = kind.steps_in_form(part, request.form.getlist)
    value = kind.after_step(kind.in_form(part, request.form), before)
    return as_kept(part, value).value if refusal(part, value) is None else {}
