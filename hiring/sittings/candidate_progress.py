"""Where a candidate stands: the steps, the sections with their clocks, and what is written so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hiring import clock
from hiring.banks.answers import answered
from hiring.banks.kinds import kind_of
from hiring.capability import ExtensionPoint
from hiring.fingerprints import canonical_json
from hiring.openings.models import Application
from hiring.openings.rules import WRITING, GrantedTime
from hiring.sittings import queries
from hiring.sittings.models import Sitting
from hiring.sittings.paper import Paper, PaperSection, PaperTask
from hiring.sittings.rules import (
    JourneyStep,
    Progress,
    SectionState,
    SectionTime,
    StepState,
    journey_steps,
)
from hiring.sittings.status_panel import Draw


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section as it stands for this candidate; `number` counts from 1."""

    number: int
    section: PaperSection
    state: SectionState
    time: SectionTime | None
    minutes: int
    """How long it lasts for this candidate."""

    @property
    def tasks(self) -> tuple[PaperTask, ...]:
        return self.section.tasks

    @property
    def running(self) -> bool:
        return self.state is SectionState.RUNNING

    @property
    def again(self) -> bool:
        """Whether its time was over and it may be begun again."""
        return self.state is SectionState.READY and self.time is not None


@dataclass(frozen=True, slots=True)
class CandidateProgress:
    """An application with everything its candidate's pages are drawn from."""

    application: Application
    sitting: Sitting | None
    sections: tuple[SectionLine, ...]
    steps: tuple[JourneyStep, ...]
    now: datetime

    @property
    def step(self) -> JourneyStep | None:
        """The step to do now; None when all is done."""
        return next((each for each in self.steps if each.state is StepState.NOW), None)

    @property
    def handed_in(self) -> bool:
        return self.sitting is not None and self.sitting.handed_in_at is not None

    @property
    def writing(self) -> bool:
        """Whether the candidate still has something to do."""
        return self.application.stage in WRITING

    @property
    def running(self) -> SectionLine | None:
        return next((line for line in self.sections if line.running), None)

    def line_of(self, section_id: str) -> SectionLine | None:
        """Return the section with this public id."""
        return next((line for line in self.sections if line.section.public_id == section_id), None)

    def is_last(self, line: SectionLine) -> bool:
        """Say whether no section can come after this one."""
        after = self.sections[line.number :]
        return all(later.state is SectionState.MISSED for later in after)

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.sections)

    @property
    def task_count(self) -> int:
        return sum(len(line.tasks) for line in self.sections)


def progress_of(session: Session, application_id: int) -> CandidateProgress | None:
    """Return the journey of one application as it stands now."""
    application = queries.application_of(session, application_id)
    if application is None:
        return None
    sitting, now = queries.sitting_of(session, application_id), clock.now()
    states = queries.states_of(application, sitting, now)
    begun = {each.section_id: each.time for each in sitting.sections} if sitting else {}
    lines = lines_of(queries.sections_of(application), states, begun, application.granted)
    progress = Progress(
        consented=application.consented_at is not None,
        facts_done=application.facts_at is not None,
        referees_done=(
            application.referees_at is not None if application.opening.references_wanted else None
        ),
        started=sitting is not None,
        sections=states,
        handed_in=sitting is not None and sitting.handed_in_at is not None,
    )
    return CandidateProgress(application, sitting, lines, tuple(journey_steps(progress)), now)


def lines_of(
    paper: Paper, states: Sequence[SectionState], begun: Mapping[int, SectionTime], granted: GrantedTime
) -> tuple[SectionLine, ...]:
    """Return the sections of a paper as they stand; `begun` holds their clocks by the section's id."""

    def minutes(section: PaperSection, state: SectionState) -> int:
        time = begun.get(section.id)
        again = time is not None and state is SectionState.READY
        return time.owed_minutes if time is not None and again else granted.minutes_of(section.minutes)

    return tuple(
        SectionLine(number, section, state, begun.get(section.id), minutes(section, state))
        for number, (section, state) in enumerate(zip(paper, states, strict=True), 1)
    )


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """One part on the overview: whether it is answered, begun, or empty."""

    place: queries.PaperPart
    answer: queries.KeptAnswer | None
    complete: bool

    @property
    def open(self) -> bool:
        return not self.complete

    @property
    def as_entries(self) -> str | None:
        """The entries as they are kept and hashed; None of a text, which is hashed alone."""
        if self.answer is None:
            return None
        text = kind_of(self.place.part).only_text(self.place.part, self.answer.value)
        return canonical_json(self.answer.value) if text is None else None


@dataclass(frozen=True, slots=True)
class Overview:
    """What a candidate sees before handing in: the sections, and what is written of every task."""

    journey: CandidateProgress
    written: Mapping[str, Sequence[WrittenPart]]


#: What capabilities say on the overview, above the sections.
OVERVIEW_PANELS: ExtensionPoint[Draw[Overview]] = ExtensionPoint(
    "what a candidate is told about what is written so far"
)


def written_so_far(session: Session, journey: CandidateProgress) -> dict[str, list[WrittenPart]]:
    """Return what is written of every task, by the task's address, in order."""
    answers = queries.answers_of(session, journey.sitting.id) if journey.sitting else {}
    written: dict[str, list[WrittenPart]] = {}
    for place in queries.paper_of(session, journey.application):
        answer = answers.get(place.key)
        complete = answer is not None and answered(place.part, answer.value)
        written.setdefault(place.section_task, []).append(WrittenPart(place, answer, complete))
    return written


def open_parts(written: dict[str, list[WrittenPart]], line: SectionLine) -> list[WrittenPart]:
    """Return the parts of one section that are not answered in full."""
    return [part for task in line.tasks for part in written.get(task.public_id, ()) if part.open]
