"""HR and administrators: what happened, who did it and when, and whether the trail is whole."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor, Role
from hiring.audit import queries as audit
from hiring.audit.rendering import render_entries
from hiring.db import current_session
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
    """Check every seal of the trail."""
    session = current_session()
    broken, last = audit.chain_break(session), audit.last_entry_id(session)
    if broken is None:
        say(_("The trail is whole: %(number)s entries, each sealed to the one before it.", number=last))
    else:
        place = _(broken.sentence, number=broken.entry_id)
        say(_("The trail is broken: %(place)s. Tell whoever looks after the server.", place=place), "danger")
    return redirect(url_for(".trail"))
