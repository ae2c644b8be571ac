"""Let the owners of links in, and mail links to those who ask for one."""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta
from hmac import compare_digest

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import open_user_session
from hiring.accounts.queries import browsers_inside
from hiring.accounts.rules import SYSTEM, Actor, Audience, normalised_email
from hiring.accounts.tokens import link_token
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue_for_address
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.mail.actions import SecretLink, send_all
from hiring.openings import events, queries
from hiring.openings.actions.invitations import (
    closing_of,
    mailing_of,
    next_link,
    replace_links,
)
from hiring.openings.actions.mailing import recipient_of
from hiring.openings.models import Application, Invitation
from hiring.openings.rules import (
    NOT_BEGUN,
    WRITING,
    InvitationState,
    LinkState,
    Stage,
    link_state,
)

#: How long a link lasts for somebody who has nothing left to write, only to read.
READING_TIME = timedelta(days=14)
#: So many links one application can have mailed to it in an hour by asking for them.
FRESH_LINKS_AN_HOUR = 3
ASK_AGAIN_SECONDS = 300
#: The mail with the link to the page about one's data.
DATA_LINK = "data_link"
#: So long a browser that claimed a link can repeat the claim.
CLAIM_RETRY = timedelta(minutes=15)
MAIL_FRESH_LINKS = JobKind("openings.mail_fresh_links", EVENTS, N_("E-mail new links that were asked for"))


class LinkNotOpen(HiringError):
    """The link of an invitation lets nobody in now; `state` says why."""

    status = 410
    sentence = N_("This link can no longer be used.")

    def __init__(self, state: LinkState) -> None:
        super().__init__()
        self.state = state


def claim_invitation(session: Session, invitation: Invitation, *, browser: str) -> str:
    """Let the owner of a link in and return the token of the new session. Raises LinkNotOpen.

    `browser` is a secret of the browser that asks. Where it has claimed this
    link a moment ago and comes again, the answer was lost on the way or the
    button was pressed twice: it is let in again. The invitation must have been
    loaded with a lock, so that of two claims one is first.
    """
    application, state = invitation.application, state_of_link(invitation)
    mark = hashlib.sha256(browser.encode()).hexdigest() if browser else None
    if state is not LinkState.WORKS and not (state is LinkState.USED and _same_browser(invitation, mark)):
        raise LinkNotOpen(state)
    if state is LinkState.WORKS:
        invitation.state, invitation.claimed_at = InvitationState.CLAIMED, clock.now()
        invitation.claimed_by = mark
        candidate = Actor(Audience.CANDIDATE, application.id, application.candidate.name, application.locale)
        deed = events.InvitationClaimed(application.opening_id, application.id)
        audit.record(session, deed, by=candidate)
        inside = browsers_inside(session, Audience.CANDIDATE, application.id)
        if inside:
            further = events.FurtherBrowser(application.opening_id, application.id, browsers=inside + 1)
            audit.record(session, further, by=candidate)
    return open_user_session(session, Audience.CANDIDATE, application.id)


def _same_browser(invitation: Invitation, mark: str | None) -> bool:
    if mark is None or invitation.claimed_by is None or invitation.claimed_at is None:
        return False
    return clock.now() - invitation.claimed_at < CLAIM_RETRY and compare_digest(invitation.claimed_by, mark)


def state_of_link(invitation: Invitation) -> LinkState:
    """Return what the link leads to at this moment."""
    application, now = invitation.application, clock.now()
    return link_state(
        invitation.state,
        invitation.expires_at,
        application.stage,
        accepting=application.may_begin_at(now),
        now=now,
    )


def ask_for_links(session: Session, address: str) -> None:
    """Have links mailed to a returning candidate.

    A worker looks whether anybody is known under the address: the page neither
    says nor lets be measured who has applied. Asking again within a few minutes
    is the same as asking once.
    """
    enqueue_for_address(session, MAIL_FRESH_LINKS, normalised_email(address), again=ASK_AGAIN_SECONDS)


def mail_fresh_link(session: Session, application: Application, *, secret_key: str) -> bool:
    """Mail a link to a candidate who asked for one at the door; return whether one was sent.

    Whoever asks is a stranger until the mail is read. So an unused link is
    mailed once more instead of being replaced: nobody can make another
    person's link worthless by asking for it. A used one is replaced. Where the
    application has ended, or can no longer be begun, the link leads to the
    page about the candidate's data and nowhere else.
    """
    now, opening = clock.now(), application.opening
    stage, accepting = Stage(application.stage), application.may_begin_at(now)
    if stage in {Stage.REMOVED, Stage.EXPIRED} or (stage in NOT_BEGUN | {Stage.WITHDRAWN} and not accepting):
        return _mail_data_link(session, application)
    if _asked_often(session, application, "fresh_link"):
        return False
    newest = max(application.invitations, key=lambda invitation: invitation.generation)
    if newest.state == InvitationState.SENT and newest.expires_at > now:
        copy = mailing_of(opening, recipient_of(application), application.id, newest.generation, is_copy=True)
        send_all(session, "fresh_link", [copy], opening_id=opening.id)
    else:
        writing = accepting and stage in WRITING | {Stage.WITHDRAWN}
        expires_at = closing_of(application) if writing else now + READING_TIME
        replace_links(session, "fresh_link", [application], [next_link(application, expires_at, secret_key)])
    audit.record(session, events.FreshLinkMailed(opening.id, application.id), by=SYSTEM)
    return True


def _asked_often(session: Session, application: Application, template: str) -> bool:
    an_hour_ago = clock.now() - timedelta(hours=1)
    return queries.links_mailed_since(session, application.id, template, an_hour_ago) >= FRESH_LINKS_AN_HOUR


def _mail_data_link(session: Session, application: Application) -> bool:
    if _asked_often(session, application, DATA_LINK):
        return False
    opening, key = application.opening, f"data:{application.id}:{secrets.token_hex(4)}"
    mailing = mailing_of(opening, recipient_of(application), application.id, 0)
    mailings = [replace(mailing, key=key, link=data_link(application))]
    send_all(session, DATA_LINK, mailings, opening_id=opening.id)
    audit.record(session, events.DataLinkMailed(opening.id, application.id), by=SYSTEM)
    return True


def data_link(application: Application) -> SecretLink:
    """Return a link that lets the candidate in to ask about their data, and nowhere else.

    Nothing is stored of it. It holds for `READING_TIME`, from the day that stands in it, and for the address
    that the candidate has now: once that is corrected, the person at the earlier one comes in no more.
    """
    day = _day_now()
    path = f"/d/{application.public_id}/{day}/{{token}}"
    return SecretLink(_data_purpose(application), application.id, day, path)


def opens_data(application: Application, day: int, token: str, *, secret_key: str) -> bool:
    """Say whether `token` is that of a `data_link` of this application made on that day, and still holds."""
    if not 0 <= _day_now() - day <= READING_TIME.days:
        return False
    made = link_token(secret_key, _data_purpose(application), application.id, day)
    return compare_digest(made.encode(), token.encode(errors="replace"))


def _day_now() -> int:
    return int(clock.now().timestamp()) // 86_400


def _data_purpose(application: Application) -> str:
    return f"data:{hashlib.sha256(application.candidate.email.encode()).hexdigest()[:16]}"
