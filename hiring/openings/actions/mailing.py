"""Write about an application: to its candidate, or to who has to do with it."""

from typing import Any

from sqlalchemy.orm import Session

from hiring.mail.actions import Recipient, SecretLink, send
from hiring.openings.models import Application
from hiring.openings.queries import contact_of


def recipient_of(application: Application) -> Recipient:
    """Return the candidate, in the language that they chose."""
    return Recipient(application.candidate.name, application.candidate.email, application.locale)


def send_about(
    session: Session,
    application: Application,
    template: str,
    *,
    key: str,
    to: Recipient | None = None,
    link: SecretLink | None = None,
    **values: Any,
) -> None:
    """Queue a mail about an application, which names the contact person; to the candidate, or to `to`.

    Somebody without an address is written nothing. `key` and `values` are those of `mail.send`. Needs the
    opening of the application, and its candidate.
    """
    if to is not None and not to.email:
        return
    send(
        session,
        template,
        to or recipient_of(application),
        key=key,
        link=link,
        opening_id=application.opening_id,
        application_id=application.id,
        contact=contact_of(application.opening),
        **values,
    )
