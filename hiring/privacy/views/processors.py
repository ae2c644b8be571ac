"""The list of those who process personal data for the organisation (Law 27 of 2022, articles 51, 52, 56)."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.privacy import actions, policy, queries
from hiring.privacy.forms import EndProcessorForm, ProcessorForm
from hiring.privacy.forms.processors import countries
from hiring.privacy.models import Processor
from hiring.privacy.rules import CONCERNED_DATA_NAMES, INDONESIA, TRANSFER_GROUND_NAMES
from hiring.privacy.services import SERVICE_NAMES, services_named
from hiring.privacy.views.blueprint import requests_bp
from hiring.settings import current_settings
from hiring.web.flashes import say
from hiring.web.paging import cursor_in


@requests_bp.get("/privacy/processors")
@guarded(policy.SEE_PROCESSING)
def processors(actor: Actor) -> ResponseReturnValue:
    """List those who process personal data, the newest first, and the services that the settings name."""
    return render_template(
        "privacy/processors.html",
        page=queries.processors_page(current_session(), cursor_in(request.args)),
        services=services_named(current_settings()),
        SERVICE_NAMES=SERVICE_NAMES,
        **_words(),
    )


@requests_bp.route("/privacy/processors/new", methods=["GET", "POST"])
@guarded(policy.KEEP_PROCESSORS)
def new_processor(actor: Actor) -> ResponseReturnValue:
    """Put somebody on the list."""
    form = ProcessorForm(data={"since": today_here()})
    if form.submitted_and_valid() and form.is_grounded():
        actions.add_processor(begin_writing(), form.facts(), by=actor)
        current_session().commit()
        say(_("The processor is on the list."))
        return redirect(url_for(".processors"))
    return render_template("privacy/processor_form.html", form=form, processor=None), form.status


@requests_bp.route("/privacy/processors/<string:public_id>", methods=["GET", "POST"])
@guarded(policy.KEEP_PROCESSORS, load=queries.processor_by_public_id)
def change_processor(actor: Actor, processor: Processor) -> ResponseReturnValue:
    """Put right what the list says of somebody."""
    session = current_session()
    form = ProcessorForm(data=ProcessorForm.values_of(processor))
    form.carry(actions.processor_mark(processor))
    if form.submitted_and_valid() and form.is_grounded():
        try:
            seen = form.seen.data or ""
            actions.change_processor(begin_writing(), processor, form.facts(), seen=seen, by=actor)
        except StalePage:
            saved = ProcessorForm(formdata=None, data=ProcessorForm.values_of(processor))
            form.show_saved(actions.processor_mark(processor), saved)
        else:
            session.commit()
            say(_("Saved."))
            return redirect(url_for(".processors"))
    ending = EndProcessorForm(formdata=None, data={"until": today_here()})
    return _page(processor, form, ending), form.status


@requests_bp.post("/privacy/processors/<string:public_id>/end")
@guarded(policy.KEEP_PROCESSORS, load=queries.processor_by_public_id)
def end_processor(actor: Actor, processor: Processor) -> ResponseReturnValue:
    """Note the last day of somebody who no longer processes data."""
    ending = EndProcessorForm()
    if ending.submitted_and_valid() and ending.is_possible(processor.since, today_here()):
        actions.end_processor(begin_writing(), processor, ending.until.data, by=actor)
        current_session().commit()
        say(_("The end is noted. The processor stays on the list."))
        return redirect(url_for(".processors"))
    form = ProcessorForm(formdata=None, data=ProcessorForm.values_of(processor))
    form.carry(actions.processor_mark(processor))
    return _page(processor, form, ending), 422


def _page(processor: Processor, form: ProcessorForm, ending: EndProcessorForm) -> str:
    return render_template("privacy/processor_form.html", form=form, ending=ending, processor=processor)


def today_here() -> date:
    """Return the day that it is where the organisation is."""
    return clock.now().astimezone(ZoneInfo(current_settings().zone)).date()


def _words() -> dict[str, object]:
    return {
        "DATA_NAMES": CONCERNED_DATA_NAMES,
        "GROUND_NAMES": TRANSFER_GROUND_NAMES,
        "COUNTRIES": countries(),
        "INDONESIA": INDONESIA,
    }
