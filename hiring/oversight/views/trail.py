"""HR and administrators: what happened, who did it and when, and whether the trail is whole."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor, Role
from hiring.audit.binding import Place
from hiring.audit.heads import heads_beside
from hiring.audit.rendering import render_entries
from hiring.audit.rules import Break
from hiring.audit.verifying import check_trail
from hiring.db import current_session
from hiring.i18n.choice import localised
from hiring.openings.queries import whose
from hiring.oversight import policy, queries
from hiring.oversight.views.blueprint import bp
from hiring.settings import current_settings
from hiring.web.flashes import say
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
    )


@bp.post("/trail/check")
@guarded(policy.READ_TRAIL)
def check(actor: Actor) -> ResponseReturnValue:
    """Check every seal of the trail, and everything that it seals."""
    found = check_trail(current_session(), heads_beside(current_settings()))
    if found.broken is None:
        say(
            _(
                "The trail is whole: %(number)s entries, each sealed to the one before it, and what they "
                "seal is as it was (%(rows)s ratings, decisions, receipts and reports).",
                number=found.entries,
                rows=found.rows,
            )
        )
    else:
        place = _told(found.broken, found.place)
        say(_("The trail is broken: %(place)s. Tell whoever looks after the server.", place=place), "danger")
    return redirect(url_for(".trail"))


def _told(broken: Break, place: Place | None) -> str:
    said = str(_(broken.sentence, number=broken.entry_id, **broken.place))
    if place is None:
        return said
    opening = localised(place.opening)
    return str(_("%(what)s (%(opening)s, candidate %(code)s)", what=said, opening=opening, code=place.code))
