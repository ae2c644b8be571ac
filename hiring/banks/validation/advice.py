"""What a sound bank could do better: nothing here keeps it from being used.

Names what can never be reached or measured, what gives an answer away, and what is out of date.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from hiring.banks import messages as expect
from hiring.banks.bank import BankDocument, SuggestedAssessment
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.table.arithmetic import wrong_products
from hiring.banks.kinds.table.beside_key import table_beside_key
from hiring.banks.kinds.table.shape import TablePart
from hiring.banks.measured import keyed_in, rated_in
from hiring.banks.parts import AnswerInBoth, AnswerValue, WordLimits
from hiring.banks.problems import Path, Problem
from hiring.banks.reference_form import ReferenceItem
from hiring.banks.rules import LEVELS, ExemplarLevel, ReferenceKind
from hiring.banks.tasks import Part, Task
from hiring.banks.working_time import minutes_needed, working_minutes
from hiring.i18n import LOCALES

#: So many times the length of the longest other option and so many characters more, and the best one
#: gives itself away.
_MUCH_LONGER, _MORE_CHARACTERS = 1.3, 15
#: By one answer alone nobody can tell a reviewer's habit from a single slip.
_CALIBRATION_ANSWERS = 2


def task_advice(task: Task, today: date) -> Iterator[Problem]:
    """Yield what could be better in one task."""
    if task.review_by is not None and date.fromisoformat(task.review_by) < today:
        yield Problem(("review_by",), expect.say(expect.REVIEWED, day=task.review_by))
    if not task.practice:
        yield from _time_advice(task)
        yield from _measure_advice(task)
        yield from _unread_advice(task)
        yield from _example_advice(task)
        yield from _length_advice(task)
    for n, part in enumerate(task.parts):
        if isinstance(part, TablePart):
            yield from _starting_rows_advice(part, ("parts", n, "rows"))


def _time_advice(task: Task) -> Iterator[Problem]:
    """Name minutes in which reading and writing leave too little time to think."""
    if (least := minutes_needed(task)) > task.minutes:
        about = round(working_minutes(task))
        yield Problem(("minutes",), expect.say(expect.MINUTES_OF_TASK, least=least, about=about))


def _measure_advice(task: Task) -> Iterator[Problem]:
    rated, keyed = rated_in(task), keyed_in(task)
    told = {each.competency: (n, each.levels) for n, each in enumerate(task.look_fors)}
    for n, measure in enumerate(task.measures):
        code = measure.competency
        if code not in rated | keyed:
            yield Problem(("measures", n, "competency"), expect.say(expect.TOLD_BY_PART, code=code))
        elif code in rated:
            place, levels = told.get(code, (None, {}))
            path: Path = ("measures", n) if place is None else ("look_fors", place)
            if missing := [str(level) for level in LEVELS if level not in levels]:
                expected = expect.say(expect.LEVELS_IN_TASK, code=code, missing=", ".join(missing))
                yield Problem((*path, "competency"), expected)


def _unread_advice(task: Task) -> Iterator[Problem]:
    """Name texts for reviewers where none rates; where some do, what examples and calibration lack."""
    if not rated_in(task):
        if task.look_fors:
            yield Problem(("look_fors",), expect.LOOK_FORS_READ, on_key=True)
        return
    shown = {exemplar.level for exemplar in task.exemplars}
    if missing := [level.value for level in ExemplarLevel if level not in shown]:
        yield Problem(("exemplars",), expect.say(expect.EXAMPLES, missing=", ".join(missing)), on_key=True)
    if len(task.calibration) < _CALIBRATION_ANSWERS:
        expected = expect.say(expect.CALIBRATION, least=_CALIBRATION_ANSWERS)
        yield Problem(("calibration",), expected, on_key=True)


def _example_advice(task: Task) -> Iterator[Problem]:
    """Examples show candidates' answers: as long as was asked for, and reckoned rightly from medium on."""
    for n, exemplar in enumerate(task.exemplars):
        for path, part, value in _answers_in(task, exemplar.parts, ("exemplars", n, "parts")):
            yield from _length_of_answer(path, part, value)
            if isinstance(part, TablePart) and exemplar.level is not ExemplarLevel.WEAK:
                for row in wrong_products(part, value["rows"]):
                    where = (*path, "rows", row)
                    yield Problem(where, expect.say(expect.RIGHT_PRODUCT, row=row + 1))
            if exemplar.level is ExemplarLevel.STRONG and not _as_its_key(task, part, value):
                yield Problem((*path, "rows"), expect.STRONG_BY_KEY)
    for name, answers in (("calibration", task.calibration), ("controls", task.controls)):
        for n, compared in enumerate(answers):
            for path, part, value in _answers_in(task, compared.parts, (name, n, "parts")):
                yield from _length_of_answer(path, part, value)


def _answers_in(
    task: Task, parts: Mapping[str, AnswerInBoth], path: Path
) -> Iterator[tuple[Path, Part, AnswerValue]]:
    for key, answer in parts.items():
        if (part := task.part(key)) is not None:
            for locale in LOCALES:
                yield (*path, key, locale), part, answer.value(locale)


def _length_of_answer(path: Path, part: Part, value: AnswerValue) -> Iterator[Problem]:
    kind = kind_of(part)
    words, asked = kind.words(part, value), kind.words_asked(part)
    if words is not None and asked is not None and not _as_asked(words, asked):
        yield Problem(path, expect.say(expect.WORDS_OF_EXAMPLE, words=words))


