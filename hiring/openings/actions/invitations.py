"""Invite people, send links again, and let their owners in."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.actions import end_user_sessions
from hiring.accounts.rules import Audience
from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.actions import Doer, record_all
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_application
from hiring.codes import random_letters
from hiring.db.pieces import in_pieces
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.mail.actions import Mailing, Recipient, SecretLink, send_all, take_back
from hiring.mail.models import Message
from hiring.openings import events, queries
from hiring.openings.actions.mailing import recipient_of
from hiring.openings.invitees import Invitee
from hiring.openings.models import Application, Candidate, Invitation, Opening
from hiring.openings.rules import (
    INVITABLE,
    InvitationState,
    News,
    Stage,
    accepts_candidates,
    listed_as,
)

PURPOSE = "invitation"
#: Templates of mails that carry the link of an invitation.
LINK_MAILS = ("invitation", "fresh_link", "reminder", "closing_moved")
PATH = "/i/{token}"


class NotInviting(HiringError):
    """Only an open opening invites."""

    sentence = N_("Candidates can be invited only while the opening is open.")


class AlreadyInvited(HiringError):
    """Each person is invited once to an opening; after that the invitation is sent again."""

    sentence = N_(
        "Some of these addresses have already been invited, so no further invitations were sent. "
        "Please check the list again."
    )


def invite(session: Session, opening: Opening, invitee: Invitee, *, secret_key: str, by: Doer) -> Application:
    """Invite one person. Raises NotInviting or AlreadyInvited."""
    [application_id] = invite_all(session, opening, [invitee], secret_key=secret_key, by=by)
    application = queries.application_by_id(session, application_id)
    assert application is not None  # noqa: S101 (it has just been added)
    return application


def invite_all(
    session: Session, opening: Opening, invitees: Sequence[Invitee], *, secret_key: str, by: Doer
) -> list[int]:
    """Invite everybody or, when it fails, nobody; return the ids of the applications in that order.

    Application, link, mail and event of thousands go in with few statements,
    because until the end nobody else can write. Raises NotInviting or AlreadyInvited.
    """
    session.refresh(opening, ["state", "closes_at"], with_for_update={"key_share": True})
    closes_at = opening.closes_at
    if closes_at is None or not accepts_candidates(opening.state, closes_at, clock.now()):
        raise NotInviting
    addresses = [invitee.email for invitee in invitees]
    if len(set(addresses)) < len(addresses) or queries.invited_addresses(session, opening.id, addresses):
        raise AlreadyInvited
    if not invitees:
        return []
    try:
        with session.begin_nested():
            _make_known(session, invitees)
            ids = _add_applications(session, opening, invitees)
            links = [new_link(application_id, 1, closes_at, secret_key) for application_id in ids]
            session.execute(insert(Invitation), links)
    except IntegrityError:  # somebody else has invited one of them at the same moment
        raise AlreadyInvited from None
    send_all(
        session,
        "invitation",
        [
            mailing_of(opening, Recipient(invitee.name, invitee.email, invitee.locale), application_id, 1)
            for invitee, application_id in zip(invitees, ids, strict=True)
        ],
        opening_id=opening.id,
    )
    record_all(
        session, [events.CandidateInvited(opening.id, application_id) for application_id in ids], by=by
    )
    return ids


def _make_known(session: Session, invitees: Sequence[Invitee]) -> None:
    """Make everybody known who is not yet under the name that this opening's HR gives."""
    known = queries.people_known(session, invitees)
    new = [
        {"name": invitee.name, "email": invitee.email} for invitee in invitees if invitee.email not in known
    ]
    if new:
        session.execute(insert(Candidate), new)


def _add_applications(session: Session, opening: Opening, invitees: Sequence[Invitee]) -> list[int]:
    known = queries.people_known(session, invitees)
    candidate_ids = [known[invitee.email].id for invitee in invitees]
    taken = queries.codes_taken(session, opening.id)
    rows = [_application(opening, known[invitee.email], invitee, _new_code(taken)) for invitee in invitees]
    session.execute(insert(Application), rows)
    ids = queries.application_ids(session, opening.id, candidate_ids)
    return [ids[candidate_id] for candidate_id in candidate_ids]


def _application(opening: Opening, candidate: Candidate, invitee: Invitee, code: str) -> dict[str, Any]:
    return {
        "opening_id": opening.id,
        "candidate_id": candidate.id,
        "code": code,
        "listed_as": listed_as(candidate.name, candidate.email, code),
        "locale": invitee.locale,
    }


def _new_code(taken: set[str]) -> str:
    while True:
        code = f"K-{random_letters(4)}"
        if code not in taken:
            taken.add(code)
            return code


def invite_again(session: Session, application: Application, *, secret_key: str, by: Doer) -> None:
    """Mail a new link; earlier ones and every session they opened end. Raises NotInviting."""
    invite_again_all(session, [application], secret_key=secret_key, by=by)


