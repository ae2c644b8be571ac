"""Whether a task's key fits its parts, and its example answers could have been sent."""

import re
from collections.abc import Iterator, Mapping, Sequence

from hiring.banks import expectations as expect
from hiring.banks.answers import answer_problems
from hiring.banks.faults import Path, Remark
from hiring.banks.rules import Kind
from hiring.banks.scoring_keys import CLOSED_KINDS
from hiring.banks.soundness import marks
from hiring.banks.soundness.stories import all_steps, is_walkable
from hiring.banks.tasks import Branching, Key, LongText, Part, RateEach, Table, Task

_SCORE = re.compile(r"[1-5](-[1-5])?")
_SECTIONS = {
    "points": (Kind.CHOOSE_ONE, Kind.BRANCHING),
    "most_least": (Kind.MOST_LEAST,),
    "ratings": (Kind.RATE_EACH,),
}


def key_remarks(task: Task) -> Iterator[Remark]:
    keyed: set[str] = set()
    if task.key is not None:
        for section, kinds in _SECTIONS.items():
            keyed |= getattr(task.key, section).keys()
            yield from _section_remarks(task, task.key, section, kinds)
        for part_key in task.key.reasons:
            where = ("key", "reasons", part_key)
            keys = [part.key for part in task.parts]
            yield from marks.known_as_key(part_key, keys, where, expect.KNOWN_PART)
    for n, part in enumerate(task.parts):
        if part.kind in CLOSED_KINDS and part.key not in keyed and not task.practice:
            yield Remark(("parts", n, "key"), expect.say(expect.KEY_FOR_PART, part=part.key))


def _section_remarks(task: Task, key: Key, section: str, kinds: Sequence[Kind]) -> Iterator[Remark]:
    for part_key in getattr(key, section):
        path: Path = ("key", section, part_key)
        part = task.part(part_key)
        if part is None or part.kind not in kinds:
            expected = expect.say(expect.KEYED_KIND, kinds=" or ".join(kinds), key=part_key)
            yield Remark(path, expected, on_key=True)
        elif section == "most_least":
            yield from _most_least_remarks(part, key, path)
        else:
            yield from _value_remarks(part, getattr(key, section)[part_key], path)


def _most_least_remarks(part: Part, key: Key, path: Path) -> Iterator[Remark]:
    best = key.most_least[part.key]
    yield from marks.known(best.most, _choices(part), (*path, "most"), expect.KNOWN_OPTION)
    yield from marks.known(best.least, _choices(part), (*path, "least"), expect.KNOWN_OPTION)
    if best.most == best.least:
        yield Remark((*path, "least"), expect.DIFFERENT_OPTIONS)


def _value_remarks(part: Part, values: Mapping[str, float], path: Path) -> Iterator[Remark]:
    choices = _choices(part)
    for option in values:
        yield from marks.known_as_key(option, choices, (*path, option), expect.KNOWN_OPTION)
        if isinstance(part, RateEach) and part.scale.lowest < part.scale.highest:
            lowest, highest = part.scale.lowest, part.scale.highest
            yield from marks.between(values[option], lowest, highest, (*path, option))
    if missing := [option for option in choices if option not in values]:
        yield Remark(path, expect.say(expect.EVERY_OPTION, missing=", ".join(missing)), on_key=True)


def _choices(part: Part) -> list[str]:
    if isinstance(part, Branching):
        return all_steps(part)
    return [] if isinstance(part, LongText | Table) else [option.key for option in part.options]


def exemplar_remarks(task: Task) -> Iterator[Remark]:
    keys = [part.key for part in task.parts]
    for n, exemplar in enumerate(task.exemplars):
        if not _SCORE.fullmatch(exemplar.score):
            yield Remark(("exemplars", n, "score"), expect.EXEMPLAR_SCORE)
        for part_key, answer in exemplar.parts.items():
            path = ("exemplars", n, "parts", part_key)
            yield from marks.known_as_key(part_key, keys, path, expect.KNOWN_PART)
            part = task.part(part_key)
            if part is None or (isinstance(part, Branching) and not is_walkable(part)):
                continue
            for locale, value in (("id", answer.id), ("en", answer.en)):
                if problems := answer_problems(part, value):
                    told = "; ".join(expect.ANSWER_PROBLEMS[problem] for problem in problems)
                    expected = expect.say(expect.EXEMPLAR_ANSWER, problem=told)
                    yield Remark((*path, locale), expected)
