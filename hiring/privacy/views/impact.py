"""The impact assessment (Law 27 of 2022, article 34): the text, what is different here, its signatures."""

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n.choice import current_locale
from hiring.privacy import actions, policy, queries
from hiring.privacy.forms import ImpactNotesForm, SignatureForm
from hiring.privacy.impact import (
    GRADE_NAMES,
    OFFICER_NAMES,
    REVIEW_AFTER,
    ImpactSection,
    impact_standing,
)
from hiring.privacy.impact_text import PARAGRAPHS, RISKS, SECTION_TITLES, shipped_hash, written
from hiring.privacy.models import ImpactSignature
from hiring.privacy.views.blueprint import requests_bp
from hiring.privacy.views.processors import today_here
from hiring.settings import current_settings
from hiring.web.flashes import say


@requests_bp.get("/privacy/impact-assessment")
@guarded(policy.SEE_PROCESSING)
def impact_assessment(actor: Actor) -> ResponseReturnValue:
    """Show the text with what is different here, and who has signed it."""
    form = SignatureForm(formdata=None, data={"review_on": _in_a_year(today_here())})
    form.seen.data = _mark(queries.impact_notes(current_session()))
    return _page(actor, form)


@requests_bp.post("/privacy/impact-assessment/sign")
@guarded(policy.SIGN_IMPACT)
def sign_impact_assessment(actor: Actor) -> ResponseReturnValue:
    """Sign the text that was read."""
    form = SignatureForm()
    if form.submitted_and_valid() and form.is_timely(today_here()):
        session = begin_writing()
        text = written(current_locale(), _days(), queries.impact_notes(session))
        try:
            actions.sign_impact_assessment(
                session, form.facts(), text, shipped=_shipped(), seen=form.seen.data or "", by=actor
            )
        except StalePage:
            form.show_saved(_mark(queries.impact_notes(session)), form)
        else:
            session.commit()
            say(_("The impact assessment is signed."))
            return redirect(url_for(".impact_assessment"))
    return _page(actor, form), form.status


@requests_bp.route("/privacy/impact-assessment/edit", methods=["GET", "POST"])
@guarded(policy.SIGN_IMPACT)
def impact_notes(actor: Actor) -> ResponseReturnValue:
    """Say what is different here."""
    session = current_session()
    notes = queries.impact_notes(session)
    form = ImpactNotesForm(data=notes)
    form.carry(_mark(notes))
    if form.submitted_and_valid():
        try:
            seen = form.seen.data or ""
            actions.change_impact_notes(
                begin_writing(), form.notes(), shipped=_shipped(), seen=seen, by=actor
            )
        except StalePage:
            session.rollback()  # the rows that were made to be locked
            saved = queries.impact_notes(session)
            form.show_saved(_mark(saved), ImpactNotesForm.holding(saved))
        else:
            session.commit()
            say(_("Saved. The assessment is signed with these words from now on."))
            return redirect(url_for(".impact_assessment"))
    shown = render_template("privacy/impact_notes.html", form=form, Section=ImpactSection)
    return shown, form.status


@requests_bp.get("/privacy/impact-assessment/<string:public_id>")
@guarded(policy.SEE_PROCESSING, load=queries.impact_signature_by_public_id)
def signed_text(actor: Actor, signature: ImpactSignature) -> ResponseReturnValue:
    """Show the text as it was signed."""
    return render_template("privacy/signed_text.html", signature=signature, OFFICER_NAMES=OFFICER_NAMES)


def _page(actor: Actor, form: SignatureForm) -> str:
    session = current_session()
    signatures = queries.latest_impact_signatures(session)
    newest = signatures[0] if signatures else None
    return render_template(
        "privacy/impact_assessment.html",
        form=form,
        may_sign=policy.SIGN_IMPACT.allows(actor),
        notes=queries.impact_notes(session),
        signatures=signatures,
        standing=impact_standing(newest.facts if newest else None, _shipped(), today_here()),
        newest=newest,
        days=_days(),
        titles=SECTION_TITLES,
        paragraphs=PARAGRAPHS,
        risks=RISKS,
        Section=ImpactSection,
        GRADE_NAMES=GRADE_NAMES,
        OFFICER_NAMES=OFFICER_NAMES,
    )


def _days() -> int:
    return current_settings().retention_days


def _shipped() -> str:
    return shipped_hash(_days())


def _mark(notes: dict[str, str]) -> str:
    return actions.impact_mark(_shipped(), notes)


def _in_a_year(day: date) -> date:
    return day + REVIEW_AFTER
