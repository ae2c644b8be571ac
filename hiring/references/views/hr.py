"""HR's page about the references of one application, and what HR may do about each request."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.audit.erasing import PersonErased
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n.choice import current_locale
from hiring.openings.forms import CorrectionForm
from hiring.openings.models import Application
from hiring.openings.quotas import REFEREE_KIND_NAMES
from hiring.persons import CORRECTION_SENTENCES
from hiring.references import actions, consent, policy, queries
from hiring.references.actions.asking import may_be_reminded
from hiring.references.claims import CLAIM_WORD_NAMES
from hiring.references.flags import BENIGN_CAUSES, FLAG_SENTENCES
from hiring.references.forms import AllowContactForm
from hiring.references.models import ReferenceRequest
from hiring.references.rules import (
    KIND_OF,
    MOST_REMINDERS,
    OPEN_STATES,
    OPENED_TO_READERS,
    RELATIONSHIP_NAMES,
    RENEWABLE_STATES,
    REQUEST_STATE_NAMES,
    WAITING_STATES,
    RequestState,
    link_ends_at,
    may_be_asked,
    state_now,
)
from hiring.references.views.blueprint import bp
from hiring.settings import current_settings
from hiring.web.flashes import say


@bp.get("/applications/<string:public_id>/references")
@guarded(policy.SEE_REQUESTS, load=queries.application_of_requests_page)
def requests(actor: Actor, application: Application) -> ResponseReturnValue:
    """Show how far each request is, what can be done, and, once scores are locked, the answers."""
    session, now = current_session(), clock.now()
    known = queries.requests_for_readers(session, application.id)
    competencies = queries.competencies_of(application)
    staff, refusing = queries.staff_and_refusing(
        session, [way for each in known for way in each.ways], _secret_key()
    )
    return render_template(
        "references/requests.html",
        application=application,
        opening=application.opening,
        requests=known,
        excuses=queries.excuses_of(session, application.id),
        flags=queries.flags_of(session, application.id),
        states={each.id: state_now(each.state, application.stage, each.sent_at, now) for each in known},
        drafted=[each for each in known if each.state == RequestState.DRAFTED],
        agreed=consent.agreed(session, application.id),
        running=may_be_asked(application.stage),
        form=queries.current_form(session, application.opening),
        undelivered=queries.undelivered(session, application.id),
        refusing=refusing,
        told=_told(application, known),
        staff=staff,
        references=queries.read_references(application.stage, known, list(competencies), current_locale()),
        competencies=competencies,
        **_WORDS,
    )


def _told(application: Application, known: list[ReferenceRequest]) -> set[int]:
    """Return which requests were answered on the telephone; answers that may be read are here already."""
    if application.stage not in OPENED_TO_READERS:
        return queries.taken_by_telephone(current_session(), application.id)
    return {each.id for each in known if each.reference is not None and each.reference.taken_by is not None}


@bp.post("/applications/<string:public_id>/references/ask")
@guarded(policy.SEE_REQUESTS, load=queries.application_of_requests_page)
def ask(actor: Actor, application: Application) -> ResponseReturnValue:
    """Write to every named referee who has not been written to."""
    asked = actions.ask_referees(begin_writing(), application.id, secret_key=_secret_key(), by=actor)
    current_session().commit()
    if asked:
        sentence = ngettext(
            "The request is on its way to %(num)d referee.",
            "The requests are on their way to %(num)d referees.",
            asked,
        )
        say(sentence)
    else:
        say(_("Nobody was contacted: there is no named referee left who may be asked."), "warning")
    return _back(application)


@bp.post("/reference-requests/<string:public_id>/remind")
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def remind(actor: Actor, request: ReferenceRequest) -> ResponseReturnValue:
    """Remind one referee now; it counts as one of the two reminders."""
    actions.remind(begin_writing(), request, by=actor)
    current_session().commit()
    say(_("A reminder is on its way to %(name)s.", name=request.name))
    return _back(request.application)


@bp.post("/reference-requests/<string:public_id>/send-again")
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def send_again(actor: Actor, request: ReferenceRequest) -> ResponseReturnValue:
    """Send a new link to one referee; the earlier one stops working."""
    actions.send_again(begin_writing(), request, secret_key=_secret_key(), by=actor)
    current_session().commit()
    say(_("A new link is on its way to %(name)s. The earlier link no longer works.", name=request.name))
    return _back(request.application)


@bp.post("/reference-requests/<string:public_id>/cancel")
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def cancel(actor: Actor, request: ReferenceRequest) -> ResponseReturnValue:
    """Take one request back."""
    actions.cancel_request(begin_writing(), request, by=actor)
    current_session().commit()
    say(_("The request to %(name)s is cancelled. Nothing more is sent.", name=request.name))
    return _back(request.application)


@bp.route("/reference-requests/<string:public_id>/allow-contact", methods=["GET", "POST"])
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def allow_contact(actor: Actor, request: ReferenceRequest) -> ResponseReturnValue:
    """Let somebody be contacted again who has asked for it, after having asked that nobody does."""
    form = AllowContactForm()
    if queries.refusal_of(current_session(), request.ways, _secret_key()) is None:
        return _back(request.application)
    if form.submitted_and_valid():
        reason = form.reason.data or ""
        actions.allow_contact(begin_writing(), request, reason, secret_key=_secret_key(), by=actor)
        current_session().commit()
        say(_("%(name)s may be contacted again.", name=request.name))
        return _back(request.application)
    return render_template("references/allow_contact.html", request=request, form=form), form.status


@bp.route("/reference-requests/<string:public_id>/person", methods=["GET", "POST"])
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def correct_referee(actor: Actor, request: ReferenceRequest) -> ResponseReturnValue:
    """Put a referee's name or address right."""
    form = CorrectionForm(data=_called(request))
    form.carry(actions.referee_mark(request))
    if form.submitted_and_valid() and _corrected(actor, request, form):
        return _back(request.application)
    return render_template("references/person.html", request=request, form=form), form.status


