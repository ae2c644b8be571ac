"""A task: shown with the answers so far, and kept as one plain form where there is no script."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor
from hiring.banks.candidate_view import candidate_view
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.banks.tasks import Task
from hiring.db import begin_writing, current_session, db, single_statements
from hiring.errors import HiringError
from hiring.i18n.choice import current_locale
from hiring.sittings import actions, policy, queries
from hiring.sittings.actions import SaveOutcome, Saving, SentAnswer
from hiring.sittings.candidate_progress import SectionLine
from hiring.sittings.forms import sent_as_form
from hiring.sittings.normalising import CAME_LATE, untouched
from hiring.sittings.paper import PaperTask
from hiring.sittings.rules import SectionTime, task_starts_at
from hiring.sittings.task_progress import OwnSitting, ProgressAtTask, task_progress_of, task_start
from hiring.sittings.views.blueprint import arrived, bp, grace, home
from hiring.web.flashes import say


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task in its place in the assessment of whoever asks."""

    journey: ProgressAtTask
    line: SectionLine
    place: PaperTask
    task: Task
    sitting: OwnSitting | None

    @property
    def number(self) -> int:
        return self.line.tasks.index(self.place) + 1

    def beside(self, step: int) -> PaperTask | None:
        """Return the task before or after this one in the same section."""
        index = self.number - 1 + step
        return self.line.tasks[index] if 0 <= index < len(self.line.tasks) else None


@dataclass(frozen=True, slots=True)
class PartState:
    """What is known about the last save of one part."""

    revision: int = 0
    saved_at: datetime | None = None
    problem: str | None = None
    theirs: str | None = None
    """The other text that counts, when this one was written beside it."""
    aside: str | None = None
    """What was sent and is kept, but can never count: the page shows what does."""
    status: int = 200


def own_task(session: Session, public_id: str) -> OwnTask | None:
    actor = current_actor()
    journey = task_progress_of(session, actor.id) if actor is not None else None
    if journey is None:
        return None
    for line in journey.sections:
        for place in line.tasks:
            if place.public_id == public_id:
                task = queries.read_task(session, place.item_id, place.content_hash)
                return OwnTask(journey, line, place, task, journey.sitting)
    return None


@bp.get("/tasks/<string:public_id>")
@guarded(policy.TAKE_ASSESSMENT, load=own_task)
def task(actor: Actor, own: OwnTask) -> ResponseReturnValue:
    """Show the task: to be written on while its section runs, to be read afterwards."""
    if own.sitting is None or own.line.time is None:
        return redirect(url_for(".section", public_id=own.line.section.public_id))
    values, states = _as_kept(own, own.sitting)
    return _page(own, values, states)


@bp.post("/tasks/<string:public_id>")
@guarded(policy.TAKE_ASSESSMENT, load=own_task)
def save_task(actor: Actor, own: OwnTask) -> ResponseReturnValue:
    """Keep every part of the page at once, then go where the button says."""
    sitting = own.sitting
    if sitting is None or own.line.time is None or request.form.get("sitting") != sitting.public_id:
        abort(404)
    begin_writing()
    own = own_task(current_session(), own.place.public_id) or own  # as it stands now that we may write
    values, states = _as_kept(own, sitting)
    for part in own.task.parts:
        kept = _keep_part(own, sitting, part, values.get(part.key, {}), states[part.key])
        if kept is not None:
            values[part.key], states[part.key] = kept
    current_session().commit()
    refused = [state.status for state in states.values() if state.status != 200]
    return _page(own, values, states, min(refused)) if refused else _where_the_button_says(own)


Kept = tuple[AnswerValue, PartState]


def _as_kept(own: OwnTask, sitting: OwnSitting) -> tuple[dict[str, AnswerValue], dict[str, PartState]]:
    parts = [part.key for part in own.task.parts]
    by_part = queries.answers_to(current_session(), sitting.id, own.place.item_id, parts)
    values: dict[str, AnswerValue] = {key: answer.value for key, answer in by_part.items()}
    states = {
        part.key: PartState(by_part[part.key].revision, by_part[part.key].saved_at)
        if part.key in by_part
        else PartState()
        for part in own.task.parts
    }
    return values, states


