"""Whether a task can be worked on: its parts, what it measures, its key and examples."""

from collections.abc import Collection, Iterator, Sequence

from hiring.banks import messages as expect
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.aids_declaration.shape import AidsDeclaration
from hiring.banks.problems import Problem
from hiring.banks.rules import AidsRule, MeasureWeight
from hiring.banks.tasks import Task
from hiring.banks.validation import checks
from hiring.banks.validation.calibration import calibration_remarks
from hiring.banks.validation.keys import exemplar_remarks, key_remarks

#: Minutes of a task, and of a section.
LONGEST_TASK = 480


def task_remarks(task: Task, competencies: Collection[str] | None) -> Iterator[Problem]:
    """Yield what is wrong with a task; `competencies` are the rubric's codes, where known."""
    yield from checks.text_remarks(task)
    yield from checks.formed(task.code, checks.TASK_CODE, ("code",), expect.TASK_CODE)
    yield from checks.between(task.minutes, 1, LONGEST_TASK, ("minutes",))
    yield from checks.at_least(1, task.parts, "part", ("parts",))
    yield from _keys_remarks([each.key for each in task.materials], "materials", "material")
    yield from _stage_remarks(task)
    yield from _keys_remarks([each.key for each in task.parts], "parts", "part")
    for n, part in enumerate(task.parts):
        yield from kind_of(part).remarks(part, ("parts", n))
    yield from _aids_remarks(task)
    if task.review_by is not None and not checks.is_day(task.review_by):
        yield Problem(("review_by",), expect.ISO_DAY)
    if task.practice:
        yield from _practice_remarks(task)
    else:
        yield from _measure_remarks(task, competencies)
        yield from _look_for_remarks(task)
        yield from calibration_remarks(task)
    yield from key_remarks(task)
    yield from exemplar_remarks(task)


def _keys_remarks(keys: Sequence[str], where: str, what: str) -> Iterator[Problem]:
    placed = [(key, (where, n, "key")) for n, key in enumerate(keys)]
    yield from checks.once(placed, what)
    for key, path in placed:
        yield from checks.formed(key, checks.SMALL_KEY, path, expect.SMALL_KEY)


def _stage_remarks(task: Task) -> Iterator[Problem]:
    for n, each in enumerate(task.materials):
        path = ("materials", n, "after_minutes")
        if each.after_minutes is None:
            continue
        if task.practice:
            yield Problem(path, expect.NO_STAGES_IN_PRACTICE, on_key=True)
        elif not 1 <= each.after_minutes < task.minutes:
            yield Problem(path, expect.say(expect.WITHIN_TASK, minutes=task.minutes))
    if task.materials and all(each.after_minutes is not None for each in task.materials):
        yield Problem(("materials",), expect.SOME_FROM_THE_START)


def _aids_remarks(task: Task) -> Iterator[Problem]:
    if task.aids is None and not task.practice:
        yield Problem((), expect.say(expect.AIDS_STATED, known=", ".join(AidsRule)))
    declarations = [n for n, part in enumerate(task.parts) if isinstance(part, AidsDeclaration)]
    if task.aids is AidsRule.IF_DECLARED and len(declarations) != 1:
        yield Problem(("parts",), expect.ONE_DECLARATION)
    elif task.aids is not AidsRule.IF_DECLARED:
        yield from (Problem(("parts", n, "kind"), expect.NO_DECLARATION) for n in declarations)


def _practice_remarks(task: Task) -> Iterator[Problem]:
    for name in ("measures", "look_fors", "key", "exemplars", "calibration", "controls"):
        if getattr(task, name):
            yield Problem((name,), expect.NO_KEY_IN_PRACTICE, on_key=True)


def _measure_remarks(task: Task, competencies: Collection[str] | None) -> Iterator[Problem]:
    yield from checks.at_least(1, task.measures, "measure", ("measures",))
    placed = [(each.competency, ("measures", n, "competency")) for n, each in enumerate(task.measures)]
    yield from checks.once(placed, "competency")
    for code, path in placed:
        yield from checks.competency_known(code, competencies, path)


def _look_for_remarks(task: Task) -> Iterator[Problem]:
    measured = [each.competency for each in task.measures]
    placed = [(each.competency, ("look_fors", n, "competency")) for n, each in enumerate(task.look_fors)]
    yield from checks.once(placed, "competency")
    for n, each in enumerate(task.look_fors):
        if each.competency not in measured:
            expected = expect.say(expect.MEASURED, code=each.competency)
            yield Problem(("look_fors", n, "competency"), expected)
        yield from checks.at_least(1, each.points, "point", ("look_fors", n, "points"))
        yield from checks.only_levels(each.levels, ("look_fors", n, "levels"))
    if all(kind_of(part).needs_key for part in task.parts):
        return
    told = {each.competency for each in task.look_fors}
    for n, measure in enumerate(task.measures):
        if measure.weight is MeasureWeight.PRIMARY and measure.competency not in told:
            expected = expect.say(expect.LOOK_FORS_FOR, code=measure.competency)
            yield Problem(("measures", n, "competency"), expected)
