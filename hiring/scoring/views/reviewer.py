"""The reviewer's pages: queue, marking, locking, taking a lock back, stepping aside."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.db.keyset import Cursor
from hiring.i18n import N_
from hiring.i18n.choice import localised, time_text
from hiring.scoring import actions, policy, queries
from hiring.scoring.before_marking import AboutToMark, NotCalibrated, page_before_marking
from hiring.scoring.completeness import LACK_SENTENCES, Lack
from hiring.scoring.forms import ReasonForm, ReviewFields, review_form
from hiring.scoring.models import Review
from hiring.scoring.queries import BlindAnswer
from hiring.scoring.queue import queue_of_reviewer
from hiring.scoring.rules import OPEN, SHORTEST_REASON, QueuePlace, ReviewState
from hiring.scoring.views.blueprint import bp, page
from hiring.scoring.views.queue_position import standing_of
from hiring.web.flashes import say
from hiring.web.paging import cursor_in
from hiring.web.scripts import asked_by_script

OPENINGS_ON_A_PAGE = 10
ANSWERS_ON_A_PAGE = 30


@bp.get("/reviews")
@guarded(policy.REVIEW)
def reviews(actor: Actor) -> ResponseReturnValue:
    """Show what waits for this reviewer, question by question."""
    session = current_session()
    return page(
        "queue",
        openings=queue_of_reviewer(session, actor.id, cursor_in(request.args), size=OPENINGS_ON_A_PAGE),
        any_done=bool(queries.openings_in_queue(session, actor.id, Cursor(), size=1, done=True).rows),
        undoable=queries.undoable_lock(session, actor.id),
        not_final=queries.answers_not_final(session, actor.id),
    )


@bp.get("/reviews/done")
@guarded(policy.REVIEW)
def done(actor: Actor) -> ResponseReturnValue:
    """Show the openings in which this reviewer has locked everything."""
    openings = queue_of_reviewer(
        current_session(), actor.id, cursor_in(request.args), size=OPENINGS_ON_A_PAGE, done=True
    )
    return page("done", openings=openings)


@bp.get("/reviews/of/<string:public_id>/<string:task_id>")
@guarded(policy.REVIEW)
def answers(actor: Actor, public_id: str, task_id: str) -> ResponseReturnValue:
    """List this reviewer's answers to one task, one by one."""
    session = current_session()
    named = public_id.isprintable()  # PostgreSQL chokes on NUL
    task = queries.task_in_queue(session, actor.id, public_id, task_id) if named else None
    if task is None:
        abort(404)
    found = queries.answers_of_task(session, actor.id, task, cursor_in(request.args), size=ANSWERS_ON_A_PAGE)
    return page("answers", opening_id=public_id, task=task, answers=found)


@bp.get("/reviews/<string:public_id>")
@guarded(policy.REVIEW_ANSWER, load=queries.blind_answer)
def review(actor: Actor, answer: BlindAnswer) -> ResponseReturnValue:
    """Show one answer to be rated, or what was given for it."""
    if not answer.masked and (answer.wanted or answer.state == ReviewState.LOCKED):
        return page("preparing", answer=answer)
    if answer.state == ReviewState.LOCKED:
        return page("locked", answer=answer, standing=standing_of(current_session(), actor.id, answer))
    if not answer.wanted:
        return page("over", answer=answer)
    first = page_before_marking(current_session(), _about(answer))
    if first is not None:
        return redirect(first)
    codes = [one.code for one in answer.criteria]
    return _marking(actor, answer, review_form(codes, answer, by_cells=answer.by_cells))


def _about(answer: BlindAnswer) -> AboutToMark:
    place, within = answer.place, answer.calibration_within
    return AboutToMark(
        answer.reviewer_id, place.opening_id, place.item_id, answer.task, answer.of_task, within
    )


@bp.post("/reviews/<string:public_id>/draft")
@guarded(policy.REVIEW_ANSWER, load=queries.review_by_public_id)
def keep_draft(actor: Actor, review: Review) -> ResponseReturnValue:
    """Keep what is put down so far; to a script, answer only when it is kept."""
    if (refused := _refused_to(actions.save_draft, actor, review)) is not None:
        return refused
    saved = _("Draft saved %(time)s", time=time_text(clock.now()))
    if asked_by_script():
        return jsonify(saved=saved, revision=review.draft_revision)
    say(saved)
    return redirect(url_for(".review", public_id=review.public_id))


@bp.post("/reviews/<string:public_id>/lock")
@guarded(policy.REVIEW_ANSWER, load=queries.review_by_public_id)
def lock(actor: Actor, review: Review) -> ResponseReturnValue:
    """Make the review final and go on to the next answer."""
    if (refused := _refused_to(actions.lock_review, actor, review)) is not None:
        return refused
    return _to_the_next(actor, review)


@bp.post("/reviews/<string:public_id>/undo")
@guarded(policy.REVIEW_ANSWER, load=queries.review_by_public_id)
def undo(actor: Actor, review: Review) -> ResponseReturnValue:
    """Take a lock back within its minute."""
    actions.undo_lock(begin_writing(), review, by=actor)
    current_session().commit()
    say(_("The review is open again. Lock it when you are done."))
    return redirect(url_for(".review", public_id=review.public_id))


