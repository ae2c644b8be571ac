"""A reviewer rates calibration answers before marking a task, and reads where the expert was missed."""

from dataclasses import dataclass

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.calibration import actions, policy, queries
from hiring.calibration.forms import levels_form
from hiring.calibration.queries import CalibrationOfTask
from hiring.calibration.rules import CalibrationState, Missed, missed_in
from hiring.calibration.views.blueprint import bp, page
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import current_locale
from hiring.i18n.localised import Localised
from hiring.scoring.before_marking import AboutToMark
from hiring.scoring.queries import Criterion
from hiring.scoring.rules import open_parts

#: So many of the newest ratings stand in a reviewer's record.
_IN_RECORD = 200


def first_calibrate(session: Session, about: AboutToMark) -> str | None:
    """Return the address where calibration answers are rated, while this comes before marking."""
    if queries.calibration_before(session, about).may_mark:
        return None
    opening, task = queries.address_parts(session, about)
    return url_for("calibration.task", public_id=opening, task_id=task)


@bp.get("/calibration")
@guarded(policy.RATE_CALIBRATION)
def record(actor: Actor) -> ResponseReturnValue:
    """Show a reviewer what they rated, and how near they came."""
    session = current_session()
    return page(
        "record",
        ratings=queries.own_calibrations(session, actor.id, size=_IN_RECORD),
        controls=queries.own_controls(session, actor.id),
    )


@bp.route("/calibration/<string:public_id>/<string:task_id>", methods=["GET", "POST"])
@guarded(policy.RATE_CALIBRATION)
def task(actor: Actor, public_id: str, task_id: str) -> ResponseReturnValue:
    """Show the next calibration answer of a task to be rated, after what was missed in the last."""
    session = current_session()
    named = public_id.isprintable() and task_id.isprintable()  # PostgreSQL chokes on NUL
    shown = queries.task_to_calibrate(session, actor.id, public_id, task_id) if named else None
    if shown is None or shown.state == CalibrationState.NOTHING_TO_RATE:
        abort(404)
    form = levels_form(shown.codes, shown.next_number)
    if form.submitted_and_valid():
        actions.rate_calibration(begin_writing(), shown, form.number.data or 0, form.levels(), by=actor)
        session.commit()
        return redirect(url_for(".task", public_id=public_id, task_id=task_id))
    asks = shown.state == CalibrationState.TO_RATE
    answer = shown.answers[shown.next_number - 1] if asks else None
    found = page(
        "task",
        shown=shown,
        form=form,
        parts=_parts(shown) if answer else [],
        last=_last(shown),
    )
    return found, form.status


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of a calibration answer, in the reader's language."""

    part: PartOfTask
    value: AnswerValue | None


def _parts(shown: CalibrationOfTask) -> list[ShownPart]:
    given = shown.answers[shown.next_number - 1].parts
    return [
        ShownPart(part, given[part.key].value(current_locale()) if part.key in given else None)
        for part in open_parts(shown.task)
    ]


@dataclass(frozen=True, slots=True)
class MissedCriterion:
    """A competency in which the reviewer lay too far away, and why the expert gave another level."""

    criterion: Criterion
    missed: Missed
    reason: Localised


@dataclass(frozen=True, slots=True)
class LastRated:
    number: int
    missed: tuple[MissedCriterion, ...]


def _last(shown: CalibrationOfTask) -> LastRated | None:
    """Return what was missed in the answer rated last; of what was near enough the expert says nothing."""
    if not shown.given:
        return None
    number, given = len(shown.given), shown.given[-1]
    answer = shown.answers[number - 1]
    missed = {each.competency: each for each in missed_in(answer.levels, given, shown.within)}
    return LastRated(
        number,
        tuple(
            MissedCriterion(each, missed[each.code], answer.reasons[each.code])
            for each in shown.criteria
            if each.code in missed
        ),
    )
