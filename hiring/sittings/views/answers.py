"""The door for saved answers: JSON in, JSON out; "saved" is said only after the database has it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, abort, g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from hiring.accounts import access
from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor
from hiring.banks.answer_problems import TOO_LONG
from hiring.banks.kinds import kind_of
from hiring.db import begin_writing, current_session, db, single_statements
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.i18n.choice import current_locale, time_text
from hiring.sittings import actions, policy, queries
from hiring.sittings.actions import SaveOutcome, Saving, SentAnswer
from hiring.sittings.actions.saving import ApplicationEnded, UnknownPart, UseEnded
from hiring.sittings.forms import LARGEST_BODY, Malformed, sent_as_json
from hiring.sittings.normalising import CAME_LATE
from hiring.sittings.queries import WritingPlace
from hiring.sittings.views.blueprint import answers_bp, arrived, grace
from hiring.web.bodies import takes_json, takes_up_to

_CONFLICT = N_(
    "Another version of this part was saved from another tab or device. Please choose below which one counts."
)
_REASONS: dict[type[HiringError], str] = {
    ApplicationEnded: "ended",
    UseEnded: "ended",
    Malformed: "malformed",
    UnknownPart: "unknown",
}


def own_place(session: Session, public_id: str) -> WritingPlace | None:
    """Return the sitting this answer belongs to, if it is the own one.

    A phone may be lent: the page of one candidate must not write into the
    sitting of the next who comes in on it.
    """
    actor = current_actor()
    return None if actor is None else queries.writing_place(session, public_id, actor.id)


def short_way_first(long_way: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Try two statements first; whatever they cannot keep goes through all checks of the guarded view."""

    @wraps(long_way)
    def either_way(public_id: str, task: str, part: str) -> ResponseReturnValue:
        reply = _saved_the_short_way(public_id, task, part)
        return long_way(public_id=public_id, task=task, part=part) if reply is None else reply

    return either_way


def _saved_the_short_way(public_id: str, task: str, part: str) -> ResponseReturnValue | None:
    """Keep a plain answer without loading whoever sends it: one statement asks that, too.

    It asks what `guarded(WRITE_ANSWERS)` asks: a live session of the candidate whose sitting this is.
    """
    session_hash = access.session_hash()
    if session_hash is None or not (public_id + task + part).isprintable():
        return None
    try:
        sent = sent_as_json(_body(), task, part)
    except HiringError:
        return None
    with single_statements(db.engine) as connection:
        short = actions.save_the_short_way(
            connection, session_hash, public_id, sent, arrived=arrived(), grace=grace()
        )
    if short is None:
        return None
    g.locale = short.locale
    return _answer(short.zone, sent, short.saving)


@answers_bp.route("/<string:public_id>/answers/<string:task>/<string:part>", methods=["PUT", "POST"])
@takes_up_to(LARGEST_BODY)
@short_way_first
@guarded(policy.WRITE_ANSWERS, load=own_place)
@takes_json
def save(actor: Actor, place: WritingPlace, task: str, part: str) -> ResponseReturnValue:
    """Keep one answer and say so only once it is kept."""
    try:
        sent = sent_as_json(_body(), task, part)
        saving = actions.save_answer(begin_writing(), place.id, sent, arrived=arrived(), grace=grace())
        current_session().commit()
    except HiringError as error:
        return _refused(error)
    return _answer(place.zone, sent, saving)


@answers_bp.get("/<string:public_id>/clock/<string:task>")
@guarded(policy.WRITE_ANSWERS, load=own_place)
def clock(actor: Actor, place: WritingPlace, task: str) -> ResponseReturnValue:
    """Tell a page that slept, or whose session is a new one, the time and the token it must send."""
    time = queries.time_of_task(current_session(), place.id, task)
    if time is None:
        abort(404)
    return jsonify(seconds_left=time.seconds_left(g.arrived), csrf=generate_csrf())


@answers_bp.errorhandler(413)
def too_large(error: HTTPException) -> ResponseReturnValue:
    """Say of a body nobody can have written what is said of every answer that is too long."""
    return _refused(_too_long())


def _too_long() -> actions.AnswerRefused:
    return actions.AnswerRefused(TOO_LONG.sentence)


def _body() -> bytes:
    if request.content_length is not None and request.content_length > LARGEST_BODY:
        raise _too_long()
    if not request.is_json:
        raise Malformed
    return request.get_data()  # kept: the long way reads it again


def _answer(zone: str, sent: SentAnswer, saving: Saving) -> ResponseReturnValue:
    heard: dict[str, Any] = {
        "operation_id": sent.operation_id,
        "revision": saving.revision,
        "saved_at": saving.saved_at.isoformat(),
        "saved": _("Saved %(time)s", time=time_text(saving.saved_at, zone)),
        "seconds_left": saving.seconds_left,
        "sha256": saving.sha256,
    }
    if saving.replaced:
        heard |= {"value": saving.value, "notice": _replaced(saving.replaced)}
    if saving.outcome is SaveOutcome.SAVED:
        return jsonify(heard)
    if saving.outcome is SaveOutcome.LATE:
        return jsonify(heard | {"error": _(CAME_LATE), "reason": "late"}), 409
    heard |= {"error": _(saving.goes_back or _CONFLICT), "reason": "conflict"}
    theirs = {"settled": saving.goes_back is not None, "theirs": _theirs(zone, sent, saving)}
    return jsonify(heard | theirs), 409


def _theirs(zone: str, sent: SentAnswer, saving: Saving) -> dict[str, Any]:
    counts = saving.counts
    if counts is None:
        return {"revision": 0, "text": "", "saved": ""}
    item = queries.read_task_of(current_session(), counts.item_id)
    part = item.part(sent.part)
    return {
        "revision": counts.revision,
        "text": kind_of(part).in_words(part, counts.value, current_locale()) if part else "",
        "saved": _("Saved %(time)s", time=time_text(counts.saved_at, zone)),
    }


def _replaced(number: int) -> str:
    return _("Characters that cannot be kept were replaced by � (%(number)s).", number=number)


def _refused(error: HiringError) -> tuple[Response, int]:
    sentence = _(error.sentence, **error.values)
    return jsonify(error=sentence, reason=_REASONS.get(type(error), "refused")), error.status
