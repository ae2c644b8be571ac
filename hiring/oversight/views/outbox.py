"""HR: what was mailed to whom, what became of it, what it said. Administrators: mails of no opening."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.mail import actions, letters
from hiring.mail.letters import Letter
from hiring.mail.models import MESSAGE_STATE_NAMES, Message, MessageState
from hiring.mail.rules import trouble_of
from hiring.oversight import policy, queries
from hiring.oversight.listing import mail_names, staff_mail_names, wanted_mails
from hiring.oversight.queries import NamedOpening, OwnedMessage
from hiring.oversight.views.blueprint import bp
from hiring.settings import current_settings
from hiring.web.flashes import say
from hiring.web.paging import cursor_in

TONES = {
    MessageState.QUEUED: "quiet",
    MessageState.SENDING: "active",
    MessageState.RETRYING: "warning",
    MessageState.SENT: "good",
    MessageState.FAILED: "danger",
    MessageState.CANCELLED: "quiet",
}


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One mail in the list."""

    message: Message
    subject: str | None
    """What it is called in the list."""
    opening: NamedOpening | None
    trouble: str | None


@bp.get("/outbox")
@guarded(policy.READ_OUTBOX)
def outbox(actor: Actor) -> ResponseReturnValue:
    """List the mails of the openings in which the actor is HR: those of one view, newest first."""
    session, wanted = current_session(), wanted_mails(request.args, mail_names())
    page = queries.outbox_page(session, actor.id, wanted, cursor_in(request.args))
    openings = queries.openings_named(session, {message.opening_id or 0 for message in page.rows})
    return render_template(
        "oversight/outbox.html",
        page=page.of([_line(message, openings[message.opening_id or 0]) for message in page.rows]),
        numbers=queries.numbers_unsettled(session, actor.id),
        wanted=wanted,
        kinds=_named(mail_names()),
        opening=queries.opening_of_hr(session, wanted.opening, actor.id) if wanted.opening else None,
        STATE_NAMES=MESSAGE_STATE_NAMES,
        TONES=TONES,
    )


@bp.get("/staff-mails")
@guarded(policy.READ_STAFF_MAILS)
def staff_mails(actor: Actor) -> ResponseReturnValue:
    """List the mails that belong to no opening, newest first: to whom, what they are, what became of them."""
    session, names = current_session(), staff_mail_names()
    wanted = wanted_mails(request.args, names)
    page = queries.staff_mails_page(session, wanted, cursor_in(request.args))
    return render_template(
        "oversight/staff_mails.html",
        page=page.of([_staff_line(message, names) for message in page.rows]),
        numbers=queries.numbers_unsettled_to_staff(session),
        wanted=wanted,
        kinds=_named(names),
        STATE_NAMES=MESSAGE_STATE_NAMES,
        TONES=TONES,
    )


def _named(kinds: Mapping[str, str]) -> list[tuple[str, str]]:
    names = {name: _(title) for name, title in kinds.items()}
    return sorted(names.items(), key=lambda each: each[1].casefold())


def _line(message: Message, opening: NamedOpening) -> OutboxLine:
    letter = _letter(message)
    return OutboxLine(message, letter.subject if letter else None, opening, _trouble(message))


def _staff_line(message: Message, names: Mapping[str, str]) -> OutboxLine:
    """Name a mail by its kind: what it says is for its reader."""
    title = _(names[message.template]) if message.template in names else message.template
    return OutboxLine(message, title, None, _trouble(message))


def _trouble(message: Message) -> str | None:
    return _(trouble_of(message.last_error)[0]) if message.last_error else None


def _letter(message: Message) -> Letter | None:
    """Return the mail as its reader gets it; its secret only where no mail server takes it away."""
    settings = current_settings()
    if not message.to_email:
        return None  # what it said was erased
    try:
        return letters.write(current_app, message, show_link=not settings.sends_mail)
    except letters.Unwritable:  # the list and the page must still open: they are where one learns of it
        return None


def _address(message: Message) -> str | None:
    """Return the link of a mail that nobody else takes away; None once it was erased."""
    settings = current_settings()
    if settings.sends_mail or not message.to_email:
        return None
    return letters.link_of(settings, message, shown=True)


@bp.get("/outbox/<string:public_id>")
@guarded(policy.READ_MESSAGE, load=queries.owned_message)
def message(actor: Actor, owned: OwnedMessage) -> ResponseReturnValue:
    """Show one mail, what became of it, and its text."""
    said = trouble_of(owned.message.last_error) if owned.message.last_error else None
    return render_template(
        "oversight/message.html",
        message=owned.message,
        letter=_letter(owned.message),
        address=_address(owned.message),
        trouble=_(said[0]) if said else None,
        said=said[1] if said else None,
        STATE_NAMES=MESSAGE_STATE_NAMES,
        TONES=TONES,
    )


@bp.post("/outbox/<string:public_id>/send-again")
@guarded(policy.READ_MESSAGE, load=queries.owned_message)
def send_again(actor: Actor, owned: OwnedMessage) -> ResponseReturnValue:
    """Try once more to deliver a mail that failed."""
    actions.send_again(begin_writing(), owned.message, by=actor)
    current_session().commit()
    say(_("The e-mail to %(name)s will be sent again.", name=owned.message.to_name))
    return redirect(url_for(".message", public_id=owned.message.public_id))