def invite_again_all(
    session: Session, applications: Sequence[Application], *, secret_key: str, by: Doer
) -> None:
    """Mail new links to people of one opening; their sessions end in every browser.

    Needs opening, candidate and invitations loaded.

    Raises NotInviting when one of them cannot use a link any more: then nothing is mailed.
    """
    if not all(can_be_invited_again(application) for application in applications):
        raise NotInviting
    deeds = let_expired_go_on(session, applications)
    links = [next_link(a, closing_of(a), secret_key) for a in applications]
    replace_links(session, "invitation", applications, links)
    end_user_sessions(session, Audience.CANDIDATE, *(application.id for application in applications))
    deeds += [events.InvitationSentAgain(a.opening_id, a.id) for a in applications]
    record_all(session, deeds, by=by)


def let_expired_go_on(session: Session, applications: Sequence[Application]) -> list[object]:
    """Have those who had expired stand where they stood before; return the events that say so.

    Raises NotInviting when one of them is being erased.
    """
    late = [application for application in applications if application.stage == Stage.EXPIRED]
    if any(erasure_of(session, about_application(application.id)) is not None for application in late):
        raise NotInviting
    for application in late:
        application.stage, application.stage_at = application.stage_reached, clock.now()
    session.flush()
    if late:  # what has not gone out yet is no longer true
        whose = Message.application_id.in_([application.id for application in late])
        take_back(session, whose, Message.template.in_((News.CLOSED, News.EXPIRED)))
    return [events.ExpiryTakenBack(application.opening_id, application.id) for application in late]


def can_be_invited_again(application: Application) -> bool:
    """Say whether a new link helps: somebody can still write, or was too late, and may still begin."""
    erased = application.candidate.is_erased
    return not erased and application.may_begin_at(clock.now()) and Stage(application.stage) in INVITABLE


def closing_of(application: Application) -> datetime:
    if application.closes_at is None:
        raise NotInviting
    return application.closes_at


def newest_link(application: Application) -> Invitation | None:
    """Return the invitation that counts; needs `invitations` loaded."""
    return max(application.invitations, key=lambda each: each.generation, default=None)


def next_link(application: Application, expires_at: datetime, secret_key: str) -> dict[str, Any]:
    newest = newest_link(application)
    return new_link(application.id, newest.generation + 1 if newest else 1, expires_at, secret_key)


def new_link(application_id: int, generation: int, expires_at: datetime, secret_key: str) -> dict[str, Any]:
    """Return an invitation as a row: of its secret only the hash."""
    token = link_token(secret_key, PURPOSE, application_id, generation)
    return {
        "application_id": application_id,
        "generation": generation,
        "token_hash": token_hash(token),
        "expires_at": expires_at,
    }


def take_links_back(session: Session, application_ids: Sequence[int]) -> None:
    """Have no mail go out any more whose link no longer lets anybody in."""
    for some in in_pieces(application_ids):
        take_back(session, Message.application_id.in_(some), Message.template.in_(LINK_MAILS))


def revoke_links(session: Session, application: Application) -> None:
    """Have no link of an application let anybody in any more, nor any mail go out that carries one."""
    take_links_back(session, [application.id])
    revoked = {"state": InvitationState.REVOKED}
    session.execute(update(Invitation).where(Invitation.application_id == application.id).values(revoked))
    session.expire(application, ["invitations"])


def replace_links(
    session: Session, template: str, applications: Sequence[Application], links: Sequence[dict[str, Any]]
) -> None:
    """Put new links in the place of the earlier ones, for applications of one opening, and mail them."""
    if not applications:
        return
    ids = [application.id for application in applications]
    opening = applications[0].opening
    try:
        with session.begin_nested():
            revoked = {"state": InvitationState.REVOKED}
            for some in in_pieces(ids):
                session.execute(update(Invitation).where(Invitation.application_id.in_(some)).values(revoked))
            session.execute(insert(Invitation), links)
    except IntegrityError:  # somebody else has sent one of them at the same moment
        raise AlreadyInvited from None
    take_links_back(session, ids)
    mailings = [
        mailing_of(opening, recipient_of(application), application.id, link["generation"])
        for application, link in zip(applications, links, strict=True)
    ]
    for application in applications:
        session.expire(application, ["invitations"])
    send_all(session, template, mailings, opening_id=opening.id)


def mailing_of(
    opening: Opening, to: Recipient, application_id: int, generation: int, *, is_copy: bool = False
) -> Mailing:
    key = f"{PURPOSE}:{application_id}:{generation}"
    return Mailing(
        to,
        key=f"{key}:copy:{secrets.token_hex(4)}" if is_copy else key,
        link=SecretLink(PURPOSE, application_id, generation, PATH),
        application_id=application_id,
        values={
            "title": opening.title,
            "place": opening.place,
            "contact": queries.contact_of(opening),
            "closes_at": opening.closes_at,
            "zone": opening.zone,
        },
    )


def mailing_with_newest(opening: Opening, application: Application) -> Mailing:
    """Return a mail with the link that a candidate has already; needs `invitations` loaded."""
    newest = newest_link(application)
    generation = newest.generation if newest else 1
    return mailing_of(opening, recipient_of(application), application.id, generation)
