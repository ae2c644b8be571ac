"""HR: invitations sent again, names put right, candidates removed and taken back."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.queries import browsers_inside
from hiring.accounts.rules import Actor, Audience
from hiring.audit.erasing import PersonErased
from hiring.db import begin_writing, current_session, give_up_writing, stop_writing
from hiring.errors import StalePage
from hiring.files.models import StoredFile
from hiring.i18n import N_
from hiring.openings import actions, policy, queries
from hiring.openings.actions.many import AT_ONCE
from hiring.openings.forms import CorrectionForm, FactsCorrectionForm, RemovalForm, ReturnReasonForm
from hiring.openings.models import Application, Opening
from hiring.openings.rules import ENDED, News, Stage, may_be_taken_back_freely
from hiring.openings.views.blueprint import bp, dossier_address, secret_key
from hiring.openings.views.chosen import confirmed, lead_on, onward, preview
from hiring.openings.views.closing import letter_about
from hiring.openings.views.statements import LARGEST_REQUEST, kept_cv, let_go, stated_facts
from hiring.persons import CORRECTION_SENTENCES, Correction
from hiring.web.bodies import takes_up_to
from hiring.web.flashes import say
from hiring.web.forms import ActionForm


@bp.route("/applications/<string:public_id>/remove", methods=["GET", "POST"])
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def remove(actor: Actor, application: Application) -> ResponseReturnValue:
    """Say what removing a candidate means, ask why, and do it."""
    back = redirect(dossier_address(application))
    if Stage(application.stage) in ENDED:
        return back
    form = RemovalForm()
    if form.submitted_and_valid():
        try:
            tell = bool(form.tell.data)
            actions.remove(begin_writing(), application, form.reason.data, tell=tell, by=actor)
        except actions.StageNotAllowed as refused:
            say(_(refused.sentence), "danger")
            return back
        current_session().commit()
        say(
            _(
                "%(name)s is removed. You can undo this here: freely for ten minutes, later with a reason.",
                name=application.candidate.name,
            )
        )
        return back
    page = render_template(
        "openings/remove.html",
        application=application,
        form=form,
        letter=letter_about(application.opening, application, News.REMOVED),
    )
    return page, form.status


@bp.route("/applications/<string:public_id>/take-back", methods=["GET", "POST"])
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def take_removal_back(actor: Actor, application: Application) -> ResponseReturnValue:
    """Have a removed candidate go on; after ten minutes ask why."""
    if application.stage != Stage.REMOVED:
        return redirect(dossier_address(application))
    form = ReturnReasonForm()
    if form.submitted_and_valid() and _took_back(actor, application, form):
        return redirect(dossier_address(application))
    page = render_template(
        "openings/take_back.html",
        application=application,
        form=form,
        freely=may_be_taken_back_freely(application.stage_at, clock.now()),
    )
    return page, form.status


def _took_back(actor: Actor, application: Application, form: ReturnReasonForm) -> bool:
    """Undo the removal and say so; where a reason is missing, say that on the form and return False."""
    session = begin_writing()
    try:
        mailed = actions.take_removal_back(
            session, application, form.reason.data or "", secret_key=secret_key(), by=actor
        )
    except actions.ReasonMissing as refused:
        stop_writing(session)
        form.refuse("reason", _(refused.sentence))
        return False
    except actions.CannotReturn as refused:
        stop_writing(session)
        say(_(refused.sentence), "warning")
        return True
    session.commit()
    name = application.candidate.name
    if mailed:
        say(_("The removal of %(name)s is taken back. A new link is on its way.", name=name))
    else:
        say(_("The removal of %(name)s is taken back.", name=name))
    return True


@bp.route("/applications/<string:public_id>/facts", methods=["GET", "POST"])
@takes_up_to(LARGEST_REQUEST)
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def correct_facts(actor: Actor, application: Application) -> ResponseReturnValue:
    """Put right what a candidate has stated, and the CV that was sent."""
    if application.facts is None:
        say(_(actions.NothingStated.sentence), "warning")
        return redirect(dossier_address(application))
    form = FactsCorrectionForm(data=stated_facts(application))
    form.carry(actions.facts_mark(application.facts))
    if form.submitted_and_valid():
        cv = kept_cv(form)
        if not form.errors and _facts_corrected(actor, application, form, cv):
            return redirect(dossier_address(application))
    return render_template("openings/correct_facts.html", application=application, form=form), form.status


def _facts_corrected(
    actor: Actor, application: Application, form: FactsCorrectionForm, cv: StoredFile | None
) -> bool:
    """Keep what the form says; where that cannot be, say so on the form and return False."""
    public_id, reason, seen = application.public_id, form.reason.data or "", form.seen.data or ""
    session = begin_writing()
    try:
        changed = actions.correct_facts(
            session, application, form.stated(), reason, cv=cv, seen=seen, by=actor
        )
    except (actions.NothingStated, PersonErased, StalePage) as refused:
        session.rollback()
        let_go(cv)
        kept = queries.application_by_public_id(session, public_id)
        assert kept is not None  # noqa: S101  (nobody removes applications)
        if isinstance(refused, StalePage):
            saved = FactsCorrectionForm(formdata=None, data={**stated_facts(kept), "reason": reason})
            form.show_saved(actions.facts_mark(kept.facts), saved)
        else:
            form.refuse("education", _(refused.sentence))
        return False
    session.commit()
    say(_("Corrected. The candidate is told by e-mail.") if changed else _("Nothing was changed."))
    return True


@bp.route("/applications/<string:public_id>/person", methods=["GET", "POST"])
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def correct_person(actor: Actor, application: Application) -> ResponseReturnValue:
    """Put a candidate's name or address right."""
    form = CorrectionForm(data=_called(application))
    form.carry(actions.person_mark(application.candidate))
    if form.submitted_and_valid() and _corrected(actor, application, form):
        return redirect(dossier_address(application))
    return render_template("openings/person.html", application=application, form=form), form.status


