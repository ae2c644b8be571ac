"""Invite people, send links again, and let their owners in."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import open_visit
from hiring.accounts.rules import SYSTEM, Actor, Door, normalised_email
from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.actions import Doer, record_all
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.mail.actions import Mailing, Recipient, SecretLink, send_all
from hiring.openings import facts, queries
from hiring.openings.guests import Guest
from hiring.openings.models import Application, Candidate, Invitation, Opening
from hiring.openings.rules import (
    WRITING,
    InvitationState,
    LinkState,
    Stage,
    accepts_candidates,
    link_state,
)

PURPOSE = "invitation"
PATH = "/i/{token}"
#: How long a link lasts for somebody who has nothing left to write, only to read.
READING_TIME = timedelta(days=14)
#: So many links one application can have mailed to it in an hour by asking for them.
FRESH_LINKS_AN_HOUR = 3
ASK_AGAIN_SECONDS = 300
#: So long a browser that claimed a link can repeat the claim.
CLAIM_RETRY = timedelta(minutes=15)
#: The work of mailing links to whoever asked for them.
MAIL_FRESH_LINKS = "openings.mail_fresh_links"
#: Letters and figures that cannot be taken for one another.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class NotInviting(HiringError):
    """Only an open opening invites."""

    sentence = N_("Candidates can be invited only while the opening is open.")


class AlreadyInvited(HiringError):
    """Each person is invited once to an opening; after that the invitation is sent again."""

    sentence = N_("Some of these addresses have already been invited. Nothing was sent; please check again.")


class LinkNotOpen(HiringError):
    """The link of an invitation lets nobody in now; `state` says why."""

    status = 410
    sentence = N_("This link can no longer be used.")

    def __init__(self, state: LinkState) -> None:
        super().__init__()
        self.state = state


def invite(session: Session, opening: Opening, guest: Guest, *, secret_key: str, by: Doer) -> Application:
    """Invite one person. Raises NotInviting or AlreadyInvited."""
    return invite_all(session, opening, [guest], secret_key=secret_key, by=by)[0]


def invite_all(
    session: Session, opening: Opening, guests: Sequence[Guest], *, secret_key: str, by: Doer
) -> list[Application]:
    """Invite everybody or, when it fails, nobody: application, link, mail and fact for each.

    Thousands of rows go in with few statements, because until the end nobody
    else can write. Raises NotInviting or AlreadyInvited.
    """
    session.refresh(opening, ["state", "closes_at"], with_for_update=True)
    closes_at = opening.closes_at
    if closes_at is None or not accepts_candidates(opening.state, closes_at, clock.now()):
        raise NotInviting
    addresses = [guest.email for guest in guests]
    if len(set(addresses)) < len(addresses) or queries.invited_addresses(session, opening.id, addresses):
        raise AlreadyInvited
    applications = _new_applications(session, opening, guests)
    _send(session, "invitation", [_next_invitation(a, closes_at, secret_key) for a in applications])
    record_all(session, [facts.CandidateInvited(opening.id, a.id) for a in applications], by=by)
    return applications


def _new_applications(session: Session, opening: Opening, guests: Sequence[Guest]) -> list[Application]:
    known = queries.candidates_by_address(session, [guest.email for guest in guests])
    taken = queries.codes_taken(session, opening.id)
    applications = [
        Application(
            opening=opening,
            candidate=known.get(guest.email) or Candidate(name=guest.name, email=guest.email),
            code=_new_code(taken),
            locale=guest.locale,
            invitations=[],
            facts=None,
        )
        for guest in guests
    ]
    try:
        with session.begin_nested():
            session.add_all(applications)
    except IntegrityError:  # somebody else has just invited one of them
        raise AlreadyInvited from None
    return applications


def _new_code(taken: set[str]) -> str:
    while True:
        code = "K-" + "".join(secrets.choice(_LETTERS) for _ in range(4))
        if code not in taken:
            taken.add(code)
            return code


def invite_again(session: Session, application: Application, *, secret_key: str, by: Doer) -> None:
    """Mail a new link; every earlier one stops working. Raises NotInviting."""
    invite_again_all(session, [application], secret_key=secret_key, by=by)


def invite_again_all(
    session: Session, applications: Sequence[Application], *, secret_key: str, by: Doer
) -> None:
    """Mail new links to people of one opening; needs opening, candidate and invitations loaded.

    Raises NotInviting when one of them cannot use a link any more: then nothing is mailed.
    """
    if not all(can_be_invited_again(application) for application in applications):
        raise NotInviting
    invitations = [_next_invitation(a, _closing(a.opening), secret_key) for a in applications]
    _send(session, "invitation", invitations)
    deeds = [facts.InvitationSentAgain(a.opening_id, a.id) for a in applications]
    record_all(session, deeds, by=by)


def can_be_invited_again(application: Application) -> bool:
    """Say whether a new link helps: somebody can still write, and the opening is open."""
    opening = application.opening
    accepting = accepts_candidates(opening.state, opening.closes_at, clock.now())
    return accepting and Stage(application.stage) in WRITING


def _closing(opening: Opening) -> datetime:
    if opening.closes_at is None:
        raise NotInviting
    return opening.closes_at


def mail_fresh_link(session: Session, application: Application, *, secret_key: str) -> bool:
    """Mail a link to a candidate who asked for one at the door; return whether one was sent.

    Whoever asks is a stranger until the mail is read. So an unused link is
    mailed once more instead of being replaced: nobody can make another
    person's link worthless by asking for it. A used one is replaced.
    """
    now, opening = clock.now(), application.opening
    lately = queries.links_mailed_since(session, application.id, "fresh_link", now - timedelta(hours=1))
    if lately >= FRESH_LINKS_AN_HOUR or application.stage in {Stage.WITHDRAWN, Stage.EXPIRED}:
        return False
    accepting = accepts_candidates(opening.state, opening.closes_at, now)
    if Stage(application.stage) in {Stage.INVITED, Stage.CONSENTED} and not accepting:
        return False
    newest = max(application.invitations, key=lambda invitation: invitation.generation)
    if newest.state == InvitationState.SENT and newest.expires_at > now:
        send_all(session, "fresh_link", [_mailing(newest, is_copy=True)], opening_id=opening.id)
    else:
        writing = accepting and Stage(application.stage) in WRITING
        expires_at = _closing(opening) if writing else now + READING_TIME
        _send(session, "fresh_link", [_next_invitation(application, expires_at, secret_key)])
    audit.record(session, facts.FreshLinkMailed(opening.id, application.id), by=SYSTEM)
    return True


def _next_invitation(application: Application, expires_at: datetime, secret_key: str) -> Invitation:
    for earlier in application.invitations:
        earlier.state = InvitationState.REVOKED
    generation = max((earlier.generation for earlier in application.invitations), default=0) + 1
    token = link_token(secret_key, PURPOSE, application.id, generation)
    invitation = Invitation(generation=generation, token_hash=token_hash(token), expires_at=expires_at)
    application.invitations.append(invitation)
    return invitation


def _send(session: Session, template: str, invitations: Sequence[Invitation]) -> None:
    """Store new invitations of one opening and queue their mails."""
    try:
        with session.begin_nested():
            session.add_all(invitations)
    except IntegrityError:  # somebody else has sent one of them at the same moment
        raise AlreadyInvited from None
    opening_id = invitations[0].application.opening_id if invitations else None
    send_all(session, template, [_mailing(invitation) for invitation in invitations], opening_id=opening_id)


def _mailing(invitation: Invitation, *, is_copy: bool = False) -> Mailing:
    application, opening = invitation.application, invitation.application.opening
    candidate = application.candidate
    key = f"{PURPOSE}:{application.id}:{invitation.generation}"
    return Mailing(
        Recipient(candidate.name, candidate.email, application.locale),
        key=f"{key}:copy:{secrets.token_hex(4)}" if is_copy else key,
        link=SecretLink(PURPOSE, application.id, invitation.generation, PATH),
        application_id=application.id,
        values={
            "title": opening.title,
            "place": opening.place,
            "closes_at": opening.closes_at,
            "zone": opening.zone,
        },
    )


def claim_invitation(session: Session, invitation: Invitation, *, browser: str) -> str:
    """Let the owner of a link in and return the token of the new session. Raises LinkNotOpen.

    `browser` is a secret of the browser that asks. Where it has claimed this
    link a moment ago and comes again, the answer was lost on the way or the
    button was pressed twice: it is let in again. The invitation must have been
    loaded with a lock, so that of two claims one is first.
    """
    application, state = invitation.application, state_of_link(invitation)
    mark = hashlib.sha256(browser.encode()).hexdigest()
    if state is not LinkState.WORKS and not (state is LinkState.USED and _same_browser(invitation, mark)):
        raise LinkNotOpen(state)
    if state is LinkState.WORKS:
        invitation.state, invitation.claimed_at = InvitationState.CLAIMED, clock.now()
        invitation.claimed_by = mark
        candidate = Actor(Door.CANDIDATE, application.id, application.candidate.name, application.locale)
        deed = facts.InvitationClaimed(application.opening_id, application.id)
        audit.record(session, deed, by=candidate)
    return open_visit(session, Door.CANDIDATE, application.id)


def _same_browser(invitation: Invitation, mark: str) -> bool:
    lately = invitation.claimed_at is not None and clock.now() - invitation.claimed_at < CLAIM_RETRY
    return lately and invitation.claimed_by is not None and compare_digest(invitation.claimed_by, mark)


def state_of_link(invitation: Invitation) -> LinkState:
    """Return what the link leads to at this moment."""
    application, opening, now = invitation.application, invitation.application.opening, clock.now()
    return link_state(
        invitation.state,
        invitation.expires_at,
        application.stage,
        accepting=accepts_candidates(opening.state, opening.closes_at, now),
        now=now,
    )


def ask_for_links(session: Session, address: str) -> None:
    """Have links mailed to a returning candidate.

    A worker looks whether anybody is known under the address: the page neither
    says nor lets be measured who has applied. Asking again within a few minutes
    is the same as asking once.
    """
    address = normalised_email(address)
    moment = int(clock.now().timestamp()) // ASK_AGAIN_SECONDS
    key = hashlib.sha256(f"{address}:{moment}".encode()).hexdigest()
    enqueue(session, MAIL_FRESH_LINKS, key=f"{MAIL_FRESH_LINKS}:{key}", address=address)
