"""HR and administrators: what happened, who did it and when, and whether the trail is whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor, Role
from hiring.audit.queries import last_entry_id
from hiring.audit.rendering import render_entries
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import day_text, localised, number_text
from hiring.i18n.localised import Localised
from hiring.jobs.batches import progress_of
from hiring.jobs.models import BatchState
from hiring.jobs.progress import WorkProgress
from hiring.openings.queries import whose
from hiring.oversight import policy, queries, trail_check
from hiring.oversight.views.blueprint import bp
from hiring.settings import current_settings
from hiring.web.paging import cursor_in


@bp.get("/trail")
@guarded(policy.READ_TRAIL)
def trail(actor: Actor) -> ResponseReturnValue:
    """Tell what happened in the actor's openings and to what all share, newest first."""
    session, is_hr = current_session(), Role.HR in actor.roles
    page = queries.trail_page(session, actor.id if is_hr else None, cursor_in(request.args))
    entries = page.rows
    return render_template(
        "oversight/trail.html",
        page=page.of(render_entries(session, entries, zone=current_settings().zone)),
        is_hr=is_hr,
        openings=queries.openings_named(session, {e.opening_id for e in entries if e.opening_id}),
        whose=whose(session, {entry.application_id for entry in entries if entry.application_id}),
        check=_check_shown(session),
    )


@bp.post("/trail/check")
@guarded(policy.READ_TRAIL)
def check(actor: Actor) -> ResponseReturnValue:
    """Have a worker check every seal of the trail, and everything that it seals."""
    entries = last_entry_id(current_session())  # before writing begins: others want the end of the trail
    trail_check.ask_check(begin_writing(), entries, by=actor)
    current_session().commit()
    return redirect(url_for(".trail"))


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """The check of the trail as its page shows it: how far one is, and what the last one has found."""

    progress: WorkProgress | None
    """None: none goes on."""
    failed: bool
    """The newest one was given up."""
    checked_at: datetime | None
    """When the last one ended that has found something; None: none has yet."""
    holds: bool
    sentence: str


def _check_shown(session: Session) -> ShownCheck:
    newest, last = trail_check.newest_check(session), trail_check.last_result(session)
    running = newest is not None and newest.state == BatchState.RUNNING
    return ShownCheck(
        progress=progress_of(newest) if newest is not None and running else None,
        failed=newest is not None and newest.state == BatchState.FAILED,
        checked_at=last.ended_at if last else None,
        holds=last is None or last.result["broken"] is None,
        sentence=_told(last.result) if last else "",
    )


def _told(result: Mapping[str, Any]) -> str:
    """Return what a check has found, in the reader's language."""
    broken = result["broken"]
    if broken is None:
        whole = _(
            "The trail is whole: %(number)s entries, each sealed to the one before it, and what they "
            "seal is as it was (%(rows)s ratings, decisions, receipts and reports).",
            number=number_text(result["entries"]),
            rows=number_text(result["rows"]),
        )
        return str(whole)
    said = broken["sentence"]
    place = _(said, **_in_words(broken["named"]))
    if broken["at"]:
        opening = localised(Localised(**broken["at"]["opening"]))
        code = broken["at"]["code"]
        place = _("%(what)s (%(opening)s, candidate %(code)s)", what=place, opening=opening, code=code)
    return _("The trail is broken: %(place)s. Tell whoever looks after the server.", place=place)


def _in_words(named: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a break names, a day as its reader writes it."""
    return {
        name: day_text(date.fromisoformat(value)) if name == "day" else value for name, value in named.items()
    }
