"""Whether calibration and control answers can be compared: levels, reasons, something to rate, own texts."""

from collections.abc import Iterable, Iterator, Mapping

from hiring.banks import messages as expect
from hiring.banks.answers import gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.table.shape import TablePart
from hiring.banks.measured import rated_in
from hiring.banks.parts import AnswerInBoth
from hiring.banks.problems import Path, Problem
from hiring.banks.rules import LEVELS
from hiring.banks.tasks import CalibrationAnswer, Part, Task
from hiring.banks.validation import checks
from hiring.banks.validation.keys import answer_remarks
from hiring.i18n import LOCALES

#: Parts of another answer, and what they are called where they stand.
_Placed = tuple[str, Mapping[str, AnswerInBoth]]


def calibration_remarks(task: Task) -> Iterator[Problem]:
    """Yield what is wrong with the calibration and control answers of a task that is no practice."""
    rated = [each.competency for each in task.measures if each.competency in rated_in(task)]
    earlier = [(f"exemplars {each.level}", each.parts) for each in task.exemplars]
    for name, answers in (("calibration", task.calibration), ("controls", task.controls)):
        if answers and not rated:
            yield Problem((name,), expect.say(expect.NO_CALIBRATION, name=name), on_key=True)
            continue
        for n, answer in enumerate(answers):
            yield from _answer_remarks(task, answer, rated, (name, n), earlier)
            earlier.append((f"{name} {n + 1}", answer.parts))


def _answer_remarks(
    task: Task, answer: CalibrationAnswer, rated: list[str], path: Path, earlier: Iterable[_Placed]
) -> Iterator[Problem]:
    yield from _level_remarks(answer, rated, path)
    malformed = list(answer_remarks(task, answer.parts, (*path, "parts")))
    yield from malformed
    if not malformed:
        yield from _evidence_remarks(task, answer, path)
        yield from _sameness_remarks(task, answer, path, earlier)


def _level_remarks(answer: CalibrationAnswer, rated: list[str], path: Path) -> Iterator[Problem]:
    told: dict[str, Mapping[str, object]] = {"levels": answer.levels, "reasons": answer.reasons}
    for what, by_code in told.items():
        for code in by_code:
            yield from checks.known_as_key(code, rated, (*path, what, code), expect.RATED_COMPETENCY)
        if missing := [code for code in rated if code not in by_code]:
            expected = expect.say(expect.RATED_COMPETENCIES, what=what, missing=", ".join(missing))
            yield Problem((*path, what), expected, on_key=True)
    for code, level in answer.levels.items():
        if level not in LEVELS:
            yield Problem((*path, "levels", code), expect.A_LEVEL)


def _evidence_remarks(task: Task, answer: CalibrationAnswer, path: Path) -> Iterator[Problem]:
    """Reviewers see the rated parts only: one of them must hold something in each language."""
    rated = [part for part in _rated_parts(task) if part.key in answer.parts]
    for locale in LOCALES:
        if not any(gives_evidence(part, answer.parts[part.key].value(locale)) for part in rated):
            yield Problem((*path, "parts"), expect.SOMETHING_TO_RATE, on_key=True)
            return


def _sameness_remarks(
    task: Task, answer: CalibrationAnswer, path: Path, earlier: Iterable[_Placed]
) -> Iterator[Problem]:
    """Whoever has read an example knows its level: what is compared must be another text.

    Tables are left alone: figures that are worked out rightly are the same for everybody.
    """
    for part in _rated_parts(task):
        here = answer.parts.get(part.key)
        if here is None or isinstance(part, TablePart):
            continue
        written = _own_words(part, here)
        for place, parts in earlier:
            if part.key in parts and written & _own_words(part, parts[part.key]):
                expected = expect.say(expect.ANSWER_OF_ITS_OWN, place=place)
                yield Problem((*path, "parts", part.key), expected, on_key=True)


def _own_words(part: Part, answer: AnswerInBoth) -> set[str]:
    """Return what a candidate wrote in the part, once for each language."""
    values = (answer.value(locale) for locale in LOCALES)
    return {kind_of(part).words_to_quote(part, value) for value in values if gives_evidence(part, value)} - {
        ""
    }


def _rated_parts(task: Task) -> list[Part]:
    return [part for part in task.parts if kind_of(part).rated(part)]
