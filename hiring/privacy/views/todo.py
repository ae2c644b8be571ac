"""The part of the home page about what people ask about their data, incidents, the impact assessment."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.i18n.choice import date_text, localised, relative_text
from hiring.privacy import queries
from hiring.privacy.impact import IMPACT_SENTENCES, ImpactStanding, impact_standing
from hiring.privacy.impact_text import shipped_hash
from hiring.privacy.policy import HANDLE_INCIDENTS
from hiring.privacy.queries import ComingErasure, OpenIncident, WaitingRequest
from hiring.privacy.rules import (
    RIGHT_NAMES,
    TOLD_AHEAD,
    Pressure,
    Retention,
    Right,
    hours_left,
    pressure_of,
)
from hiring.privacy.views.processors import today_here
from hiring.settings import current_settings
from hiring.web.todo import LINES_OF_A_KIND, TodoItem, Urgency, with_rest


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return open incidents, the requests that wait, those with the least time first, what is erased soon."""
    kept = Retention(current_settings().retention_days)
    work = queries.work_of_hr(session, actor.id, kept, clock.now() + TOLD_AHEAD, most=LINES_OF_A_KIND)
    lines = [_line(each) for each in work.waiting]
    address = url_for("privacy_requests.requests")
    incidents = () if HANDLE_INCIDENTS.allows(actor) else work.incidents  # told by the administrators' part
    return [
        *(_incident(each) for each in incidents),
        *with_rest(lines, work.total, _("Requests about personal data"), address),
        *(_erasure(each) for each in work.coming),
    ]


def todo_of_administrators(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the incidents that are not closed, those with the least time first."""
    return [_incident(each) for each in queries.read_open_incidents(session, LINES_OF_A_KIND)]


def todo_of_impact(session: Session, actor: Actor) -> list[TodoItem]:
    """Return that the impact assessment waits for a signature, where it does."""
    newest, days = queries.impact_signature(session), current_settings().retention_days
    standing = impact_standing(newest.facts if newest else None, shipped_hash(days), today_here())
    if standing is ImpactStanding.SIGNED:
        return []
    address = url_for("privacy_requests.impact_assessment")
    return [TodoItem(Urgency.SOON, _(IMPACT_SENTENCES[standing]), _("Data protection"), address)]


def _incident(incident: OpenIncident) -> TodoItem:
    address = url_for("privacy_requests.incident", public_id=incident.public_id)
    about, hours = _("Personal data"), hours_left(incident.due_at, clock.now())
    if incident.is_told:
        sentence = _("Incident no. %(number)s is not closed yet", number=incident.number)
        return TodoItem(Urgency.SOON, sentence, about, address)
    if hours < 0:
        sentence = _(
            "Incident no. %(number)s: the time to tell those concerned and the agency is over",
            number=incident.number,
        )
    else:
        sentence = ngettext(
            "Incident no. %(number)s: %(num)d hour left to tell those concerned and the agency",
            "Incident no. %(number)s: %(num)d hours left to tell those concerned and the agency",
            hours,
            number=incident.number,
        )
    return TodoItem(Urgency.NOW, sentence, about, address)


def _erasure(coming: ComingErasure) -> TodoItem:
    sentence = ngettext(
        "The data of %(num)d application are deleted on %(day)s",
        "The data of %(num)d applications are deleted on %(day)s",
        coming.number,
        day=date_text(coming.at, coming.zone),
    )
    address = url_for("privacy_requests.keeping", public_id=coming.public_id)
    return TodoItem(Urgency.SOON, sentence, localised(coming.title), address)


def _line(waiting: WaitingRequest) -> TodoItem:
    pressure = pressure_of(waiting.asked_at, clock.now())
    values = {"number": waiting.number, "right": _(RIGHT_NAMES[Right(waiting.asks_for)])}
    if pressure is Pressure.OVER:
        sentence = _("Request no. %(number)s about personal data is overdue: %(right)s", **values)
    else:
        sentence = _(
            "Request no. %(number)s about personal data must be answered %(when)s: %(right)s",
            when=relative_text(waiting.due_at),
            **values,
        )
    urgency = Urgency.SOON if pressure is Pressure.NONE else Urgency.NOW
    about = f"{waiting.referee or waiting.candidate} – {localised(waiting.opening)}"
    return TodoItem(urgency, sentence, about, url_for("privacy_requests.answer", public_id=waiting.public_id))
