"""HR: the list of openings, the draft of a new one, and what an opening consists of."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.openings import actions, policy, queries
from hiring.openings.forms import NewOpeningForm
from hiring.openings.listing import SHOWN_NAMES, STATE_SHOWN, Shown, wanted_openings
from hiring.openings.models import Opening
from hiring.openings.progress import ProgressOrder, wanted
from hiring.openings.rules import JOURNEY, MemberRole, OpeningState, Stage
from hiring.openings.views.batches import batches_shown
from hiring.openings.views.blueprint import bp
from hiring.openings.views.row_notes import notes_beside
from hiring.openings.views.tabs import ShownTab, here, tabs_of
from hiring.openings.views.wording import by_ground
from hiring.openings.wording import wording_remarks
from hiring.web.flashes import say
from hiring.web.paging import cursor_in

_ALL_STAGES = (*JOURNEY, Stage.EXPIRED, Stage.WITHDRAWN, Stage.REMOVED, Stage.STOPPED)


@bp.app_template_global()
def opening_tabs(opening: Opening) -> list[ShownTab]:
    """Return the tabs of an opening that the reader may see, and which of them the page belongs to."""
    tabs = tabs_of(current_actor(), opening)
    addresses = [url_for(tab.endpoint, public_id=opening.public_id) for tab in tabs]
    path = request.script_root + request.path
    return [
        ShownTab(_(tab.name), address, here(address, path, addresses))
        for tab, address in zip(tabs, addresses, strict=True)
    ]


@bp.get("/openings")
@guarded(policy.START_OPENINGS)
def openings(actor: Actor) -> ResponseReturnValue:
    """List the openings of this HR member: those of one state, or those that a search finds."""
    session = current_session()
    numbers = queries.numbers_of_openings(session, actor.id)
    view = wanted_openings(request.args, numbers)
    known = {Shown.ALL: sum(numbers.values())} | {
        shown: numbers.get(STATE_SHOWN[shown], 0) for shown in (Shown.OPEN, Shown.DRAFT, Shown.CLOSED)
    }
    return render_template(
        "openings/openings.html",
        page=queries.openings_page(
            session,
            actor.id,
            view,
            cursor_in(request.args),
            total=None if view.search else known.get(view.shown),
        ),
        view=view,
        numbers=known,
        SHOWN_NAMES=SHOWN_NAMES,
    )


@bp.route("/openings/new", methods=["GET", "POST"])
@guarded(policy.START_OPENINGS)
def new_opening(actor: Actor) -> ResponseReturnValue:
    """Start a draft from its title."""
    form = NewOpeningForm()
    if form.submitted_and_valid():
        opening = actions.create_opening(begin_writing(), form.title(), by=actor)
        current_session().commit()
        say(_("The draft has been made. Fill in the rest below; nobody outside sees it yet."))
        return redirect(url_for(".edit", public_id=opening.public_id))
    return render_template("openings/new.html", form=form), form.status


@bp.get("/openings/<string:public_id>")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def opening(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show how far the candidates are; of a draft, what it still lacks."""
    session = current_session()
    if opening.state == OpeningState.DRAFT:
        faults = queries.faults_of(session, opening)
        wording = by_ground(wording_remarks(queries.plan_of(opening)))
        return render_template("openings/draft.html", opening=opening, faults=faults, wording=wording)
    view = wanted(request.args)
    standing = queries.standings(session, [opening.id])[opening.id]
    known = standing.invited if view.stage is None else standing.reached(view.stage)
    total = None if view.search else known
    page = queries.progress_page(session, opening.id, view, cursor_in(request.args), total=total)
    return render_template(
        "openings/candidates.html",
        opening=opening,
        page=page,
        notes=notes_beside(session, page.rows),
        standing=standing,
        stages=[stage for stage in _ALL_STAGES if standing.reached(stage) or stage in JOURNEY],
        view=view,
        ProgressOrder=ProgressOrder,
        at_work=batches_shown(session, opening),
    )


@bp.get("/openings/<string:public_id>/about")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def about(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show the texts, the people and the rules of an opening."""
    session, rubric = current_session(), opening.rubric_version_id
    weights = queries.weights_of(session, rubric) if rubric is not None else []
    return render_template("openings/about.html", opening=opening, weights=weights, MemberRole=MemberRole)
