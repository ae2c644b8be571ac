"""`hiring organisation` and `hiring mail ...`: get through the first day without a browser."""

from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from hiring.settings import current_application, current_settings
from hiring.text import UNSTORABLE

if TYPE_CHECKING:
    from hiring.mail.models import Message
    from hiring.mail.rules import Contact

_LONGEST_NAME = 120
#: Another worker may have taken the mail up first; how long it is waited for, in seconds.
_PATIENCE = 120.0
_LOOK_EVERY = 0.5
#: By the name of a `MailStanding`.
_MAILS = {
    "no_server": "no mail server is set; e-mails are written as files into mail/",
    "untried": "by e-mail, but nobody has tested that they arrive: `hiring mail trial ADDRESS`",
    "on_its_way": "by e-mail; a test e-mail is on its way",
    "failed": "by e-mail, but the test e-mail failed",
    "works": "by e-mail; the mail server accepts them",
}


@click.command()
@click.option("--name", help="What the organisation is called on pages, in mails and on reports.")
@click.option("--contact-name", help="Who answers questions; may be left out.")
@click.option("--contact-email", help="The address that people with a question write to.")
@click.option("--contact-whatsapp", help="A number for questions by WhatsApp; may be left out.")
@click.option("--officer-name", help="The data protection officer, where there is one; may be left out.")
@click.option("--officer-email", help="The officer's address, to which questions about data then go.")
@click.option(
    "--links-by-hand/--links-by-mail",
    default=None,
    help="Confirm that links are sent by hand, so that openings need no mail server; or undo that.",
)
@with_appcontext
def organisation(
    name: str | None,
    contact_name: str | None,
    contact_email: str | None,
    contact_whatsapp: str | None,
    officer_name: str | None,
    officer_email: str | None,
    links_by_hand: bool | None,
) -> None:
    """Set what the options name, then show the organisation and how links reach people."""
    from dataclasses import replace

    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.organisation import actions, queries
    from hiring.organisation.standing import announce, follow

    known = queries.profile(current_session())
    wanted = replace(
        known,
        name=known.name if name is None else _name(name, "--name"),
        contact=_contact(known.contact, "contact", contact_name, contact_email, contact_whatsapp),
        officer=_contact(known.officer, "officer", officer_name, officer_email),
    )
    if wanted != known or links_by_hand is not None:
        session = begin_writing()
        actions.change_organisation(session, wanted, by=OPERATOR)
        if links_by_hand is not None:
            actions.say_links_go_by_hand(session, links_by_hand, by=OPERATOR)
        session.commit()
        announce(current_application())
    follow(current_application())
    _show()


def _show() -> None:
    from hiring.db import current_session
    from hiring.organisation import queries
    from hiring.organisation.standing import basis

    settings = current_settings()
    found = queries.installation(current_session(), basis(settings))
    name = "" if found.named else " (not set yet: use --name)"
    click.echo(f"Name     {settings.organisation}{name}")
    contact = "" if found.contact else " (not set yet: use --contact-email)"
    click.echo(f"Contact  {settings.contact}{contact}")
    click.echo(f"Officer  {settings.officer or 'nobody: questions about data go to the contact'}")
    by_hand = "by hand, as confirmed; " if found.links_by_hand else ""
    click.echo(f"Links    {by_hand}{_MAILS[found.mail]}")


def _contact(
    known: "Contact", who: str, name: str | None, email: str | None, whatsapp: str | None = None
) -> "Contact":
    """Return the contact with what was given. Raises BadParameter where nobody could write to it."""
    from dataclasses import replace

    from hiring.accounts.commands import address_of, name_of
    from hiring.mail.contacts import whatsapp_number

    parts = {"name": name, "email": email, "whatsapp": whatsapp}
    given = {part: value for part, value in parts.items() if value is not None}
    if given.get("email"):
        given["email"] = address_of(given["email"], f"--{who}-email")
    if given.get("name"):
        given["name"] = name_of(given["name"], f"--{who}-name")
    if given.get("whatsapp"):
        number = whatsapp_number(given["whatsapp"])
        if number is None:
            raise click.BadParameter("Write it like 0812 3456 7890.", param_hint=f"--{who}-whatsapp")
        given["whatsapp"] = number
    contact = replace(known, **given)
    if (contact.name or contact.whatsapp) and not contact.email:
        raise click.BadParameter(f"The {who} needs an address to write to.", param_hint=f"--{who}-email")
    return contact


def _name(text: str, option: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST_NAME or UNSTORABLE.search(name):
        raise click.BadParameter(f"A name has 1 to {_LONGEST_NAME} characters.", param_hint=option)
    return name


@click.group()
def mail() -> None:
    """Test whether e-mails arrive."""


@mail.command()
@click.argument("address")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@with_appcontext
def trial(address: str, language: str) -> None:
    """Send a test e-mail to ADDRESS and report what the mail server says."""
    from hiring.accounts.commands import address_of
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.mail.actions import Recipient
    from hiring.mail.models import MessageState
    from hiring.mail.rules import trouble_of
    from hiring.organisation import actions

    recipient, by_server = address_of(address, "ADDRESS"), current_settings().sends_mail
    to = Recipient(recipient.partition("@")[0], recipient, language)
    asked = actions.send_trial_mail(begin_writing(), to, by_server=by_server, by=OPERATOR)
    current_session().commit()
    message = _sent(asked.id)
    if message.state == MessageState.SENT and not by_server:
        raise click.ClickException("No mail server is set (HIRING_MAIL_URL): the e-mail is a file in mail/.")
    if message.state == MessageState.SENT:
        click.echo(f"The mail server accepted the e-mail to {recipient}. Please check that it has arrived.")
        return
    sentence, said = trouble_of(message.last_error or "") if message.last_error else ("It is on its way.", "")
    raise click.ClickException(f"The e-mail has not been sent yet. {sentence} {said}".rstrip())


def _sent(message_id: int) -> "Message":
    """Send the mail here and now, or wait for the worker that was first; return what became of it."""
    from time import monotonic, sleep

    from hiring.db import current_session
    from hiring.jobs.worker import run_one
    from hiring.mail.actions import job_of
    from hiring.mail.models import Message, MessageState

    session, ends = current_session(), monotonic() + _PATIENCE
    job_id = job_of(session, message_id)
    session.rollback()  # the job has a transaction of its own, and must not wait for ours
    run_one(current_application(), job_id)
    while True:
        session.expire_all()
        message = session.get_one(Message, message_id)
        if message.state not in {MessageState.QUEUED, MessageState.SENDING} or monotonic() > ends:
            return message
        session.rollback()  # nobody waits inside a transaction
        sleep(_LOOK_EVERY)