def _called(request: ReferenceRequest) -> dict[str, str]:
    return {"name": request.name, "email": request.email}


def _corrected(actor: Actor, request: ReferenceRequest, form: CorrectionForm) -> bool:
    """Keep what the form says; where that cannot be, say so on the form and return False."""
    public_id, name, email, seen = request.public_id, form.name.data, form.email.data, form.seen.data or ""
    session = begin_writing()
    try:
        came = actions.correct_referee(
            session, request, name, email, secret_key=_secret_key(), seen=seen, by=actor
        )
    except (actions.RefereeNamedAlready, actions.NotToBeContacted, PersonErased, StalePage) as refused:
        session.rollback()
        kept = queries.request_by_public_id(session, public_id)
        assert kept is not None  # noqa: S101  (a request that was written to is never removed)
        if isinstance(refused, StalePage):
            saved = CorrectionForm(formdata=None, data=_called(kept))
            form.show_saved(actions.referee_mark(kept), saved)
        else:
            form.refuse("email", _(refused.sentence))
        return False
    session.commit()
    say(_(CORRECTION_SENTENCES[came], email=email))
    return True


_WORDS = {
    "BENIGN_CAUSES": BENIGN_CAUSES,
    "FLAG_SENTENCES": FLAG_SENTENCES,
    "CLAIM_WORDS": CLAIM_WORD_NAMES,
    "KIND_NAMES": REFEREE_KIND_NAMES,
    "KIND_OF": KIND_OF,
    "REQUEST_STATE_NAMES": REQUEST_STATE_NAMES,
    "RELATIONSHIP_NAMES": RELATIONSHIP_NAMES,
    "OPEN_STATES": OPEN_STATES,
    "WAITING_STATES": WAITING_STATES,
    "RENEWABLE_STATES": RENEWABLE_STATES,
    "MOST_REMINDERS": MOST_REMINDERS,
    "link_ends_at": link_ends_at,
    "may_be_reminded": may_be_reminded,
}


def _secret_key() -> str:
    return str(current_settings().secret_key)


def _back(application: Application) -> ResponseReturnValue:
    return redirect(url_for(".requests", public_id=application.public_id))
