"""Why a task stands without an answer: left empty, not reached in time, its section never begun. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hiring.scoring.scores import Gap


@dataclass(frozen=True, slots=True)
class SectionWalk:
    """How far one candidate came in one section."""

    tasks: tuple[int, ...]
    """In the order in which they are asked."""
    begun: bool
    ran_out: bool
    """The clock ended it, not the candidate."""


def gaps(sections: Sequence[SectionWalk], reached: set[int]) -> dict[int, Gap]:
    """Return for every task why nothing would stand in it; `reached` are those with anything kept.

    Not reached are the tasks behind the last one reached, in a section that ran out of time.
    Whether a task is in fact empty is known elsewhere.
    """
    return {task: gap for section in sections for task, gap in _gaps_of(section, reached)}


def _gaps_of(section: SectionWalk, reached: set[int]) -> Iterator[tuple[int, Gap]]:
    last = max((place for place, task in enumerate(section.tasks) if task in reached), default=-1)
    for place, task in enumerate(section.tasks):
        if not section.begun:
            yield task, Gap.NOT_BEGUN
        else:
            yield task, Gap.NOT_REACHED if section.ran_out and place > last else Gap.LEFT_EMPTY
