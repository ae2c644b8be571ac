"""HR names whom candidates and referees may write to; their pages and mails then say so."""

from collections.abc import Callable
from typing import TypeAlias

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor, Audience
from hiring.capability import ExtensionPoint
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.mail.contacts import whatsapp_link
from hiring.mail.rules import NOBODY, Contact
from hiring.openings import actions, policy, queries
from hiring.openings.forms import ContactForm
from hiring.openings.models import Opening
from hiring.openings.views.blueprint import bp
from hiring.web.flashes import say

FindContact: TypeAlias = Callable[[Session, int], Contact]

#: For an audience: how the contact person is found of who reads a page, by the id of the actor.
CONTACT_OF: ExtensionPoint[tuple[Audience, FindContact]] = ExtensionPoint("whom readers may write to")


@bp.route("/openings/<string:public_id>/contact", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def contact(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask for name, address and number, and save them; also once the opening is closed."""
    form = ContactForm(data=ContactForm.values_of(queries.contact_of(opening)))
    form.carry(actions.contact_mark(opening))
    if form.submitted_and_valid():
        try:
            seen = form.seen.data or ""
            actions.name_contact(begin_writing(), opening, form.contact(), seen=seen, by=actor)
        except StalePage:
            saved = ContactForm(formdata=None, data=ContactForm.values_of(queries.contact_of(opening)))
            form.show_saved(actions.contact_mark(opening), saved)
        else:
            current_session().commit()
            say(_("Saved."))
            return redirect(url_for(".about", public_id=opening.public_id))
    return render_template("openings/contact.html", opening=opening, form=form), form.status


def contact_here() -> Contact:
    """Return whom the candidate or referee who reads this page may write to; nobody for anybody else."""
    actor = current_actor()
    find = dict(CONTACT_OF.here()).get(actor.audience) if actor is not None else None
    return find(current_session(), actor.id) if actor is not None and find is not None else NOBODY


IN_TEMPLATES = {
    "contact_here": contact_here,
    "contact_of": queries.contact_of,
    "whatsapp_link": whatsapp_link,
}
