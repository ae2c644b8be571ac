"""Start, fill in, open, extend and close an opening."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.assessments.models import AssessmentVersion
from hiring.audit.actions import Doer, record_all
from hiring.errors import HiringError, NotReady, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.jobs.actions import enqueue
from hiring.jobs.batches import ask_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES, CLOCK
from hiring.mail.rules import Contact
from hiring.openings import events, queries
from hiring.openings.actions.invitations import take_links_back
from hiring.openings.completeness import NO_TEXT, OpeningPlan
from hiring.openings.judging import MARKING_OF_NEW_OPENINGS
from hiring.openings.models import Application, Invitation, Opening, OpeningMember, TimeAllowance
from hiring.openings.rules import (
    CALIBRATION_OF_NEW_OPENINGS,
    NOT_BEGUN,
    InvitationState,
    MemberRole,
    OpeningState,
    Stage,
    accepts_candidates,
)
from hiring.openings.wording import WordingRemark, grounds_of, remarks_added, wording_remarks

CLOSE_WHEN_DUE = JobKind("openings.close_when_due", CLOCK, N_("Close an opening at its closing time"))
EXPIRE_LATE = JobKind(
    "openings.expire_late", BATCHES, N_("End applications that had not begun when an opening closed")
)
#: So many applications are expired in one transaction.
AT_ONCE = 200


class OpeningFrozen(HiringError):
    """What is used to judge people no longer changes once they may come."""

    sentence = N_(
        "This opening has been opened: its assessment, languages and rules can no longer change. "
        "Only title, place, description, the number of positions and people can."
    )


class WordsUnanswered(HiringError):
    """Candidates would read words that may ask for what the work does not ask for, and nobody said why."""

    status = 422
    sentence = N_("Some words may ask for what the work does not ask for. Change them, or say why they stay.")


class ClosingRefused(HiringError):
    """A closing moment can only move to a later one that is still to come."""

    status = 422
    sentence = N_("The new closing time must be later than the current one, and in the future.")


def create_opening(session: Session, title: Localised, *, by: Actor) -> Opening:
    """Start a draft; whoever starts it becomes its first HR member."""
    user = session.get_one(User, by.id)
    opening = Opening(
        title=title,
        description=NO_TEXT,
        calibration_within=CALIBRATION_OF_NEW_OPENINGS,
        **MARKING_OF_NEW_OPENINGS,
        contact_name=user.name,
        contact_email=user.email,
        members=[OpeningMember(user_id=by.id, role=MemberRole.HR)],
    )
    session.add(opening)
    session.flush()
    audit.record(session, events.OpeningCreated(opening.id, name_of(opening)), by=by)
    return opening


def edit_opening(
    session: Session,
    opening: Opening,
    plan: OpeningPlan,
    *,
    seen: str | None = None,
    kept_because: str = "",
    by: Doer,
) -> None:
    """Set what HR has written; in an opened opening only the texts and the number of positions.

    `seen` is the mark of what the sender's page showed; None = whatever there is. `kept_because` says why
    words stay that may be unlawful. Raises StalePage when what was seen has changed since, OpeningFrozen
    when anything else would change after opening, and WordsUnanswered.
    """
    lock(session, opening)
    before = queries.plan_of(opening)
    shown = before.mark if opening.state == OpeningState.DRAFT else before.texts_mark
    if seen is not None and seen != shown and plan != before:
        raise StalePage
    if opening.state != OpeningState.DRAFT and plan != _changed_late(before, plan):
        raise OpeningFrozen
    if plan == before:
        return
    remarks = remarks_added(before, plan) if opening.state != OpeningState.DRAFT else []
    if remarks and not kept_because:
        raise WordsUnanswered
    if plan.assessment_version_id != before.assessment_version_id:
        _choose_assessment(session, opening, plan.assessment_version_id)
    for name in _PLANNED:
        setattr(opening, name, getattr(plan, name))
    opening.languages, quotas = list(plan.languages), plan.referee_quotas
    opening.bosses_wanted, opening.colleagues_wanted = quotas.bosses, quotas.colleagues
    opening.community_wanted = quotas.community
    session.flush()
    deeds = [*_words_kept(opening, remarks, kept_because), *_editing_deeds(opening, before, plan)]
    record_all(session, deeds, by=by)


def _changed_late(before: OpeningPlan, plan: OpeningPlan) -> OpeningPlan:
    """Return `before` with what of `plan` may change while candidates come."""
    return replace(
        before,
        title=plan.title,
        description=plan.description,
        place=plan.place,
        positions=plan.positions,
    )


def _editing_deeds(opening: Opening, before: OpeningPlan, plan: OpeningPlan) -> list[Any]:
    """Return what has happened: a draft is changed as a whole, of an opened one each thing is told."""
    if opening.state == OpeningState.DRAFT:
        return [events.OpeningEdited(opening.id, name_of(opening))]
    deeds: list[Any] = []
    if replace(plan, positions=before.positions) != before:
        deeds.append(events.OpeningTextsChanged(opening.id, name_of(opening)))
    if plan.positions != before.positions:
        deeds.append(events.PositionsChanged(opening.id, plan.positions, before.positions))
    return deeds


def _words_kept(opening: Opening, remarks: Sequence[WordingRemark], reason: str) -> list[Any]:
    """Return that words stay which may be unlawful, where there are some."""
    if not remarks:
        return []
    return [events.WordsKept(opening.id, name_of(opening), grounds_of(remarks), reason)]


def _choose_assessment(session: Session, opening: Opening, version_id: int | None) -> None:
    version = session.get(AssessmentVersion, version_id) if version_id is not None else None
    opening.assessment_version = version
    opening.rubric_version_id = version.rubric_version_id if version else None


def open_opening(
    session: Session, opening: Opening, *, by: Doer, seen: str | None = None, kept_because: str = ""
) -> None:
    """Let candidates come; from now on versions and rules are frozen. Raises NotReady.

    `seen` is the mark of the draft that was read before; None = whatever there is. Raises StalePage
    when somebody else has changed it since, and WordsUnanswered where its words may be unlawful and
    `kept_because` does not say why they stay.
    """
    lock(session, opening)
    if opening.state != OpeningState.DRAFT:
        return
    if seen is not None and seen != queries.plan_of(opening).mark:
        raise StalePage
    session.refresh(opening, ["assessment_version"])
    if opening.assessment_version is not None:
        session.refresh(opening.assessment_version, ["state"])
    missing = queries.faults_of(session, opening)
    if missing:
        raise NotReady(
            N_("This opening cannot be opened yet."),
            [fault.sentence % _in_english(fault.values) for fault in missing],
        )
    remarks = wording_remarks(queries.plan_of(opening))
    if remarks and not kept_because:
        raise WordsUnanswered
    opening.state, opening.opened_at = OpeningState.OPEN, clock.now()
    session.flush()
    close_when_due(session, opening)
    opened = events.OpeningOpened(opening.id, name_of(opening))
    record_all(session, [*_words_kept(opening, remarks, kept_because), opened], by=by)


def contact_mark(opening: Opening) -> str:
    """Return the mark of the contact person: what the page that names one shows."""
    return mark_of(queries.contact_of(opening).as_json())


def name_contact(session: Session, opening: Opening, contact: Contact, *, seen: str, by: Doer) -> None:
    """Name whom candidates and referees may write to; mails that are written from now on say so.

    Raises StalePage when somebody else has named another since the page was shown.
    """
    session.refresh(
        opening, ["contact_name", "contact_email", "contact_whatsapp"], with_for_update={"key_share": True}
    )
    if contact == queries.contact_of(opening):
        return
    if seen != contact_mark(opening):
        raise StalePage
    opening.contact_name, opening.contact_email = contact.name, contact.email
    opening.contact_whatsapp = contact.whatsapp
    session.flush()
    audit.record(session, events.ContactNamed(opening.id), by=by)


def closing_mark(opening: Opening) -> str:
    """Return the mark of the closing moment: what the page that moves it shows."""
    return mark_of(opening.closes_at.isoformat() if opening.closes_at else None)


def extend_closing(
    session: Session, opening: Opening, closes_at: datetime, *, seen: str | None = None, by: Doer
) -> None:
    """Move the closing moment of an open opening to a later one; invitations live as long.

    Raises StalePage when it is no longer the one that was `seen` (its mark), and ClosingRefused.
    """
    lock(session, opening)
    before = opening.closes_at
    if seen is not None and seen != closing_mark(opening):
        if closes_at != before:
            raise StalePage
        return  # the same button pressed twice
    if opening.state != OpeningState.OPEN or before is None or closes_at <= max(before, clock.now()):
        raise ClosingRefused
    opening.closes_at = closes_at
    let_links_live(session, opening)
    session.flush()
    close_when_due(session, opening)
    audit.record(
        session,
        events.ClosingExtended(opening.id, name_of(opening), closes_at.isoformat(), before.isoformat()),
        by=by,
    )


def close_opening(session: Session, opening: Opening, *, by: Doer, only_when_due: bool = False) -> bool:
    """Take no more candidates: who has not begun is too late, who is writing is left to their own clock.

    Return whether it was open, and is closed by this.
    """
    lock(session, opening)
    if opening.state != OpeningState.OPEN:
        return False
    if only_when_due and accepts_candidates(opening.state, opening.closes_at, clock.now()):
        return False
    opening.state, opening.closed_at = OpeningState.CLOSED, clock.now()
    audit.record(session, events.OpeningClosed(opening.id, name_of(opening)), by=by)
    _number, more = expire_some(session, opening.id, by=by)
    if more:
        left = session.scalar(select(func.count()).select_from(_late(opening.id).subquery()))
        operation = f"{opening.id}:{opening.closed_at.isoformat()}"
        payload = {"opening_id": opening.id}
        ask_batch(session, EXPIRE_LATE, operation, total=left, opening_id=opening.id, payload=payload)
    return True


def expire_some(session: Session, opening_id: int, *, by: Doer) -> tuple[int, bool]:
    """Expire applications of a closed opening that were not begun; return how many, and whether more may be.

    Who was granted a later closing moment that is still to come stays. A piece at a time: thousands
    in one transaction would keep everybody from saving.
    """
    some = _late(opening_id).order_by(Application.id).limit(AT_ONCE)
    late = session.scalars(some.with_for_update(key_share=True)).all()
    expired = {"stage": Stage.EXPIRED, "stage_at": clock.now()}
    session.execute(update(Application).where(Application.id.in_(late)).values(expired))
    take_links_back(session, late)
    deeds = [events.ApplicationExpired(opening_id, application_id) for application_id in late]
    record_all(session, deeds, by=by)
    return len(late), len(late) == AT_ONCE


def _late(opening_id: int) -> Select[int]:
    """Select who has not begun in a closed opening, and may not begin later than others."""
    later = select(TimeAllowance.application_id).where(TimeAllowance.closes_at > clock.now())
    return select(Application.id).where(
        Application.opening_id == opening_id,
        Application.stage.in_(NOT_BEGUN),
        Application.opening_id.in_(select(Opening.id).where(Opening.state == OpeningState.CLOSED)),
        Application.id.not_in(later),
    )


def let_links_live(session: Session, opening: Opening) -> None:
    """Have every link of an opening that was not revoked work until it closes, if not longer."""
    session.execute(
        update(Invitation)
        .where(
            Invitation.application_id.in_(select(Application.id).where(Application.opening_id == opening.id)),
            Invitation.state != InvitationState.REVOKED,
            Invitation.expires_at < opening.closes_at,
        )
        .values(expires_at=opening.closes_at)
    )


def close_when_due(session: Session, opening: Opening, *, again: bool = False) -> None:
    """Have the clock close an opening at its moment; `again`: also where it has done so for that moment."""
    if opening.closes_at is None:
        return
    key = f"{CLOSE_WHEN_DUE}:{opening.id}:{opening.closes_at.isoformat()}"
    enqueue(
        session,
        CLOSE_WHEN_DUE,
        key=f"{key}:{clock.now().isoformat()}" if again else key,
        run_after=opening.closes_at,
        opening_id=opening.id,
    )


def lock(session: Session, opening: Opening) -> None:
    """Read the opening again and keep others from changing it until this transaction ends."""
    session.refresh(opening, _SET_BY_HR, with_for_update={"key_share": True})


#: What stands under the same name in a plan and in an opening.
_PLANNED = (
    *("title", "description", "place", "closes_at", "zone", "references_wanted", "positions", "remind_days"),
    *("raters_per_answer", "tolerance", "third_reading", "third_reading_cut", "decide_before_closing"),
    *("levels_combined", "quotes_wanted", "calibration_within", "control_share", "provisional_keys_count"),
)
_SET_BY_HR = [
    *("state", "assessment_version_id", "languages", *_PLANNED),
    *("bosses_wanted", "colleagues_wanted", "community_wanted"),
]


def _in_english(values: dict[str, Any]) -> dict[str, Any]:
    return {name: one.en or one.id if isinstance(one, Localised) else one for name, one in values.items()}


def name_of(opening: Opening) -> str:
    """Return what an opening is called in the trail."""
    return opening.title.id or opening.title.en
