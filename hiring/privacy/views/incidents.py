"""Incidents about personal data: the clock of 72 hours, who is concerned, the letters, the agency."""

from collections.abc import Collection
from io import BytesIO

from flask import current_app, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor, Audience
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.files.downloads import as_download
from hiring.i18n import LOCALES, N_
from hiring.i18n.choice import localised
from hiring.mail.actions import unsent
from hiring.mail.letters import Letter, write
from hiring.privacy import actions, policy, queries
from hiring.privacy.forms import IncidentForm, IncidentOutcomeForm
from hiring.privacy.mails import INCIDENT, period_text
from hiring.privacy.models import Incident
from hiring.privacy.queries import AffectedPerson
from hiring.privacy.rules import (
    CONCERNED_DATA_NAMES,
    IncidentFacts,
    Pressure,
    hours_left,
    pressure_of,
)
from hiring.privacy.views.agency import agency_text
from hiring.privacy.views.blueprint import requests_bp
from hiring.settings import current_settings
from hiring.spreadsheets import TableFormat, write_table
from hiring.web.flashes import say
from hiring.web.forms import ActionForm
from hiring.web.paging import cursor_in

_TONES = {Pressure.NONE: "active", Pressure.SOON: "warning", Pressure.OVER: "danger"}
_GROUPS = {
    Audience.CANDIDATE: N_("Candidate"),
    Audience.REFEREE: N_("Referee"),
    Audience.STAFF: N_("Staff"),
}


@requests_bp.get("/incidents")
@guarded(policy.SEE_INCIDENTS)
def incidents(actor: Actor) -> ResponseReturnValue:
    """List the incidents, the newest first."""
    return render_template(
        "privacy/incidents.html",
        page=queries.incidents_page(current_session(), cursor_in(request.args)),
        may_handle=policy.HANDLE_INCIDENTS.allows(actor),
        **_words(),
    )


@requests_bp.route("/incidents/new", methods=["GET", "POST"])
@guarded(policy.HANDLE_INCIDENTS)
def new_incident(actor: Actor) -> ResponseReturnValue:
    """Record an incident."""
    form = IncidentForm()
    facts = _facts_in(form, current_session())
    if facts is not None:
        made = actions.record_incident(begin_writing(), facts, by=actor)
        current_session().commit()
        say(_("Incident no. %(number)s is recorded.", number=made.id))
        return redirect(url_for(".incident", public_id=made.public_id))
    return render_template("privacy/incident_form.html", form=form, incident=None), form.status


@requests_bp.route("/incidents/<string:public_id>/edit", methods=["GET", "POST"])
@guarded(policy.HANDLE_INCIDENTS, load=queries.incident_by_public_id)
def change_incident(actor: Actor, incident: Incident) -> ResponseReturnValue:
    """Put right what is known of an incident."""
    session, zone = current_session(), current_settings().zone
    named = queries.named_in(session, incident.whom)
    form = IncidentForm(data=IncidentForm.values_of(incident, named, zone))
    form.carry(actions.incident_mark(incident))
    facts = _facts_in(form, session, incident)
    if facts is not None:
        try:
            seen = form.seen.data or ""
            actions.change_incident(begin_writing(), incident, facts, seen=seen, by=actor)
        except StalePage:
            named = queries.named_in(session, incident.whom)
            saved = IncidentForm(formdata=None, data=IncidentForm.values_of(incident, named, zone))
            saved.openings.choices = form.openings.choices
            form.show_saved(actions.incident_mark(incident), saved)
        else:
            session.commit()
            say(_("Saved."))
            return redirect(url_for(".incident", public_id=incident.public_id))
    return render_template("privacy/incident_form.html", form=form, incident=incident), form.status


def _facts_in(form: IncidentForm, session: Session, incident: Incident | None = None) -> IncidentFacts | None:
    """Return what was filled in; None where the page is only asked for, or errors stand in the form."""
    chosen = incident.whom.openings if incident else ()
    offered = queries.openings_to_name(session, chosen)
    form.openings.choices = [SelectChoice(str(number), localised(title)) for number, title in offered]
    zone = current_settings().zone
    if not form.submitted_and_valid() or not form.in_order(zone, clock.now()):
        return None
    found = queries.people_named(session, form.addresses, form.codes)
    if found.unknown:
        unknown = ", ".join(found.unknown)
        sentence = _("Not known, or the code of several applications: %(names)s", names=unknown)
        form.refuse("accounts" if found.unknown[0] in form.addresses else "applications", sentence)
        return None
    facts = form.facts(zone, found.accounts, found.applications)
    if facts.concerned.nobody:
        form.refuse("whom", _("Please name at least one account, opening or application below."))
        return None
    return facts


@requests_bp.get("/incidents/<string:public_id>")
@guarded(policy.SEE_INCIDENTS, load=queries.incident_by_public_id)
def incident(actor: Actor, incident: Incident) -> ResponseReturnValue:
    """Show an incident with its clock, whom it concerns and the letter they get."""
    return _page(actor, incident, IncidentOutcomeForm(formdata=None))


