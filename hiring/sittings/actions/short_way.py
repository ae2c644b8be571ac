"""The short way of a save: two statements, for what nearly every save is.

That is: an answer of the own sitting, in time, that follows the text which
counts. One SELECT asks at once for everything that decides (session, rights,
place, clock, newest revision, the same operation); one INSERT keeps the answer,
and it alone holds the write lock. Whatever else a save may be (late, a second
tab, the same save again, steps of a story or a talk, an ended application) is None here
and goes the long way (`saving`), which knows the sentence for it.

Both statements are put together once, when the module is loaded: to build and
hash them anew for each save would cost more than all the rest of it.

What may change between the two, the INSERT sees for itself. Handed in, or the
application ended: it finds no row to start from. Another save, or a twin of
this one, was quicker: its revision or its operation is not unique any more. The
clock needs no second look: `arrived` decides, and a section that is finished in
between was not finished when the answer arrived.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from hiring import clock
from hiring.accounts.actions import must_be_noted, note_seen
from hiring.accounts.models import UserSession
from hiring.accounts.queries import lives
from hiring.accounts.rules import Audience
from hiring.assessments.models import SectionTask
from hiring.banks.kinds import kind_of
from hiring.banks.models import BankItem
from hiring.openings.models import Application, Opening
from hiring.sittings import queries
from hiring.sittings.actions.saving import ENDED, SaveOutcome, Saving, SentAnswer
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting
from hiring.sittings.normalising import KeptValue, as_kept, refusal
from hiring.sittings.rules import SectionTime, SittingState, arrived_in_time


@dataclass(frozen=True, slots=True)
class ShortSaving:
    """A save that went the short way, and what its page must know to speak of it."""

    saving: Saving
    locale: str
    zone: str


def save_the_short_way(
    connection: Connection,
    session_hash: str,
    sitting: str,
    sent: SentAnswer,
    *,
    arrived: datetime,
    grace: timedelta,
) -> ShortSaving | None:
    """Keep `sent`, or return None and keep nothing: then the long way says what is the matter.

    `session_hash` is that of the browser's session token, `sitting` a public id.
    Every statement on `connection` must be a transaction of its own.
    """
    place = _place(connection, session_hash, sitting, sent)
    if place is None or not _is_plain(place, sent, arrived, grace):
        return None
    kept = _kept(place, sent)
    if kept is None or kept.sha256 == place.counts_sha256:
        return None
    saved_at, revision = clock.now(), (place.newest or 0) + 1
    if not _inserted(connection, place, sent, kept, revision, saved_at):
        return None
    if must_be_noted(place.seen_at):
        note_seen(connection, place.user_session_id)
    time = SectionTime(place.started_at, place.closes_at, place.finished_at)
    saving = Saving(
        SaveOutcome.SAVED,
        revision,
        saved_at,
        kept.sha256,
        time.seconds_left(clock.now()),
        kept.replaced,
        kept.value,
        counts=None,
    )
    return ShortSaving(saving, place.locale, place.zone)


def _place(connection: Connection, session_hash: str, sitting: str, sent: SentAnswer) -> Row[Any] | None:
    wanted = {
        "token_hash": session_hash,
        "now": clock.now(),
        "sitting": sitting,
        "task": sent.task,
        "part": sent.part,
        "operation_id": sent.operation_id,
    }
    return connection.execute(_PLACE, wanted).one_or_none()


def _is_plain(place: Row[Any], sent: SentAnswer, arrived: datetime, grace: timedelta) -> bool:
    """Say whether this is a new answer, in time, to a running sitting, that follows what counts."""
    return (
        place.state == SittingState.RUNNING
        and place.stage not in ENDED
        and not place.came_before
        and arrived_in_time(arrived, SectionTime(place.started_at, place.closes_at, place.finished_at), grace)
        and (sent.based_on == (place.counts_revision or 0) or place.counts_by in sent.after)
    )


def _kept(place: Row[Any], sent: SentAnswer) -> KeptValue | None:
    """Return the answer as it is stored; None for what must not be kept, or needs a closer look."""
    task = queries.known_task(place.content_hash)
    part = None if task is None else task.part(sent.part)
    if part is None or kind_of(part).keeps_steps or refusal(part, sent.value) is not None:
        return None
    return as_kept(part, sent.value)


def _inserted(
    connection: Connection,
    place: Row[Any],
    sent: SentAnswer,
    kept: KeptValue,
    revision: int,
    saved_at: datetime,
) -> bool:
    row: Mapping[str, Any] = {
        "sitting_id": place.sitting_id,
        "item_id": place.item_id,
        "part": sent.part,
        "operation_id": sent.operation_id,
        "revision": revision,
        "value": kept.value,
        "sha256": kept.sha256,
        "words": kept.words,
        "saved_at": saved_at,
        "late": False,
        "superseded": False,
    }
    try:
        return connection.execute(_KEEP, row).rowcount == 1
    except IntegrityError:  # another save of this part, or a twin of this one, was quicker
        return False


def _select_place() -> Any:
    counts = aliased(AnswerRevision)
    return (
        select(
            UserSession.id.label("user_session_id"),
            UserSession.seen_at,
            Sitting.id.label("sitting_id"),
            Sitting.state,
            Application.stage,
            Application.locale,
            Opening.zone,
            SectionTask.item_id,
            BankItem.content_hash,
            SectionClock.started_at,
            SectionClock.closes_at,
            SectionClock.finished_at,
            _newest_revision().label("newest"),
            _same_operation().label("came_before"),
            counts.revision.label("counts_revision"),
            counts.sha256.label("counts_sha256"),
            counts.operation_id.label("counts_by"),
        )
        .select_from(UserSession)
        .join(Application, Application.id == UserSession.subject_id)
        .join(Sitting, Sitting.application_id == Application.id)
        .join(Opening, Opening.id == Application.opening_id)
        .join(SectionClock, SectionClock.sitting_id == Sitting.id)
        .join(SectionTask, SectionTask.section_id == SectionClock.section_id)
        .join(BankItem, BankItem.id == SectionTask.item_id)
        .outerjoin(counts, counts.id == _what_counts())
        .where(
            *lives(bindparam("token_hash"), bindparam("now")),
            UserSession.audience == Audience.CANDIDATE.value,
            Sitting.public_id == bindparam("sitting"),
            SectionTask.public_id == bindparam("task"),
        )
    )


def _of_this_part() -> tuple[ColumnElement[bool], ...]:
    return (
        AnswerRevision.sitting_id == Sitting.id,
        AnswerRevision.item_id == SectionTask.item_id,
        AnswerRevision.part == bindparam("part"),
    )


def _newest_revision() -> Any:
    return (
        select(func.max(AnswerRevision.revision))
        .where(*_of_this_part())
        .correlate(Sitting, SectionTask)
        .scalar_subquery()
    )


def _what_counts() -> Any:
    """The newest answer that came in time and was not put aside, as `queries.what_counts` has it."""
    return (
        select(AnswerRevision.id)
        .where(*_of_this_part(), AnswerRevision.late.is_(False), AnswerRevision.superseded.is_(False))
        .order_by(AnswerRevision.revision.desc())
        .limit(1)
        .correlate(Sitting, SectionTask)
        .scalar_subquery()
    )


def _same_operation() -> Any:
    return (
        select(true())
        .where(
            AnswerRevision.sitting_id == Sitting.id,
            AnswerRevision.operation_id == bindparam("operation_id"),
        )
        .correlate(Sitting)
        .scalar_subquery()
    )


def _insert_if_still_open() -> Any:
    """One row, from a sitting that still runs: PostgreSQL locks it first, so that handing in waits."""
    columns = [column for column in AnswerRevision.__table__.columns if column.name != "id"]
    open_sitting = (
        select(*(bindparam(column.name, type_=column.type) for column in columns))
        .select_from(Sitting)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            Sitting.id == bindparam("sitting_id"),
            Sitting.state == SittingState.RUNNING.value,
            *(Application.stage != stage.value for stage in sorted(ENDED)),
        )
        .with_for_update(of=Sitting, key_share=True)
    )
    keep = insert(AnswerRevision).from_select([column.name for column in columns], open_sitting)
    return keep.execution_options(preserve_rowcount=True)


_PLACE = _select_place()
_KEEP = _insert_if_still_open()
