"""Keep an answer: the hot path. Once, whatever the network repeats; never over somebody else's text.

Written with columns and single statements instead of entities, because every
candidate who types comes by here every few seconds. The sitting's row is locked
first (on SQLite the whole database already is), so that two saves, or a save
and the handing in, stand in line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.assessments.models import SectionTask
from hiring.banks.kinds import kind_of
from hiring.banks.models import BankItem
from hiring.banks.parts import PartOfTask
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings.models import Application
from hiring.openings.rules import GONE, Stage
from hiring.sittings import queries
from hiring.sittings.histories import PartOfSitting, packed_revisions
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting
from hiring.sittings.normalising import ANSWERS, KeptValue, as_kept, refusal
from hiring.sittings.rules import SectionTime, SittingState, arrived_in_time

#: Stages after which nothing more is stored about a person.
ENDED = GONE


class UnknownPart(HiringError):
    """No such task or part in this sitting, or its section has not begun."""

    status = 404
    sentence = N_("This page does not exist, or it is not meant for you.")


class AnswerRefused(HiringError):
    """The answer cannot be kept as it was sent; the sentence says why."""

    status = 422


class OperationReused(HiringError):
    """The same operation id came with another text: whoever sent it would believe the wrong one saved."""

    status = 422
    sentence = N_("This answer could not be understood and is not saved.")


class ApplicationEnded(HiringError):
    """The candidate withdrew, or the application expired: nothing more is stored about this person."""

    sentence = N_("Your application has ended, so this text was not stored. You can copy it from here.")


class UseEnded(ApplicationEnded):
    """The candidate has asked in another window that nothing be used any more."""

    sentence = N_(
        "You have asked us to stop using your data, so this text was not stored. You can copy it from here."
    )


class SaveOutcome(StrEnum):
    SAVED = "saved"
    CONFLICT = "conflict"
    """Kept, but another text counts: the candidate must choose."""
    LATE = "late"
    """Kept, but it came after the time or after handing in, and does not count."""


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """One answer as a browser sends it.

    `based_on` is the revision the text grew from (0 = none). `after` names the
    operations of the same browser whose answer it has not heard: a text that
    follows one of them replaces it, whether or not the browser knows it arrived.
    """

    task: str
    part: str
    operation_id: str
    based_on: int
    value: Mapping[str, Any]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saving:
    """What became of a sent answer. `counts` is the answer that counts now, if any."""

    outcome: SaveOutcome
    revision: int
    saved_at: datetime
    sha256: str
    seconds_left: int
    replaced: int
    value: Mapping[str, Any]
    counts: queries.KeptAnswer | None
    goes_back: str | None = None
    """Why a text in conflict can never count: it takes back a step that was taken. A sentence, or None."""


def save_answer(
    session: Session, sitting_id: int, sent: SentAnswer, *, arrived: datetime, grace: timedelta
) -> Saving:
    """Keep `sent` as a new revision, or return what became of it when it came before.

    Raises UnknownPart, AnswerRefused, OperationReused or ApplicationEnded; then nothing is kept.
    """
    place = _locked_place(session, sitting_id, sent.task)
    if place is None:
        raise UnknownPart
    if place.stage == Stage.STOPPED:
        raise UseEnded
    if place.stage in ENDED:
        raise ApplicationEnded
    part = _part(session, place, sent.part)
    if (sentence := refusal(part, sent.value)) is not None:
        raise AnswerRefused(sentence)
    return _Save(session, sitting_id, place, part, sent, arrived, grace).outcome()


class _Place(NamedTuple):
    """Where an answer belongs, and what decides whether it counts."""

    state: str
    stage: str
    item_id: int
    content_hash: str
    started_at: datetime
    closes_at: datetime
    finished_at: datetime | None


def _locked_place(session: Session, sitting_id: int, task: str) -> _Place | None:
    row = session.execute(
        select(
            Sitting.state,
            Application.stage,
            SectionTask.item_id,
            BankItem.content_hash,
            SectionClock.started_at,
            SectionClock.closes_at,
            SectionClock.finished_at,
        )
        .select_from(Sitting)
        .join(Application, Application.id == Sitting.application_id)
        .join(SectionClock, SectionClock.sitting_id == Sitting.id)
        .join(SectionTask, SectionTask.section_id == SectionClock.section_id)
        .join(BankItem, BankItem.id == SectionTask.item_id)
        .where(Sitting.id == sitting_id, SectionTask.public_id == task)
        .with_for_update(of=Sitting, key_share=True)
    ).one_or_none()
    return None if row is None else _Place(*row)


def _part(session: Session, place: _Place, key: str) -> PartOfTask:
    task = queries.read_task(session, place.item_id, place.content_hash)
    part = task.part(key)
    if part is None:
        raise UnknownPart
    return part


class _Save:
    """One answer on its way into the table."""

    def __init__(
        self,
        session: Session,
        sitting_id: int,
        place: _Place,
        part: PartOfTask,
        sent: SentAnswer,
        arrived: datetime,
        grace: timedelta,
    ) -> None:
        self.session, self.sitting_id, self.item_id = session, sitting_id, place.item_id
        self.part, self.sent, self.arrived = part, sent, arrived
        self.time = SectionTime(place.started_at, place.closes_at, place.finished_at)
        self.running = place.state == SittingState.RUNNING
        self.in_time = self.running and arrived_in_time(arrived, self.time, grace)
        self.kept: KeptValue = as_kept(part, sent.value)
        self.counts, self.counts_by = self._what_counts()

    def outcome(self) -> Saving:
        if (before := self._same_operation()) is not None:
            return before
        if self.counts is not None and ANSWERS.is_of(self.counts.sha256, self.kept.value):
            return self._answer(SaveOutcome.SAVED, self.counts.revision, self.counts.saved_at)
        if not self.in_time:
            return self._keep(SaveOutcome.LATE)
        if kind_of(self.part).by_steps:
            self._refuse_going_back()
        elif not self._follows_what_counts() or self._goes_back():
            return self._keep(SaveOutcome.CONFLICT)
        return self._keep(SaveOutcome.SAVED)

    def _what_counts(self) -> tuple[queries.KeptAnswer | None, str | None]:
        return queries.what_counts(self.session, self.sitting_id, self.item_id, self.sent.part)

    def _follows_what_counts(self) -> bool:
        revision = self.counts.revision if self.counts else 0
        return self.sent.based_on == revision or self.counts_by in self.sent.after

    def _refuse_going_back(self) -> None:
        """No step is taken back, whichever tab or device it was taken in."""
        if (sentence := self._goes_back()) is not None:
            raise AnswerRefused(sentence)

    def _goes_back(self) -> str | None:
        before = self.counts.value if self.counts else {}
        problem = kind_of(self.part).step_problem(before, self.kept.value)
        return None if problem is None else problem.sentence

    def _same_operation(self) -> Saving | None:
        row = self.session.execute(
            select(
                AnswerRevision.revision,
                AnswerRevision.saved_at,
                AnswerRevision.sha256,
                AnswerRevision.late,
                AnswerRevision.superseded,
            ).where(
                AnswerRevision.sitting_id == self.sitting_id,
                AnswerRevision.operation_id == self.sent.operation_id,
            )
        ).one_or_none()
        if row is None:
            return self._packed_operation()
        outcome = (
            SaveOutcome.LATE if row.late else SaveOutcome.CONFLICT if row.superseded else SaveOutcome.SAVED
        )
        return self._same(outcome, row.revision, row.saved_at, row.sha256)

    def _packed_operation(self) -> Saving | None:
        """Look into the packs: a browser may repeat its save for days, also when all is open again."""
        place = PartOfSitting(self.sitting_id, self.item_id, self.sent.part)
        for one in packed_revisions(self.session, place):
            if one.operation_id == self.sent.operation_id:
                outcome = SaveOutcome.CONFLICT if one.superseded else SaveOutcome.SAVED
                return self._same(outcome, one.revision, one.saved_at, one.sha256)
        return None

    def _same(self, outcome: SaveOutcome, revision: int, saved_at: datetime, sha256: str) -> Saving:
        if not ANSWERS.is_of(sha256, self.kept.value):  # it may have been saved when another rule hashed
            raise OperationReused
        return self._answer(outcome, revision, saved_at)

    def _keep(self, outcome: SaveOutcome) -> Saving:
        saved_at = clock.now()
        revision = self._next_revision()
        row = {
            "sitting_id": self.sitting_id,
            "item_id": self.item_id,
            "part": self.sent.part,
            "operation_id": self.sent.operation_id,
            "revision": revision,
            "value": self.kept.value,
            "sha256": self.kept.sha256,
            "words": self.kept.words,
            "saved_at": saved_at,
            "late": outcome is SaveOutcome.LATE,
            "superseded": outcome is SaveOutcome.CONFLICT,
        }
        try:
            with self.session.begin_nested():
                self.session.execute(insert(AnswerRevision), row)
        except IntegrityError:  # a twin of this very save was quicker
            if (before := self._same_operation()) is None:
                raise
            return before
        return self._answer(outcome, revision, saved_at)

    def _next_revision(self) -> int:
        newest = self.session.scalar(
            select(func.max(AnswerRevision.revision)).where(
                AnswerRevision.sitting_id == self.sitting_id,
                AnswerRevision.item_id == self.item_id,
                AnswerRevision.part == self.sent.part,
            )
        )
        return (newest or 0) + 1

    def _answer(self, outcome: SaveOutcome, revision: int, saved_at: datetime) -> Saving:
        return Saving(
            outcome=outcome,
            revision=revision,
            saved_at=saved_at,
            sha256=self.kept.sha256,
            seconds_left=self.time.seconds_left(clock.now()),
            replaced=self.kept.replaced,
            value=self.kept.value,
            counts=self.counts,
            goes_back=self._goes_back() if outcome is SaveOutcome.CONFLICT else None,
        )