@bp.route("/reviews/<string:public_id>/conflict", methods=["GET", "POST"])
@guarded(policy.REVIEW_ANSWER, load=queries.review_by_public_id)
def conflict(actor: Actor, review: Review) -> ResponseReturnValue:
    """Let the reviewer step aside, with a reason that HR reads."""
    form = ReasonForm()
    if form.submitted_and_valid():
        actions.declare_conflict(begin_writing(), review, form.reason.data, by=actor)
        current_session().commit()
        say(_("Thank you for telling us. Somebody else reviews this answer now."))
        return _to_the_next(actor, review, say_done=False)
    answer = queries.blind_answer(current_session(), review.public_id)
    if answer is None or not answer.open:
        abort(404)
    return page("conflict", answer=answer, form=form), form.status


@dataclass(frozen=True, slots=True)
class MissingRating:
    """One thing still missing, and the field where it is mended."""

    sentence: str
    anchor: str


def _marking(
    actor: Actor, answer: BlindAnswer, form: ReviewFields, refusal: actions.ReviewRefused | None = None
) -> str:
    missing = _sentences(answer, refusal.lacks if isinstance(refusal, actions.Incomplete) else [])
    standing = standing_of(current_session(), actor.id, answer)
    return page(
        "marking",
        answer=answer,
        form=form,
        refusal=refusal,
        missing=[*missing, *_unfit(answer, form)],
        wrong={each.anchor: each.sentence for each in missing},
        standing=standing,
        undoable=standing.undoable,
    )


_FIELDS = {
    Lack.LEVEL: "level-5",
    Lack.REASON: "reason",
    Lack.QUOTE: "quote",
    Lack.EVIDENCE: "quote",
    Lack.EITHER: "nothing_to_quote",
    Lack.WHY_NOTHING: "nothing_to_quote",
}


def _sentences(answer: BlindAnswer, missing: list[tuple[str, Lack]]) -> list[MissingRating]:
    names = {criterion.code: localised(criterion.name) for criterion in answer.criteria}
    return [
        MissingRating(
            _(LACK_SENTENCES[lack], competency=names[code], length=SHORTEST_REASON), f"{code}-{_FIELDS[lack]}"
        )
        for code, lack in missing
    ]


def _unfit(answer: BlindAnswer, form: ReviewFields) -> list[MissingRating]:
    """Return what cannot be kept as it was sent, each with the competency and the field it is about."""
    return [
        MissingRating(f"{localised(criterion.name)}, {field.label.text}: {field.errors[0]}", field.id)
        for criterion in answer.criteria
        for field in form.fields_of(criterion.code)
        if field.errors
    ]


def _refused_to(deed: Callable[..., object], actor: Actor, review: Review) -> ResponseReturnValue | None:
    """Do `deed` with what was sent, and commit; return the page that says why not, where it is refused."""
    frame = queries.frame_of_review(current_session(), review)
    form = review_form(frame.codes, by_cells=frame.by_cells)
    about = AboutToMark(
        review.reviewer_id,
        review.opening_id,
        review.item_id,
        frame.task,
        frame.of_task,
        frame.calibration_within,
    )
    if review.state in OPEN and page_before_marking(current_session(), about) is not None:
        raise NotCalibrated(kept="\n\n".join(form.texts()) or None)
    if not form.submitted_and_valid():
        return _refused(actor, review, form, _too_long())
    try:
        deed(begin_writing(), review, form.draft(), by=actor)
    except actions.ReviewRefused as refusal:
        return _refused(actor, review, form, refusal)
    current_session().commit()
    return None


def _too_long() -> actions.ReviewRefused:
    refusal = actions.ReviewRefused(N_("Something is too long or cannot be kept. See the marked fields."))
    refusal.status = 422
    return refusal


def _refused(
    actor: Actor, review: Review, form: ReviewFields, refusal: actions.ReviewRefused
) -> ResponseReturnValue:
    """Show the page again with everything as it was sent; to a script, say in one sentence why."""
    if isinstance(refusal, actions.Incomplete):
        current_session().commit()  # the draft is kept
    else:
        current_session().rollback()
    if asked_by_script():
        return jsonify(error=_(refusal.sentence)), refusal.status
    answer = queries.blind_answer(current_session(), review.public_id)
    if answer is None or not answer.open:
        refusal.kept = "\n\n".join(form.texts()) or None
        raise refusal
    # What was sent is now knowingly based on the newest draft: sending it again puts it in place.
    form.seen.raw_data, form.seen.data = None, answer.revision
    return _marking(actor, answer, form, refusal), refusal.status


def _to_the_next(actor: Actor, review: Review, *, say_done: bool = True) -> ResponseReturnValue:
    here = QueuePlace(review.public_id, review.opening_id, review.item_id, review.shuffle)
    onward = queries.next_in_queue(current_session(), actor.id, here)
    if onward is None:
        if say_done:
            say(_("Thank you. You have locked every answer that waited for you."))
        return redirect(url_for(".reviews"))
    if say_done and (onward.opening_id, onward.item_id) != (here.opening_id, here.item_id):
        say(_("Every answer to the previous task is locked. This is the next task."))
    return redirect(url_for(".review", public_id=onward.public_id))
