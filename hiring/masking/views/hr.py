"""HR: what is masked for reviewers in each answer of an opening, and correcting it."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import HiringError
from hiring.masking import actions, policy, queries
from hiring.masking.forms import MaskChangeForm, MaskForm
from hiring.masking.masks import pieces_shown
from hiring.masking.queries import MaskedPart
from hiring.masking.rules import KIND_NAMES, MaskKind
from hiring.masking.views.blueprint import bp
from hiring.openings.models import Application, Opening
from hiring.openings.queries import application_by_public_id, opening_by_public_id
from hiring.web.flashes import say
from hiring.web.paging import cursor_in


@bp.get("/openings/<string:public_id>/masks")
@guarded(policy.CORRECT_MASKS, load=opening_by_public_id)
def opening(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List whose answers are masked in an opening."""
    page = queries.masked_candidates(current_session(), opening.id, cursor_in(request.args))
    return render_template("masking/opening.html", opening=opening, page=page)


@bp.get("/applications/<string:public_id>/masks")
@guarded(policy.CORRECT_MASKS, load=application_by_public_id)
def answers(actor: Actor, application: Application) -> ResponseReturnValue:
    """List the answers of a candidate with what is masked in each."""
    return render_template(
        "masking/answers.html",
        application=application,
        opening=application.opening,
        parts=queries.masked_parts(current_session(), application.id),
        kind_names=KIND_NAMES,
    )


@bp.route("/applications/<string:public_id>/masks/<string:task>/<string:part>", methods=["GET", "POST"])
@guarded(policy.CORRECT_MASKS, load=application_by_public_id)
def answer(actor: Actor, application: Application, task: str, part: str) -> ResponseReturnValue:
    """Show an answer with its masks, and mask further words."""
    shown, form, problem = _part(application, task, part), MaskForm(), None
    if form.submitted_and_valid():
        try:
            masked = actions.add_mask(
                begin_writing(),
                application,
                shown.place.key,
                str(form.words.data),
                MaskKind(form.kind.data),
                seen=str(form.seen.data),
                by=actor,
            )
        except (actions.WordsNotFound, actions.MaskedAlready) as error:
            form.refuse("words", _(error.sentence))
        except HiringError as error:
            problem = error
        else:
            current_session().commit()
            say(ngettext("Masked at %(num)d place.", "Masked at %(num)d places.", masked))
            return redirect(_address(application, shown))
        current_session().rollback()
        application = _again(application)
        shown = _part(application, task, part)
    return _page(application, shown, form, problem)


@bp.post("/applications/<string:public_id>/masks/<string:task>/<string:part>/change")
@guarded(policy.CORRECT_MASKS, load=application_by_public_id)
def change(actor: Actor, application: Application, task: str, part: str) -> ResponseReturnValue:
    """Lift one mask, put it back, or note that HR has seen what was not carried over."""
    shown, form = _part(application, task, part), MaskChangeForm()
    if not form.submitted_and_valid():
        abort(422)
    if form.noted:
        actions.note_seen(begin_writing(), application, shown.place.key, seen=str(form.seen.data), by=actor)
        current_session().commit()
        return redirect(_address(application, shown))
    actions.change_mask(
        begin_writing(),
        application,
        shown.place.key,
        form.number,
        lifted=form.lifted,
        seen=str(form.seen.data),
        by=actor,
    )
    current_session().commit()
    say(_("Lifted: reviewers read these words.") if form.lifted else _("Masked again."))
    return redirect(_address(application, shown))


def _part(application: Application, task: str, part: str) -> MaskedPart:
    found = queries.masked_parts(current_session(), application.id)
    shown = next(
        (each for each in found if each.place.section_task == task and each.place.part.key == part), None
    )
    if shown is None or not shown.ready:
        abort(404)
    return shown


def _again(application: Application) -> Application:
    loaded = application_by_public_id(current_session(), application.public_id)
    if loaded is None:
        abort(404)
    return loaded


def _address(application: Application, shown: MaskedPart) -> str:
    place = shown.place
    return url_for(".answer", public_id=application.public_id, task=place.section_task, part=place.part.key)


def _page(
    application: Application, shown: MaskedPart, form: MaskForm, problem: HiringError | None
) -> ResponseReturnValue:
    form.seen.raw_data, form.seen.data = None, str(shown.revision)
    page = render_template(
        "masking/answer.html",
        application=application,
        opening=application.opening,
        shown=shown,
        texts=[pieces_shown(number, text, shown.masks) for number, text in enumerate(shown.texts)],
        form=form,
        change=MaskChangeForm(formdata=None),
        problem=_(problem.sentence) if problem else None,
        kind_names=KIND_NAMES,
    )
    return page, problem.status if problem else form.status