def _as_its_key(task: Task, part: Part, value: AnswerValue) -> bool:
    """Say whether a table has everything of its key, where it has one."""
    keyed = task.key.section("tables").get(part.key) if task.key else None
    if not isinstance(part, TablePart) or keyed is None:
        return True
    return table_beside_key(part, keyed, value, LOCALES[0]).faultless


def _as_asked(words: int, asked: WordLimits) -> bool:
    return (asked.min or 0) <= words <= (asked.max or words)


def _length_advice(task: Task) -> Iterator[Problem]:
    """An option that says more than the others is taken for the best without being understood."""
    for n, part in enumerate(task.parts):
        kind = kind_of(part)
        section = kind.key_section
        keyed = task.key.section(section.name).get(part.key) if task.key and section else None
        if keyed is None:
            continue
        for choice in kind.best_choices(part, keyed):
            best = [each for each in choice.options if each.key in choice.best]
            others = [each for each in choice.options if each.key not in choice.best]
            for locale in LOCALES if best and others else ():
                longest = max(len(each.text.text(locale)) for each in others)
                shortest = min(len(each.text.text(locale)) for each in best)
                if shortest > max(_MUCH_LONGER * longest, longest + _MORE_CHARACTERS):
                    place = choice.options.index(best[0])
                    yield Problem(("parts", n, *choice.path, place, "text", locale), expect.SAME_LENGTH)


def _starting_rows_advice(part: TablePart, path: Path) -> Iterator[Problem]:
    """Yield rows that are wrong before anybody has touched them, whatever is wrong in their sum."""
    for locale in LOCALES:
        rows = [{key: cell.text(locale) for key, cell in row.items()} for row in part.rows]
        for row in wrong_products(part, rows):
            yield Problem((*path, row), expect.say(expect.RIGHT_PRODUCT, row=row + 1))


def bank_advice(document: BankDocument) -> Iterator[Problem]:
    """Yield, for bank.yaml, weights that no task carries, and sections too short for their tasks."""
    yield from _weight_advice(document)
    if document.about.assessment is not None:
        yield from _minutes_advice(document, document.about.assessment, ("assessment",))
    for n, template in enumerate(document.about.templates):
        yield from _minutes_advice(document, template.assessment, ("templates", n, "assessment"))


def _minutes_advice(document: BankDocument, assessment: SuggestedAssessment, path: Path) -> Iterator[Problem]:
    minutes = {task.code: task.minutes for task in document.tasks}
    for n, section in enumerate(assessment.sections):
        if (total := sum(minutes[code] for code in section.tasks)) > section.minutes:
            where = (*path, "sections", n, "minutes")
            yield Problem(where, expect.say(expect.MINUTES_OF_SECTION, total=total))


def _weight_advice(document: BankDocument) -> Iterator[Problem]:
    for n, template in enumerate(document.about.templates):
        told = _told_in(document, template.assessment)
        for code in template.rubric.weights:
            if code not in told:
                path: Path = ("templates", n, "rubric", "weights", code)
                yield Problem(path, expect.say(expect.TOLD_BY_TASK, code=code), on_key=True)


def rubric_advice(document: BankDocument) -> Iterator[Problem]:
    """Yield, for rubric.yaml, each competency that nothing speaks of, or whose weight no task carries."""
    spoken_of = {code for task in document.tasks for code in rated_in(task) | keyed_in(task)}
    spoken_of |= {each.competency for each in document.interview.questions if each.competency}
    spoken_of |= {each.competency for _, each in _reference_items(document) if each.competency}
    for n, other in enumerate(document.rubric.other_competencies):
        if other.code not in spoken_of:
            path: Path = ("other_competencies", n, "code")
            yield Problem(path, expect.say(expect.SPOKEN_OF, code=other.code))
    if document.about.assessment is None:
        return
    told = _told_in(document, document.about.assessment)
    for n, scored in enumerate(document.rubric.competencies):
        if scored.code not in told:
            yield Problem(("competencies", n, "code"), expect.say(expect.TOLD_BY_TASK, code=scored.code))


def reference_advice(document: BankDocument) -> Iterator[Problem]:
    """Yield, for references.yaml, each item that no referee is ever asked."""
    weighed = {each.code for each in document.rubric.competencies}
    weighed |= {code for template in document.about.templates for code in template.rubric.weights}
    for path, item in _reference_items(document):
        if item.kind is ReferenceKind.FREQUENCY and item.competency and item.competency not in weighed:
            yield Problem((*path, "competency"), expect.say(expect.ASKED, code=item.competency))


def interview_advice(document: BankDocument) -> Iterator[Problem]:
    """Yield, for interview.yaml, each question that no interview can come to."""
    guide = document.interview
    if guide.core_set.choose_more > 0:
        return
    for n, question in enumerate(guide.questions):
        if question.code not in guide.core_set.questions:
            path: Path = ("questions", n, "code")
            yield Problem(path, expect.say(expect.QUESTION_ASKED, code=question.code))


def _told_in(document: BankDocument, assessment: SuggestedAssessment) -> set[str]:
    codes = {code for section in assessment.sections for code in section.tasks}
    return {code for task in document.tasks if task.code in codes for code in rated_in(task) | keyed_in(task)}


def _reference_items(document: BankDocument) -> Iterator[tuple[Path, ReferenceItem]]:
    for n, section in enumerate(document.references.sections):
        for m, item in enumerate(section.items):
            yield ("sections", n, "items", m), item
