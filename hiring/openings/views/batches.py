"""HR: how far long work in an opening is, what came of it, and having it tried again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.capability import ExtensionPoint
from hiring.db import begin_writing, current_session
from hiring.jobs import batches
from hiring.jobs.kinds import JobKind, titles
from hiring.jobs.models import Batch, BatchState
from hiring.jobs.progress import WorkProgress
from hiring.openings import actions, policy, queries
from hiring.openings.models import Opening
from hiring.openings.views.blueprint import bp
from hiring.web.flashes import say
from hiring.web.forms import ActionForm


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What is said of long work of one kind: a sentence, in the reader's language, for each number of it."""

    kind: JobKind
    sentences: Mapping[str, Callable[[int], str]]
    """By the name in the result of the batch; in this order."""
    taken_at: Callable[[Session, Batch, Actor], str | None] | None = None
    """Where the reader can take what was made; None: nothing was, or for somebody else."""


BATCH_OUTCOMES: ExtensionPoint[BatchOutcome] = ExtensionPoint("what is said of long work in an opening")


@dataclass(frozen=True, slots=True)
class ShownBatch:
    """Long work as the pages of an opening show it."""

    public_id: str
    number: int
    title: str
    progress: WorkProgress
    state: BatchState


def batch_address(opening: Opening, batch: Batch) -> str:
    """Return where it is shown how far long work in an opening is."""
    return url_for("openings.batch", public_id=opening.public_id, batch_id=batch.public_id)


def batches_shown(session: Session, opening: Opening) -> list[ShownBatch]:
    """Return what goes on in an opening, was given up, or has ended just now, for a page of the opening."""
    return [_shown(each) for each in batches.batches_to_show(session, opening.id)]


def _shown(batch: Batch) -> ShownBatch:
    title, progress = _(titles().get(batch.kind, batch.kind)), batches.progress_of(batch)
    return ShownBatch(batch.public_id, batch.id, title, progress, BatchState(batch.state))


@bp.get("/openings/<string:public_id>/work/<string:batch_id>")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def batch(actor: Actor, opening: Opening, batch_id: str) -> ResponseReturnValue:
    """Say how far long work is; once it is over, what came of it."""
    found, session = _found(opening, batch_id), current_session()
    return render_template(
        "openings/batch.html",
        opening=opening,
        batch=found,
        shown=_shown(found),
        waits=found.state == BatchState.RUNNING and batches.waits_after_failure(session, found),
        told=_told(found) if found.state == BatchState.DONE else [],
        taken_at=_taken_at(found, actor) if found.state == BatchState.DONE else None,
        form=ActionForm(formdata=None),
    )


@bp.post("/openings/<string:public_id>/work/<string:batch_id>/try-again")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def try_batch_again(actor: Actor, opening: Opening, batch_id: str) -> ResponseReturnValue:
    """Have a worker go on with what was given up."""
    found = _found(opening, batch_id)
    actions.start_work_again(begin_writing(), found, by=actor)
    current_session().commit()
    say(_("The work continues where it had stopped."))
    return redirect(batch_address(opening, found))


def _found(opening: Opening, batch_id: str) -> Batch:
    found = batches.batch_of_opening(current_session(), opening.id, batch_id)
    if found is None:
        abort(404)
    return found


def _told(batch: Batch) -> list[str]:
    """Return what came of a batch that has ended, a sentence for each number there is."""
    outcome = _outcome(batch)
    every = {**(outcome.sentences if outcome else {}), batches.LEFT_UNDONE: _left_undone}
    return [sentence(batch.result[name]) for name, sentence in every.items() if batch.result.get(name)]


def _outcome(batch: Batch) -> BatchOutcome | None:
    return next((each for each in BATCH_OUTCOMES.here() if each.kind.name == batch.kind), None)


def _taken_at(batch: Batch, actor: Actor) -> str | None:
    outcome = _outcome(batch)
    if outcome is None or outcome.taken_at is None:
        return None
    return outcome.taken_at(current_session(), batch, actor)


def _left_undone(number: int) -> str:
    return ngettext(
        "%(num)d was not done: the work had stopped, and nobody started it again within a week.",
        "%(num)d were not done: the work had stopped, and nobody started it again within a week.",
        number,
    )
