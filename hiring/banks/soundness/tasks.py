"""Whether a task can be worked on: its parts, their options, tables and stories."""

from collections.abc import Collection, Iterator, Sequence

from hiring.banks import expectations as expect
from hiring.banks.faults import Path, Remark
from hiring.banks.rules import ColumnKind, MeasureWeight
from hiring.banks.scoring_keys import CLOSED_KINDS
from hiring.banks.soundness import marks
from hiring.banks.soundness.keys import exemplar_remarks, key_remarks
from hiring.banks.soundness.stories import story_remarks
from hiring.banks.tables import read_number
from hiring.banks.tasks import Branching, LongText, Option, Part, RateEach, Table, Task

_MOST_ROWS = 200
_LONGEST_TASK = 480


def task_remarks(task: Task, competencies: Collection[str] | None) -> Iterator[Remark]:
    """Yield what is wrong with a task; `competencies` are the rubric's codes, where known."""
    yield from marks.text_remarks(task)
    yield from marks.formed(task.code, marks.TASK_CODE, ("code",), expect.TASK_CODE)
    yield from marks.between(task.minutes, 1, _LONGEST_TASK, ("minutes",))
    yield from marks.at_least(1, task.parts, "part", ("parts",))
    yield from _keys_remarks([each.key for each in task.materials], "materials", "material")
    yield from _keys_remarks([each.key for each in task.parts], "parts", "part")
    for n, part in enumerate(task.parts):
        yield from _part_remarks(part, ("parts", n))
    if task.practice:
        yield from _practice_remarks(task)
    else:
        yield from _measure_remarks(task, competencies)
        yield from _look_for_remarks(task)
    yield from key_remarks(task)
    yield from exemplar_remarks(task)


def _keys_remarks(keys: Sequence[str], where: str, what: str) -> Iterator[Remark]:
    placed = [(key, (where, n, "key")) for n, key in enumerate(keys)]
    yield from marks.once(placed, what)
    for key, path in placed:
        yield from marks.formed(key, marks.SMALL_KEY, path, expect.SMALL_KEY)


def _practice_remarks(task: Task) -> Iterator[Remark]:
    for name in ("measures", "look_fors", "key", "exemplars"):
        if getattr(task, name):
            yield Remark((name,), expect.NO_KEY_IN_PRACTICE, on_key=True)


def _measure_remarks(task: Task, competencies: Collection[str] | None) -> Iterator[Remark]:
    yield from marks.at_least(1, task.measures, "measure", ("measures",))
    placed = [(each.competency, ("measures", n, "competency")) for n, each in enumerate(task.measures)]
    yield from marks.once(placed, "competency")
    for code, path in placed:
        yield from marks.competency_known(code, competencies, path)


def _look_for_remarks(task: Task) -> Iterator[Remark]:
    measured = [each.competency for each in task.measures]
    placed = [(each.competency, ("look_fors", n, "competency")) for n, each in enumerate(task.look_fors)]
    yield from marks.once(placed, "competency")
    for n, each in enumerate(task.look_fors):
        if each.competency not in measured:
            expected = expect.say(expect.MEASURED, code=each.competency)
            yield Remark(("look_fors", n, "competency"), expected)
        yield from marks.at_least(1, each.points, "point", ("look_fors", n, "points"))
        yield from marks.only_levels(each.levels, ("look_fors", n, "levels"))
    if all(part.kind in CLOSED_KINDS for part in task.parts):
        return
    told = {each.competency for each in task.look_fors}
    for n, measure in enumerate(task.measures):
        if measure.weight is MeasureWeight.PRIMARY and measure.competency not in told:
            expected = expect.say(expect.LOOK_FORS_FOR, code=measure.competency)
            yield Remark(("measures", n, "competency"), expected)


def _part_remarks(part: Part, path: Path) -> Iterator[Remark]:
    match part:
        case LongText():
            yield from _words_remarks(part, (*path, "words"))
        case Table():
            yield from _table_remarks(part, path)
        case Branching():
            yield from story_remarks(part, path)
        case _:
            yield from option_remarks(part.options, (*path, "options"))
    if isinstance(part, RateEach):
        yield from _scale_remarks(part, (*path, "scale"))


def option_remarks(options: Sequence[Option], path: Path) -> Iterator[Remark]:
    yield from marks.at_least(2, options, "options", path)
    placed = [(each.key, (*path, n, "key")) for n, each in enumerate(options)]
    yield from marks.once(placed, "option")
    for key, where in placed:
        yield from marks.formed(key, marks.OPTION_KEY, where, expect.OPTION_KEY)


def _words_remarks(part: LongText, path: Path) -> Iterator[Remark]:
    fewest, most = part.words.min, part.words.max
    if fewest is not None and fewest < 1:
        yield Remark((*path, "min"), expect.say(expect.NOT_LESS, least=1))
    if most is not None and most < 1:
        yield Remark((*path, "max"), expect.say(expect.NOT_LESS, least=1))
    if fewest is not None and most is not None and fewest > most:
        yield Remark((*path, "min"), expect.MIN_BELOW_MAX)


def _table_remarks(part: Table, path: Path) -> Iterator[Remark]:
    keys = [column.key for column in part.columns]
    yield from marks.at_least(1, keys, "column", (*path, "columns"))
    placed = [(key, (*path, "columns", n, "key")) for n, key in enumerate(keys)]
    yield from marks.once(placed, "column")
    for key, where in placed:
        yield from marks.formed(key, marks.SMALL_KEY, where, expect.SMALL_KEY)
    for n, column in enumerate(part.columns):
        if column.sum and column.kind is ColumnKind.TEXT:
            yield Remark((*path, "columns", n, "sum"), expect.SUM_OF_NUMBERS)
    least = max(1, len(part.rows))
    if not least <= part.max_rows <= _MOST_ROWS:
        expected = expect.say(expect.ROOM_FOR_ROWS, least=least, most=_MOST_ROWS)
        yield Remark((*path, "max_rows"), expected)
    yield from _row_remarks(part, keys, path)


def _row_remarks(part: Table, keys: Sequence[str], path: Path) -> Iterator[Remark]:
    summed = {each.key for each in part.columns if each.sum and each.kind is not ColumnKind.TEXT}
    for n, row in enumerate(part.rows):
        for key, cell in row.items():
            where = (*path, "rows", n, key)
            yield from marks.known_as_key(key, keys, where, expect.KNOWN_COLUMN)
            if key in summed and None in (read_number(cell.id), read_number(cell.en)):
                yield Remark(where, expect.READABLE_NUMBER)


def _scale_remarks(part: RateEach, path: Path) -> Iterator[Remark]:
    lowest, highest = part.scale.lowest, part.scale.highest
    if lowest >= highest:
        yield Remark((*path, "highest"), expect.LOWEST_BELOW_HIGHEST)
        return
    for step in part.scale.labels:
        if not lowest <= step <= highest:
            expected = expect.say(expect.BETWEEN, lowest=lowest, highest=highest)
            yield Remark((*path, "labels", str(step)), expected, on_key=True)
