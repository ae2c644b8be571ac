"""HR: who asks for an adjustment, what is granted, what is refused and why."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.adjustments import actions, policy, queries
from hiring.adjustments.forms import GrantForm
from hiring.adjustments.rules import OUTCOME_NAMES
from hiring.adjustments.views.blueprint import bp
from hiring.db import begin_writing, current_session
from hiring.errors import HiringError, StalePage
from hiring.openings.actions.allowances import ClosingTooEarly
from hiring.openings.models import Application, Opening
from hiring.openings.queries import application_by_public_id, opening_by_public_id
from hiring.openings.rules import INVITABLE, Stage
from hiring.openings.views.batches import batches_shown
from hiring.openings.views.blueprint import dossier_address
from hiring.web.flashes import say
from hiring.web.paging import cursor_in


@bp.get("/openings/<string:public_id>/adjustments")
@guarded(policy.GRANT_IN_OPENING, load=opening_by_public_id)
def opening(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List who in this opening waits for an answer."""
    page = queries.waiting_page(current_session(), opening.id, cursor_in(request.args))
    return render_template(
        "adjustments/opening.html",
        opening=opening,
        page=page,
        given=queries.given_to_all(current_session(), opening.id),
        not_given=queries.not_given(current_session(), opening.id),
        at_work=batches_shown(current_session(), opening),
        OUTCOME_NAMES={outcome: _(name) for outcome, name in OUTCOME_NAMES.items()},
    )


@bp.route("/applications/<string:public_id>/adjustments", methods=["GET", "POST"])
@guarded(policy.GRANT, load=application_by_public_id)
def answer(actor: Actor, application: Application) -> ResponseReturnValue:
    """Show what a candidate asked for, and grant time or refuse."""
    if Stage(application.stage) not in INVITABLE and request.method == "GET":
        say(
            _("This candidate has handed in or the application has ended: nothing can be granted any more."),
            "warning",
        )
        return redirect(dossier_address(application))
    waiting = queries.waiting_request(current_session(), application.id)
    form, problem = _form(application, asked=waiting is not None), None
    form.carry(actions.answer_mark(application.granted, waiting))
    if form.submitted_and_valid():
        try:
            said = _answered(actor, application, form)
        except StalePage:
            _show_saved(application, form)
        except ClosingTooEarly as error:
            form.refuse("closes_on", _(error.sentence))
        except HiringError as error:
            problem = error
        else:
            say(said)
            return redirect(dossier_address(application))
    page = render_template(
        "adjustments/answer.html",
        application=application,
        opening=application.opening,
        requests=queries.requests_of(current_session(), application.id),
        granted=application.granted,
        form=form,
        problem=_(problem.sentence) if problem else None,
    )
    return page, problem.status if problem else form.status


def _form(application: Application, *, asked: bool, **values: object) -> GrantForm:
    return GrantForm.about(application.granted, application.opening.zone, asked=asked, **values)


def _answered(actor: Actor, application: Application, form: GrantForm) -> str:
    """Grant or refuse, commit, and return what to say about it."""
    session, seen, told = begin_writing(), form.seen.data or "", form.answer.data or ""
    name = application.candidate.name
    if form.refuses:
        actions.refuse_adjustment(session, application, told, seen=seen, by=actor)
        session.commit()
        return _("%(name)s is told by e-mail that this is refused, and why.", name=name)
    granted = form.granted(application.opening.zone)
    given = actions.grant_time(session, application, granted, told, seen=seen, by=actor)
    session.commit()
    if given:
        return ngettext(
            "Granted. The section that is running has %(num)d minute more.",
            "Granted. The section that is running has %(num)d minutes more.",
            given,
        )
    return _("Granted. %(name)s is told by e-mail.", name=name)


def _show_saved(application: Application, form: GrantForm) -> None:
    waiting = queries.waiting_request(current_session(), application.id)
    mark = actions.answer_mark(application.granted, waiting)
    form.show_saved(mark, _form(application, asked=form.verdict is not None, formdata=None))
