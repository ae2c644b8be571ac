"""Whether an answer can be kept, and whether it answers its part: what the kind of the part says."""

from collections.abc import Mapping

from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask


def answer_problems(part: PartOfTask, value: object) -> tuple[AnswerProblem, ...]:
    """Return what is wrong with the shape of an answer; an unfinished answer is not wrong."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        return (WRONG_SHAPE,)
    return tuple(dict.fromkeys(kind_of(part).problems(part, value)))


def answered(part: PartOfTask, value: object) -> bool:
    """Say whether the part is answered in full: nothing left to choose, something written."""
    sound = _sound(part, value)
    return sound is not None and kind_of(part).answered(part, sound)


def gives_evidence(part: PartOfTask, value: object) -> bool:
    """Say whether there is something to rate in an answer, finished or not."""
    sound = _sound(part, value)
    return sound is not None and kind_of(part).gives_evidence(part, sound)


def _sound(part: PartOfTask, value: object) -> AnswerValue | None:
    """Return an answer without problems."""
    return value if isinstance(value, Mapping) and not answer_problems(part, value) else None
