"""HR: move the closing moment of an opening, close it, open it again; candidates are told."""

from datetime import datetime

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session, stop_writing
from hiring.errors import StalePage
from hiring.mail.actions import unsent
from hiring.mail.letters import Letter, write
from hiring.openings import actions, policy, queries
from hiring.openings.closing_time import local_day_and_time
from hiring.openings.forms import CloseForm, ExtendForm, ReopenForm
from hiring.openings.models import Application, Opening
from hiring.openings.rules import News, OpeningState, Stage
from hiring.openings.views.blueprint import bp
from hiring.web.flashes import say


@bp.route("/openings/<string:public_id>/extend", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def extend(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Move the closing moment of an open opening to a later one."""
    if opening.state != OpeningState.OPEN:
        return redirect(url_for(".about", public_id=opening.public_id))
    day, at = local_day_and_time(opening.closes_at, opening.zone)
    form = ExtendForm(data={"closes_on": day, "closes_at": at})
    form.carry(actions.closing_mark(opening))
    if form.submitted_and_valid():
        wanted, seen = form.moment(opening.zone), form.seen.data or ""
        concerned = (
            queries.first_concerned(current_session(), opening, News.MOVED) if form.tell.data else None
        )
        if concerned and not form.confirmed.data and _is_later(opening, wanted):
            return _extension_asked(opening, form, wanted, concerned)
        try:
            actions.extend_closing(begin_writing(), opening, wanted, seen=seen, by=actor)
        except actions.ClosingRefused as error:
            form.refuse("closes_on", _(error.sentence, **error.values))
        except StalePage:
            day, at = local_day_and_time(opening.closes_at, opening.zone)
            there = {"closes_on": day, "closes_at": at}
            saved = ExtendForm(formdata=None, data={**form.data, **there})
            form.show_saved(actions.closing_mark(opening), saved)
        else:
            if form.tell.data:
                actions.tell_soon(current_session(), opening, News.MOVED, by=actor)
            current_session().commit()
            say(_("The closing time has been extended. Links already sent work until then."))
            return redirect(url_for(".opening", public_id=opening.public_id))
    return render_template("openings/extend.html", opening=opening, form=form), form.status


def _is_later(opening: Opening, wanted: datetime) -> bool:
    return opening.closes_at is not None and wanted > max(opening.closes_at, clock.now())


def _extension_asked(
    opening: Opening, form: ExtendForm, wanted: datetime, concerned: Application
) -> ResponseReturnValue:
    """Show the mail about the new moment, and ask once more; nothing is moved yet."""
    standing = queries.standings(current_session(), [opening.id])[opening.id]
    return render_template(
        "openings/extend_confirm.html",
        opening=opening,
        form=form,
        wanted=wanted,
        number=standing.unfinished,
        concerned=concerned,
        letter=letter_about(opening, concerned, News.MOVED, wanted),
    )


def letter_about(
    opening: Opening, application: Application, news: News, closes_at: datetime | None = None
) -> Letter:
    """Write the mail to one candidate, by the same way as the one that is sent."""
    mailing = actions.news_to(opening, application, news, closes_at=closes_at)
    return write(current_app, unsent(current_session(), news, mailing, opening.id), show_link=False)


@bp.route("/openings/<string:public_id>/close", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def close(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Say what closing means, and do it."""
    if opening.state != OpeningState.OPEN:
        return redirect(url_for(".opening", public_id=opening.public_id))
    form = CloseForm()
    if form.submitted_and_valid():
        actions.close_opening(begin_writing(), opening, by=actor)
        if form.tell.data:
            actions.tell_soon(current_session(), opening, News.CLOSED, by=actor)
        current_session().commit()
        say(_("The opening is closed. What was handed in is still being scored."))
        return redirect(url_for(".opening", public_id=opening.public_id))
    session = current_session()
    concerned = queries.first_concerned(session, opening, News.CLOSED)
    return render_template(
        "openings/close.html",
        opening=opening,
        concerned=concerned,
        letter=letter_about(opening, concerned, News.CLOSED) if concerned else None,
        form=form,
        standing=queries.standings(session, [opening.id])[opening.id],
        late=queries.cut_off_by_closing(session, opening.id),
    )


@bp.route("/openings/<string:public_id>/reopen", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def reopen(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Open a closed opening again, until a new closing moment and with a reason."""
    if opening.state != OpeningState.CLOSED:
        if opening.state == OpeningState.OPEN:
            say(_("This opening is open already; its closing time can be moved below."), "warning")
        return redirect(url_for(".about", public_id=opening.public_id))
    form = ReopenForm()
    if form.submitted_and_valid() and _reopened(actor, opening, form):
        say(_("The opening is open again. Now invite again whoever was too late."))
        return redirect(url_for(".opening", public_id=opening.public_id))
    session = current_session()
    page = render_template(
        "openings/reopen.html",
        opening=opening,
        form=form,
        possible=actions.can_be_reopened(session, opening),
        expired=queries.standings(session, [opening.id])[opening.id].reached(Stage.EXPIRED),
    )
    return page, form.status


def _reopened(actor: Actor, opening: Opening, form: ReopenForm) -> bool:
    """Do it; where that cannot be, say so on the form and return False."""
    wanted = form.moment(opening.zone)
    try:
        actions.reopen_opening(begin_writing(), opening, wanted, form.reason.data, by=actor)
    except actions.ClosingRefused:
        form.refuse("closes_on", _("The new closing time must be in the future."))
    except actions.ReopeningRefused as error:
        form.form_errors.append(_(error.sentence, **error.values))
    else:
        current_session().commit()
        return True
    stop_writing(current_session())
    return False
