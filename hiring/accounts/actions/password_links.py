"""Let members of staff set their own password by a link that is mailed to them."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts import events, queries
from hiring.accounts.actions.staff import change_password
from hiring.accounts.mails import ACCOUNT_MADE, PASSWORD_LINK
from hiring.accounts.models import PasswordLink, User
from hiring.accounts.rules import (
    PASSWORD_LINK_LASTS,
    PASSWORD_LINKS_AN_HOUR,
    Actor,
    Audience,
    Occasion,
    normalised_email,
)
from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue_for_address
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.mail.actions import Recipient, SecretLink, send

MAIL_PASSWORD_LINK = JobKind(
    "accounts.mail_password_link", EVENTS, N_("E-mail a link to set a password that was asked for")
)
_PURPOSE, _PATH = "password", "/password/{token}"
_ASK_AGAIN_SECONDS = 60


class PasswordLinkOver(HiringError):
    """The link was used, is older than a day, or its account is closed."""

    status = 410
    sentence = N_("This link can no longer be used.")


def ask_for_password_link(session: Session, address: str) -> None:
    """Have a link mailed to somebody who has forgotten their password.

    A worker looks whether there is an account: the page neither says nor lets be measured who has one.
    Asking again within a minute is the same as asking once.
    """
    enqueue_for_address(session, MAIL_PASSWORD_LINK, normalised_email(address), again=_ASK_AGAIN_SECONDS)


def mail_password_link(
    session: Session, user: User, occasion: Occasion, *, by: Doer, secret_key: str
) -> bool:
    """Mail `user` a link to set a password; return whether one was sent.

    None goes to a closed account, nor more than a few in an hour. Earlier links stay good until they
    expire: whoever asks is a stranger, and makes nobody else's link worthless by asking.
    """
    queries.lock_account(session, user.id)
    session.refresh(user, ["active"])
    now = clock.now()
    lately = queries.password_links_since(session, user.id, now - timedelta(hours=1))
    if not user.active or lately >= PASSWORD_LINKS_AN_HOUR:
        return False
    generation = queries.last_password_link(session, user.id) + 1
    token = link_token(secret_key, _PURPOSE, user.id, generation)
    link = PasswordLink(
        user_id=user.id,
        generation=generation,
        occasion=occasion,
        token_hash=token_hash(token),
        created_at=now,
        expires_at=now + PASSWORD_LINK_LASTS,
    )
    session.add(link)
    send(
        session,
        ACCOUNT_MADE if occasion is Occasion.NEW else PASSWORD_LINK,
        Recipient(user.name, user.email, user.locale),
        key=queries.password_mail_key(user.id, generation),
        link=SecretLink(_PURPOSE, user.id, generation, _PATH),
        until=link.expires_at,
    )
    audit.record(session, events.PasswordLinkMailed(user.id, user.name), by=by)
    return True


def is_open(link: PasswordLink) -> bool:
    """Say whether a password can be set by this link; needs `user` loaded."""
    return link.used_at is None and link.expires_at > clock.now() and link.user.active


def set_password_by_link(session: Session, link: PasswordLink, password_hash: str) -> None:
    """Set the password of the link's owner; that link and all their others are then used up.

    The link must have been loaded with a lock, so that of two uses one is first. Raises PasswordLinkOver.
    """
    if not is_open(link):
        raise PasswordLinkOver
    owner = link.user
    change_password(session, owner, password_hash, by=Actor(Audience.STAFF, owner.id, owner.name))