@requests_bp.post("/incidents/<string:public_id>/close")
@guarded(policy.HANDLE_INCIDENTS, load=queries.incident_by_public_id)
def close_incident(actor: Actor, incident: Incident) -> ResponseReturnValue:
    """End the work on an incident."""
    form = IncidentOutcomeForm()
    if not form.submitted_and_valid():
        return _page(actor, incident, form)
    actions.close_incident(begin_writing(), incident, form.outcome.data, by=actor)
    current_session().commit()
    say(_("Incident no. %(number)s is closed.", number=incident.id))
    return redirect(url_for(".incident", public_id=incident.public_id))


@requests_bp.post("/incidents/<string:public_id>/tell")
@guarded(policy.HANDLE_INCIDENTS, load=queries.incident_by_public_id)
def tell_affected(actor: Actor, incident: Incident) -> ResponseReturnValue:
    """Write to everybody concerned who was not written to yet."""
    if ActionForm().submitted_and_valid():
        number = actions.tell_affected(begin_writing(), incident, by=actor)
        current_session().commit()
        say(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", number))
    return redirect(url_for(".incident", public_id=incident.public_id))


@requests_bp.post("/incidents/<string:public_id>/agency-told")
@guarded(policy.HANDLE_INCIDENTS, load=queries.incident_by_public_id)
def agency_told(actor: Actor, incident: Incident) -> ResponseReturnValue:
    """Note that the agency was told."""
    if ActionForm().submitted_and_valid():
        actions.note_agency_told(begin_writing(), incident, by=actor)
        current_session().commit()
        say(_("It is noted that the agency was told."))
    return redirect(url_for(".incident", public_id=incident.public_id))


@requests_bp.get("/incidents/<string:public_id>/agency")
@guarded(policy.SEE_INCIDENTS, load=queries.incident_by_public_id)
def agency_notice(actor: Actor, incident: Incident) -> ResponseReturnValue:
    """Give what the agency is told as a text."""
    numbers = queries.affected_numbers(current_session(), incident)
    content = BytesIO(agency_text(incident, numbers, current_settings()).encode())
    name = _("incident-%(number)s.txt", number=incident.id)
    return as_download(send_file(content, mimetype="text/plain", as_attachment=True, download_name=name))


@requests_bp.post("/incidents/<string:public_id>/people")
@guarded(policy.SEE_INCIDENTS, load=queries.incident_by_public_id)
def people(actor: Actor, incident: Incident) -> ResponseReturnValue:
    """Give the list of those concerned: names of one's own openings, codes of all others."""
    session = begin_writing()
    own = queries.openings_run_by(session, actor.id)
    found, told = queries.affected_people(session, incident), queries.written_to(session, incident)
    actions.note_list_taken(session, incident, len(found), by=actor)
    session.commit()
    heading = [_("Group"), _("Opening"), _("Code"), _("Name"), _("E-mail address"), _("Written to")]
    rows = (_row(each, own, is_told=each.email.casefold() in told) for each in found)
    content = BytesIO()
    write_table(content, TableFormat.CSV_SEMICOLON, heading, rows, title="")
    content.seek(0)
    name, media_type = _("incident-%(number)s.csv", number=incident.id), TableFormat.CSV_SEMICOLON.media_type
    return as_download(send_file(content, mimetype=media_type, as_attachment=True, download_name=name))


def _row(person: AffectedPerson, own: Collection[int], *, is_told: bool) -> list[str]:
    """Return a line of the list; names of candidates and referees stand there in one's own openings only."""
    named = person.audience is Audience.STAFF or person.opening_id in own
    opening = localised(person.opening) if person.opening else ""
    who = [person.name, person.email] if named else ["", ""]
    return [_(_GROUPS[person.audience]), opening, person.code, *who, _("yes") if is_told else _("no")]


def _page(actor: Actor, incident: Incident, form: IncidentOutcomeForm) -> ResponseReturnValue:
    session, zone = current_session(), current_settings().zone
    addresses, codes = queries.named_in(session, incident.whom)
    shown = render_template(
        "privacy/incident.html",
        incident=incident,
        form=form,
        may_handle=policy.HANDLE_INCIDENTS.allows(actor),
        period=period_text(incident.began_at, incident.ended_at, zone),
        numbers=queries.affected_numbers(session, incident),
        accounts=addresses,
        codes=codes,
        titles=[localised(each) for each in queries.titles_of(session, incident.whom.openings)],
        to_call=queries.to_be_called(session, incident),
        most_to_call=queries.MOST_TO_CALL,
        own=queries.openings_run_by(session, actor.id),
        letters=[(locale, _letter(actor, incident, locale)) for locale in LOCALES],
        **_words(),
    )
    return shown, form.status


def _letter(actor: Actor, incident: Incident, locale: str) -> Letter:
    """Return the letter as the reader of this page would get it in a language."""
    reader = AffectedPerson(Audience.STAFF, actor.id, actor.name, "", locale)
    mail = unsent(current_session(), INCIDENT, actions.letter_to(incident, reader), None)
    with force_locale(locale):
        return write(current_app, mail, show_link=False)


def _words() -> dict[str, object]:
    return {
        "DATA_NAMES": CONCERNED_DATA_NAMES,
        "TONES": _TONES,
        "pressure_of": pressure_of,
        "hours_left": hours_left,
        "now": clock.now(),
    }
