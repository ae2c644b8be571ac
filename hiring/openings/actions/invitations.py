"""Invite people, send links again, and let their owners in."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

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
#: The work of mailing links to whoever asked for them.
MAIL_FRESH_LINKS = "openings.mail_fresh_links"
#: Letters and figures that cannot be taken for one another.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class NotInviting(HiringError):
    """Only an open opening invites."""

    sentence = N_("Candidates can be invited only while the opening is open.")


class AlreadyInvited(HiringError):
    """Each person is invited once to an opening; after that the invitation is sent again."""

    sentence = N_(
        "Some of these addresses have been invited meanwhile. Nothing was sent; please check again."
    )


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
    invitations = [_new_invitation(a, 1, closes_at, secret_key) for a in applications]
    session.add_all(invitations)
    session.flush()
    send_all(
        session,
        "invitation",
        [_mailing(opening, i, i.application) for i in invitations],
        opening_id=opening.id,
    )
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


def _new_invitation(
    application: Application, generation: int, expires_at: datetime, secret_key: str
) -> Invitation:
    token = link_token(secret_key, PURPOSE, application.id, generation)
    invitation = Invitation(generation=generation, token_hash=token_hash(token), expires_at=expires_at)
    application.invitations.append(invitation)
    return invitation


def invite_again(session: Session, application: Application, *, secret_key: str, by: Doer) -> None:
    """Mail a new link; every earlier one stops working. Raises NotInviting.

    Needs opening, candidate and invitations loaded.
    """
    opening = application.opening
    closes_at = opening.closes_at
    if (
        Stage(application.stage) not in WRITING
        or closes_at is None
        or not accepts_candidates(opening.state, closes_at, clock.now())
    ):
        raise NotInviting
    _next_invitation(session, application, closes_at, secret_key, template="invitation")
    audit.record(session, facts.InvitationSentAgain(opening.id, application.id), by=by)


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
        mailing = _mailing(opening, newest, application, copy=lately + 1)
        send_all(session, "fresh_link", [mailing], opening_id=opening.id)
    else:
        writing = Stage(application.stage) in WRITING and accepting and opening.closes_at is not None
        expires_at = opening.closes_at if writing and opening.closes_at else now + READING_TIME
        _next_invitation(session, application, expires_at, secret_key, template="fresh_link")
    audit.record(session, facts.FreshLinkMailed(opening.id, application.id), by=SYSTEM)
    return True


def _next_invitation(
    session: Session, application: Application, expires_at: datetime, secret_key: str, *, template: str
) -> None:
    for earlier in application.invitations:
        earlier.state = InvitationState.REVOKED
    generation = max(earlier.generation for earlier in application.invitations) + 1
    invitation = _new_invitation(application, generation, expires_at, secret_key)
    session.flush()
    mailing = _mailing(application.opening, invitation, application)
    send_all(session, template, [mailing], opening_id=application.opening_id)


def _mailing(
    opening: Opening, invitation: Invitation, application: Application, copy: int | None = None
) -> Mailing:
    candidate = application.candidate
    key = f"{PURPOSE}:{application.id}:{invitation.generation}"
    return Mailing(
        Recipient(candidate.name, candidate.email, application.locale),
        key=key if copy is None else f"{key}:copy:{secrets.token_hex(4)}",
        link=SecretLink(PURPOSE, application.id, invitation.generation, PATH),
        application_id=application.id,
        values={
            "title": opening.title,
            "place": opening.place,
            "closes_at": opening.closes_at,
            "zone": opening.zone,
        },
    )


def claim_invitation(session: Session, invitation: Invitation) -> str:
    """Let the owner of a link in and return the token of the new session. Raises LinkNotOpen.

    The invitation must have been loaded with a lock, so that of two clicks one is first.
    """
    application = invitation.application
    state = state_of_link(invitation)
    if state is not LinkState.WORKS:
        raise LinkNotOpen(state)
    invitation.state, invitation.claimed_at = InvitationState.CLAIMED, clock.now()
    token = open_visit(session, Door.CANDIDATE, application.id)
    candidate = Actor(Door.CANDIDATE, application.id, application.candidate.name, application.locale)
    audit.record(session, facts.InvitationClaimed(application.opening_id, application.id), by=candidate)
    return token


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
