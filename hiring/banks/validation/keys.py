"""Whether a task's key fits its parts, and its example answers could have been sent."""

import re
from collections.abc import Collection, Iterator, Mapping

from hiring.banks import messages as expect
from hiring.banks.answers import answer_problems
from hiring.banks.kinds import KINDS, kind_of
from hiring.banks.parts import AnswerInBoth
from hiring.banks.problems import Path, Problem
from hiring.banks.scoring_keys import key_tells
from hiring.banks.tasks import KEY_SECTIONS, Key, Part, Task
from hiring.banks.validation import checks
from hiring.i18n import LOCALES

_SCORE = re.compile(r"[1-5](-[1-5])?")


def key_remarks(task: Task) -> Iterator[Problem]:
    keyed: set[str] = set()
    if task.key is not None:
        for section in KEY_SECTIONS:
            keyed |= task.key.section(section).keys()
            yield from _section_remarks(task, task.key, section)
        if not task.practice:
            yield from _measure_remarks(task, task.key, keyed)
        for part_key in task.key.reasons:
            where = ("key", "reasons", part_key)
            keys = [part.key for part in task.parts]
            yield from checks.known_as_key(part_key, keys, where, expect.KNOWN_PART)
    for n, part in enumerate(task.parts):
        if kind_of(part).needs_key and part.key not in keyed and not task.practice:
            yield Problem(("parts", n, "key"), expect.say(expect.KEY_FOR_PART, part=part.key))


def _measure_remarks(task: Task, key: Key, keyed: Collection[str]) -> Iterator[Problem]:
    """Every closed part names the one competency it tells about: never all that its task measures."""
    measured = [measure.competency for measure in task.measures]
    closed = [part.key for part in task.parts if _is_scored(part)]
    for part_key in closed:
        if part_key in keyed and part_key not in key.measures:
            known = ", ".join(measured) or "-"
            expected = expect.say(expect.COMPETENCY_OF_PART, part=part_key, known=known)
            yield Problem(("key", "measures"), expected)
    for part_key, code in key.measures.items():
        path: Path = ("key", "measures", part_key)
        yield from checks.known_as_key(part_key, closed, path, expect.PART_WITH_KEY)
        yield from checks.known(code, measured, path, expect.MEASURED_BY_TASK)


def _is_scored(part: Part) -> bool:
    section = kind_of(part).key_section
    return section is not None and section.scored


def _section_remarks(task: Task, key: Key, section: str) -> Iterator[Problem]:
    kinds = [kind.name for kind in KINDS if kind.key_section and kind.key_section.name == section]
    for part_key, keyed in key.section(section).items():
        path: Path = ("key", section, part_key)
        part = task.part(part_key)
        if part is None or part.kind not in kinds:
            expected = expect.say(expect.KEYED_KIND, kinds=" or ".join(kinds), key=part_key)
            yield Problem(path, expected, on_key=True)
            continue
        kind = kind_of(part)
        found = list(kind.key_remarks(part, keyed, path))
        yield from found
        sound = (
            not found and _is_scored(part) and kind.can_be_answered(part) and not any(kind.remarks(part, ()))
        )
        if sound and not key_tells(part, keyed):
            yield Problem(path, expect.KEY_THAT_TELLS)


def exemplar_remarks(task: Task) -> Iterator[Problem]:
    for n, exemplar in enumerate(task.exemplars):
        if not _SCORE.fullmatch(exemplar.score):
            yield Problem(("exemplars", n, "score"), expect.EXEMPLAR_SCORE)
        yield from answer_remarks(task, exemplar.parts, ("exemplars", n, "parts"))


def answer_remarks(task: Task, parts: Mapping[str, AnswerInBoth], path: Path) -> Iterator[Problem]:
    """Yield a remark for each part of an example at `path` that no candidate could have sent."""
    keys = [part.key for part in task.parts]
    for part_key, answer in parts.items():
        where = (*path, part_key)
        yield from checks.known_as_key(part_key, keys, where, expect.KNOWN_PART)
        part = task.part(part_key)
        if part is None or not kind_of(part).can_be_answered(part):
            continue
        for locale in LOCALES:
            if problems := answer_problems(part, answer.value(locale)):
                told = "; ".join(problem.to_author for problem in problems)
                expected = expect.say(expect.EXEMPLAR_ANSWER, problem=told)
                yield Problem((*where, locale), expected)