#: A candidate is told of what is corrected; where a new link goes out, the mail with it says so.
_CORRECTED = {**CORRECTION_SENTENCES, Correction.DONE: N_("Corrected. The candidate is told by e-mail.")}


def _called(application: Application) -> dict[str, str]:
    return {"name": application.candidate.name, "email": application.candidate.email}


def _corrected(actor: Actor, application: Application, form: CorrectionForm) -> bool:
    """Keep what the form says; where that cannot be, say so on the form and return False."""
    public_id, name, email = application.public_id, form.name.data, form.email.data
    session = begin_writing()
    try:
        came = actions.correct_person(
            session, application, name, email, secret_key=secret_key(), seen=form.seen.data or "", by=actor
        )
    except (actions.AddressInUse, PersonErased, StalePage) as refused:
        session.rollback()
        kept = queries.application_by_public_id(session, public_id)
        assert kept is not None  # noqa: S101  (nobody removes applications)
        if isinstance(refused, StalePage):
            saved = CorrectionForm(formdata=None, data=_called(kept))
            form.show_saved(actions.person_mark(kept.candidate), saved)
        else:
            form.refuse("email", _(refused.sentence))
        return False
    session.commit()
    say(_(_CORRECTED[came], email=email))
    return True


@bp.route("/applications/<string:public_id>/end-sessions", methods=["GET", "POST"])
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def end_sessions(actor: Actor, application: Application) -> ResponseReturnValue:
    """Say what ending a candidate's sessions means, and do it."""
    form = ActionForm()
    if form.submitted_and_valid():
        ended = actions.end_sessions(begin_writing(), application, by=actor)
        current_session().commit()
        name = application.candidate.name
        if ended:
            say(_("%(name)s is signed out in every browser.", name=name))
        else:
            say(_("%(name)s was not signed in anywhere.", name=name), "warning")
        return redirect(dossier_address(application))
    inside = browsers_inside(current_session(), Audience.CANDIDATE, application.id)
    return render_template("openings/end_sessions.html", application=application, form=form, inside=inside)


@bp.get("/openings/<string:public_id>/invite-again")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def invite_again(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show who would get a new link, and who would not and why."""
    return preview(
        opening,
        "invite_again",
        lambda chosen: {
            "going": [a for a in chosen if actions.can_be_invited_again(a)],
            "staying": [a for a in chosen if not actions.can_be_invited_again(a)],
        },
    )


@bp.post("/openings/<string:public_id>/invite-again")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def send_again(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Mail new links to everybody of the preview who can still use one."""
    named, operation = confirmed()
    if len(named) > AT_ONCE:
        batch = actions.invite_many_again(begin_writing(), opening, named, operation=operation, by=actor)
        current_session().commit()
        being_sent = _("The new links are being sent. The page of the opening shows the progress.")
        return lead_on(opening, batch, being_sent)
    try:
        invited = actions.invite_again_named(
            begin_writing(), opening.id, named, secret_key=secret_key(), by=actor
        )
    except actions.AlreadyInvited:
        give_up_writing(current_session())
        told = _("Somebody else was sending them new links at the same moment. Please look who is left.")
        say(told, "danger")
        return onward(opening)
    current_session().commit()
    if invited:
        say(linked_sentence(invited))
    else:
        say(_("Nothing was sent: none of them can use a new link now."), "warning")
    return onward(opening)


def linked_sentence(number: int) -> str:
    return ngettext(
        "%(num)d new link is on its way. The earlier one no longer works.",
        "%(num)d new links are on their way. The earlier ones no longer work.",
        number,
    )
