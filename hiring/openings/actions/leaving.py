"""An application ends undecided: the candidate withdraws it, or HR removes it; either may return."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import end_user_sessions
from hiring.accounts.rules import Audience
from hiring.audit.actions import Doer, record_all
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_application
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.mail.models import Message, MessageState
from hiring.openings import events, queries
from hiring.openings.actions.applications import move_to
from hiring.openings.actions.invitations import (
    PURPOSE,
    can_be_invited_again,
    closing_of,
    invite_all,
    newest_link,
    next_link,
    replace_links,
    take_links_back,
)
from hiring.openings.actions.telling import take_news_back, tell_one
from hiring.openings.invitees import Invitee
from hiring.openings.models import Application, Opening
from hiring.openings.rules import (
    FREELY_TAKEN_BACK,
    NOT_BEGUN,
    InvitationState,
    News,
    Stage,
    may_be_taken_back_freely,
)


class ReasonMissing(HiringError):
    """After the first minutes HR says why a removal is taken back."""

    status = 422
    sentence = N_("Please write why you undo the removal.")


class CannotReturn(HiringError):
    """The application is not where it could be taken back from, or no longer."""

    sentence = N_("This can no longer be undone.")


def withdraw(session: Session, application: Application, *, by: Doer, confirm: bool = False) -> None:
    """Take the application out as its candidate asks: it ends in every browser. Raises StageNotAllowed.

    `confirm`: the candidate gets a mail that says so.
    """
    if application.stage == Stage.WITHDRAWN:
        return
    _leave(session, application, Stage.WITHDRAWN)
    if confirm:
        tell_one(session, application.id, News.WITHDRAWN)
    audit.record(session, events.ApplicationWithdrawn(application.opening_id, application.id), by=by)


def remove(session: Session, application: Application, reason: str, *, tell: bool = False, by: Doer) -> None:
    """Take the application out as HR decides: it ends in every browser, and its link lets nobody in.

    The link itself is kept: it works again once this is taken back. With `tell` the candidate is told
    once it can no longer be taken back freely; who has handed in was promised to hear from us and is
    always told. Raises StageNotAllowed.
    """
    if application.stage == Stage.REMOVED:
        return
    _leave(session, application, Stage.REMOVED)
    application.removal_reason = reason
    session.flush()
    if tell or application.handed_in_at is not None:
        tell_one(session, application.id, News.REMOVED, wait=FREELY_TAKEN_BACK)
    audit.record(session, events.CandidateRemoved(application.opening_id, application.id, reason), by=by)


def _leave(session: Session, application: Application, stage: Stage) -> None:
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    before = Stage(application.stage)
    move_to(session, application, stage)
    application.left_from = before
    session.flush()
    take_links_back(session, [application.id])
    end_user_sessions(session, Audience.CANDIDATE, application.id)


def take_removal_back(
    session: Session, application: Application, reason: str, *, secret_key: str, by: Doer
) -> bool:
    """Have a removed application go on where it stood; say whether a new link is mailed.

    The earlier link works again; a new one goes out only where none has ever arrived. Who had not begun
    when the opening closed meanwhile has expired. Raises ReasonMissing when the first minutes are over
    and there is no reason, and CannotReturn. Needs what `queries.application_by_id` loads.
    """
    session.refresh(application, ["stage", "stage_at", "left_from"], with_for_update={"key_share": True})
    if application.stage != Stage.REMOVED or _is_erased(session, application):
        raise CannotReturn
    freely = may_be_taken_back_freely(application.stage_at, clock.now())
    if not (reason or freely):
        raise ReasonMissing
    _return(session, application)
    application.removal_reason = ""
    session.flush()
    take_news_back(session, application.id, News.REMOVED)
    mailed = can_be_invited_again(application) and not _has_a_link(session, application)
    if mailed:
        link = next_link(application, closing_of(application), secret_key)
        replace_links(session, "invitation", [application], [link])
    deed = events.RemovalTakenBack(application.opening_id, application.id, reason or "–")
    audit.record(session, deed, by=by)
    return mailed


def invite_or_bring_back(
    session: Session, opening: Opening, invitees: Sequence[Invitee], *, secret_key: str, by: Doer
) -> None:
    """Invite people; whom HR had removed before handing in goes on where they stood, with a new link.

    Everybody or, when it fails, nobody. Raises NotInviting or AlreadyInvited.
    """
    removed = queries.removed_under(session, opening.id, [invitee.email for invitee in invitees])
    back = [each for each in removed.values() if not _is_erased(session, each)]
    for application in back:
        session.refresh(application, ["stage", "left_from"], with_for_update={"key_share": True})
        _return(session, application)
        application.removal_reason = ""
        take_news_back(session, application.id, News.REMOVED)
    new = [invitee for invitee in invitees if invitee.email not in removed]
    invite_all(session, opening, new, secret_key=secret_key, by=by)
    replace_links(
        session, "invitation", back, [next_link(each, closing_of(each), secret_key) for each in back]
    )
    deeds: list[object] = [events.RemovalTakenBack(opening.id, each.id, "–") for each in back]
    deeds += [events.InvitationSentAgain(opening.id, each.id) for each in back]
    record_all(session, deeds, by=by)


def take_withdrawal_back(session: Session, application: Application, *, by: Doer) -> None:
    """Have a withdrawn application go on where it stood, as its candidate asks while the opening is open.

    Raises CannotReturn. Needs `opening` and `allowance` loaded.
    """
    session.refresh(application, ["stage", "left_from"], with_for_update={"key_share": True})
    if not can_take_withdrawal_back(application) or _is_erased(session, application):
        raise CannotReturn
    _return(session, application)
    audit.record(session, events.WithdrawalTakenBack(application.opening_id, application.id), by=by)


def can_take_withdrawal_back(application: Application) -> bool:
    """Say whether the opening still takes this candidate; needs `opening` and `allowance` loaded."""
    return application.stage == Stage.WITHDRAWN and application.may_begin_at(clock.now())


def _return(session: Session, application: Application) -> None:
    stage = Stage(application.left_from) if application.left_from else application.stage_reached
    now = clock.now()
    if stage in NOT_BEGUN and not application.may_begin_at(now):
        stage = Stage.EXPIRED
    application.stage, application.stage_at, application.left_from = stage, now, None
    session.flush()


def _has_a_link(session: Session, application: Application) -> bool:
    """Say whether the candidate holds a link: it was opened once, or its mail has gone out."""
    newest = newest_link(application)
    if newest is None or newest.state == InvitationState.REVOKED:
        return False
    if newest.claimed_at is not None:
        return True
    gone = select(Message.id).where(
        Message.application_id == application.id,
        Message.key.startswith(f"{PURPOSE}:{application.id}:{newest.generation}"),
        Message.state.in_([MessageState.SENT, MessageState.SENDING]),
    )
    return session.scalar(gone.limit(1)) is not None


def _is_erased(session: Session, application: Application) -> bool:
    return erasure_of(session, about_application(application.id)) is not None