def _keep_part(
    own: OwnTask, sitting: OwnSitting, part: PartOfTask, before: AnswerValue, state: PartState
) -> Kept | None:
    """Keep one part of the form; None when there is nothing to keep."""
    sent = sent_as_form(sitting.public_id, own.place.public_id, part, request.form)
    kind = kind_of(part)
    step = request.form.get("step") == part.key
    if kind.by_steps and not step:
        return None
    if step and (missing := kind.missing_for_step(part, request.form)):
        return before if kind.by_steps else sent.value, replace(state, problem=_(missing), status=422)
    if kind.by_steps:
        sent = replace(sent, value=kind.after_step(sent.value, before), based_on=state.revision)
    elif not before and untouched(part, sent.value):
        return None
    try:
        saving = actions.save_answer(current_session(), sitting.id, sent, arrived=arrived(), grace=grace())
    except HiringError as error:
        shown = before if kind.by_steps else sent.value
        return shown, replace(state, problem=_(error.sentence, **error.values), status=error.status)
    if saving.replaced:
        say(
            _("Characters that cannot be kept were replaced by � (%(number)s).", number=saving.replaced),
            "warning",
        )
    shown = saving.counts.value if saving.goes_back and saving.counts else saving.value
    return shown, _state_after(part, sent, saving)


def _state_after(part: PartOfTask, sent: SentAnswer, saving: Saving) -> PartState:
    if saving.outcome is SaveOutcome.SAVED:
        return PartState(saving.revision, saving.saved_at)
    counts = saving.counts
    state = PartState(counts.revision, counts.saved_at) if counts else PartState()
    if saving.outcome is SaveOutcome.LATE:
        return replace(state, problem=_(CAME_LATE), status=409)
    if saving.goes_back:
        own = kind_of(part).words_to_quote(part, saving.value)
        return replace(state, problem=_(saving.goes_back), aside=own, status=409)
    theirs = kind_of(part).in_words(part, counts.value, current_locale()) if counts else ""
    return replace(state, theirs=theirs, status=409)


def _where_the_button_says(own: OwnTask) -> ResponseReturnValue:
    here = url_for(".task", public_id=own.place.public_id)
    story = request.form.get("step")
    if story and own.task.part(story) is not None:
        return redirect(f"{here}#part-{story}-now")
    goal = {"previous": own.beside(-1), "next": own.beside(1)}.get(request.form.get("then", ""))
    if goal is not None:
        return redirect(url_for(".task", public_id=goal.public_id))
    if request.form.get("then"):
        return redirect(url_for(".overview"))
    say(_("Your answers on this page are saved."))
    return redirect(here)


def _page(
    own: OwnTask, values: Mapping[str, AnswerValue], states: Mapping[str, PartState], status: int = 200
) -> ResponseReturnValue:
    if status == 200 and not own.journey.writing and not own.journey.handed_in:
        return home()
    time = own.line.time
    writable = own.line.running and own.journey.writing and time is not None
    seconds = _seconds_open(own, time) if writable and time is not None and own.task.staged else None
    seen = candidate_view(own.task, values, seconds=seconds)
    shown: dict[str, Any] = {
        "own": own,
        "journey": own.journey,
        "line": own.line,
        "task": seen,
        "values": values,
        "states": states,
        "zone": own.journey.zone,
        "more_at": None,
    }
    if writable and time is not None:
        shown["seconds_left"] = time.seconds_left(own.journey.now)
        if seen.next_material_in is not None:
            shown["more_at"] = own.journey.now + timedelta(seconds=seen.next_material_in)
        return render_template("sittings/task.html", **shown), status
    return render_template("sittings/task_over.html", **shown), status


def _seconds_open(own: OwnTask, time: SectionTime) -> int:
    """Return how long a task has been open; whoever opens it for the first time starts it."""
    assert own.sitting is not None  # noqa: S101  (who may write has begun)
    now = own.journey.now
    begun = task_start(current_session(), own.sitting.id, own.place.item_id)
    if begun is None:
        begun = task_starts_at(time, own.task.minutes, now)
        with single_statements(db.engine) as connection:
            actions.note_task_start(connection, own.sitting.id, own.place.item_id, begun)
    return int(time.used(now).total_seconds()) - begun
