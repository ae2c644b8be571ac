"""Work that candidates and the clock leave behind: closing, reminding, mailing links to who asked."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.queries import actor_of_user
from hiring.accounts.rules import SYSTEM, Actor
from hiring.db import begin_writing, let_others_write
from hiring.files.actions import SETTLING_TIME, remove_unneeded
from hiring.files.downloads import current_folder
from hiring.jobs.batches import advance, fail_batch, go_on, start_over
from hiring.jobs.kinds import TryLater, job
from hiring.jobs.models import Batch
from hiring.openings import actions, queries
from hiring.openings.actions.links import MAIL_FRESH_LINKS
from hiring.openings.actions.many import AT_ONCE, INVITE_MANY, INVITE_MANY_AGAIN, REMIND_MANY
from hiring.openings.actions.openings import CLOSE_WHEN_DUE, EXPIRE_LATE
from hiring.openings.actions.reminders import REMIND_DUE
from hiring.openings.actions.statements import REMOVE_BYTES
from hiring.openings.actions.telling import TELL
from hiring.openings.rules import News
from hiring.settings import current_settings
from hiring.timekeeping.actions import require_trusted

#: So long a piece waits for somebody else who writes to the same person.
_MOMENT = timedelta(seconds=1)


@job(CLOSE_WHEN_DUE)
def close_when_due(session: Session, *, opening_id: int) -> None:
    """Close an opening whose moment has come; one that was extended meanwhile has a later job."""
    require_trusted(session)
    opening = queries.opening_by_id(session, opening_id)
    if opening is not None and actions.close_opening(session, opening, by=SYSTEM, only_when_due=True):
        actions.tell_soon(session, opening, News.EXPIRED)


def _expire_in_pieces(
    session: Session, *, opening_id: int, batch_id: int | None = None, application_id: int | None = None
) -> None:
    if application_id is not None:
        require_trusted(session)  # somebody's own moment: by the clock, and then they are told
    more = True
    while more:
        number, more = actions.expire_some(begin_writing(), opening_id, by=SYSTEM)
        advance(session, batch_id, number, ended=not more)
        session.commit()
        let_others_write(session)


@job(EXPIRE_LATE, first=_expire_in_pieces, given_up=fail_batch)
def expire_late(
    session: Session,
    found: None,
    *,
    opening_id: int,
    batch_id: int | None = None,
    application_id: int | None = None,
) -> None:
    """Expire whoever had not begun when an opening closed; what a broken try left is done by the next.

    `application_id`: somebody's own later closing moment has come; they are told.
    """
    if application_id is not None:
        actions.tell_if_expired(session, application_id)


def _remove(session: Session, *, sha256: str) -> None:
    if not remove_unneeded(session, current_folder(), sha256):
        raise TryLater("The same file has just been sent once more.", after=SETTLING_TIME)


@job(REMOVE_BYTES, first=_remove)
def remove_bytes(session: Session, found: None, *, sha256: str) -> None:
    """Remove the bytes of a CV that was replaced; bytes that have just come again wait a little."""


@job(MAIL_FRESH_LINKS)
def mail_fresh_links(session: Session, *, address: str) -> None:
    """Mail a link for every application of an address; none for an address nobody was invited under."""
    secret_key = current_settings().secret_key
    for application in queries.applications_of_address(session, address):
        actions.mail_fresh_link(session, application, secret_key=secret_key)


def _remind_in_pieces(session: Session) -> None:
    require_trusted(session)
    for opening_id in queries.openings_reminding(session, clock.now()):
        after: int | None = 0
        while after is not None:
            after = actions.remind_some(begin_writing(), opening_id, after=after)
            session.commit()
            let_others_write(session)


@job(REMIND_DUE, first=_remind_in_pieces, every=timedelta(hours=1))
def remind_due(session: Session, found: None) -> None:
    """Remind whoever has not begun, some days before the opening closes; each person once."""


def _tell_in_pieces(
    session: Session, *, opening_id: int, news: str, about: str, batch_id: int | None = None
) -> None:
    after: int | None = 0
    start_over(begin_writing(), batch_id)
    while after is not None:
        number, after = actions.tell_some(begin_writing(), opening_id, News(news), about, after=after)
        advance(session, batch_id, number, ended=after is None)
        session.commit()
        let_others_write(session)


@job(TELL, first=_tell_in_pieces, given_up=fail_batch)
def tell(
    session: Session, found: None, *, opening_id: int, news: str, about: str, batch_id: int | None = None
) -> None:
    """Tell candidates what HR has done to their opening; what a broken try left is done by the next."""


def _asker(session: Session, batch: Batch) -> Actor:
    assert batch.asked_by is not None  # noqa: S101  (the clock asks for none of these)
    return actor_of_user(session, batch.asked_by)


def _invite_in_pieces(session: Session, *, batch_id: int) -> None:
    def invite(session: Session, batch: Batch, people: Sequence[Any]) -> Mapping[str, int]:
        secret_key, by = current_settings().secret_key, _asker(session, batch)
        try:
            return actions.invite_some(session, batch.opening_id or 0, people, secret_key=secret_key, by=by)
        except actions.AlreadyInvited as error:
            raise TryLater("Somebody else invites one of them at this moment.", after=_MOMENT) from error

    go_on(session, batch_id, invite, most=AT_ONCE)


@job(INVITE_MANY, first=_invite_in_pieces, given_up=fail_batch)
def invite_many(session: Session, found: None, *, batch_id: int) -> None:
    """Invite everybody of a long list; what a broken try left is done by the next."""


def _remind_many_in_pieces(session: Session, *, batch_id: int) -> None:
    def remind(session: Session, batch: Batch, public_ids: Sequence[Any]) -> Mapping[str, int]:
        by = _asker(session, batch)
        return actions.remind_some_named(session, batch.opening_id or 0, public_ids, by=by)

    go_on(session, batch_id, remind, most=AT_ONCE)


@job(REMIND_MANY, first=_remind_many_in_pieces, given_up=fail_batch)
def remind_many(session: Session, found: None, *, batch_id: int) -> None:
    """Remind many candidates; what a broken try left is done by the next."""


def _invite_again_in_pieces(session: Session, *, batch_id: int) -> None:
    def invite_again(session: Session, batch: Batch, public_ids: Sequence[Any]) -> Mapping[str, int]:
        secret_key, by, opening_id = current_settings().secret_key, _asker(session, batch), batch.opening_id
        try:
            sent = actions.invite_again_named(
                session, opening_id or 0, public_ids, secret_key=secret_key, by=by
            )
        except actions.AlreadyInvited as error:
            raise TryLater("Somebody else sends one of them a link just now.", after=_MOMENT) from error
        return {"linked": sent, "not_linked": len(public_ids) - sent}

    go_on(session, batch_id, invite_again, most=AT_ONCE)


@job(INVITE_MANY_AGAIN, first=_invite_again_in_pieces, given_up=fail_batch)
def invite_many_again(session: Session, found: None, *, batch_id: int) -> None:
    """Mail new links to many candidates; what a broken try left is done by the next."""
